"""The progress front line (前锋线): the data date, bent to where each activity really stands.

A point left of the data date is behind, right of it ahead (JGJ/T 121, 前锋线比较法).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scheduling.calendars.meter import meter
from scheduling.measures.baseline import Baseline
from scheduling.measures.progress import planned_shares


@dataclass(frozen=True)
class FrontPoint:
    """Where one activity stands.

    activity: its index in the baseline; planned, actual: percent at the data date
    ahead_days: working days of its calendar between the data date and the moment for which the
    plan foresaw its actual percent; negative is behind
    """

    activity: int
    planned: float
    actual: float
    ahead_days: float


def front_line(copy: Baseline, percent: ArrayLike, data_date: int) -> tuple[FrontPoint, ...]:
    """The points of all activities that the data date (an instant) cuts, in their order.

    Cut is what should be under way, what should be done and is not, and what was begun before its
    time. Everything else (done and due, or neither begun nor due) bends nothing.
    """
    done = np.clip(np.asarray(percent, np.float64), 0, 100)
    rule = meter(copy.calendars, copy.start, copy.finish, data_date)
    planned = 100 * planned_shares(rule, copy.calendar, copy.start, copy.finish, data_date)
    begun = (copy.start < data_date) | (done > 0)
    over = (copy.finish <= data_date) & (done >= 100)
    start = rule.position(copy.calendar, copy.start)
    work = rule.position(copy.calendar, copy.finish) - start
    stands = start + work * done / 100
    ahead = (stands - rule.position(copy.calendar, data_date)) / rule.per_day[copy.calendar]
    return tuple(
        FrontPoint(int(place), float(planned[place]), float(done[place]), float(ahead[place]))
        for place in np.flatnonzero(begun & ~over)
    )
