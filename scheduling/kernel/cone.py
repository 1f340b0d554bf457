"""The passes once more over what a change may reach; they stop where dates come out as before.

Activities to look at are marked `due`; one whose dates are others becomes `moved`, and what
depends on it becomes due in its turn.
"""

from typing import Any

from scheduling.kernel.clock import Clocks
from scheduling.kernel.compiled import compiled, inner
from scheduling.kernel.early import early_dates
from scheduling.kernel.floats import postpone
from scheduling.kernel.late import late_dates
from scheduling.kernel.network import ALAP, Dates, Network, Rules

Four = tuple[int, int, int, int]


@compiled
def beside(pointers: Any, ends: Any, marked: Any, found: Any) -> None:
    """Mark in `found` what is marked and what stands at the other ends of its links."""
    for i in range(len(marked)):
        if marked[i]:
            found[i] = True
            mark(pointers, ends, i, found)


@compiled
def forward_again(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, due: Any, moved: Any
) -> None:
    """The forward pass over what is due."""
    for i in range(len(due)):
        if due[i]:
            before = early_of(dates, i)
            early_dates(net, rules, clocks, dates, i)
            if early_of(dates, i) != before:
                moved[i] = True
                mark(net.out_ptr, net.out_succ, i, due)


@compiled
def backward_again(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, due: Any, moved: Any
) -> None:
    """The backward pass over what is due."""
    for i in range(len(due) - 1, -1, -1):
        if due[i]:
            before = late_of(dates, i)
            late_dates(net, rules, clocks, dates, i)
            if late_of(dates, i) != before:
                moved[i] = True
                mark(net.in_ptr, net.in_pred, i, due)


@compiled
def postponed_again(
    net: Network, rules: Rules, clocks: Clocks, early: Dates, dates: Dates, due: Any, moved: Any
) -> None:
    """Early dates from those of the forward pass, `early`, with ALAP activities moved later."""
    for i in range(len(due) - 1, -1, -1):
        if due[i]:
            before = early_of(dates, i)
            dates.early_start[i], dates.early_finish[i] = (
                early.early_start[i],
                early.early_finish[i],
            )
            dates.early_start_at[i] = early.early_start_at[i]
            dates.early_finish_at[i] = early.early_finish_at[i]
            if net.constraint[i] == ALAP and net.status[i] == 0:
                postpone(net, rules, clocks, early, dates, i)
            if early_of(dates, i) != before:
                moved[i] = True
                mark(net.in_ptr, net.in_pred, i, due)


@inner
def early_of(dates: Dates, i: int) -> Four:
    """The early dates of one activity, to be compared."""
    return (
        dates.early_start[i],
        dates.early_finish[i],
        dates.early_start_at[i],
        dates.early_finish_at[i],
    )


@inner
def late_of(dates: Dates, i: int) -> Four:
    """The late dates of one activity, to be compared."""
    return (
        dates.late_start[i],
        dates.late_finish[i],
        dates.late_start_at[i],
        dates.late_finish_at[i],
    )


@inner
def mark(pointers: Any, ends: Any, i: int, due: Any) -> None:
    """Mark what stands at the other ends of one activity's links."""
    for link in range(pointers[i], pointers[i + 1]):
        due[ends[link]] = True
