"""Whether latest starts, taken at their word, keep what they are to keep.

A position has two instants around a gap. The backward pass allows a start at the position of a
Saturday on which a successor must start at the latest; but a start takes the instant after the
gap, which is Monday. Floats are told that way; whoever really starts so late needs it strictly.
"""

from typing import Any

from scheduling.kernel.clock import Clocks, finish_at, start_at
from scheduling.kernel.compiled import compiled, inner
from scheduling.kernel.early import demand
from scheduling.kernel.network import MSO, NONE, SNLT, Dates, Network, Rules


@compiled
def overreaching(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, latest: Any, marked: Any
) -> int:
    """Mark work not begun whose start pushes a successor, or itself, beyond its latest start.

    The early dates of work not begun become those of starts at `latest`. Returns how many are
    marked.
    """
    for i in range(len(net.work)):
        marked[i] = 0
        if net.status[i] == 0:
            own, begin = net.calendar[i], latest[i]
            dates.early_start_at[i], dates.early_finish_at[i] = begin, begin + net.work[i]
            dates.early_start[i] = start_at(clocks, own, begin)
            dates.early_finish[i] = finish_at(clocks, own, begin + net.work[i])
    for i in range(len(net.work)):
        if net.status[i] == 0:
            _mark(net, rules, clocks, dates, latest, marked, i)
    count = 0
    for i in range(len(net.work)):
        count += marked[i]
    return count


@inner
def _mark(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, latest: Any, marked: Any, i: int
) -> None:
    """Mark whoever pushes one activity too far, and itself where its own date is passed."""
    for link in range(net.in_ptr[i], net.in_ptr[i + 1]):
        other = net.in_pred[link]
        if net.status[other] == 0 and demand(net, rules, clocks, dates, i, link) > latest[i]:
            marked[other] = 1
    for kind, at in (
        (net.constraint[i], net.constraint_at[i]),
        (net.constraint2[i], net.constraint2_at[i]),
    ):
        if kind in (SNLT, MSO) and at != NONE and dates.early_start[i] > at:
            marked[i] = 1
