"""`baselines/`: frozen copies of a plan, and how far it has moved from them."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.utils import timezone
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    extend_schema,
    extend_schema_field,
    extend_schema_view,
)
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import READ_RULES, ProjectScopedViewSet
from projects.api.filters import asked_of
from projects.api.inside import InsideSerializer, without_project
from projects.api.permissions import MEMBERS, PLANNERS
from projects.api.query import IdField, IdFilter, TextFilter
from projects.api.schedule.door import NamedLine
from projects.api.schedule.quality import AssessedPoint
from projects.models import Baseline
from projects.models.words import ActivityKind
from projects.selectors.baselines import finish_of, variance_of
from projects.selectors.quality import failed_of
from projects.services.planning import baselines

EXAMPLE = OpenApiExample(
    "Approved plan",
    value={"project": 1, "name": "批复计划", "is_current": True},
    request_only=True,
)


class BaselineSerializer(InsideSerializer):
    """A baseline; `finish` is the project's approved finish."""

    taken_by = serializers.CharField(source="taken_by.username", read_only=True, allow_null=True)
    finish = serializers.SerializerMethodField()

    class Meta:
        model = Baseline
        fields = (
            "id",
            "project",
            "name",
            "note",
            "is_current",
            "taken_at",
            "taken_by",
            "data_date",
            "computation",
            "finish",
            "created_at",
            "updated_at",
            "version",
        )
        read_only_fields = (
            "id",
            "taken_at",
            "data_date",
            "computation",
            "created_at",
            "updated_at",
            "version",
        )

    @extend_schema_field({"type": "string", "format": "date"})
    def get_finish(self, baseline: Baseline) -> Any:
        """Say the last day of the plan."""
        return finish_of(baseline)


class FailedPoint(AssessedPoint):
    """A point of the quality check that failed."""

    share = serializers.FloatField()


class BaselineTaken(BaselineSerializer):
    """A baseline that was frozen just now; `warnings` are the points that its plan fails."""

    warnings = FailedPoint(many=True, read_only=True)

    class Meta(BaselineSerializer.Meta):
        fields = (*BaselineSerializer.Meta.fields, "warnings")  # type: ignore[assignment] # one more


class BaselineLine(NamedLine):
    """An activity of a baseline."""

    kind = serializers.ChoiceField(choices=ActivityKind.choices)


class VarianceLine(BaselineLine):
    """How far an activity has moved; later is positive, working days are the baseline's."""

    start = serializers.DateField()
    finish = serializers.DateField()
    baseline_start = serializers.DateField()
    baseline_finish = serializers.DateField()
    start_working_days = serializers.FloatField()
    finish_working_days = serializers.FloatField()
    start_calendar_days = serializers.IntegerField()
    finish_calendar_days = serializers.IntegerField()


class VarianceAnswer(serializers.Serializer[Any]):
    """A baseline compared with the plan as it stands (`against` null) or with another one."""

    baseline = serializers.IntegerField()
    against = serializers.IntegerField(allow_null=True)
    finish = serializers.DateField()
    baseline_finish = serializers.DateField()
    finish_working_days = serializers.FloatField()
    finish_calendar_days = serializers.IntegerField()
    activities = VarianceLine(many=True)
    added = BaselineLine(many=True)
    dropped = BaselineLine(many=True)


class BaselineFilters(django_filters.FilterSet):
    """Filters of `baselines/`."""

    project = IdFilter(field_name="project_id")
    name = TextFilter()


@extend_schema_view(
    create=extend_schema(examples=[EXAMPLE], responses={201: BaselineTaken}),
)
class BaselineViewSet(ProjectScopedViewSet):
    """Baselines (基准计划): computed, assessed and frozen with their calendars.

    A plan in error is refused as by `schedule/`, a bad one with 422 `quality_refused` where the
    project's `quality_policy` says so. Only name, note and `is_current` may change; the current
    one cannot be deleted (409 `in_use`).
    """

    queryset = Baseline.objects.select_related("taken_by", "project__calendar").defer("network")
    serializer_class = BaselineSerializer
    roles = {
        **READ_RULES,
        "create": PLANNERS,
        "partial_update": PLANNERS,
        "destroy": PLANNERS,
        "variance": MEMBERS,
    }
    parameters = {"variance": ("against",)}
    filterset_class = BaselineFilters
    ordering = ("project_id", "id")
    warnings: Any = None

    def row_create(self, data: Mapping[str, Any]) -> Baseline:
        """Freeze the plan."""
        baseline, quality = baselines.baseline_take(
            project=data["project"],
            user=self.caller,
            data=without_project(data),
            now=timezone.now(),
        )
        self.warnings = failed_of(quality)
        return baseline

    def answer(self, row: Any, *, status: int = 200) -> Response:
        """Answer the row; what was frozen just now with what its quality check found."""
        response = super().answer(row, status=status)
        if self.action == "create":
            response.data["warnings"] = FailedPoint(self.warnings, many=True).data
        return response

    def row_update(self, row: Baseline, data: Mapping[str, Any]) -> Baseline:
        """Rename it, or make it the current one."""
        return baselines.baseline_update(baseline=row, data=data)

    def row_delete(self, row: Baseline) -> None:
        """Remove it."""
        baselines.baseline_delete(baseline=row)

    @extend_schema(
        responses=VarianceAnswer,
        parameters=[
            OpenApiParameter("against", int, description="Another baseline; else the plan now.")
        ],
    )
    @action(detail=True)
    def variance(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the router's signature
        """Answer how far every activity and the project's finish have moved."""
        baseline = self.get_object()
        asked = asked_of(request.query_params, {"against": IdField(required=False)})["against"]
        other = None
        if asked is not None:
            other = Baseline.objects.filter(project=baseline.project, pk=asked).first()
            if other is None:
                raise NotFound
        return Response(variance_of(baseline, other, timezone.now()))
