"""Planned backwards (倒排): a fixed finish, the latest dates, and what must start this week."""

import dataclasses
import datetime
import enum
from dataclasses import dataclass

import numpy as np

from scheduling.calendars.instants import MINUTES_PER_DAY, day_start
from scheduling.calendars.meter import meter
from scheduling.cpm import Schedule
from scheduling.kernel.network import FINISHED
from scheduling.plan import Constraint, Kind, Plan
from scheduling.profiles import TOPOUT, Options
from scheduling.reasons.causes import CauseKind
from scheduling.reasons.computation import Computation, computation
from scheduling.reasons.derivation import DateKind, derivation
from scheduling.reasons.paths import total_float


class Urgency(enum.StrEnum):
    """PAST: the latest start lies before today. THIS_WEEK: in this week, Monday to Sunday."""

    PAST = "past"
    THIS_WEEK = "this_week"


@dataclass(frozen=True)
class MustStart:
    """Work that has to start now for the date to hold.

    latest_start: an instant; days_left: working days of its calendar from the start of today to
    there, negative when it is past
    """

    activity: str
    urgency: Urgency
    latest_start: int
    days_left: float


@dataclass(frozen=True)
class Driver:
    """A date that asks for more than the plan gives, and the work that it holds.

    activity, cause, constraint: where the late dates come from: the activity at which the chain of
    late dates ends, and what holds it there
    least: the least total float, minutes, negative; path: the activities that have it, in the
    order of work; activities: all with negative float that this date holds, tightest first
    """

    activity: str
    cause: CauseKind
    constraint: Constraint | None
    least: int
    path: tuple[str, ...]
    activities: tuple[str, ...]


@dataclass(frozen=True)
class Backward:
    """The answer to a fixed finish; `schedule` carries the latest dates and the floats.

    met: whether the plan as it is meets its dates: no float is negative
    """

    plan: Plan
    schedule: Schedule
    met: bool
    must_start: tuple[MustStart, ...]
    drivers: tuple[Driver, ...]


def fixed(plan: Plan, finish: int, milestone: str | None = None) -> Plan:
    """The plan with the finish of the project, or of one activity, fixed at an instant."""
    if milestone is None:
        return dataclasses.replace(plan, must_finish_by=finish)
    place = plan.place(milestone)
    held = dataclasses.replace(plan.activities[place], finish_by=finish)
    activities = (*plan.activities[:place], held, *plan.activities[place + 1 :])
    return dataclasses.replace(plan, activities=activities)


def planned_back(
    plan: Plan,
    finish: int,
    *,
    today: datetime.date,
    milestone: str | None = None,
    options: Options = TOPOUT,
) -> Backward:
    """Fix a finish (an instant), of the project or of one activity, and look back from there."""
    found = computation(fixed(plan, finish, milestone), options)
    drivers = _drivers(found)
    return Backward(found.plan, found.schedule, not drivers, _must_start(found, today), drivers)


def _must_start(found: Computation, today: datetime.date) -> tuple[MustStart, ...]:
    """Unstarted work whose latest start lies before the end of this week, the most urgent first."""
    now = day_start(today)
    week_end = now + (7 - today.weekday()) * MINUTES_PER_DAY
    late, given = found.schedule.late_start, found.given
    waiting = (given.status == 0) & (given.kind == Kind.TASK) & (late < week_end)
    places = np.flatnonzero(waiting)
    places = places[np.argsort(late[places], kind="stable")]
    calendars = given.calendar[places]
    measure = meter(given.calendars, late[places], [now])
    left = measure.days(calendars, measure.minutes(calendars, now, late[places]))
    return tuple(
        MustStart(
            found.plan.activities[int(place)].id,
            Urgency.PAST if late[place] < now else Urgency.THIS_WEEK,
            int(late[place]),
            float(days),
        )
        for place, days in zip(places, left, strict=True)
    )


def _drivers(found: Computation) -> tuple[Driver, ...]:
    """Negative float by the date it comes from, the worst first."""
    net = found.network
    ends: dict[int, tuple[str, CauseKind, Constraint | None]] = {}
    held: dict[tuple[str, CauseKind, Constraint | None], list[tuple[int, int]]] = {}
    for row in range(len(net.work) - 1, -1, -1):
        short = total_float(found, row)
        skipped = net.status[row] == FINISHED or net.kind[row] == Kind.LEVEL_OF_EFFORT
        if skipped or short >= 0:
            continue
        cause = derivation(found, found.name(row), DateKind.LATE_FINISH).cause
        after = found.row(cause.activity) if cause.activity is not None else -1
        own = (found.name(row), cause.kind, cause.constraint)
        ends[row] = ends.get(after, own)
        held.setdefault(ends[row], []).append((short, row))
    return tuple(
        _driver(found, end, sorted(rows))
        for end, rows in sorted(held.items(), key=lambda each: (min(each[1]), each[0][0]))
    )


def _driver(
    found: Computation,
    end: tuple[str, CauseKind, Constraint | None],
    rows: list[tuple[int, int]],
) -> Driver:
    least = rows[0][0]
    return Driver(
        *end,
        least=least,
        path=tuple(found.name(row) for short, row in rows if short == least),
        activities=tuple(found.name(row) for _short, row in rows),
    )
