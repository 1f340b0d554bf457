"""What levelling reads and writes beside the passes: cells of time, capacities, demands, room.

Time is cut into *cells*, numbered 0 to cells - 1, each of `quantum` working minutes; a cell lies
wholly inside or wholly outside the working time of every calendar (`scheduling.levelling.axis`).

Units are packed: a word holds four resources, fifteen bits each, of which the highest, the guard,
is free. One subtraction then compares four resources at once, which halves the time of a search.
"""

from typing import Any, NamedTuple

from scheduling.kernel.compiled import record

IN_WORD, BITS = 4, 15
MOST_UNITS = 2 ** (BITS - 1) - 1
GUARDS = sum(1 << (BITS * field + BITS - 1) for field in range(IN_WORD))


@record
class Pool(NamedTuple):
    """Resources and who needs them, activities in the order of work.

    cells, quantum: how many cells, and the working minutes of each
    words: how many words hold the units of all resources
    first_at: of each calendar, the position at which the axis begins
    opened: per calendar `cells + 1` entries, its open cells before each cell
    cell_ptr, cell_of: of each calendar, its open cells in order, and `cells` after the last
    capacity: free units, `words` for each cell
    need: the units that each activity needs while it works, `words` for each
    waits: whether an activity may be delayed for its resources
    latest: the start position, of the own calendar, after which an activity may not begin
    """

    cells: int
    quantum: int
    words: int
    first_at: Any
    opened: Any
    cell_ptr: Any
    cell_of: Any
    capacity: Any
    need: Any
    waits: Any
    latest: Any


@record
class Room(NamedTuple):
    """Room to work in, for one thread.

    free: what is left of the capacity
    keys, heap, waiting: for sorting activities by key in an order that links allow
    order: the activities in the order in which they are placed
    kept: the best order so far
    mark: one number, which only equal schedules are likely to share with what `kept` makes
    taken: which activities an order has already
    random: one number, the state of the generator
    """

    free: Any
    keys: Any
    heap: Any
    waiting: Any
    order: Any
    kept: Any
    mark: Any
    taken: Any
    random: Any


@record
class People(NamedTuple):
    """Orders that compete and mix.

    orders: one after another, each as long as there are activities
    scores: of each, what `scheme.justified` made of it
    marks: of each, a number that only equal schedules are likely to share
    urgency: of each activity, the key of the rule from which the first orders come
    spread: one number, by how much chance may change that key
    """

    orders: Any
    scores: Any
    marks: Any
    urgency: Any
    spread: Any
