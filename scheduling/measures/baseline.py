"""Baselines: frozen copies of a computed plan, and how far another copy has moved from one."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scheduling.calendars.instants import MINUTES_PER_DAY
from scheduling.calendars.meter import Doubles, Meter, meter
from scheduling.calendars.worktime import WorkTime
from scheduling.columns import Columns, Ints, Longs
from scheduling.cpm import Schedule


@dataclass(frozen=True)
class Baseline:
    """A copy that nothing later changes: the calendars are frozen with it.

    codes, start, finish, calendar, budget: per activity; instants, an index into `calendars`, and
    what the activity counts for in curves (money or weight, any one unit)
    calendars: as they were; project_calendar: index of the project's
    finish_at: the instant at which the project ends
    """

    name: str
    taken_on: datetime.date
    codes: tuple[str, ...]
    start: Longs
    finish: Longs
    calendar: Ints
    budget: Doubles
    calendars: tuple[WorkTime, ...]
    project_calendar: int
    finish_at: int

    def __post_init__(self) -> None:
        if len(set(self.codes)) != len(self.codes):
            raise ValueError("two activities of a baseline have the same code")
        for column in (self.start, self.finish, self.calendar, self.budget):
            if len(column) != len(self.codes):
                raise ValueError("every column of a baseline has one value an activity")
            column.flags.writeable = False


@dataclass(frozen=True)
class Variance:
    """What differs between two copies; later and longer are positive.

    old, new: indices of the activities that both have, in the order of the new copy
    start_minutes, finish_minutes: working minutes of the *old* copy's calendar
    start_days, finish_days: the same as working days of that calendar
    start_calendar_days, finish_calendar_days: whole days between the dates
    added, dropped: indices in the new, in the old copy
    project_days, project_calendar_days: by how much the project's finish moved
    """

    old: Ints
    new: Ints
    start_minutes: Longs
    finish_minutes: Longs
    start_days: Doubles
    finish_days: Doubles
    start_calendar_days: Longs
    finish_calendar_days: Longs
    added: tuple[int, ...]
    dropped: tuple[int, ...]
    project_days: float
    project_calendar_days: int

    @property
    def duration_days(self) -> Doubles:
        """By how many working days of the old calendar the spans became longer."""
        return self.finish_days - self.start_days

    @property
    def duration_calendar_days(self) -> Longs:
        """By how many calendar days the spans became longer."""
        return self.finish_calendar_days - self.start_calendar_days


def frozen(
    given: Columns,
    found: Schedule,
    *,
    name: str,
    taken_on: datetime.date,
    codes: Sequence[str],
    budget: ArrayLike = 1,
) -> Baseline:
    """Copy a computed plan; `budget` per activity or one for all, in any one unit.

    A comparison with the plan as it stands is a comparison with a copy taken now.
    """
    budgets = np.broadcast_to(np.asarray(budget, np.float64), len(codes))
    return Baseline(
        name=name,
        taken_on=taken_on,
        codes=tuple(codes),
        start=found.start.copy(),
        finish=found.finish.copy(),
        calendar=given.calendar.copy(),
        budget=budgets.copy(),
        calendars=tuple(given.calendars),
        project_calendar=given.project_calendar,
        finish_at=found.finish_at,
    )


def variance(old: Baseline, new: Baseline) -> Variance:
    """How far `new` has moved from `old`; activities are the same when their codes are."""
    known = {code: place for place, code in enumerate(old.codes)}
    both = [(known[code], place) for place, code in enumerate(new.codes) if code in known]
    then, now = np.array(both, np.int32).reshape(-1, 2).T
    kept = set(new.codes)
    calendar, rule = old.calendar[then], _meter(old, new)
    start = rule.minutes(calendar, old.start[then], new.start[now])
    finish = rule.minutes(calendar, old.finish[then], new.finish[now])
    ends = np.int64(old.finish_at), np.int64(new.finish_at)
    project = rule.minutes(old.project_calendar, *ends)
    return Variance(
        old=then,
        new=now,
        start_minutes=start,
        finish_minutes=finish,
        start_days=rule.days(calendar, start),
        finish_days=rule.days(calendar, finish),
        start_calendar_days=new.start[now] // MINUTES_PER_DAY - old.start[then] // MINUTES_PER_DAY,
        finish_calendar_days=_last_day(new.finish[now]) - _last_day(old.finish[then]),
        added=tuple(place for place, code in enumerate(new.codes) if code not in known),
        dropped=tuple(place for place, code in enumerate(old.codes) if code not in kept),
        project_days=float(rule.days(old.project_calendar, project)),
        project_calendar_days=int(_last_day(ends[1]) - _last_day(ends[0])),
    )


def _meter(old: Baseline, new: Baseline) -> Meter:
    ends = [old.finish_at, new.finish_at]
    return meter(old.calendars, old.start, old.finish, new.start, new.finish, ends)


def _last_day(finish: NDArray[np.int64] | np.int64) -> Longs:
    """The day ordinal of a finish: midnight belongs to the day before (`instants.finish_day`)."""
    return np.asarray((finish - 1) // MINUTES_PER_DAY, np.int64)
