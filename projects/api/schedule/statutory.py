"""`projects/{id}/statutory-clocks/`: what the law wants done, and by when."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.permissions import MEMBERS
from projects.api.schedule.door import Named, ScheduleDoor
from projects.selectors.statutory import statutory_clocks_of

CLOCK_STATES = [(word, word) for word in ("waiting", "running", "overdue", "kept", "kept_late")]
COUNTED = [("calendar", "calendar"), ("working", "working")]


class ClockSaid(serializers.Serializer[Any]):
    """One limit, as it is written; name and text are in the caller's language."""

    key = serializers.CharField()
    version = serializers.IntegerField()
    region = serializers.CharField()
    name = serializers.CharField()
    text = serializers.CharField()
    days = serializers.IntegerField()
    counted = serializers.ChoiceField(
        choices=COUNTED, help_text="Calendar days, or working days of the official calendar."
    )

    def get_fields(self) -> dict[str, Any]:
        """Name where it is written; a serializer has a `source` of its own."""
        return {**super().get_fields(), "source": serializers.CharField()}


class StatutoryClockRow(serializers.Serializer[Any]):
    """A clock of one acceptance.

    It runs from the day on which the acceptance was reached; before that `starts_on` and `due`
    are what is expected.
    """

    clock = ClockSaid()
    building = serializers.IntegerField(allow_null=True)
    building_code = serializers.CharField()
    event = Named()
    acts = Named(many=True, help_text="The lines of the building's plan that keep the clock.")
    starts_on = serializers.DateField(allow_null=True)
    accepted = serializers.BooleanField()
    due = serializers.DateField(allow_null=True)
    days_left = serializers.IntegerField(
        allow_null=True, help_text="As the clock counts; negative once missed, null unless it runs."
    )
    done_on = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(choices=CLOCK_STATES)
    provisional = serializers.BooleanField(
        help_text="It rests on working days that are not announced yet."
    )


class StatutoryAnswer(serializers.Serializer[Any]):
    """The clocks of a project, the soonest due first."""

    region = serializers.CharField()
    clocks = StatutoryClockRow(many=True)


class StatutoryViewSet(ScheduleDoor):
    """The statutory clocks of a project's acceptances."""

    roles = {"statutory_clocks": MEMBERS}

    @extend_schema(responses=StatutoryAnswer)
    def statutory_clocks(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer every clock of every line marked `completion_acceptance`.

        Which ones hold is a matter of the project's `region` and of the building's `works`.
        """
        project = self.get_object()
        clocks = statutory_clocks_of(project, timezone.now())
        return Response({"region": project.region, "clocks": clocks})
