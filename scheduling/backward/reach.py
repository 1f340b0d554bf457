"""Between which positions starts can lie, whatever is shortened; and what then matters at all."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scheduling.backward.deadline import Deadline
from scheduling.backward.floors import Floor, Ways, day_of, floors
from scheduling.columns import Longs
from scheduling.kernel.asked import moved_ends
from scheduling.kernel.network import FINISHED
from scheduling.reasons.computation import Computation


@dataclass(frozen=True)
class Reach:
    """By row: the bounds of the start, of the work, and what holds the start.

    low, high: positions of the own calendar; least, most: working minutes
    """

    found: Computation
    days: Mapping[int, int]
    deadline: Deadline
    low: list[int]
    high: list[int]
    least: list[int]
    most: list[int]
    ways: list[Ways]

    def ends(self, row: int, finish: bool) -> tuple[int, int]:
        """The bounds of an end."""
        if finish:
            return self.low[row] + self.least[row], self.high[row] + self.most[row]
        return self.low[row], self.high[row]

    def bounds(self, row: int, floor: Floor) -> tuple[int, int]:
        """The bounds of what a floor asks of the start of a row."""
        if floor.source is None:
            low = high = floor.at
        else:
            ends = self.ends(floor.source, floor.from_finish)
            low = min(int(self.table(row, floor, lag, ends[0])[0]) for lag in floor.lags)
            high = max(int(self.table(row, floor, lag, ends[1])[0]) for lag in floor.lags)
        if floor.finish:
            return low - self.most[row], high - self.least[row]
        return low, high

    def table(self, row: int, floor: Floor, lag: int, first: int, count: int = 1) -> Longs:
        """Where the positions from `first` on of a link's source fall in the row's calendar.

        Raises deadline.OutOfTime: a model of a large plan asks for very many.
        """
        self.deadline.left()
        net = self.found.network
        own, other = int(net.calendar[row]), int(net.calendar[floor.source])
        if own == other == floor.clock:
            return np.arange(first + lag, first + lag + count, dtype=np.int64)
        found = np.empty(count, np.int64)
        moved_ends(self.found.clocks, own, other, floor.clock, lag, floor.late, first, found)
        return found


def reach(found: Computation, days: Mapping[int, int], deadline: Deadline) -> Reach:
    """The bounds of every row when rows may be shortened by up to `days` whole days each.

    Raises deadline.OutOfTime.
    """
    work = [int(minutes) for minutes in found.network.work]
    least = [minutes - days.get(row, 0) * day_of(found, row) for row, minutes in enumerate(work)]
    result = Reach(found, days, deadline, [], [], least, work, [])
    for row in range(len(work)):
        if found.network.status[row] == FINISHED:
            # nothing is left to do, so that its finish is where it stands
            low = high = int(found.dates.early_finish_at[row])
            ways: Ways = []
        else:
            ways = floors(found, row, days)
            bounds = [[result.bounds(row, floor) for floor in way] for way in ways]
            low = min(max(each[0] for each in way) for way in bounds)
            high = min(max(each[1] for each in way) for way in bounds)
        result.low.append(low)
        result.high.append(high)
        result.ways.append(ways)
    return result
