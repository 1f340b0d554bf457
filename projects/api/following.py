"""Changes that the schedule follows: computed in the same request, told in the same answer."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.utils import timezone
from rest_framework import serializers
from rest_framework.response import Response

from projects.api.base import ReadScopedViewSet
from projects.models.words import CriticalBy, Profile, ProgressMode
from projects.selectors.schedules import Answer
from projects.selectors.shifts import CAUSES
from projects.services import planning

Changed = TypeVar("Changed")


class ComputedOptions(serializers.Serializer[Any]):
    """What the computation went by, the profile's own choices among it."""

    profile = serializers.ChoiceField(choices=Profile.choices)
    progress = serializers.ChoiceField(choices=ProgressMode.choices)
    critical_by = serializers.ChoiceField(choices=CriticalBy.choices)
    critical_float_days = serializers.FloatField()
    near_critical_float_days = serializers.FloatField()


class ComputedCounts(serializers.Serializer[Any]):
    """How many of what. `provisional`: cross a year whose holidays are not announced yet."""

    activities = serializers.IntegerField()
    links = serializers.IntegerField()
    finished = serializers.IntegerField()
    in_progress = serializers.IntegerField()
    critical = serializers.IntegerField()
    near_critical = serializers.IntegerField()
    provisional = serializers.IntegerField()
    open_ends = serializers.IntegerField(
        help_text="Missing predecessors and successors; see `schedule/open-ends/`."
    )


class MovedActivity(serializers.Serializer[Any]):
    """An activity whose expected dates moved; shifts are calendar days, positive for later."""

    activity = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    forecast_start = serializers.DateField()
    forecast_finish = serializers.DateField()
    forecast_start_before = serializers.DateField()
    forecast_finish_before = serializers.DateField()
    start_shift_days = serializers.IntegerField()
    finish_shift_days = serializers.IntegerField()
    total_float_days = serializers.FloatField(help_text="Days of the activity's own calendar.")
    critical = serializers.BooleanField()


class ShiftCause(serializers.Serializer[Any]):
    """One change and what it did to a finish; without `activity` it is the whole project's, or
    what is left of many changes of a kind.

    A dropped activity has no code any more.
    """

    kind = serializers.ChoiceField(choices=CAUSES)
    activity = serializers.IntegerField(allow_null=True)
    code = serializers.CharField(allow_null=True)
    name = serializers.CharField(allow_null=True)
    predecessor = serializers.IntegerField(allow_null=True)
    predecessor_code = serializers.CharField(allow_null=True)
    predecessor_name = serializers.CharField(allow_null=True)
    calendar = serializers.CharField(allow_null=True)
    minutes = serializers.IntegerField(help_text="Minutes of local wall time.")
    working_days = serializers.FloatField()


class MilestoneShift(serializers.Serializer[Any]):
    """How far a milestone moved, or the project's finish (`activity` null), and through what.

    The causes add up to the shift: `minutes` to `shift_minutes`, working days of the milestone's
    calendar (of the project's) to `shift_working_days`. `shift_days` are whole calendar days.
    """

    activity = serializers.IntegerField(allow_null=True)
    code = serializers.CharField(allow_null=True)
    name = serializers.CharField(allow_null=True)
    finish_before = serializers.DateField()
    finish = serializers.DateField()
    shift_days = serializers.IntegerField()
    shift_working_days = serializers.FloatField()
    shift_minutes = serializers.IntegerField()
    causes = ShiftCause(many=True)


class ScheduleAnswer(serializers.Serializer[Any]):
    """What a computation said.

    `problem` is the code of what now keeps the plan from being computed; the rest is then the
    last good schedule. `moved` holds at most 10,000 activities, those that moved most first.
    """

    computation = serializers.IntegerField(help_text="How many there have been.")
    computed_at = serializers.DateTimeField(allow_null=True)
    problem = serializers.CharField(allow_null=True)
    data_date = serializers.DateField(allow_null=True)
    start = serializers.DateField(allow_null=True)
    finish = serializers.DateField(allow_null=True)
    must_finish_by = serializers.DateField(allow_null=True)
    options = ComputedOptions()
    counts = ComputedCounts(allow_null=True)
    moved_count = serializers.IntegerField()
    moved = MovedActivity(many=True)
    shifts = MilestoneShift(many=True, help_text="Since the computation before this one.")


class Followed(serializers.Serializer[Any]):
    """What a change answers beside the row."""

    schedule = ScheduleAnswer(
        allow_null=True,
        required=False,
        read_only=True,
        help_text="What the change moved; null where nothing was computed. A list has none.",
    )


class FollowingViewSet(ReadScopedViewSet):
    """A view whose changes the schedule follows; `tells` names the actions that say what moved."""

    tells: ClassVar[frozenset[str]] = frozenset({"create", "partial_update"})
    moved: Answer | None = None

    def follow(
        self, change: Callable[[], Changed], *, project_id: int, lenient: bool = False
    ) -> Changed:
        """Make the change and compute; `lenient`: a plan in error does not refuse it."""
        changed, self.moved = planning.followed(
            change, project_id=project_id, now=timezone.now(), lenient=lenient
        )
        return changed

    def answer(self, row: Any, *, status: int = 200) -> Response:
        """Answer the row with what its change moved."""
        return self.told(super().answer(row, status=status))

    def told(self, response: Response) -> Response:
        """Put what the change moved into the answer."""
        if self.action in self.tells:
            response.data["schedule"] = self.moved
        return response
