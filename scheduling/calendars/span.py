"""How far the calendars' tables must reach: guessed, and widened until every date fits."""

from collections.abc import Iterator

import numpy as np

from scheduling.calendars.instants import FIRST_DAY, LAST_DAY, MINUTES_PER_DAY, NONE
from scheduling.calendars.tables import BeyondCalendar, clocks
from scheduling.calendars.worktime import WorkTime
from scheduling.columns import Columns
from scheduling.kernel.clock import Clocks
from scheduling.kernel.network import Network
from scheduling.kernel.order import longest_chain

# a table row costs a dozen bytes per day and calendar
MARGIN_DAYS = 60
# what holidays and seasons may add to the plain weeks of the longest chain
HOLIDAYS = 1.15
SPARE_DAYS = 500
WIDER = 8
MOST_CELLS = 50_000_000


def spanning(given: Columns, net: Network) -> Iterator[Clocks]:
    """Tables over ever longer spans; BeyondCalendar after the years 1 to 9999 did not suffice."""
    known = _known_instants(given)
    reach = _reach_days(given, net)
    first = int(known.min()) // MINUTES_PER_DAY - MARGIN_DAYS
    last = int(known.max()) // MINUTES_PER_DAY + reach
    yield _tables(given, first, last)
    while first > FIRST_DAY or last < LAST_DAY:
        reach *= WIDER
        first, last = first - reach, last + reach
        yield _tables(given, first, last)
    raise BeyondCalendar("the plan's dates leave the years 1 to 9999")


def is_whole(clocks: Clocks) -> bool:
    """Do the tables reach over all years that there are?"""
    return clocks.first_day <= FIRST_DAY and clocks.first_day + clocks.days > LAST_DAY


def _reach_days(given: Columns, net: Network) -> int:
    """How many days the longest chain takes in the slowest calendar's plain weeks, about."""
    ends = np.empty(len(net.work), np.int64)
    longest = longest_chain(net, ends)
    slowest = min(max(1, _week_minutes(given.calendars[row])) for row in range(given.elapsed + 1))
    return SPARE_DAYS + int(longest / slowest * 7 * HOLIDAYS)


def _week_minutes(calendar: WorkTime) -> int:
    return sum(finish - start for shifts in calendar.weekly for start, finish in shifts)


def _tables(given: Columns, first: int, last: int) -> Clocks:
    days = min(last, LAST_DAY) - max(first, FIRST_DAY)
    if days * len(given.calendars) > MOST_CELLS:
        raise BeyondCalendar(f"{len(given.calendars)} calendars cannot span {days} days")
    return clocks(given.calendars, first, last)


def _known_instants(given: Columns) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    fixed = np.array([given.start, given.data_date, given.must_finish_by], np.int64)
    dated = (
        given.actual_start,
        given.actual_finish,
        given.constraint_at,
        given.constraint2_at,
        given.finish_by,
        given.resume_at,
    )
    every = np.concatenate([fixed, *dated])
    known: np.ndarray[tuple[int], np.dtype[np.int64]] = every[every != NONE]
    return known
