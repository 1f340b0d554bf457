"""The kernel's rules, to be asked about one activity or link from plain Python.

The rules themselves are compiled into their callers only, and would be compiled anew in every
process; these are kept on disk as the passes are.
"""

from typing import Any

from scheduling.kernel import early, late
from scheduling.kernel.clock import Clocks, finish_at, moved, position, shifted, start_at
from scheduling.kernel.compiled import compiled
from scheduling.kernel.network import Dates, Network, Rules


@compiled
def demand(net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int, link: int) -> int:
    """See `early.demand`."""
    return early.demand(net, rules, clocks, dates, i, link)


@compiled
def lag_left(net: Network, rules: Rules, clocks: Clocks, p: int, lag: int) -> int:
    """See `early.lag_left`."""
    return early.lag_left(net, rules, clocks, p, lag)


@compiled
def constrained(
    clocks: Clocks, calendar: int, kind: int, at: int, work: int, start: int, win: bool
) -> int:
    """See `early.constrained`."""
    return early.constrained(clocks, calendar, kind, at, work, start, win)


@compiled
def allowance(net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int, link: int) -> int:
    """See `late.allowance`."""
    return late.allowance(net, rules, clocks, dates, i, link)


@compiled
def limited(
    clocks: Clocks, calendar: int, kind: int, at: int, work: int, finish: int, win: bool
) -> int:
    """See `late.limited`."""
    return late.limited(clocks, calendar, kind, at, work, finish, win)


@compiled
def moved_ends(
    clocks: Clocks, own: int, other: int, clock: int, lag: int, late: bool, first: int, found: Any
) -> None:
    """Where the ends of an activity in `other` fall in `own`, moved by a lag, into `found`.

    Of the positions from `first` on; `late` takes the later instant of each, as starts do.
    """
    for place in range(len(found)):
        at = first + place
        instant = start_at(clocks, other, at) if late else finish_at(clocks, other, at)
        found[place] = moved(clocks, own, other, clock, at, instant, lag)


@compiled
def moved_instants(
    clocks: Clocks, own: int, clock: int, lag: int, late: bool, instants: Any, found: Any
) -> None:
    """Where instants moved by a lag of the calendar `clock` lie in the calendar `own`.

    Into `found`, as instants too: with `late` the later one of each position, as starts have it.
    """
    for place in range(len(instants)):
        at = position(clocks, own, shifted(clocks, clock, instants[place], lag))
        found[place] = start_at(clocks, own, at) if late else finish_at(clocks, own, at)
