"""`activities/`: planned work of every kind, milestones among it."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import serializers

from projects.api.base import READ_RULES, ProjectScopedViewSet
from projects.api.following import Followed, FollowingViewSet
from projects.api.inside import InsideSerializer, without_project
from projects.api.milestone_filters import ActivityFilters
from projects.api.people import UsernameField
from projects.api.permissions import PLANNERS
from projects.api.serializers import OwnRelatedField
from projects.errors import RuleBroken
from projects.models import Activity, Building, Calendar
from projects.models.ranges import RANGE_NAMES
from projects.selectors.schedules import finish_shown, start_shown
from projects.services import planning
from projects.services.planning.scheduling import project_hold

EXAMPLE = OpenApiExample(
    "Main structure of 3#",
    value={
        "project": 1,
        "building": 3,
        "code": "3-A08",
        "name": "主体结构",
        "name_en": "Main structure",
        "kind": "task",
        "duration_days": 80,
        "duration_clock": "calendar",
        "planned_start": "2026-09-01",
        "planned_finish": "2026-11-20",
    },
    request_only=True,
)


# what changes dates when it changes
SCHEDULED_BY = frozenset(
    {
        "kind",
        "calendar",
        "duration_days",
        "duration_clock",
        "constraint",
        "constraint_date",
        "secondary_constraint",
        "secondary_constraint_date",
        "finish_by",
        "percent_basis",
        "resumes_on",
        "planned_start",
    }
)


class DayField(serializers.DateField):
    """The day of an instant of the computation; `shown` says which, by the activity's kind."""

    def __init__(self, shown: Callable[[str, int | None], datetime.date | None]) -> None:
        self.shown = shown
        super().__init__(read_only=True, allow_null=True)

    def get_attribute(self, instance: Activity) -> datetime.date | None:
        """Return the day."""
        minute: Any = super().get_attribute(instance)
        return self.shown(instance.kind, minute)


class PlannedSerializer(InsideSerializer):
    """What every kind of planned work shares."""

    building: OwnRelatedField[Building] = OwnRelatedField(
        queryset=Building.objects.all(), allow_null=True, required=False
    )
    responsible = UsernameField(allow_null=True, required=False)


class ActivitySerializer(PlannedSerializer):
    """An activity; its progress is reported by `progress-entries/`.

    `planned_*` are the approved plan. Early, late and forecast dates, floats (in days of the
    activity's own calendar) and criticality are those of the project's last computation. Before
    `levelled_start` the levelling in force lets no work begin. `range_*` is how far the
    duration may differ, in percent of it or in days: what a risk analysis takes unless told.
    """

    calendar: OwnRelatedField[Calendar] = OwnRelatedField(
        queryset=Calendar.objects.all(), allow_null=True, required=False
    )
    reached = serializers.SerializerMethodField()
    early_start = DayField(start_shown)
    early_finish = DayField(finish_shown)
    late_start = DayField(start_shown)
    late_finish = DayField(finish_shown)
    levelled_start = DayField(start_shown)
    forecast_start = DayField(start_shown)
    forecast_finish = DayField(finish_shown)
    total_float = serializers.FloatField(source="total_float_days", read_only=True, allow_null=True)
    free_float = serializers.FloatField(source="free_float_days", read_only=True, allow_null=True)
    critical = serializers.BooleanField(source="is_critical", read_only=True)
    near_critical = serializers.BooleanField(source="is_near_critical", read_only=True)
    provisional = serializers.BooleanField(
        source="is_provisional",
        read_only=True,
        help_text="Its dates cross a year whose holidays are not announced yet.",
    )

    class Meta:
        model = Activity
        fields = (
            "id",
            "project",
            "building",
            "wbs",
            "code",
            "name",
            "name_en",
            "kind",
            "calendar",
            "duration_days",
            "duration_clock",
            "constraint",
            "constraint_date",
            "secondary_constraint",
            "secondary_constraint_date",
            "finish_by",
            "levelled_start",
            "percent_basis",
            "suspended_on",
            "resumes_on",
            "compression_limit_days",
            "compression_cost_per_day",
            *RANGE_NAMES,
            "planned_start",
            "planned_finish",
            "baseline_finish",
            "early_start",
            "early_finish",
            "late_start",
            "late_finish",
            "forecast_start",
            "forecast_finish",
            "total_float",
            "free_float",
            "critical",
            "near_critical",
            "provisional",
            "actual_start",
            "actual_finish",
            "percent_complete",
            "remaining_days",
            "weight",
            "budget_cny",
            "actual_cost_cny",
            "lead_unit",
            "supervising_unit",
            "responsible",
            "evidence_policy",
            "photos_required",
            "photos_grade_least",
            "photos_age_most_days",
            "photos_within",
            "statutory_step",
            "state",
            "reached",
            "reached_at",
            "overdue_at",
            "due_soon_at",
            "created_at",
            "updated_at",
            "version",
        )
        read_only_fields = (
            "id",
            "baseline_finish",
            "actual_start",
            "actual_finish",
            "percent_complete",
            "remaining_days",
            "state",
            "reached_at",
            "overdue_at",
            "due_soon_at",
            "created_at",
            "updated_at",
            "version",
        )

    def get_reached(self, activity: Activity) -> bool:
        """Is the activity complete, the milestone reached?"""
        return activity.reached_at is not None


