"""The plan as columns: what the kernel reads, and how a database hands a plan over."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduling.instants import NONE
from scheduling.plan import Activity, Bound, LagClock, Link, Plan
from scheduling.worktime import WorkTime, always

Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.int8]

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
    activities, links = plan.activities, plan.links
    own = [names[activity.calendar or plan.calendar] for activity in activities]
    return Columns(
        start=plan.start,
        data_date=_or_none(plan.data_date),
        must_finish_by=_or_none(plan.must_finish_by),
        project_calendar=names[plan.calendar],
        calendars=(*plan.calendars.values(), always()),
        work=np.array([_work(activity) for activity in activities], np.int64),
        duration=np.array([activity.duration for activity in activities], np.int64),
        calendar=np.array(own, np.int32),
        kind=np.array([activity.kind for activity in activities], np.int8),
        status=np.array([_status(activity) for activity in activities], np.int8),
        constraint=_kinds([activity.constraint for activity in activities]),
        constraint_at=_instants([activity.constraint.at for activity in activities]),
        constraint2=_kinds([activity.constraint2 for activity in activities]),
        constraint2_at=_instants([activity.constraint2.at for activity in activities]),
        finish_by=_instants([activity.finish_by for activity in activities]),
        actual_start=_instants([activity.actual_start for activity in activities]),
        actual_finish=_instants([activity.actual_finish for activity in activities]),
        resume_at=_instants([activity.resume_at for activity in activities]),
        link_pred=np.array([plan.place(link.predecessor) for link in links], np.int32),
        link_succ=np.array([plan.place(link.successor) for link in links], np.int32),
        link_kind=np.array([link.kind for link in links], np.int8),
        link_lag=np.array([_lag(link, plan) for link in links], np.int64),
        link_clock=np.array([link.clock for link in links], np.int8),
    )


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


def _lag(link: Link, plan: Plan) -> int:
    if link.lag_percent is None:
        return link.lag
    predecessor = plan.activities[plan.place(link.predecessor)]
    return percent_lag(predecessor.duration, link.lag_percent)


def _work(activity: Activity) -> int:
    if activity.actual_finish is not None:
        return 0
    return activity.duration if activity.remaining is None else activity.remaining


def _status(activity: Activity) -> int:
    if activity.actual_finish is not None:
        return FINISHED
    return IN_PROGRESS if activity.actual_start is not None else NOT_STARTED


def _kinds(bounds: list[Bound]) -> Bytes:
    return np.array([bound.kind for bound in bounds], np.int8)


def _instants(values: Sequence[int | None]) -> Longs:
    return np.array([_or_none(value) for value in values], np.int64)


def _or_none(value: int | None) -> int:
    return NONE if value is None else value
