"""The cheapest set of shortenings that meets a date; a what-if, nothing is changed."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scheduling.backward.deadline import Deadline, OutOfTime
from scheduling.backward.floors import day_of
from scheduling.backward.latest import fixed
from scheduling.backward.model import Found, Model
from scheduling.backward.reach import reach
from scheduling.kernel.network import FINISHED
from scheduling.plan import Activity, Kind, Plan
from scheduling.profiles import TOPOUT, Instants, Options
from scheduling.reasons.computation import Computation, computation


@dataclass(frozen=True)
class Compression:
    """An activity that may be shortened: by at most so many days, each at a cost.

    Days are whole working days of the activity's calendar; some work always remains.
    `cost_per_day` is whole, in the smallest unit of the money.
    """

    activity: str
    cost_per_day: int
    limit_days: int

    def __post_init__(self) -> None:
        if self.cost_per_day < 0 or self.limit_days < 0:
            raise ValueError(f"{self.activity}: neither costs nor limits are negative")


@dataclass(frozen=True)
class Shortening:
    """By how many days an activity is shortened, and what that costs."""

    activity: str
    days: int
    cost: int


@dataclass(frozen=True)
class Crash:
    """The answer: what to shorten, and where that leads.

    met: whether the date is met; if not, the shortenings reach the earliest finish there is
    proved: whether nothing cheaper (and nothing earlier, where the date is not met) exists;
    False when the time ran out
    finish: the instant of the finish then; plan: the plan shortened so
    """

    met: bool
    proved: bool
    shortenings: tuple[Shortening, ...]
    finish: int
    plan: Plan

    @property
    def cost(self) -> int:
        """What all the shortenings cost."""
        return sum(each.cost for each in self.shortenings)


def crash(
    plan: Plan,
    compressions: Sequence[Compression],
    finish: int,
    *,
    milestone: str | None = None,
    options: Options = TOPOUT,
    seconds: float = 30,
) -> Crash:
    """The cheapest shortenings, of equals the fewest days, that finish by an instant.

    Of the project, or of one activity. Exact for plans without the programs' own instants around
    gaps (`profiles.Instants`), which are left out of account. `seconds` bounds all of the search;
    raises deadline.OutOfTime when they end without any answer.
    """
    deadline = Deadline(seconds)
    plain = dataclasses.replace(options, instants=Instants.NORMAL)
    found = computation(fixed(plan, finish, milestone), plain)
    by_row = {found.row(each.activity): each for each in compressions}
    days = {row: most for row, each in by_row.items() if (most := _most(found, row, each)) > 0}
    costs = {row: by_row[row].cost_per_day for row in days}
    goals = [found.row(milestone)] if milestone is not None else _driving(found)
    bounds = reach(found, days, deadline)
    best = Model(bounds, goals, finish, costs).cheapest(0)
    met = best is not None
    if best is None:
        best = closest(Model(bounds, goals, finish, costs))
    return _answer(found, plan, by_row, best, goals, options, met)


def shortened(plan: Plan, days: Mapping[str, int]) -> Plan:
    """The plan with activities shortened by whole days of their calendars."""
    activities = tuple(
        _shorter(plan, each, days[each.id]) if each.id in days else each for each in plan.activities
    )
    return dataclasses.replace(plan, activities=activities)


def _shorter(plan: Plan, activity: Activity, days: int) -> Activity:
    calendar = plan.calendars[activity.calendar or plan.calendar]
    less = days * calendar.minutes_per_day
    left = None if activity.remaining is None else activity.remaining - less
    return dataclasses.replace(activity, duration=activity.duration - less, remaining=left)


def _most(found: Computation, row: int, given: Compression) -> int:
    """By how many days a row may be shortened; done and level of effort by none."""
    net = found.network
    if net.status[row] == FINISHED or net.kind[row] == Kind.LEVEL_OF_EFFORT:
        return 0
    left = min(int(net.work[row]), int(net.duration[row]))
    return max(0, min(given.limit_days, (left - 1) // day_of(found, row)))


def _driving(found: Computation) -> list[int]:
    return [int(row) for row in np.flatnonzero(found.network.kind != Kind.LEVEL_OF_EFFORT)]


def closest(model: Model) -> Found:
    """The cheapest way to the earliest finish there is, or some way to it when the time is up."""
    soonest = model.soonest()
    try:
        found = model.cheapest(soonest.least_over)
    except OutOfTime:
        found = None
    if found is None:
        return dataclasses.replace(soonest, proved=False)
    return dataclasses.replace(found, proved=found.proved and soonest.proved)


def _answer(
    found: Computation,
    plan: Plan,
    by_row: Mapping[int, Compression],
    best: Found,
    goals: Sequence[int],
    options: Options,
    met: bool,
) -> Crash:
    chosen = {row: days for row, days in best.days.items() if days}
    shortenings = tuple(
        Shortening(by_row[row].activity, days, days * by_row[row].cost_per_day)
        for row, days in sorted(chosen.items())
    )
    after = shortened(plan, {each.activity: each.days for each in shortenings})
    finishes = computation(after, options).dates.early_finish
    return Crash(
        met,
        best.proved,
        shortenings,
        int(max((finishes[row] for row in goals), default=found.rules.first)),
        after,
    )
