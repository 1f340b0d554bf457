"""`projects/{id}/summary/`, `s-curve/` and `front-line/`: progress over time."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.filters import WordsField
from projects.api.permissions import MEMBERS
from projects.api.refusals import unknown_value
from projects.api.schedule.door import NamedLine, ScheduleDoor
from projects.selectors.earned import STEPS, Held, curves_of, front_line_of, held_of, summary_of


class HeldAgainst(serializers.Serializer[Any]):
    """What is measured against what, at the end of `data_date`.

    `baseline` is the current one; null: the plan as it stands. Values are yuan where anything has
    a budget, weights otherwise.
    """

    baseline = serializers.IntegerField(allow_null=True)
    unit = serializers.ChoiceField(choices=["cny", "weight"])
    data_date = serializers.DateField()


class Estimates(serializers.Serializer[Any]):
    """EAC: if the rest costs as so far, as budgeted, or if lateness costs too."""

    typical = serializers.FloatField(allow_null=True)
    atypical = serializers.FloatField(allow_null=True)
    schedule_and_cost = serializers.FloatField(allow_null=True)


class EarnedTime(serializers.Serializer[Any]):
    """Earned schedule (Lipke) in working days of the project's calendar: ES, AT, PD, SV(t) …"""

    earned_days = serializers.FloatField()
    actual_days = serializers.FloatField()
    planned_days = serializers.IntegerField()
    variance_days = serializers.FloatField()
    index = serializers.FloatField(allow_null=True)
    estimate_days = serializers.FloatField(allow_null=True)


class BuildingPercent(serializers.Serializer[Any]):
    """How far a building is, and how far it should be."""

    building = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    percent = serializers.FloatField()
    planned_percent = serializers.FloatField()


class SummaryAnswer(HeldAgainst):
    """Earned value (ANSI/EIA-748): PV, EV, AC, BAC, SV, CV, SPI, CPI, EAC; null without costs."""

    start = serializers.DateField()
    finish = serializers.DateField()
    planned_value = serializers.FloatField()
    earned_value = serializers.FloatField()
    actual_cost = serializers.FloatField(allow_null=True)
    budget = serializers.FloatField()
    schedule_variance = serializers.FloatField()
    cost_variance = serializers.FloatField(allow_null=True)
    schedule_index = serializers.FloatField(allow_null=True)
    cost_index = serializers.FloatField(allow_null=True)
    estimates = Estimates()
    percent = serializers.FloatField(allow_null=True)
    planned_percent = serializers.FloatField(allow_null=True)
    earned_schedule = EarnedTime()
    buildings = BuildingPercent(many=True)


def _values(**rest: Any) -> serializers.ListField:
    return serializers.ListField(child=serializers.FloatField(**rest))


class CurvesAnswer(HeldAgainst):
    """Cumulative values at the ends of `days`; early and late enclose the plan as it stands."""

    days = serializers.ListField(child=serializers.DateField())
    planned = _values()
    early = _values()
    late = _values()
    actual = _values(allow_null=True)


class FrontPointAnswer(NamedLine):
    """Where one activity stands: working days ahead of the data date, negative behind."""

    planned_percent = serializers.FloatField()
    percent = serializers.FloatField()
    ahead_days = serializers.FloatField()


class FrontLineAnswer(HeldAgainst):
    """The progress front line (前锋线, JGJ/T 121): every activity that the data date cuts."""

    points = FrontPointAnswer(many=True)


class ProgressOverTimeViewSet(ScheduleDoor):
    """How far the project is against its current baseline, or against the plan as it stands."""

    roles = {"summary": MEMBERS, "s_curve": MEMBERS, "front_line": MEMBERS}
    asks = {"s_curve": {"step": lambda: WordsField(words=STEPS, initial=["week"])}}

    @extend_schema(responses=SummaryAnswer)
    def summary(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer earned value and earned schedule, and each building's percent."""
        return Response(summary_of(self._held()))

    @extend_schema(
        responses=CurvesAnswer,
        parameters=[OpenApiParameter("step", str, enum=STEPS, description="A week if not said.")],
    )
    def s_curve(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer the planned, earliest, latest and actual course of work."""
        step = self.asked()["step"]
        if len(step) != 1:
            raise unknown_value("step", _("Name one."))
        return Response(curves_of(self._held(), step[0], timezone.now()))

    @extend_schema(responses=FrontLineAnswer)
    def front_line(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer how far ahead or behind each activity is that should be under way."""
        return Response(front_line_of(self._held()))

    def _held(self) -> Held:
        return held_of(self.get_object(), timezone.now())
