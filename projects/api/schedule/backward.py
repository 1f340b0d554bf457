"""`projects/{id}/schedule/backward/`: a fixed finish, what it asks for, and its adoption (倒排)."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.following import ScheduleAnswer
from projects.api.idempotency import once
from projects.api.permissions import MEMBERS, PLANNERS
from projects.api.schedule.door import Named, ScheduleDoor
from projects.api.serializers import (
    IdValueField,
    PlanDateField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)
from projects.models.scheduled import DAYS_MAX
from projects.models.words import Constraint
from projects.selectors.backward import URGENCIES, backward_of, goal_of
from projects.selectors.calendars import today_of
from projects.selectors.derivations import CAUSE_KINDS
from projects.services.planning import Adoption, backward_adopt

# a request is answered within a minute, and a search may look three times
SECONDS_MOST = 15
SECONDS = 5
SHORTENINGS_MOST = 10_000
ASKED = OpenApiExample(
    "Handed over by the end of May",
    value={"finish": "2027-05-31", "crash": True, "time_limit_s": 10},
    request_only=True,
)
ADOPTED = OpenApiExample(
    "Two days less",
    value={
        "plan": "0f6b1d7c9e2a4b5d8c3f1a2e4d6b8c0a",
        "finish": "2027-05-31",
        "shortenings": [{"activity": 7, "days": 2}],
    },
    request_only=True,
)


class GoalRequest(StrictSerializer):
    """A finish to be met, of the project, or of the activity `milestone`."""

    finish = PlanDateField()
    milestone = IdValueField(required=False, allow_null=True, default=None)


class BackwardRequest(GoalRequest):
    """What to look at; `today` is the project's if not said. `time_limit_s` is for the search."""

    today = PlanDateField(required=False)
    crash = StrictBooleanField(
        required=False, default=False, help_text="Search what to shorten to meet the date."
    )
    time_limit_s = StrictIntegerField(
        required=False, default=SECONDS, min_value=1, max_value=SECONDS_MOST
    )


class ShorteningRequest(StrictSerializer):
    """By how many days of its own clock an activity is shortened."""

    activity = IdValueField()
    days = StrictIntegerField(min_value=1, max_value=DAYS_MAX)


class AdoptionRequest(GoalRequest):
    """What to adopt; `plan` is the mark that the look answered."""

    plan = StrictCharField(min_length=32, max_length=32)
    shortenings = ShorteningRequest(  # type: ignore[call-arg] # of the list, not of a line
        many=True, required=False, max_length=SHORTENINGS_MOST
    )

    def validate_shortenings(self, rows: list[dict[str, int]]) -> list[dict[str, int]]:
        """Refuse an activity that is named twice."""
        if len({row["activity"] for row in rows}) < len(rows):
            raise serializers.ValidationError(_("Name each activity once."), "not_unique")
        return rows


class MustStartActivity(Named):
    """Work to start now; `days_left` are working days from today, negative when it is past."""

    urgency = serializers.ChoiceField(choices=URGENCIES)
    latest_start = serializers.DateField()
    days_left = serializers.FloatField()


class FloatDriver(Named):
    """A date that asks for more than the plan gives, and the work that it holds."""

    cause = serializers.ChoiceField(choices=CAUSE_KINDS)
    constraint = serializers.ChoiceField(choices=Constraint.choices, allow_null=True)
    float_minutes = serializers.IntegerField(help_text="The least float, negative.")
    path = Named(many=True)
    activities_count = serializers.IntegerField()
    activities = Named(many=True)


class LatestDates(Named):
    """The latest dates that meet the finish; floats are days of the activity's calendar."""

    latest_start = serializers.DateField()
    latest_finish = serializers.DateField()
    total_float_days = serializers.FloatField()
    critical = serializers.BooleanField()


class ShortenedActivity(Named):
    """By how many days, and at which cost (yuan)."""

    days = serializers.IntegerField()
    cost_cny = serializers.FloatField()


class CrashAnswer(serializers.Serializer[Any]):
    """The cheapest shortenings; where the date cannot be met, those to the earliest finish.

    `proved`: nothing cheaper exists; false when the time ran out.
    """

    met = serializers.BooleanField()
    proved = serializers.BooleanField()
    finish = serializers.DateField()
    cost_cny = serializers.FloatField()
    shortenings = ShortenedActivity(many=True)


class BackwardAnswer(serializers.Serializer[Any]):
    """What the finish asks for. Lists hold the first 1,000, the most urgent first."""

    plan = serializers.CharField(help_text="The mark of the plan, for adopting.")
    milestone = serializers.IntegerField(allow_null=True)
    finish = serializers.DateField()
    expected_finish = serializers.DateField(help_text="Of the plan as it is.")
    met = serializers.BooleanField(help_text="No float is negative.")
    must_start_count = serializers.IntegerField()
    must_start = MustStartActivity(many=True)
    drivers = FloatDriver(many=True)
    activities_count = serializers.IntegerField()
    activities = LatestDates(many=True)
    crash = CrashAnswer(allow_null=True)


class BackwardViewSet(ScheduleDoor):
    """倒排: from a finish backwards. Nothing changes until it is adopted."""

    roles = {"backward": MEMBERS, "adopt": PLANNERS}

    @extend_schema(request=BackwardRequest, responses=BackwardAnswer, examples=[ASKED])
    def backward(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer the latest dates, what must start this week, and what holds too tightly.

        With `crash` also the cheapest shortenings that meet the date; 422 `out_of_time` where
        none was found in time.
        """
        project, now, said = self.get_object(), timezone.now(), self.body(BackwardRequest)
        return Response(
            backward_of(
                project,
                now,
                finish=said["finish"],
                goal=goal_of(project, said["milestone"]),
                today=said.get("today") or today_of(project, now),
                seconds=said["time_limit_s"] if said["crash"] else None,
            )
        )

    @extend_schema(request=AdoptionRequest, responses=ScheduleAnswer, examples=[ADOPTED])
    @once
    def adopt(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Fix the finish, shorten and compute; 409 `plan_changed` if the plan is another by now."""
        project, said = self.get_object(), self.body(AdoptionRequest)
        adoption = Adoption(
            plan=said["plan"],
            finish=said["finish"],
            milestone=said["milestone"],
            days={row["activity"]: row["days"] for row in said.get("shortenings", ())},
        )
        return Response(
            backward_adopt(project=project, adoption=adoption, user=self.caller, now=timezone.now())
        )
