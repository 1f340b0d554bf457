"""Working time between instants of a finished schedule, which every measure counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scheduling.calendars.instants import MINUTES_PER_DAY, NONE
from scheduling.calendars.tables import clocks
from scheduling.calendars.worktime import WorkTime
from scheduling.columns import Longs
from scheduling.kernel.clock import Clocks
from scheduling.kernel.positions import positions

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Meter:
    """Calendars as tables over the span of what is measured.

    `per_day` is how many working minutes people call a day of each calendar.
    """

    clocks: Clocks
    per_day: Longs

    def position(self, calendar: ArrayLike, instant: ArrayLike) -> Longs:
        """Working minutes from the start of the tables up to each instant."""
        rows, instants = np.broadcast_arrays(
            np.asarray(calendar, np.int32), np.asarray(instant, np.int64)
        )
        found = np.empty(instants.shape, np.int64)
        # copies: numpy lends a broadcast array of one value out as if it were nobody's to write
        positions(self.clocks, rows.flatten(), instants.flatten(), found.reshape(-1))
        return found

    def minutes(self, calendar: ArrayLike, first: ArrayLike, last: ArrayLike) -> Longs:
        """Working minutes from `first` to `last`, negative when `last` lies before it."""
        return self.position(calendar, last) - self.position(calendar, first)

    def days(self, calendar: ArrayLike, minutes: ArrayLike) -> Doubles:
        """Minutes as working days of their calendar."""
        found: Doubles = np.asarray(minutes, np.int64) / self.per_day[np.asarray(calendar)]
        return found


def meter(calendars: Sequence[WorkTime], *measured: ArrayLike) -> Meter:
    """A meter that reaches over every instant in `measured`; NONE is not looked at."""
    every = np.concatenate([np.asarray(part, np.int64).ravel() for part in measured])
    known = every[every != NONE]
    first, last = (int(known.min()), int(known.max())) if len(known) else (MINUTES_PER_DAY,) * 2
    return Meter(
        clocks(calendars, first // MINUTES_PER_DAY - 1, last // MINUTES_PER_DAY + 1),
        np.array([calendar.minutes_per_day for calendar in calendars], np.int64),
    )
