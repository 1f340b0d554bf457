"""Why a light is what it is, day by day, for whoever has to defend it."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.light_rules import LightRuleSaid
from projects.api.milestone_rows import Light
from projects.api.permissions import MEMBERS
from projects.api.schedule.door import ScheduleDoor
from projects.models import Milestone
from projects.models.words import CompareWith
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


class LightHistoryAnswer(serializers.Serializer[Any]):
    """A milestone's light from the project's today backwards, and the rule behind it."""

    rule = LightRuleSaid()
    compared_date = serializers.ChoiceField(
        choices=CompareWith.choices, help_text="Which date, as it stands now, is compared."
    )
    runs = LightRun(many=True)


class LightHistoryViewSet(ScheduleDoor):
    """On which days a milestone's light changed."""

    queryset: Any = Milestone.objects.all()
    project_path = "project"
    roles = {"light_history": MEMBERS}

    @extend_schema(responses=LightHistoryAnswer)
    def light_history(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Replay the light under its rule, the latest run first.

        Judged from the dates as they stand now: an earlier plan, and a claim that was taken back,
        are not replayed.
        """
        return Response(light_history_of(self.get_object(), timezone.now()))
