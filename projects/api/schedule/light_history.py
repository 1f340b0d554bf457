"""Why a light is what it is, day by day, for whoever has to defend it."""

import datetime
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.light_rules import LightRuleSaid
from projects.api.milestone_rows import Light
from projects.api.permissions import MEMBERS
from projects.api.query import PlanDayField
from projects.api.schedule.door import ScheduleDoor
from projects.models import Milestone
from projects.models.words import CompareWith
from projects.selectors.changes import SOURCES
from projects.selectors.light_history import light_history_of


class LightRun(serializers.Serializer[Any]):
    """Days in a row with one colour for one reason, both ends included.

    The reason's `value` is that of the `last` day.
    """

    first = serializers.DateField(
        allow_null=True, help_text="Null where it held from the beginning."
    )
    last = serializers.DateField()
    light = Light()


class ChangedSince(serializers.Serializer[Any]):
    """What was written after the day that was asked about: its value then is not known."""

    what = serializers.ChoiceField(choices=[(name, name) for name in SOURCES])
    changed_at = serializers.DateTimeField()


class LightHistoryAnswer(serializers.Serializer[Any]):
    """A milestone's light from a day backwards, and the rule behind it."""

    rule = LightRuleSaid()
    as_of = serializers.DateField(help_text="The last day that was looked at.")
    changed_since = ChangedSince(
        many=True, help_text="Of a past day: what is told as it stands now. Empty: exact."
    )
    compared_date = serializers.ChoiceField(
        choices=CompareWith.choices, help_text="Which date, as it stands now, is compared."
    )
    runs = LightRun(many=True)


class LightHistoryViewSet(ScheduleDoor):
    """On which days a milestone's light changed."""

    queryset: Any = Milestone.objects.select_related("project")
    project_path = "project"
    roles = {"light_history": MEMBERS}
    asks = {"light_history": {"as_of": PlanDayField}}

    @extend_schema(
        responses=LightHistoryAnswer,
        parameters=[OpenApiParameter("as_of", datetime.date, description="A day of the project.")],
    )
    def light_history(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Replay the light under its rule, the latest run first.

        With `as_of` as it was known when that day ended: what was claimed, evidenced, accepted or
        taken back by then. The plan, the rule and the calendar have no past: `changed_since` says
        which of them were written later. A day that has not come is read as today.
        """
        as_of = self.asked()["as_of"]
        return Response(light_history_of(self.get_object(), timezone.now(), as_of=as_of))
