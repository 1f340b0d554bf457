"""Level-of-effort activities (hammocks): they span what they are linked to, and drive nobody."""

from dataclasses import dataclass

import numpy as np

from scheduling.calendars.instants import NONE
from scheduling.columns import FINISHED, Columns, Ints, Longs
from scheduling.kernel.clock import Clocks, finish_at, position, shifted, start_at
from scheduling.plan import Kind, LinkKind

TO_START = (LinkKind.FS, LinkKind.SS)
FROM_FINISH = (LinkKind.FS, LinkKind.FF)


@dataclass(frozen=True)
class Spanned:
    """The dates that efforts take from: start and finish instants of every activity."""

    start: Longs
    finish: Longs


def efforts(given: Columns) -> list[int]:
    """Indices of the level-of-effort activities."""
    return [int(place) for place in np.flatnonzero(given.kind == Kind.LEVEL_OF_EFFORT)]


def effort_dates(
    given: Columns, clocks: Clocks, lag_calendar: Ints, dates: Spanned, effort: int
) -> tuple[int, int]:
    """Start and finish of one effort: from its earliest start link to its latest finish link.

    Without links at an end it reaches to that end of the project. Links between two efforts are
    not looked at. What has actually started or finished stands.
    """
    starts, finishes = _bounds(given, clocks, lag_calendar, dates, effort)
    own = given.calendar[effort]
    first = min(starts, default=int(dates.start.min()))
    last = max(finishes, default=int(dates.finish.max()))
    start = start_at(clocks, own, position(clocks, own, first))
    finish = finish_at(clocks, own, position(clocks, own, last))
    if given.actual_start[effort] != NONE:
        start = int(given.actual_start[effort])
    if given.status[effort] == FINISHED:
        finish = int(given.actual_finish[effort])
    return start, max(start, finish)


def _bounds(
    given: Columns, clocks: Clocks, lag_calendar: Ints, dates: Spanned, effort: int
) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    finishes: list[int] = []
    for link in np.flatnonzero((given.link_succ == effort) | (given.link_pred == effort)):
        incoming = given.link_succ[link] == effort
        other = given.link_pred[link] if incoming else given.link_succ[link]
        if given.kind[other] == Kind.LEVEL_OF_EFFORT:
            continue
        kind, lag = given.link_kind[link], int(given.link_lag[link])
        from_finish, to_start = kind in FROM_FINISH, kind in TO_START
        at_finish = from_finish if incoming else not to_start
        instant = int((dates.finish if at_finish else dates.start)[other])
        bound = shifted(clocks, lag_calendar[link], instant, lag if incoming else -lag)
        mine_is_start = to_start if incoming else not from_finish
        (starts if mine_is_start else finishes).append(bound)
    return starts, finishes
