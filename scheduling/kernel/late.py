"""The backward pass: the latest dates that keep the project's finish."""

from scheduling.kernel.clock import (
    DAY,
    Clocks,
    finish_at,
    moved,
    position,
    shifted,
    start_at,
    works,
)
from scheduling.kernel.compiled import compiled, inner
from scheduling.kernel.early import lag_left
from scheduling.kernel.network import (
    ACTUAL_DATES,
    FF,
    FINISH_MILESTONE,
    FINISHED,
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
    OVERRIDE,
    P6,
    SF,
    SNLT,
    SS,
    TASK,
    Dates,
    Network,
    Rules,
)

NEVER = 2**62


@compiled
def backward(net: Network, rules: Rules, clocks: Clocks, dates: Dates) -> None:
    """Fill the late dates of every activity, against the order of work."""
    for i in range(len(net.work) - 1, -1, -1):
        late_dates(net, rules, clocks, dates, i)


@inner
def late_dates(net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int) -> None:
    """Fill the late dates of one activity whose successors have theirs."""
    own, work, win = net.calendar[i], net.work[i], rules.constraints_win
    last, limiter = logical_finish(net, rules, clocks, dates, i)
    logical = last
    if net.finish_by[i] != NONE:
        last = min(last, position(clocks, own, net.finish_by[i]))
    if net.status[i] == 0 and net.constraint[i] + net.constraint2[i] > 0:
        for kind, at in (
            (net.constraint[i], net.constraint_at[i]),
            (net.constraint2[i], net.constraint2_at[i]),
        ):
            last = limited(clocks, own, kind, at, work, last, win)
    if last != logical:
        limiter = -1
    dates.late_start_at[i], dates.late_finish_at[i] = last - work, last
    if work > 0:
        dates.late_start[i] = late_start(net, rules, clocks, dates, i, limiter)
        dates.late_finish[i] = finish_at(clocks, own, last)
    else:
        late_milestone(net, rules, clocks, dates, i, limiter)


@inner
def logical_finish(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int
) -> tuple[int, int]:
    """The finish position that logic allows, and the link behind it or -1."""
    own = net.calendar[i]
    last, limiter = rules.last_at[own], -1
    for link in range(net.out_ptr[i], net.out_ptr[i + 1]):
        s, kind = net.out_succ[link], net.out_kind[link]
        if net.status[s] == FINISHED or (kind == SF and net.status[i] != 0):
            continue
        if net.status[s] == IN_PROGRESS and rules.progress == OVERRIDE:
            continue
        bound = allowance(net, rules, clocks, dates, i, link)
        # of two limits alike P6 takes the start that falls before the gap
        if bound < last or (bound == last and kind == SS and rules.instants == P6):
            last, limiter = bound, link
    return last, limiter


@inner
def allowance(net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int, link: int) -> int:
    """The position after which an outgoing link lets activity `i` not finish."""
    own, s, kind, lag = net.calendar[i], net.out_succ[link], net.out_kind[link], net.out_lag[link]
    other = net.calendar[s]
    if kind in (FF, SF):
        at, instant = dates.late_finish_at[s], dates.late_finish[s]
    elif net.status[s] == IN_PROGRESS and rules.progress == ACTUAL_DATES:
        instant = net.actual_start[s]
        at = position(clocks, other, instant)
    else:
        at, instant = dates.late_start_at[s], dates.late_start[s]
    if kind == SS and own != other and rules.instants == MSPROJECT:
        # MS Project looks for the successor's start in the predecessor's calendar
        instant = start_at(clocks, own, position(clocks, own, instant))
    if kind == SS:
        lag = lag_left(net, rules, clocks, i, lag)
    bound = moved(clocks, own, other, net.out_clock[link], at, instant, -lag)
    if kind in (SS, SF):
        return bound + net.work[i]  # type: ignore[no-any-return] # an array's element
    return bound


@inner
def limited(
    clocks: Clocks, calendar: int, kind: int, at: int, work: int, finish: int, win: bool
) -> int:
    """The finish position after one constraint had its say."""
    if at == NONE:
        return finish
    demanded = position(clocks, calendar, at)
    if kind in (SNLT, MSO, MANDATORY_START):
        demanded += work
    if kind in (MANDATORY_START, MANDATORY_FINISH):
        return demanded
    if win and (kind in (MSO, MFO)):
        return demanded
    if kind in (SNLT, FNLT, MSO, MFO):
        return min(finish, demanded)
    return finish


@inner
def late_start(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int, limiter: int
) -> int:
    """The instant of a late start; P6 keeps the one that an SS link brought to unstarted work."""
    own, at = net.calendar[i], dates.late_start_at[i]
    keeps = rules.instants == P6 and net.status[i] == 0
    if keeps and limiter >= 0 and net.out_kind[limiter] == SS:
        brought = allowed_instant(net, clocks, dates, limiter)
        return brought if works(clocks, own, brought) else finish_at(clocks, own, at)
    return start_at(clocks, own, at)


@inner
def late_milestone(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int, limiter: int
) -> None:
    """Write the late instants of something without work; see `early.early_milestone`."""
    own, at, kind = net.calendar[i], dates.late_finish_at[i], net.kind[i]
    ends = kind == FINISH_MILESTONE
    if rules.instants == MSPROJECT:
        ends = kind == TASK
    start = finish = finish_at(clocks, own, at) if ends else start_at(clocks, own, at)
    if rules.instants != NORMAL and not ends:
        start = finish = kept_instant(net, rules, clocks, dates, i)
    elif rules.instants == P6 and limiter >= 0 and net.out_kind[limiter] == SS:
        brought = allowed_instant(net, clocks, dates, limiter)
        if net.out_lag[limiter] <= 0 and works(clocks, own, brought):
            start = brought
    dates.late_start[i], dates.late_finish[i] = start, finish


@inner
def kept_instant(net: Network, rules: Rules, clocks: Clocks, dates: Dates, i: int) -> int:
    """The earliest instant that the links of something without work allow."""
    own, at = net.calendar[i], dates.late_finish_at[i]
    # of the project's late finish: the last calendar is the one of 24 hours
    brought: int = clocks.first_day * DAY + rules.last_at[len(rules.last_at) - 1]
    if net.constraint_at[i] != NONE and position(clocks, own, net.constraint_at[i]) == at:
        brought = net.constraint_at[i]
    for link in range(net.out_ptr[i], net.out_ptr[i + 1]):
        if net.status[net.out_succ[link]] != FINISHED:
            brought = min(brought, allowed_instant(net, clocks, dates, link))
    if position(clocks, own, brought) != at or not works(clocks, own, brought):
        return start_at(clocks, own, at)
    return brought


@inner
def allowed_instant(net: Network, clocks: Clocks, dates: Dates, link: int) -> int:
    """An outgoing link's limit as an instant: on which side of a gap it falls is kept."""
    s, kind = net.out_succ[link], net.out_kind[link]
    instant = dates.late_start[s] if kind in (FS, SS) else dates.late_finish[s]
    return shifted(clocks, net.out_clock[link], instant, -net.out_lag[link])
