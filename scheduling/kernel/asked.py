"""The kernel's rules, to be asked about one activity or link from plain Python.

The rules themselves are compiled into their callers only, and would be compiled anew in every
process; these are kept on disk as the passes are.
"""

from scheduling.kernel import early, late
from scheduling.kernel.clock import Clocks
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
