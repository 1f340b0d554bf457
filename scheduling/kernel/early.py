"""The forward pass: the earliest dates that links, constraints and progress allow."""

from scheduling.kernel.clock import Clocks, finish_at, moved, position, shifted, start_at, works
from scheduling.kernel.compiled import compiled, inner
from scheduling.kernel.network import (
    FF,
    FINISH_MILESTONE,
    FINISHED,
    FNET,
    FNLT,
    FS,
    IN_PROGRESS,
    MANDATORY_FINISH,
    MANDATORY_START,
    MFO,
    MSO,
    MSPROJECT,
    NONE,
    NORMAL,
    P6,
    RETAINED_LOGIC,
    SF,
    SNET,
    SNLT,
    SS,
    TASK,
    Dates,
    Network,
    Rules,
)


@compiled
def forward(net: Network, rules: Rules, clocks: Clocks, dates: Dates) -> None:
    """Fill the early dates of every activity, in the order of work."""
    for i in range(len(net.work)):
        early_dates(net, rules, clocks, dates, i)


@inner
def early_dates(net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int) -> None:
    """Fill the early dates of one activity whose predecessors have theirs."""
    own = net.calendar[i]
    if net.status[i] == FINISHED:
        dates.early_start[i] = net.actual_start[i]
        dates.early_finish[i] = net.actual_finish[i]
        dates.early_start_at[i] = position(clocks, own, net.actual_start[i])
        dates.early_finish_at[i] = position(clocks, own, net.actual_finish[i])
        return
    start, driver = logical_start(net, rules, clocks, dates, i)
    logical, work, win = start, net.work[i], rules.constraints_win
    if net.status[i] != IN_PROGRESS and net.constraint[i] + net.constraint2[i] > 0:
        unlinked = net.in_ptr[i] == net.in_ptr[i + 1]
        if win and unlinked and net.constraint[i] in (SNET, FNET):
            # MS Project lets such a date win over the project's start too
            start = NONE
        for kind, at in (
            (net.constraint[i], net.constraint_at[i]),
            (net.constraint2[i], net.constraint2_at[i]),
        ):
            start = constrained(clocks, own, kind, at, work, start, win)
    if net.resume_at[i] != NONE:
        start = max(start, position(clocks, own, net.resume_at[i]))
    if start != logical:
        driver = -1
    dates.early_start_at[i], dates.early_finish_at[i] = start, start + work
    if work > 0:
        dates.early_start[i] = start_at(clocks, own, start)
        dates.early_finish[i] = early_finish(net, rules, clocks, dates, i, driver)
    else:
        dates.early_start[i] = early_milestone(net, rules, clocks, dates, i, start)
        dates.early_finish[i] = dates.early_start[i]


@inner
def logical_start(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int
) -> tuple[int, int]:
    """The start position that logic and progress demand, and the link behind it or -1."""
    own = net.calendar[i]
    start, driver = rules.first_at[own], -1
    if net.status[i] == IN_PROGRESS:
        if rules.remaining_from_start:
            done = net.duration[i] - net.work[i]
            return position(clocks, own, net.actual_start[i]) + done, -1
        if rules.progress != RETAINED_LOGIC:
            return start, -1
    for link in range(net.in_ptr[i], net.in_ptr[i + 1]):
        bound = demand(net, rules, clocks, dates, i, link)
        if bound > start:
            start, driver = bound, link
    return start, driver