class ActivityAnswer(Followed, ActivitySerializer):
    """A changed activity, with what the change moved."""

    class Meta(ActivitySerializer.Meta):
        fields = (*ActivitySerializer.Meta.fields, "schedule")  # type: ignore[assignment] # one more


class PlannedViewSet(FollowingViewSet, ProjectScopedViewSet):
    """What `activities/` and `milestones/` share: filters, order, writing, bulk creation."""

    bulk = True
    roles = {
        **READ_RULES,
        "create": PLANNERS,
        "partial_update": PLANNERS,
        "destroy": PLANNERS,
    }
    search_columns = ("code", "name", "name_en")
    ordering_columns = {
        "planned_finish": "planned_finish",
        "forecast": "forecast_finish",
        "total_float": "total_float_days",
        "code": "code",
        "name": "name",
        "updated_at": "updated_at",
    }
    ordering = ("planned_finish", "id")

    def rows_check(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """A list is of one project."""
        if len({row["project"].pk for row in rows}) > 1:
            raise RuleBroken("several_projects", _("A list is for one project."))

    def row_create(self, data: Mapping[str, Any]) -> Model:
        """Store the row."""
        project = data["project"]
        return self.follow(
            lambda: planning.activity_create(project=project, data=without_project(data)),
            project_id=project.pk,
        )

    def rows_create(self, rows: Sequence[Mapping[str, Any]]) -> Sequence[Model]:
        """Store the rows of one project."""
        project, plain = rows[0]["project"], [without_project(row) for row in rows]
        return self.follow(
            lambda: planning.activities_create_bulk(project=project, rows=plain),
            project_id=project.pk,
        )

    def row_update(self, row: Any, data: Mapping[str, Any]) -> Model:
        """Change the plan of the row."""

        def change() -> Activity:
            return planning.activity_update(
                activity=row, data=data, user=self.caller, now=timezone.now()
            )

        if not SCHEDULED_BY & data.keys():
            return change()
        return self.follow(change, project_id=row.project_id)

    def row_hold(self, row: Any) -> None:
        """Hold the project before the row, as every change of a plan does."""
        project_hold(project_id=row.project_id)

    def row_delete(self, row: Any) -> None:
        """Remove the row."""
        self.follow(lambda: planning.activity_delete(activity=row), project_id=row.project_id)


@extend_schema_view(
    create=extend_schema(examples=[EXAMPLE], responses={201: ActivityAnswer}),
    partial_update=extend_schema(responses=ActivityAnswer),
)
class ActivityViewSet(PlannedViewSet):
    """Planned work of every kind, milestones among it. A list as body stores all rows or none.

    In a project with links a change of what dates rest on is computed at once; `schedule` in the
    answer lists what moved. `auto_schedule` of the project turns that off.
    """

    queryset = Activity.objects.select_related("responsible")
    serializer_class = ActivitySerializer
    filterset_class = ActivityFilters
