"""What no levelling can beat: the critical path, and each resource's work over its capacity."""

import numpy as np

from scheduling.kernel.clock import finish_at
from scheduling.kernel.pool import BITS, IN_WORD, MOST_UNITS
from scheduling.levelling.site import Site


def lower_bound(site: Site) -> int:
    """An instant before which the plan cannot finish unless a capacity is exceeded."""
    found = int(site.early.early_finish.max())
    pool, waits = site.pool, site.pool.waits
    if not waits.any():
        return found
    cells = -(-site.net.work[waits] // pool.quantum)
    needs = pool.need.reshape(len(waits), -1)[waits]
    free = pool.capacity.reshape(pool.cells, -1)
    for place in range(pool.words * IN_WORD):
        word, bits = place // IN_WORD, BITS * (place % IN_WORD)
        work = int(((needs[:, word] >> bits & MOST_UNITS) * cells).sum())
        offered = np.cumsum(free[:, word] >> bits & MOST_UNITS)
        last = int(np.searchsorted(offered, work))
        if work > 0 and last < pool.cells:
            found = max(found, _end(site, last))
    return found


def _end(site: Site, cell: int) -> int:
    """The earliest instant at which work in a cell may end."""
    pool = site.pool
    opened = pool.opened.reshape(-1, pool.cells + 1)
    ends = [
        finish_at(site.clocks, row, int(pool.first_at[row] + opened[row, cell + 1] * pool.quantum))
        for row in np.flatnonzero(opened[:, cell + 1] > opened[:, cell]).tolist()
    ]
    return min(ends)
