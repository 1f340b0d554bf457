"""What follows from the dates: slack of links, free float, who drives whom, the longest path."""

from typing import Any

from scheduling.kernel.clock import Clocks, finish_at, moved, position, shifted, start_at
from scheduling.kernel.compiled import compiled, inner
from scheduling.kernel.early import demand, early_milestone, lag_left
from scheduling.kernel.network import (
    ALAP,
    FF,
    FINISH_MILESTONE,
    FINISHED,
    FS,
    IN_PROGRESS,
    MSPROJECT,
    RETAINED_LOGIC,
    SF,
    SS,
    Dates,
    Network,
    Rules,
)

NEVER = 2**62


@compiled
def free_floats(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, due: Any, free: Any
) -> None:
    """Fill the minutes by which activities may slip without moving a successor's early dates.

    Without a successor it is the total float. Looks at those that are `due`.
    """
    for i in range(len(net.work)):
        if not due[i]:
            continue
        total = dates.late_finish_at[i] - dates.early_finish_at[i]
        least = NEVER
        for link in range(net.out_ptr[i], net.out_ptr[i + 1]):
            if holds_back(net, rules, i, link):
                least = min(least, link_slack(net, rules, clocks, dates, i, link))
        if least == NEVER or (rules.free_float_capped and least > total):
            least = total
        free[i] = max(least, 0)


@inner
def holds_back(net: Network, rules: Rules, i: int, link: int) -> bool:
    """Does an outgoing link of `i` still decide when its successor goes on?"""
    s = net.out_succ[link]
    if net.status[s] == FINISHED or (net.out_kind[link] == SF and net.status[i] != 0):
        return False
    return net.status[s] != IN_PROGRESS or rules.progress == RETAINED_LOGIC


@inner
def link_slack(net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int, link: int) -> int:
    """By how many minutes of `i`'s calendar its end of an outgoing link may move alone.

    MS Project counts the lag back in `i`'s own calendar.
    """
    clock = net.calendar[i] if rules.instants == MSPROJECT else net.out_clock[link]
    return slack_by(net, rules, clocks, dates, i, link, clock)


@inner
def slack_by(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int, link: int, clock: int
) -> int:
    """The same with the lag counted back in the calendar `clock`."""
    s, own, kind = net.out_succ[link], net.calendar[i], net.out_kind[link]
    if kind in (FS, SS):
        at, instant = dates.early_start_at[s], dates.early_start[s]
    else:
        at, instant = dates.early_finish_at[s], dates.early_finish[s]
    lag = net.out_lag[link]
    if kind == SS:
        lag = lag_left(net, rules, clocks, i, lag)
    allowed = moved(clocks, own, net.calendar[s], clock, at, instant, -lag)
    if kind in (FS, FF):
        return allowed - dates.early_finish_at[i]  # type: ignore[no-any-return] # an array's element
    return allowed - dates.early_start_at[i]  # type: ignore[no-any-return] # an array's element


@inner
def pushes(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int, link: int, start: int
) -> bool:
    """Would `i`, begun at a position, by its start push the successor of an outgoing link?"""
    s, kind, lag = net.out_succ[link], net.out_kind[link], net.out_lag[link]
    if kind in (FS, FF):
        return False
    if kind == SS:
        lag = lag_left(net, rules, clocks, i, lag)
    own = net.calendar[s]
    begun = start_at(clocks, net.calendar[i], start)
    if net.kind[i] == FINISH_MILESTONE:
        begun = finish_at(clocks, net.calendar[i], start)
    bound = position(clocks, own, shifted(clocks, net.out_clock[link], begun, lag))
    return bound > (dates.early_start_at[s] if kind == SS else dates.early_finish_at[s])  # type: ignore[no-any-return] # an array's element


@compiled
def as_late_as_possible(net: Network, rules: Rules, clocks: Clocks, dates: Dates) -> None:
    """Move ALAP activities later by their free float; no other activity's dates change.

    Against the order of work, so that a chain of them moves together.
    """
    for i in range(len(net.work) - 1, -1, -1):
        if net.constraint[i] == ALAP and net.status[i] == 0:
            postpone(net, rules, clocks, dates, dates, i)


@inner
def postpone(
    net: Network, rules: Rules, clocks: Clocks, early: Dates, dates: Dates, i: int
) -> None:
    """Move one activity later by its free float; its successors have their dates.

    `early` has the predecessors' dates of the forward pass: they are moved after it.
    """
    room = dates.late_finish_at[i] - dates.early_finish_at[i]
    for link in range(net.out_ptr[i], net.out_ptr[i + 1]):
        if holds_back(net, rules, i, link):
            # a lag counted back in another calendar than forth may leave more room than there is
            slack = slack_by(net, rules, clocks, dates, i, link, net.out_clock[link])
            # at a gap of its own a start would take the later instant, and push the successor
            slack -= pushes(net, rules, clocks, dates, i, link, dates.early_start_at[i] + slack)
            room = min(room, slack)
    if room <= 0:
        return
    start = dates.early_start_at[i] + room
    dates.early_start_at[i] = start
    dates.early_finish_at[i] = start + net.work[i]
    dates.early_start[i] = start_at(clocks, net.calendar[i], start)
    dates.early_finish[i] = finish_at(clocks, net.calendar[i], start + net.work[i])
    if net.work[i] == 0:
        if start != dates.late_start_at[i]:
            instant = early_milestone(net, rules, clocks, early, i, start)
        else:
            instant = dates.late_start[i]
        dates.early_start[i] = dates.early_finish[i] = instant


@compiled
def drivers(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, due: Any, driving: Any
) -> None:
    """Mark the links into `due` activities whose demand is the date that their successor has."""
    for i in range(len(net.work)):
        if due[i]:
            for link in range(net.in_ptr[i], net.in_ptr[i + 1]):
                driving[link] = False
            drivers_of(net, rules, clocks, dates, driving, i)


@inner
def drivers_of(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, driving: Any, i: int
) -> None:
    """Mark which links into one activity drive it."""
    bound_by_logic = net.status[i] != IN_PROGRESS or rules.progress == RETAINED_LOGIC
    if net.status[i] == FINISHED or not bound_by_logic:
        return
    for link in range(net.in_ptr[i], net.in_ptr[i + 1]):
        driving[link] = demand(net, rules, clocks, dates, i, link) == dates.early_start_at[i]


@compiled
def longest_path(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, finish: int, driving: Any, member: Any
) -> None:
    """Mark what leads by driving links to an activity that ends last; `finish` is that instant.

    `member` begins as False; `driving` is filled where the path leads, which is little of a plan.
    """
    for i in range(len(net.work) - 1, -1, -1):
        if net.status[i] == FINISHED:
            continue
        if dates.early_finish[i] >= finish:
            member[i] = True
        if member[i]:
            drivers_of(net, rules, clocks, dates, driving, i)
            for link in range(net.in_ptr[i], net.in_ptr[i + 1]):
                if driving[link]:
                    member[net.in_pred[link]] = True
