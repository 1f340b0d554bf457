"""Progress entries: the record of what people said."""

from django.contrib import admin

from projects.admin.base import ModelAdmin, Untouched
from projects.models import ProgressEntry


@admin.register(ProgressEntry)
class ProgressEntryAdmin(Untouched, ModelAdmin[ProgressEntry]):
    """Append-only, so there is nothing to change here."""

    list_display = (
        "reported_at",
        "observed_at",
        "activity",
        "move",
        "state_after",
        "percent",
        "reported_by",
    )
    list_filter = ("move", "state_after")
    list_select_related = ("project", "activity", "reported_by")
    search_fields = ("note", "activity__code", "activity__name", "reported_by__username")
    date_hierarchy = "reported_at"
