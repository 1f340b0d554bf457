"""The plan as columns: what the kernel reads, and how a database hands a plan over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduling.calendars.instants import NONE
from scheduling.calendars.worktime import WorkTime, always
from scheduling.plan import Constraint, Kind, LagClock, LinkKind, Plan

Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.int8]
Flags = NDArray[np.bool_]

NOT_STARTED, IN_PROGRESS, FINISHED = 0, 1, 2


@dataclass(frozen=True)
class Columns:
    """A network of n activities and m links; columns of length n, then of length m.

    work: minutes still to do in the activity's calendar: the duration, or what remains
    duration: minutes in all, for percentages and for work that follows its actual start
    calendar: index into `calendars`; the last of these is the 24-hour calendar
    kind, status: `plan.Kind`; 0 not started, 1 in progress, 2 finished
    constraint, constraint_at, constraint2, constraint2_at: `plan.Constraint` and instants
    finish_by, actual_start, actual_finish, resume_at: instants, NONE where there is none
    link_pred, link_succ: indices of activities; link_kind: `plan.LinkKind`
    link_lag: minutes; link_clock: `plan.LagClock`
    """

    start: int
    data_date: int
    must_finish_by: int
    project_calendar: int
    calendars: Sequence[WorkTime]
    work: Longs
    duration: Longs
    calendar: Ints
    kind: Bytes
    status: Bytes
    constraint: Bytes
    constraint_at: Longs
    constraint2: Bytes
    constraint2_at: Longs
    finish_by: Longs
    actual_start: Longs
    actual_finish: Longs
    resume_at: Longs
    link_pred: Ints
    link_succ: Ints
    link_kind: Bytes
    link_lag: Longs
    link_clock: Bytes

    @property
    def elapsed(self) -> int:
        """The index of the 24-hour calendar."""
        return len(self.calendars) - 1


def columns(plan: Plan) -> Columns:
    """Turn a plan of objects into columns, in the order of its activities and links."""
    names = {name: index for index, name in enumerate(plan.calendars)}
    names[""] = names[plan.calendar]
    activities, links = Fields(plan.activities), Fields(plan.links)
    bounds, bounds2 = Fields(activities["constraint"]), Fields(activities["constraint2"])
    return Columns(
        start=plan.start,
        data_date=_or_none(plan.data_date),
        must_finish_by=_or_none(plan.must_finish_by),
        project_calendar=names[plan.calendar],
        calendars=(*plan.calendars.values(), always()),
        work=_work(activities),
        duration=activities.column("duration", np.int64),
        calendar=_mapped(names, activities["calendar"]),
        kind=activities.column("kind", np.int8, usual=Kind.TASK),
        status=_status(activities),
        constraint=bounds.column("kind", np.int8, usual=Constraint.ASAP),
        constraint_at=bounds.instants("at"),
        constraint2=bounds2.column("kind", np.int8, usual=Constraint.ASAP),
        constraint2_at=bounds2.instants("at"),
        finish_by=activities.instants("finish_by"),
        actual_start=activities.instants("actual_start"),
        actual_finish=activities.instants("actual_finish"),
        resume_at=activities.instants("resume_at"),
        link_pred=_mapped(plan.places, links["predecessor"]),
        link_succ=_mapped(plan.places, links["successor"]),
        link_kind=links.column("kind", np.int8, usual=LinkKind.FS),
        link_lag=_lags(plan, links),
        link_clock=links.column("clock", np.int8, usual=LagClock.DEFAULT),
    )


class Fields:
    """The fields of many objects, one list a field.

    A column in which every object has the usual value is not walked: that is what makes a plan of
    objects quick.
    """

    def __init__(self, rows: Sequence[Any]) -> None:
        self.rows = rows

    def __getitem__(self, name: str) -> list[Any]:
        return list(map(attrgetter(name), self.rows))

    def column(self, name: str, dtype: type[Any], usual: int | None = None) -> NDArray[Any]:
        """A field of numbers."""
        values = self[name]
        if usual is not None and values.count(usual) == len(values):
            return np.full(len(values), usual, dtype)
        return np.fromiter(values, dtype, len(values))

    def instants(self, name: str) -> Longs:
        """A field of instants; NONE where an object has none."""
        values = self[name]
        if values.count(None) == len(values):
            return np.full(len(values), NONE, np.int64)
        return np.fromiter(map(_or_none, values), np.int64, len(values))


def _mapped(places: Mapping[str, int], names: list[str]) -> Ints:
    return np.fromiter(map(places.__getitem__, names), np.int32, len(names))


def _work(activities: Fields) -> Longs:
    """Minutes still to do: what remains where somebody said so, nothing when finished."""
    work = activities.instants("remaining")
    duration = activities.column("duration", np.int64)
    work = np.where(work == NONE, duration, work)
    work[activities.instants("actual_finish") != NONE] = 0
    return work


def _status(activities: Fields) -> Bytes:
    status = np.zeros(len(activities.rows), np.int8)
    status[activities.instants("actual_start") != NONE] = IN_PROGRESS
    status[activities.instants("actual_finish") != NONE] = FINISHED
    return status


def _lags(plan: Plan, links: Fields) -> Longs:
    """Lags in minutes; a percentage is taken of the predecessor's duration."""
    lags = links.column("lag", np.int64)
    percents = links["lag_percent"]
    if percents.count(None) < len(percents):
        for place, percent in enumerate(percents):
            if percent is not None:
                predecessor = plan.activities[plan.place(plan.links[place].predecessor)]
                lags[place] = percent_lag(predecessor.duration, percent)
    return lags


def lag_calendars(given: Columns, default: LagClock) -> Ints:
    """Which calendar counts each link's lag."""
    clock = np.where(given.link_clock == LagClock.DEFAULT, np.int8(default), given.link_clock)
    found = np.where(
        clock == LagClock.PREDECESSOR,
        given.calendar[given.link_pred],
        given.calendar[given.link_succ],
    )
    found[clock == LagClock.PROJECT] = given.project_calendar
    found[clock == LagClock.ELAPSED] = given.elapsed
    return found.astype(np.int32)


def percent_lag(duration: int, percent: float) -> int:
    """The lag that is a share of a duration, in whole minutes, halves away from zero."""
    exact = abs(duration * percent) / 100
    return int(exact + 0.5) * (1 if percent >= 0 else -1)


def _or_none(value: int | None) -> int:
    return NONE if value is None else value
