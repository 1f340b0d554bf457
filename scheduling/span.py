"""How far the calendars' tables must reach: guessed, and widened until every date fits."""

from collections.abc import Iterator

import numpy as np

from scheduling.columns import Columns
from scheduling.instants import FIRST_DAY, LAST_DAY, MINUTES_PER_DAY, NONE
from scheduling.kernel.clock import Clocks
from scheduling.tables import BeyondCalendar, clocks

# a table row costs a dozen bytes per day and calendar
MARGIN_DAYS = 60
FIRST_GUESS_DAYS = 1500
WIDER = 8
MOST_CELLS = 50_000_000


def spanning(given: Columns) -> Iterator[Clocks]:
    """Tables over ever longer spans; BeyondCalendar after the years 1 to 9999 did not suffice."""
    known = _known_instants(given)
    first = int(known.min()) // MINUTES_PER_DAY - MARGIN_DAYS
    last = int(known.max()) // MINUTES_PER_DAY + FIRST_GUESS_DAYS
    yield _tables(given, first, last)
    reach = FIRST_GUESS_DAYS
    while first > FIRST_DAY or last < LAST_DAY:
        reach *= WIDER
        first, last = first - reach, last + reach
        yield _tables(given, first, last)
    raise BeyondCalendar("the plan's dates leave the years 1 to 9999")


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
