"""`projects/{id}/schedule/`: the computation and its last answer."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import ReadScopedViewSet
from projects.api.following import ScheduleAnswer
from projects.api.idempotency import once
from projects.api.permissions import MEMBERS, PLANNERS
from projects.api.serializers import PlanDateField, StrictFloatField, StrictSerializer
from projects.models import Project
from projects.models.scheduled import DAYS_MAX
from projects.models.words import CriticalBy, Profile, ProgressMode
from projects.selectors.options import options_shown
from projects.selectors.schedules import Answer, answer_last
from projects.services import planning

EXAMPLE = OpenApiExample(
    "Thursday's status",
    value={"data_date": "2026-11-19", "progress": "retained_logic", "critical_by": "longest_path"},
    request_only=True,
)


class ScheduleRequest(StrictSerializer):
    """How to compute; what is given is kept as the project's own, the rest is as it was.

    `progress` and `critical_by` may be empty: the profile's own. The same holds for thresholds
    of null. A data date of null means today, once work has begun.
    """

    data_date = PlanDateField(required=False, allow_null=True)
    profile = serializers.ChoiceField(
        source="schedule_profile", choices=Profile.choices, required=False
    )
    progress = serializers.ChoiceField(
        source="progress_mode", choices=ProgressMode.choices, required=False, allow_blank=True
    )
    critical_by = serializers.ChoiceField(
        choices=CriticalBy.choices, required=False, allow_blank=True
    )
    critical_float_days = StrictFloatField(
        required=False, allow_null=True, min_value=-DAYS_MAX, max_value=DAYS_MAX
    )
    near_critical_float_days = StrictFloatField(
        required=False, allow_null=True, min_value=-DAYS_MAX, max_value=DAYS_MAX
    )


class ScheduleViewSet(ReadScopedViewSet):
    """The schedule of a project.

    A loop of links is refused with 422 `dependency_cycle` and named link by link in `links`;
    actual dates after the data date with `actual_after_data_date`, dates beyond the calendar
    with `beyond_calendar`. The last good schedule then stays.
    """

    queryset = Project.objects.all()
    serializer_class = ScheduleRequest
    pagination_class = None
    project_path = ""
    roles = {"schedule": MEMBERS, "compute": PLANNERS}

    @extend_schema(responses=ScheduleAnswer)
    def schedule(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer what the last computation said; before the first one there are no dates."""
        project = self.get_object()
        return Response(answer_last(project) or _never(project))

    @extend_schema(request=ScheduleRequest, responses=ScheduleAnswer, examples=[EXAMPLE])
    @once
    def compute(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Compute the schedule and store it: dates, floats and what is critical."""
        project = self.get_object()
        said = self.get_serializer(data=request.data)
        said.is_valid(raise_exception=True)
        options: dict[str, Any] = dict(said.validated_data)
        return Response(
            planning.schedule_compute(project=project, options=options, now=timezone.now())
        )


def _never(project: Project) -> Answer:
    return {
        "computation": 0,
        "computed_at": None,
        "problem": project.schedule_problem or None,
        "data_date": project.data_date,
        "start": None,
        "finish": None,
        "must_finish_by": project.must_finish_by,
        "options": options_shown(project),
        "counts": None,
        "moved_count": 0,
        "moved": [],
        "shifts": [],
    }
