"""Which activities moved between two computations, and how far."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduling.columns import Longs
from scheduling.cpm import Schedule
from scheduling.instants import MINUTES_PER_DAY
from scheduling.kernel import asked
from scheduling.plan import Plan
from scheduling.tables import clocks
from scheduling.worktime import WorkTime


@dataclass(frozen=True)
class Move:
    """Old and new expected dates of an activity; instants, then days between them.

    start_days, finish_days: wall days, 1440 minutes each; negative when earlier
    start_working_days, finish_working_days: working days of the activity's calendar as it is after
    """

    activity: str
    old_start: int
    new_start: int
    old_finish: int
    new_finish: int
    start_days: float
    finish_days: float
    start_working_days: float
    finish_working_days: float


def working_minutes(calendars: Sequence[WorkTime], old: Longs, new: Longs) -> Longs:
    """The working minutes from old to new instants, each in its own calendar."""
    found = np.empty(len(old), np.int64)
    if not len(old):
        return found
    every = list({id(calendar): calendar for calendar in calendars}.values())
    places = {id(calendar): place for place, calendar in enumerate(every)}
    rows = np.array([places[id(calendar)] for calendar in calendars], np.int32)
    low = int(min(old.min(), new.min())) // MINUTES_PER_DAY
    high = int(max(old.max(), new.max())) // MINUTES_PER_DAY
    tables = clocks(every, low, high + 1)
    before = np.empty(len(old), np.int64)
    asked.positions(tables, rows, old, before)
    asked.positions(tables, rows, new, found)
    return found - before


def moves(before: Plan, old: Schedule, after: Plan, new: Schedule) -> tuple[Move, ...]:
    """Every activity of both plans whose start or finish moved, in the order of the plan after."""
    kept = [place for place, each in enumerate(after.activities) if each.id in before.places]
    was = np.array([before.place(after.activities[place].id) for place in kept], np.intp)
    now = np.array(kept, np.intp)
    moved = (old.start[was] != new.start[now]) | (old.finish[was] != new.finish[now])
    was, now = was[moved], now[moved]
    calendars = [
        after.calendars[after.activities[int(place)].calendar or after.calendar] for place in now
    ]
    per_day = np.array([calendar.minutes_per_day for calendar in calendars], np.int64)
    ends = [(old.start[was], new.start[now]), (old.finish[was], new.finish[now])]
    worked = [working_minutes(calendars, *instants) / per_day for instants in ends]
    columns: list[NDArray[np.int64] | NDArray[np.float64]] = [
        *ends[0],
        *ends[1],
        *((later - earlier) / MINUTES_PER_DAY for earlier, later in ends),
        *worked,
    ]
    rows = zip(now.tolist(), *(column.tolist() for column in columns), strict=True)
    return tuple(Move(after.activities[place].id, *values) for place, *values in rows)
