"""Schedule generation schemes: the passes of the engine, with activities that wait for resources.

Serial: activities in a given order, each at the earliest start that links and resources allow
(Kolisch 1996). Placed backwards, from the end, the scheme pushes everything as late as the finish
allows; forward from there again, gaps close (justification: Valls, Ballestin, Quintanilla 2005).
"""

from typing import Any

from scheduling.kernel.cells import (
    cell_at,
    cell_until,
    first_fit,
    last_fit,
    least_excess,
    position_of,
    span,
    taken,
)
from scheduling.kernel.clock import Clocks, finish_at, position, start_at
from scheduling.kernel.compiled import compiled, inner
from scheduling.kernel.early import early_dates
from scheduling.kernel.late import late_dates
from scheduling.kernel.lists import PERIOD, by_predecessors, by_successors
from scheduling.kernel.network import Dates, Network, Rules
from scheduling.kernel.pool import Pool, Room

# a unit too much in one cell weighs more than any delay
OVERLOAD = 2**36
ROUNDS = 1


@compiled
def serial(net: Network, rules: Rules, clocks: Clocks, dates: Dates, pool: Pool, room: Room) -> int:
    """Place the activities in `room.order`, early dates; returns the score, smaller is better.

    The score is the finish in minutes after the project's first instant, plus `OVERLOAD` for each
    unit beyond capacity in each cell.
    """
    emptied(pool, room)
    excess, finish = 0, rules.first
    for k in range(len(room.order)):
        i = room.order[k]
        excess += placed(net, rules, clocks, dates, pool, room.free, i)
        finish = max(finish, dates.early_finish[i])
    return excess * OVERLOAD + finish - rules.first


@inner
def emptied(pool: Pool, room: Room) -> None:
    """Give all capacity back."""
    for place in range(len(room.free)):
        room.free[place] = pool.capacity[place]


@inner
def placed(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, pool: Pool, free: Any, i: int
) -> int:
    """Give one activity its early dates and its resources; returns units beyond capacity."""
    early_dates(net, rules, clocks, dates, i)
    if not pool.waits[i]:
        return 0
    own, length = net.calendar[i], span(pool, net.work[i])
    cell = cell_at(pool, own, dates.early_start_at[i])
    last = cell_until(pool, own, pool.latest[i])
    found = first_fit(pool, free, i, own, cell, length, last)
    if found < 0:
        found = least_excess(pool, free, i, own, cell, length, last)
    begin = position_of(pool, own, found)
    if begin > dates.early_start_at[i]:
        dates.early_start_at[i], dates.early_finish_at[i] = begin, begin + net.work[i]
        dates.early_start[i] = start_at(clocks, own, begin)
        dates.early_finish[i] = finish_at(clocks, own, begin + net.work[i])
    return taken(pool, free, i, own, found, length)


@compiled
def justified(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, pool: Pool, room: Room
) -> int:
    """`serial`, then backward and forward as long as that gains; returns the best score.

    `room.kept` ends as the order that reached it.
    """
    best = serial(net, rules, clocks, dates, pool, room)
    keep(dates, room)
    for _ in range(ROUNDS):
        for i in range(len(room.order)):
            room.keys[i] = -dates.early_finish[i]
        by_successors(net, room)
        pushed(net, rules, clocks, dates, pool, room)
        for i in range(len(room.order)):
            room.keys[i] = dates.late_start[i]
        by_predecessors(net, room)
        score = serial(net, rules, clocks, dates, pool, room)
        if score <= best:
            keep(dates, room)
        if score >= best:
            break
        best = score
    return best


@inner
def keep(dates: Dates, room: Room) -> None:
    """Remember the order, and a number that only equal schedules are likely to share."""
    mark = 1
    for k in range(len(room.order)):
        room.kept[k] = room.order[k]
        mark = (mark * 31 + dates.early_start[k]) % PERIOD
    room.mark[0] = mark


@inner
def pushed(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, pool: Pool, room: Room
) -> None:
    """Late dates: each activity of `room.order` at its latest before the finish of the plan."""
    emptied(pool, room)
    finish = rules.first
    for i in range(len(room.order)):
        finish = max(finish, dates.early_finish[i])
    for calendar in range(len(rules.last_at)):
        rules.last_at[calendar] = position(clocks, calendar, finish)
    for k in range(len(room.order)):
        i = room.order[k]
        late_dates(net, rules, clocks, dates, i)
        if pool.waits[i]:
            _push_one(net, clocks, dates, pool, room.free, i)


@inner
def _push_one(net: Network, clocks: Clocks, dates: Dates, pool: Pool, free: Any, i: int) -> None:
    """Move one activity to the last cells, before its late finish, in which it fits."""
    own, length = net.calendar[i], span(pool, net.work[i])
    end = cell_at(pool, own, dates.late_finish_at[i])
    start = last_fit(pool, free, i, own, end, length)
    if start < 0:
        return
    begin = position_of(pool, own, start)
    dates.late_start_at[i], dates.late_finish_at[i] = begin, begin + net.work[i]
    dates.late_start[i] = start_at(clocks, own, begin)
    dates.late_finish[i] = finish_at(clocks, own, begin + net.work[i])
    taken(pool, free, i, own, start, length)


@compiled
def parallel(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, pool: Pool, room: Room
) -> None:
    """Fill `room.order` by the parallel scheme: whoever can begin first, of those alike the key.

    The serial scheme makes of that order what the parallel one would.
    """
    emptied(pool, room)
    for i in range(len(room.order)):
        room.waiting[i] = net.in_ptr[i + 1] - net.in_ptr[i]
        room.taken[i] = 0
    for k in range(len(room.order)):
        chosen, soonest = -1, 0
        for i in range(len(room.order)):
            if room.taken[i] == 1 or room.waiting[i] > 0:
                continue
            start = looked(net, rules, clocks, dates, pool, room.free, i)
            sooner = chosen < 0 or start < soonest
            if sooner or (start == soonest and room.keys[i] < room.keys[chosen]):
                chosen, soonest = i, start
        placed(net, rules, clocks, dates, pool, room.free, chosen)
        room.order[k] = chosen
        room.taken[chosen] = 1
        for link in range(net.out_ptr[chosen], net.out_ptr[chosen + 1]):
            room.waiting[net.out_succ[link]] -= 1


@inner
def looked(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates, pool: Pool, free: Any, i: int
) -> int:
    """The instant at which an activity could begin now, without taking anything."""
    early_dates(net, rules, clocks, dates, i)
    if not pool.waits[i]:
        return dates.early_start[i]  # type: ignore[no-any-return] # an array's element
    own = net.calendar[i]
    cell = cell_at(pool, own, dates.early_start_at[i])
    last = cell_until(pool, own, pool.latest[i])
    found = first_fit(pool, free, i, own, cell, span(pool, net.work[i]), last)
    if found <= cell:
        return dates.early_start[i]  # type: ignore[no-any-return] # an array's element
    return start_at(clocks, own, position_of(pool, own, found))
