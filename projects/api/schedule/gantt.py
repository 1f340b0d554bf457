"""`projects/{id}/gantt/`: the plan in columns, for charts."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.permissions import MEMBERS
from projects.api.schedule.door import ScheduleDoor
from projects.models.words import (
    ActivityKind,
    Constraint,
    DurationClock,
    LagClock,
    LinkKind,
    Role,
)
from projects.selectors.gantt import gantt_of

Child = serializers.Field[Any, Any, Any, Any]


def _column(child: Child) -> serializers.ListField:
    return serializers.ListField(child=child)


def _numbers(**rest: Any) -> serializers.ListField:
    return _column(serializers.IntegerField(**rest))


def _days() -> serializers.ListField:
    return _numbers(allow_null=True)


def _texts(**rest: Any) -> serializers.ListField:
    return _column(serializers.CharField(**rest))


def _truths() -> serializers.ListField:
    return _column(serializers.BooleanField())


def _floats() -> serializers.ListField:
    return _column(serializers.FloatField(allow_null=True))


class GanttActivities(serializers.Serializer[Any]):
    """The activities by id, one array a field; `version` is what `If-Match` names."""

    id = _numbers()
    version = _numbers()
    code = _texts()
    name = _texts()
    name_en = _texts()
    wbs = _texts()
    kind = _column(serializers.ChoiceField(choices=ActivityKind.choices))
    building = _numbers(allow_null=True)
    calendar = _numbers(allow_null=True)
    duration_days = _numbers()
    duration_clock = _column(serializers.ChoiceField(choices=DurationClock.choices))
    constraint = _column(serializers.ChoiceField(choices=Constraint.choices))
    constraint_date = _days()
    planned_start = _days()
    planned_finish = _days()
    baseline_start = _days()
    baseline_finish = _days()
    early_start = _days()
    early_finish = _days()
    late_start = _days()
    late_finish = _days()
    forecast_start = _days()
    forecast_finish = _days()
    actual_start = _days()
    actual_finish = _days()
    total_float = _floats()
    critical = _truths()
    near_critical = _truths()
    percent_complete = _column(serializers.FloatField())
    reached = _truths()
    responsible = _texts(allow_null=True)


class GanttLinks(serializers.Serializer[Any]):
    """The links by id; a lag is in days, or in percent of the predecessor where that is given."""

    id = _numbers()
    version = _numbers()
    predecessor = _numbers()
    successor = _numbers()
    kind = _column(serializers.ChoiceField(choices=LinkKind.choices))
    lag_days = _column(serializers.FloatField())
    lag_percent = _floats()
    lag_clock = _column(serializers.ChoiceField(choices=LagClock.choices))


class GanttBuilding(serializers.Serializer[Any]):
    """A building by what people call it."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()


class GanttSeason(serializers.Serializer[Any]):
    """A layer over a calendar: every day from first to last is closed, or worked."""

    name = serializers.CharField()
    first = serializers.IntegerField()
    last = serializers.IntegerField()
    worked = serializers.BooleanField()


class GanttCalendar(serializers.Serializer[Any]):
    """Which days are worked: Monday to Sunday, dated days, and seasons on top of them."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    weekly = _truths()
    days = _numbers()
    worked = _truths()
    names = _texts()
    seasons = GanttSeason(many=True)


class GanttAnswer(serializers.Serializer[Any]):
    """A plan in columns. Every day is a number: days since 1970-01-01.

    `name` is the project's, `role` the caller's in it, so that a page needs nothing else to begin.
    `calendar` is the project's own; null: Monday to Friday. Early, late and forecast days are
    those of `computation`; `problem` is the code of what now keeps the plan from being computed.
    """

    project = serializers.IntegerField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    role = serializers.ChoiceField(choices=Role.choices)
    computation = serializers.IntegerField()
    problem = serializers.CharField(allow_null=True)
    today = serializers.IntegerField()
    data_date = serializers.IntegerField(allow_null=True)
    calendar = serializers.IntegerField(allow_null=True)
    activities = GanttActivities()
    links = GanttLinks()
    buildings = GanttBuilding(many=True)
    calendars = GanttCalendar(many=True)


class GanttViewSet(ScheduleDoor):
    """The plan of a project for charts."""

    roles = {"gantt": MEMBERS}

    @extend_schema(responses=GanttAnswer)
    def gantt(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer activities, links, buildings and calendars as arrays, all of them at once.

        The progress front line is `front-line/`: it rests on a computation of its own.
        """
        project = self.get_object()
        plan = gantt_of(project, timezone.now())
        return Response({**plan, "role": project.caller_role})
