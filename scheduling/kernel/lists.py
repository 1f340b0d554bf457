"""Activity lists: orders of placing that links allow, sorted by a key."""

from typing import Any

from scheduling.kernel.compiled import compiled, inner
from scheduling.kernel.network import Network
from scheduling.kernel.pool import Room

# the period of the generator, a prime (Park and Miller's minimal standard, a = 48271)
PERIOD = 2_147_483_647


@inner
def draw(random: Any, below: int) -> int:
    """The next random whole number from 0 to `below` - 1."""
    random[0] = random[0] * 48_271 % PERIOD
    return random[0] % below  # type: ignore[no-any-return] # an array's element


@compiled
def by_predecessors(net: Network, room: Room) -> None:
    """Fill `room.order`: smallest key first among those whose predecessors are in."""
    _sorted(net.in_ptr, net.out_ptr, net.out_succ, room)


@compiled
def by_successors(net: Network, room: Room) -> None:
    """Fill `room.order`: smallest key first among those whose successors are in."""
    _sorted(net.out_ptr, net.in_ptr, net.in_pred, room)


@inner
def _sorted(before_ptr: Any, after_ptr: Any, after: Any, room: Room) -> None:
    """Kahn's order with a heap of (key, activity), each pair one number."""
    count, size, placed = len(room.order), 0, 0
    for i in range(count):
        room.waiting[i] = before_ptr[i + 1] - before_ptr[i]
        if room.waiting[i] == 0:
            _push(room.heap, size, room.keys[i] * count + i)
            size += 1
    while size > 0:
        i = room.heap[0] % count
        size -= 1
        _sink(room.heap, size)
        room.order[placed] = i
        placed += 1
        for place in range(after_ptr[i], after_ptr[i + 1]):
            j = after[place]
            room.waiting[j] -= 1
            if room.waiting[j] == 0:
                _push(room.heap, size, room.keys[j] * count + j)
                size += 1


@inner
def _push(heap: Any, size: int, entry: int) -> None:
    """Add an entry to a heap of `size` entries."""
    at = size
    while at > 0 and heap[(at - 1) // 2] > entry:
        heap[at] = heap[(at - 1) // 2]
        at = (at - 1) // 2
    heap[at] = entry


@inner
def _sink(heap: Any, size: int) -> None:
    """Put the entry at `size` in the place of the smallest and restore the heap below `size`."""
    entry, at = heap[size], 0
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= entry:
            break
        heap[at] = heap[child]
        at = child
    heap[at] = entry
