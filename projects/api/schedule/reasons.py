"""Why a date is what it is, what else is nearly critical, and what nothing holds."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.filters import TruthField, WordsField
from projects.api.following import ShiftCause
from projects.api.permissions import MEMBERS
from projects.api.query import IdField
from projects.api.refusals import unknown_value
from projects.api.schedule.door import LocalTimeField, Named, ScheduleDoor
from projects.models import Activity
from projects.models.words import ActivityKind, Constraint, LagClock, LinkKind
from projects.selectors.derivations import (
    CAUSE_KINDS,
    DATES,
    OPEN_ENDS,
    PATHS_BY,
    derivations_of,
    open_ends_of,
    paths_of,
)
from projects.selectors.late import lateness_of

PATHS_MOST = 20
# of an activity
ENDS = [("start", "start"), ("finish", "finish")]


class CauseLink(serializers.Serializer[Any]):
    """The link that asks for a date; its lag is minutes of the calendar that counts it."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=LinkKind.choices)
    lag_minutes = serializers.IntegerField()
    lag_clock = serializers.ChoiceField(choices=LagClock.choices)
    predecessor = serializers.IntegerField()
    predecessor_code = serializers.CharField()
    predecessor_name = serializers.CharField()
    successor = serializers.IntegerField()
    successor_code = serializers.CharField()
    successor_name = serializers.CharField()


class DateCause(serializers.Serializer[Any]):
    """One thing that wants a date.

    `at` is the instant it asks of the `end`, lag included, in local time; `calendar_shift_minutes`
    is by how far the activity's calendar moved it from there. `slack` is by how much it asks for
    less than was decided: 0 for what decided, negative for what was overruled.
    """

    kind = serializers.ChoiceField(choices=CAUSE_KINDS)
    end = serializers.ChoiceField(choices=ENDS)
    at = LocalTimeField()
    calendar_shift_minutes = serializers.IntegerField()
    slack_minutes = serializers.IntegerField()
    slack_days = serializers.FloatField(help_text="Working days of the activity's calendar.")
    constraint = serializers.ChoiceField(choices=Constraint.choices, allow_null=True)
    link = CauseLink(allow_null=True)


class DateDecided(Named):
    """A date and what decided it; the runners-up are the tightest first."""

    date = serializers.ChoiceField(choices=DATES)
    at = LocalTimeField()
    cause = DateCause()
    others = DateCause(many=True)


class DateChained(DateDecided):
    """The same with what decided that, and so on to a cause that is no link."""

    chain = DateDecided(many=True)


class DerivationAnswer(serializers.Serializer[Any]):
    """Why an activity's dates are what they are."""

    dates = DateChained(many=True)


class PathAnswer(serializers.Serializer[Any]):
    """One chain of driving activities, first to last.

    `slack_minutes` is its float; it joins an earlier path at `joins`, the first one nowhere.
    """

    slack_minutes = serializers.IntegerField()
    joins = serializers.IntegerField(allow_null=True)
    activities = Named(many=True)
    links = serializers.ListField(child=serializers.IntegerField())


class PathsAnswer(serializers.Serializer[Any]):
    """The critical path, then the next ones."""

    paths = PathAnswer(many=True)


class OpenEnd(Named):
    """One missing end."""

    missing = serializers.ChoiceField(choices=OPEN_ENDS)


class OpenEndsAnswer(serializers.Serializer[Any]):
    """Every activity whose start or finish nothing holds."""

    open_ends = OpenEnd(many=True)


class HeldBy(Named):
    """The work at which the chain of deciding links ends, and what holds it there."""

    kind = serializers.ChoiceField(choices=CAUSE_KINDS)
    at = LocalTimeField()


class LatenessAnswer(serializers.Serializer[Any]):
    """The expected finish against the approved one: the current baseline's, or the planned.

    Shifts are positive for later. `causes` add up to the shift from the baseline; without one
    there are none, and `held_by` alone says what decides the date.
    """

    compared = serializers.ChoiceField(choices=["plan", "baseline"])
    baseline = serializers.IntegerField(allow_null=True)
    approved_finish = serializers.DateField(allow_null=True)
    forecast_finish = serializers.DateField()
    shift_days = serializers.IntegerField(allow_null=True, help_text="Calendar days.")
    shift_working_days = serializers.FloatField(allow_null=True)
    causes = ShiftCause(many=True)
    held_by = HeldBy()


def _count() -> IdField:
    return IdField(min_value=1, max_value=PATHS_MOST, initial=5)


class ReasonViewSet(ScheduleDoor):
    """Questions about a project's dates; the plan is computed as it stands, nothing is stored."""

    roles = {"paths": MEMBERS, "open_ends": MEMBERS}
    asks = {
        "paths": {
            "by": lambda: WordsField(words=PATHS_BY, initial=[PATHS_BY[0]]),
            "count": _count,
            "to": IdField,
        }
    }

    @extend_schema(
        responses=PathsAnswer,
        parameters=[
            OpenApiParameter("by", str, enum=PATHS_BY, description="What ranks the paths."),
            OpenApiParameter("count", int, description="At most so many, up to 20; 5 if not said."),
            OpenApiParameter("to", int, description="The activity at which they end."),
        ],
    )
    def paths(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer the multiple float paths to the project's end, or to an activity."""
        project, asked = self.get_object(), self.asked()
        if len(asked["by"]) != 1:
            raise unknown_value("by", _("Name one."))
        network, found = self.computed(project)
        if asked["to"] is not None and str(asked["to"]) not in found.plan.places:
            raise unknown_value("to", _("The project has no such activity."))
        return Response(
            {
                "paths": paths_of(
                    network, found, by=asked["by"][0], count=asked["count"], target=asked["to"]
                )
            }
        )

    @extend_schema(responses=OpenEndsAnswer)
    def open_ends(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer what has no predecessor, no successor, or dangles."""
        network, _found = self.computed(self.get_object())
        return Response({"open_ends": open_ends_of(network)})


class DerivationViewSet(ScheduleDoor):
    """Why an activity's dates are what they are."""

    queryset: Any = Activity.objects.select_related("project__calendar")
    project_path = "project"
    roles = {"derivation": MEMBERS, "lateness": MEMBERS}
    asks = {
        "derivation": {
            "date": lambda: WordsField(words=DATES, initial=list(DATES)),
            "chain": lambda: TruthField(initial=False),
        }
    }

    @extend_schema(
        responses=DerivationAnswer,
        parameters=[
            OpenApiParameter("date", str, description="One or several dates; all if not said."),
            OpenApiParameter("chain", bool, description="Also what decided that, and so on."),
        ],
    )
    def derivation(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer which link, constraint or calendar decided each date, and the runners-up."""
        activity, asked = self.get_object(), self.asked()
        network, found = self.computed(activity.project)
        dates = asked["date"] or DATES
        chained = bool(asked["chain"]) and activity.kind != ActivityKind.LEVEL_OF_EFFORT
        return Response({"dates": derivations_of(network, found, activity.pk, dates, chained)})

    @extend_schema(responses=LatenessAnswer)
    def lateness(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer why the activity is expected to finish when it is, and not when approved."""
        return Response(lateness_of(self.get_object(), timezone.now()))
