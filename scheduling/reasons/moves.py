"""Which activities moved between two computations, and how far."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduling.calendars.instants import MINUTES_PER_DAY
from scheduling.calendars.meter import meter
from scheduling.columns import columns
from scheduling.cpm import Schedule
from scheduling.plan import Plan


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


def moves(before: Plan, old: Schedule, after: Plan, new: Schedule) -> tuple[Move, ...]:
    """Every activity of both plans whose start or finish moved, in the order of the plan after."""
    kept = [place for place, each in enumerate(after.activities) if each.id in before.places]
    was = np.array([before.place(after.activities[place].id) for place in kept], np.intp)
    now = np.array(kept, np.intp)
    moved = (old.start[was] != new.start[now]) | (old.finish[was] != new.finish[now])
    was, now = was[moved], now[moved]
    own = columns(after)
    ends = [(old.start[was], new.start[now]), (old.finish[was], new.finish[now])]
    measure = meter(own.calendars, *ends[0], *ends[1])
    calendar = own.calendar[now]
    found: list[NDArray[np.int64] | NDArray[np.float64]] = [
        *ends[0],
        *ends[1],
        *((later - earlier) / MINUTES_PER_DAY for earlier, later in ends),
        *(measure.days(calendar, measure.minutes(calendar, *instants)) for instants in ends),
    ]
    rows = zip(now.tolist(), *(column.tolist() for column in found), strict=True)
    return tuple(Move(after.activities[place].id, *values) for place, *values in rows)