@inner
def demand(net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int, link: int) -> int:
    """The position before which an incoming link lets activity `i` not start."""
    own, p, kind = net.calendar[i], net.in_pred[link], net.in_kind[link]
    if kind in (FS, FF):
        at, instant = dates.early_finish_at[p], dates.early_finish[p]
    else:
        if kind == SF and net.status[p] != 0:
            return NONE
        at, instant = dates.early_start_at[p], dates.early_start[p]
        if net.status[p] == IN_PROGRESS and rules.remaining_from_start:
            instant = net.actual_start[p]
            at = position(clocks, net.calendar[p], instant)
    clock, lag = net.in_clock[link], net.in_lag[link]
    if kind == SS:
        lag = lag_left(net, rules, clocks, p, lag)
    if kind == SS and lag == 0 and rules.instants == P6:
        # P6 looks for the predecessor's start in the lag's calendar
        instant = start_at(clocks, clock, position(clocks, clock, instant))
    bound = moved(clocks, own, net.calendar[p], clock, at, instant, lag)
    if kind in (FF, SF):
        return bound - net.work[i]  # type: ignore[no-any-return] # an array's element
    return bound


@inner
def lag_left(net: Network, rules: Rules, clocks: Clocks, p: int, lag: int) -> int:
    """What is left of a start-to-start lag from `p`: less the time that `p` has been going."""
    if net.status[p] != IN_PROGRESS or rules.remaining_from_start:
        return lag
    started = position(clocks, net.calendar[p], net.actual_start[p])
    passed = max(0, rules.first_at[net.calendar[p]] - started)
    return max(0, lag - passed)  # type: ignore[no-any-return] # an array's element


@inner
def constrained(
    clocks: Clocks, calendar: int, kind: int, at: int, work: int, start: int, win: bool
) -> int:
    """The start position after one constraint had its say."""
    if at == NONE:
        return start
    demanded = position(clocks, calendar, at)
    if kind in (FNET, FNLT, MFO, MANDATORY_FINISH):
        demanded -= work
    if kind in (MANDATORY_START, MANDATORY_FINISH):
        return demanded
    if win and (kind in (MSO, MFO)):
        return demanded
    if win and (kind in (SNLT, FNLT)):
        return min(start, demanded)
    if kind in (SNET, FNET, MSO, MFO):
        return max(start, demanded)
    return start


@inner
def early_finish(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int, driver: int
) -> int:
    """The instant of an early finish; P6 keeps the one that a driving FF or SF link brought."""
    own = net.calendar[i]
    if rules.instants == P6 and driver >= 0 and net.in_kind[driver] >= FF:
        brought = demanded_instant(net, dates, clocks, driver)
        plain_sf = net.in_kind[driver] == SF and net.in_lag[driver] == 0
        if works(clocks, own, brought) and not plain_sf:
            return brought
    return finish_at(clocks, own, dates.early_finish_at[i])


@inner
def early_milestone(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int, at: int
) -> int:
    """The instant of something without work at a position.

    Of the two instants of its position a finish milestone takes the earlier one. P6 (for finish
    milestones) and MS Project (for all) keep the instant that their links or constraint brought.
    """
    own = net.calendar[i]
    if net.kind[i] == FINISH_MILESTONE and rules.instants == NORMAL:
        return finish_at(clocks, own, at)
    keeps = net.kind[i] == FINISH_MILESTONE or rules.instants == MSPROJECT
    if not keeps or rules.instants == NORMAL:
        return start_at(clocks, own, at)
    brought = NONE
    if net.constraint_at[i] != NONE and position(clocks, own, net.constraint_at[i]) == at:
        brought = net.constraint_at[i]
    elif net.kind[i] != TASK:
        brought = rules.first
        for link in range(net.in_ptr[i], net.in_ptr[i + 1]):
            brought = max(brought, demanded_instant(net, dates, clocks, link))
        if position(clocks, own, brought) != at:
            return finish_at(clocks, own, at)
    if brought != NONE and works(clocks, own, brought):
        return brought
    return start_at(clocks, own, at)


@inner
def demanded_instant(net: Network, dates: Dates, clocks: Clocks, link: int) -> int:
    """An incoming link's demand as an instant: on which side of a gap it falls is kept."""
    p = net.in_pred[link]
    if net.in_kind[link] == FS or net.in_kind[link] == FF:
        instant = dates.early_finish[p]
    else:
        instant = dates.early_start[p]
    return shifted(clocks, net.in_clock[link], instant, net.in_lag[link])
