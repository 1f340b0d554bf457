"""`activities/`: planned work of every kind, milestones among it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import serializers

from projects.api.base import READ_RULES, ProjectScopedViewSet
from projects.api.inside import InsideSerializer, without_project
from projects.api.milestone_filters import ActivityFilters
from projects.api.people import UsernameField
from projects.api.permissions import PLANNERS
from projects.api.serializers import OwnRelatedField
from projects.errors import RuleBroken
from projects.models import Activity, Building, Calendar
from projects.services import planning

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


class PlannedSerializer(InsideSerializer):
    """What every kind of planned work shares."""

    building: OwnRelatedField[Building] = OwnRelatedField(
        queryset=Building.objects.all(), allow_null=True, required=False
    )
    responsible = UsernameField(allow_null=True, required=False)


class ActivitySerializer(PlannedSerializer):
    """An activity; its progress is reported by `progress-entries/`."""

    calendar: OwnRelatedField[Calendar] = OwnRelatedField(
        queryset=Calendar.objects.all(), allow_null=True, required=False
    )
    reached = serializers.SerializerMethodField()

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
            "planned_start",
            "planned_finish",
            "actual_start",
            "actual_finish",
            "percent_complete",
            "weight",
            "lead_unit",
            "supervising_unit",
            "responsible",
            "evidence_policy",
            "photos_required",
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
            "actual_start",
            "actual_finish",
            "percent_complete",
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


class PlannedViewSet(ProjectScopedViewSet):
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
        return planning.activity_create(project=data["project"], data=without_project(data))

    def rows_create(self, rows: Sequence[Mapping[str, Any]]) -> Sequence[Model]:
        """Store the rows of one project."""
        return planning.activities_create_bulk(
            project=rows[0]["project"], rows=[without_project(row) for row in rows]
        )

    def row_update(self, row: Any, data: Mapping[str, Any]) -> Model:
        """Change the plan of the row."""
        return planning.activity_update(
            activity=row, data=data, user=self.caller, now=timezone.now()
        )

    def row_delete(self, row: Any) -> None:
        """Remove the row."""
        planning.activity_delete(activity=row)


@extend_schema_view(create=extend_schema(examples=[EXAMPLE]))
class ActivityViewSet(PlannedViewSet):
    """Planned work of every kind, milestones among it. A list as body stores all rows or none."""

    queryset = Activity.objects.select_related("responsible")
    serializer_class = ActivitySerializer
    filterset_class = ActivityFilters
