"""Calendars as the look-up tables that the kernel reads."""

import functools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scheduling.calendars.instants import FIRST_DAY, LAST_DAY
from scheduling.calendars.worktime import Shifts, WorkTime
from scheduling.kernel.clock import Clocks

Integers = NDArray[np.int64]


class BeyondCalendar(ValueError):  # noqa: N818 - it names the fact
    """Dates leave the years 1 to 9999."""


def clocks(calendars: Sequence[WorkTime], first_day: int, last_day: int) -> Clocks:
    """Tables of some calendars over the days `first_day` to `last_day` (ordinals, both in).

    A span that leaves the years 1 to 9999 is cut there.
    """
    first, last = max(first_day, FIRST_DAY), min(last_day, LAST_DAY)
    return _clocks(tuple(map(Keyed, calendars)), first, last)


class Keyed:
    """A calendar with its identity as the key of a cache; the calendar never changes."""

    def __init__(self, calendar: WorkTime) -> None:
        self.calendar = calendar

    def __hash__(self) -> int:
        return id(self.calendar)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyed) and self.calendar is other.calendar


@functools.lru_cache(maxsize=64)
def _clocks(calendars: tuple[Keyed, ...], first: int, last: int) -> Clocks:
    days = last - first + 1
    kinds: dict[Shifts, int] = {}
    types = np.empty((len(calendars), days), np.int32)
    for row, keyed in enumerate(calendars):
        types[row] = _day_types(keyed.calendar, first, days, kinds)
    minutes = np.array([sum(b - a for a, b in shifts) for shifts in kinds], np.int64)
    worked = np.zeros((len(calendars), days + 1), np.int64)
    np.cumsum(minutes[types], axis=1, out=worked[:, 1:])
    quantum = np.array([keyed.calendar.minutes_per_day for keyed in calendars], np.int64)
    guesses = [_guess(worked[row], quantum[row]) for row in range(len(calendars))]
    flat = [shift for shifts in kinds for shift in shifts]
    return Clocks(
        first_day=first,
        days=days,
        worked=worked.ravel(),
        day_type=types.ravel(),
        shift_ptr=np.cumsum([0, *(len(shifts) for shifts in kinds)]).astype(np.int32),
        shift_start=np.array([start for start, _finish in flat], np.int32),
        shift_finish=np.array([finish for _start, finish in flat], np.int32),
        guess=np.concatenate(guesses),
        guess_ptr=np.cumsum([0, *map(len, guesses[:-1])]).astype(np.int64),
        quantum=quantum,
    )


def _day_types(calendar: WorkTime, first: int, days: int, kinds: dict[Shifts, int]) -> Integers:
    """Which list of shifts each day has; new lists are added to `kinds`."""
    week = [kinds.setdefault(shifts, len(kinds)) for shifts in calendar.weekly]
    # 0001-01-01 is a Monday and has ordinal 1
    found = np.resize(np.roll(np.array(week, np.int32), -((first - 1) % 7)), days)
    for day, shifts in calendar.exceptions.items():
        place = day.toordinal() - first
        if 0 <= place < days:
            found[place] = kinds.setdefault(shifts, len(kinds))
    return found.astype(np.int64)


def _guess(worked: Integers, quantum: int) -> NDArray[np.int32]:
    """For each multiple of `quantum` the day in which that working minute lies."""
    steps = np.arange(0, int(worked[-1]) + 1, int(quantum))
    return np.searchsorted(worked[1:], steps, side="right").astype(np.int32)
