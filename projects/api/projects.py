"""`projects/`: the unit of permission, calendar and time zone."""

from collections.abc import Mapping
from typing import Any, ClassVar

import django_filters
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import serializers

from projects.api.areas import AreaField
from projects.api.base import READ_RULES, ProjectScopedViewSet
from projects.api.following import FollowingViewSet
from projects.api.permissions import ADMINS, PLANNERS
from projects.api.query import TextFilter
from projects.api.schedule.quality import ThresholdsSerializer
from projects.api.serializers import OwnRelatedField, StrictModelSerializer
from projects.models import Calendar, Project
from projects.selectors.access import with_role
from projects.services import planning
from tasks.doorbell import ring
from tasks.photos import grade_photos

EXAMPLE = OpenApiExample(
    "Goertek VR base",
    value={
        "code": "GOERTEK-VR",
        "name": "歌尔虚拟现实全球智能制造基地",
        "name_en": "Goertek virtual reality global intelligent manufacturing base",
        "investment_cny": 5000000000,
        "site_area_mu": 200,
        "location": "潍坊综合保税区",
        "time_zone": "Asia/Shanghai",
    },
    request_only=True,
)


# what every date of the plan rests on
SCHEDULED_BY = frozenset(
    {
        "calendar",
        "data_date",
        "planned_start",
        "must_finish_by",
        "auto_schedule",
        "schedule_profile",
        "progress_mode",
        "critical_by",
        "critical_float_days",
        "near_critical_float_days",
    }
)


class ProjectSerializer(StrictModelSerializer):
    """A project; `role` is the caller's own in it."""

    calendar: OwnRelatedField[Calendar] = OwnRelatedField(
        queryset=Calendar.objects.all(), allow_null=True, required=False
    )
    quality_thresholds = ThresholdsSerializer(required=False)
    site_boundary = AreaField(allow_null=True, required=False)
    role = serializers.CharField(source="caller_role", read_only=True, default="")

    class Meta:
        model = Project
        fields = (
            "id",
            "code",
            "name",
            "name_en",
            "client",
            "contractor",
            "supervisor",
            "authority",
            "investment_cny",
            "site_area_mu",
            "location",
            "site_boundary",
            "region",
            "notice",
            "time_zone",
            "calendar",
            "data_date",
            "planned_start",
            "must_finish_by",
            "auto_schedule",
            "schedule_profile",
            "progress_mode",
            "critical_by",
            "critical_float_days",
            "near_critical_float_days",
            "compare_with",
            "light_rule",
            "light_rule_version",
            "quality_policy",
            "quality_thresholds",
            "risk_low",
            "risk_high",
            "risk_correlation",
            "computation",
            "computed_at",
            "schedule_problem",
            "role",
            "created_at",
            "updated_at",
            "version",
        )
        read_only_fields = (
            "id",
            "computation",
            "computed_at",
            "schedule_problem",
            "created_at",
            "updated_at",
            "version",
        )
        # the database says whether a code is taken; asked before, two would both pass
        extra_kwargs: ClassVar[dict[str, Any]] = {"code": {"validators": []}}


class ProjectFilters(django_filters.FilterSet):
    """Filters of `projects/`."""

    code = TextFilter()


@extend_schema_view(create=extend_schema(examples=[EXAMPLE]))
class ProjectViewSet(FollowingViewSet, ProjectScopedViewSet):
    """Projects that the caller belongs to.

    Made by anybody who plans or administers somewhere; the maker becomes its first project
    administrator. Another `time_zone` or `calendar` moves every deadline of the plan. Once the
    project has links or was computed, what its schedule rests on computes it anew; the options
    that are empty or null are the profile's own.
    """

    queryset = Project.objects.all()
    serializer_class = ProjectSerializer
    project_path = ""
    roles = {
        **READ_RULES,
        "create": PLANNERS,
        "partial_update": PLANNERS,
        "destroy": ADMINS,
    }
    # `projects/{id}/schedule/` says what moved
    tells = frozenset()
    filterset_class = ProjectFilters
    search_columns = ("code", "name", "name_en", "location")
    ordering_columns = {"code": "code", "name": "name", "updated_at": "updated_at"}
    ordering = ("code", "id")

    def get_queryset(self) -> Any:
        """Put the caller's role on each row."""
        rows = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows
        return with_role(rows, user=self.caller, path="")

    def project_id_of(self, data: Mapping[str, Any]) -> int | None:  # noqa: ARG002 - it makes its own
        """Say that a new project lies in none."""
        return None

    def row_create(self, data: Mapping[str, Any]) -> Project:
        """Store the project."""
        return planning.project_create(user=self.caller, data=data)

    def row_update(self, row: Project, data: Mapping[str, Any]) -> Project:
        """Change the project; its schedule and its photos' grades follow what they rest on."""

        def change() -> Project:
            return planning.project_update(project=row, data=data)

        follows = bool(SCHEDULED_BY & data.keys())
        project = self.follow(change, project_id=row.pk) if follows else change()
        if "site_boundary" in data:
            ring(grade_photos)
        return project

    def row_delete(self, row: Project) -> None:
        """Remove the project."""
        planning.project_delete(project=row)
