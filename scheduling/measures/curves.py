"""S-curves: cumulative work over time, by day, week or month.

The early and the late curve enclose the range in which a plan may run without being late (香蕉曲线,
the banana curve). Values are in the unit of the budgets that are given: money, weight or 1 each.
"""

import calendar
import datetime
import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scheduling.calendars.instants import day_end
from scheduling.calendars.meter import Doubles, Meter, meter
from scheduling.calendars.worktime import WorkTime
from scheduling.columns import Columns, Ints
from scheduling.cpm import Schedule
from scheduling.measures.baseline import Baseline
from scheduling.measures.earned import EarnedValue
from scheduling.measures.progress import planned_shares

ONE_DAY = datetime.timedelta(days=1)


class Step(enum.StrEnum):
    """How far apart the points of a curve lie; weeks end on Sunday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Report:
    """What somebody reported: at the end of `day`, `percent` (0 to 100) of an activity."""

    activity: int
    day: datetime.date
    percent: float


@dataclass(frozen=True)
class Curve:
    """Cumulative values at the ends of some days."""

    days: tuple[datetime.date, ...]
    values: Doubles


def days_of(first: datetime.date, last: datetime.date, step: Step) -> tuple[datetime.date, ...]:
    """The last day of every period from `first` to `last`, ending with `last` itself."""
    if last < first:
        raise ValueError("a curve does not end before it begins")
    found = []
    day = first
    while (end := _period_end(day, step)) < last:
        found.append(end)
        day = end + ONE_DAY
    return (*found, last)


def planned_curve(copy: Baseline, days: Sequence[datetime.date]) -> Curve:
    """PV over time: what the baseline says should be done, even over each activity's work."""
    whole = _meter(copy.calendars, days, copy.start, copy.finish)
    return _curve(whole, copy.calendar, (copy.start, copy.finish), copy.budget, days)


def early_curve(
    given: Columns, found: Schedule, budget: ArrayLike, days: Sequence[datetime.date]
) -> Curve:
    """The upper edge of the banana: everything as early as it can be; actual dates stand."""
    whole = _meter(given.calendars, days, found.start, found.finish)
    return _curve(whole, given.calendar, (found.start, found.finish), budget, days)


def late_curve(
    given: Columns, found: Schedule, budget: ArrayLike, days: Sequence[datetime.date]
) -> Curve:
    """The lower edge: everything as late as the finish allows; what has started stays where it is.

    Work that is under way runs from its actual start to its late finish.
    """
    start = np.where(given.status > 0, found.start, found.late_start)
    finish = np.where(given.actual_finish > 0, found.finish, found.late_finish)
    finish = np.maximum(start, finish)
    whole = _meter(given.calendars, days, start, finish)
    return _curve(whole, given.calendar, (start, finish), budget, days)


def actual_curve(
    reports: Iterable[Report],
    budget: ArrayLike,
    days: Sequence[datetime.date],
    data_date: datetime.date,
) -> Curve:
    """EV over time from dated reports, up to and including the data date; NaN after it.

    The last report of an activity holds until the next; a later one of the same day wins.
    """
    budgets = np.asarray(budget, np.float64)
    known = sorted((one for one in reports if one.day <= data_date), key=lambda one: one.day)
    shares, place, values = np.zeros(len(budgets)), 0, np.full(len(days), np.nan)
    for row, day in enumerate(days):
        if day > data_date:
            break
        while place < len(known) and known[place].day <= day:
            shares[known[place].activity] = known[place].percent / 100
            place += 1
        values[row] = shares @ budgets
    return Curve(tuple(days), values)


def earned_value(
    copy: Baseline, percent: ArrayLike, data_date: datetime.date, actual: float | None = None
) -> EarnedValue:
    """PV, EV and BAC of a baseline at the end of the data date.

    `percent` (0 to 100) in the order of the baseline's activities; `actual` is what it all cost.
    """
    done = np.asarray(percent, np.float64)
    return EarnedValue(
        planned=float(planned_curve(copy, (data_date,)).values[0]),
        earned=float(done @ copy.budget) / 100,
        actual=actual,
        budget=float(copy.budget.sum()),
    )


def _curve(
    rule: Meter,
    calendars: Ints,
    span: tuple[ArrayLike, ArrayLike],
    budget: ArrayLike,
    days: Sequence[datetime.date],
) -> Curve:
    budgets = np.broadcast_to(np.asarray(budget, np.float64), calendars.shape)
    values = [planned_shares(rule, calendars, *span, day_end(day)) @ budgets for day in days]
    return Curve(tuple(days), np.array(values, np.float64))


def _meter(
    calendars: Sequence[WorkTime],
    days: Sequence[datetime.date],
    start: ArrayLike,
    finish: ArrayLike,
) -> Meter:
    return meter(calendars, start, finish, [day_end(day) for day in days])


def _period_end(day: datetime.date, step: Step) -> datetime.date:
    if step == Step.DAY:
        return day
    if step == Step.WEEK:
        return day + datetime.timedelta(days=6 - day.weekday())
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
