"""Where activities fit: between positions and cells, and what is free in them."""

from typing import Any

from scheduling.kernel.compiled import compiled, inner
from scheduling.kernel.network import Dates, Network
from scheduling.kernel.pool import BITS, GUARDS, IN_WORD, MOST_UNITS, Pool


@inner
def span(pool: Pool, work: int) -> int:
    """How many cells some working minutes take."""
    return (work + pool.quantum - 1) // pool.quantum


@inner
def cell_at(pool: Pool, calendar: int, at: int) -> int:
    """The cell that begins at a position of a calendar, or the first open one after it."""
    place = pool.cell_ptr[calendar] + span(pool, max(0, at - pool.first_at[calendar]))
    return pool.cell_of[min(place, pool.cell_ptr[calendar + 1] - 1)]  # type: ignore[no-any-return] # an array's element


@inner
def cell_until(pool: Pool, calendar: int, at: int) -> int:
    """The last cell that begins at or before a position of a calendar."""
    place = pool.cell_ptr[calendar] + max(0, at - pool.first_at[calendar]) // pool.quantum
    return pool.cell_of[min(place, pool.cell_ptr[calendar + 1] - 1)]  # type: ignore[no-any-return] # an array's element


@inner
def position_of(pool: Pool, calendar: int, cell: int) -> int:
    """The position of a calendar at which a cell begins."""
    row = calendar * (pool.cells + 1)
    return pool.first_at[calendar] + pool.opened[row + cell] * pool.quantum  # type: ignore[no-any-return] # an array's element


@inner
def is_open(pool: Pool, calendar: int, cell: int) -> bool:
    """Does a calendar work in a cell?"""
    at = calendar * (pool.cells + 1) + cell
    return pool.opened[at + 1] > pool.opened[at]  # type: ignore[no-any-return] # an array's element


@inner
def fits(pool: Pool, free: Any, i: int, cell: int) -> bool:
    """Are there as many units free in a cell as an activity needs?"""
    for word in range(pool.words):
        left = (free[cell * pool.words + word] | GUARDS) - pool.need[i * pool.words + word]
        if left & GUARDS != GUARDS:
            return False
    return True


@inner
def lacking(pool: Pool, free: Any, i: int, cell: int, take: bool) -> int:
    """By how many units an activity exceeds what is free in a cell; takes what there is."""
    lacks = 0
    for word in range(pool.words):
        need, left = pool.need[i * pool.words + word], free[cell * pool.words + word]
        for field in range(IN_WORD):
            wanted, there = need >> (BITS * field) & MOST_UNITS, left >> (BITS * field) & MOST_UNITS
            lacks += max(0, wanted - there)
            if take:
                free[cell * pool.words + word] -= min(wanted, there) << (BITS * field)
    return lacks


@inner
def first_fit(pool: Pool, free: Any, i: int, own: int, cell: int, length: int, last: int) -> int:
    """The first cell up to `last` from which the resources suffice for `length` cells, or -1."""
    run, start = 0, cell
    for k in range(cell, pool.cells):
        if run == 0 and k > last:
            break
        if not is_open(pool, own, k):
            continue
        if not fits(pool, free, i, k):
            run = 0
            continue
        if run == 0:
            start = k
        run += 1
        if run == length:
            return start
    return -1


@inner
def last_fit(pool: Pool, free: Any, i: int, own: int, cell: int, length: int) -> int:
    """The first of the last `length` cells before `cell` in which the resources suffice, or -1."""
    run = 0
    for k in range(cell - 1, -1, -1):
        if not is_open(pool, own, k):
            continue
        run = run + 1 if fits(pool, free, i, k) else 0
        if run == length:
            return k
    return -1


@inner
def least_excess(pool: Pool, free: Any, i: int, own: int, cell: int, length: int, last: int) -> int:
    """The cell up to `last` from which the fewest units are lacking, the first of several."""
    best, least = cell, -1
    for start in range(cell, min(last, pool.cells - 1) + 1):
        if not is_open(pool, own, start):
            continue
        run, excess = 0, 0
        for k in range(start, pool.cells):
            if is_open(pool, own, k):
                run += 1
                excess += lacking(pool, free, i, k, False)
            if run == length or (least >= 0 and excess >= least):
                break
        if run == length and (least < 0 or excess < least):
            best, least = start, excess
    return best


@inner
def taken(pool: Pool, free: Any, i: int, own: int, cell: int, length: int) -> int:
    """Take an activity's units from a cell on; returns by how many they exceed what was free."""
    run, excess = 0, 0
    for k in range(cell, pool.cells):
        if not is_open(pool, own, k):
            continue
        if fits(pool, free, i, k):
            for word in range(pool.words):
                free[k * pool.words + word] -= pool.need[i * pool.words + word]
        else:
            excess += lacking(pool, free, i, k, True)
        run += 1
        if run == length:
            break
    return excess


@compiled
def held(net: Network, early: Dates, begun: Any, pool: Pool, rows: Any) -> None:
    """Take from the capacity what some activities use from where they have begun, `begun`, on."""
    for row in rows:
        own = net.calendar[row]
        length = span(pool, max(0, early.early_finish_at[row] - begun[row]))
        if length > 0:
            taken(pool, pool.capacity, row, own, cell_at(pool, own, begun[row]), length)
