"""Projects, buildings, calendars and the plan. Deadlines follow through the planning service."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from projects.admin.base import ModelAdmin, ProjectStays, TabularInline, Untouched, next_version
from projects.models import (
    Activity,
    Building,
    Calendar,
    CalendarException,
    Membership,
    Milestone,
    Project,
)
from projects.models.words import MILESTONE_KINDS
from projects.selectors.calendars import calendar_of
from projects.services.planning import deadlines_refresh, deadlines_set, followed, followers_of
from projects.services.planning.deadlines import due_soon_days


def _computed(project_id: int) -> None:
    """Compute the schedule after an edit; a plan in error keeps the last good one."""
    followed(lambda: None, project_id=project_id, now=timezone.now(), lenient=True)


class BuildingInline(TabularInline[Building, Project]):
    """The buildings of a project."""

    model = Building
    extra = 0
    fields = ("code", "name", "name_en", "floors", "gross_floor_area_m2", "order")


class MemberInline(TabularInline[Membership, Project]):
    """The task force of a project."""

    model = Membership
    extra = 0
    autocomplete_fields = ("user",)
    fields = ("user", "role", "unit")


@admin.register(Project)
class ProjectAdmin(ModelAdmin[Project]):
    """Projects with their buildings and people."""

    list_display = ("code", "name", "name_en", "location", "time_zone", "planned_start")
    list_filter = ("time_zone",)
    search_fields = ("code", "name", "name_en", "client", "contractor", "location")
    autocomplete_fields = ("calendar",)
    date_hierarchy = "created_at"
    inlines = (BuildingInline, MemberInline)
    # the API knows which limits there are
    readonly_fields = ("quality_thresholds", "light_rule", "light_rule_version")

    def save_model(self, request: HttpRequest, obj: Project, form: Any, change: bool) -> None:
        """Store, count the edit, and move the deadlines when zone or calendar moved."""
        if change:
            next_version(obj)
        super().save_model(request, obj, form, change)
        if {"time_zone", "calendar"} & set(form.changed_data):
            deadlines_refresh(projects=[obj])
        _computed(obj.pk)


@admin.register(Building)
class BuildingAdmin(ProjectStays, ModelAdmin[Building]):
    """Buildings of all projects."""

    list_display = ("code", "name", "project", "floors", "gross_floor_area_m2", "order")
    list_select_related = ("project",)
    search_fields = ("code", "name", "name_en", "project__code", "project__name")
    autocomplete_fields = ("project",)
    date_hierarchy = "created_at"

    def save_model(self, request: HttpRequest, obj: Building, form: Any, change: bool) -> None:
        """Store and count the edit."""
        if change:
            next_version(obj)
        super().save_model(request, obj, form, change)


class ExceptionInline(TabularInline[CalendarException, Calendar]):
    """Days that the weekly pattern gets wrong."""

    model = CalendarException
    extra = 0
    # the API checks them
    exclude = ("shifts",)


@admin.register(Calendar)
class CalendarAdmin(ProjectStays, ModelAdmin[Calendar]):
    """Working calendars; saving one moves the deadlines of the projects that follow it."""

    list_display = ("name", "project", "worked_weekdays", "updated_at")
    list_select_related = ("project",)
    search_fields = ("name", "project__code", "project__name")
    autocomplete_fields = ("project",)
    date_hierarchy = "created_at"
    # the API checks them
    readonly_fields = ("shifts", "weekday_shifts", "seasons")
    inlines = (ExceptionInline,)

    def save_model(self, request: HttpRequest, obj: Calendar, form: Any, change: bool) -> None:
        """Store as the next version, which empties every process's memory of the calendar."""
        if change:
            next_version(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store the exceptions, then move the deadlines that they shift."""
        super().save_related(request, form, formsets, change)
        deadlines_refresh(projects=followers_of(calendar=form.instance))
        _computed(form.instance.project_id)


@admin.register(CalendarException)
class CalendarExceptionAdmin(Untouched, ModelAdmin[CalendarException]):
    """Holidays and make-up days; they are edited in their calendar, whose version must follow."""

    list_display = ("date", "name", "worked", "calendar", "source_notice", "provisional")
    list_filter = ("worked", "provisional")
    list_select_related = ("calendar",)
    search_fields = ("name", "source_notice", "calendar__name")
    date_hierarchy = "date"


class PlannedAdmin(ProjectStays, ModelAdmin[Activity]):
    """What activities and milestones have in common."""

    list_display = ("code", "name", "project", "building", "planned_finish", "state")
    list_display_links = ("code", "name")
    list_filter = ("kind", "state", "evidence_policy")
    list_select_related = ("project", "building")
    search_fields = ("code", "name", "name_en", "project__code", "project__name")
    autocomplete_fields = ("project", "building", "calendar", "responsible")
    date_hierarchy = "planned_finish"
    # progress is reported, claimed and accepted, never typed over
    readonly_fields = (
        "state",
        "percent_complete",
        "remaining_days",
        "actual_start",
        "actual_finish",
        "reached_at",
        "overdue_at",
        "due_soon_at",
    )

    def save_model(self, request: HttpRequest, obj: Activity, form: Any, change: bool) -> None:
        """Store with the deadlines that follow from the planned finish."""
        deadlines_set(
            activity=obj,
            calendar=calendar_of(obj.project),
            zone=obj.project.zone,
            working_days_before=due_soon_days(project=obj.project),
        )
        if change:
            next_version(obj)
        super().save_model(request, obj, form, change)
        _computed(obj.project_id)


@admin.register(Activity)
class ActivityAdmin(PlannedAdmin):
    """The whole plan."""


@admin.register(Milestone)
class MilestoneAdmin(PlannedAdmin):
    """Milestones only."""

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the kinds without duration."""
        if db_field.name == "kind":
            kwargs["choices"] = [(kind.value, kind.label) for kind in MILESTONE_KINDS]
        return super().formfield_for_choice_field(db_field, request, **kwargs)
