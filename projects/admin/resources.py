"""Resources and who needs them: looked at here, written by the planning services."""

from django.contrib import admin

from projects.admin.base import ModelAdmin, TabularInline, Untouched
from projects.models import Assignment, Resource, ResourceCapacity


class CapacityInline(Untouched, TabularInline[ResourceCapacity, Resource]):
    """Since when there are how many."""

    model = ResourceCapacity
    extra = 0
    fields = ("since", "capacity")


@admin.register(Resource)
class ResourceAdmin(Untouched, ModelAdmin[Resource]):
    """Crews, cranes, formwork."""

    list_display = ("code", "name", "name_en", "unit", "capacity", "project")
    list_select_related = ("project",)
    search_fields = ("code", "name", "name_en", "project__code")
    date_hierarchy = "created_at"
    inlines = (CapacityInline,)


@admin.register(ResourceCapacity)
class ResourceCapacityAdmin(Untouched, ModelAdmin[ResourceCapacity]):
    """How many there are from a day on."""

    list_display = ("resource", "since", "capacity")
    list_select_related = ("resource",)
    search_fields = ("resource__code", "resource__name")
    date_hierarchy = "since"


@admin.register(Assignment)
class AssignmentAdmin(Untouched, ModelAdmin[Assignment]):
    """What activities need."""

    list_display = ("activity", "resource", "units", "project")
    list_select_related = ("activity", "resource", "project")
    search_fields = ("activity__code", "resource__code", "project__code")
    date_hierarchy = "created_at"
