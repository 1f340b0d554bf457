"""Time counted in the working cells of one calendar: the unit of the constraint program.

The *step* of an instant is the number of whole cells of that calendar that are over by then. What
other calendars do between two steps is rounded in favour of the plan, so that whatever is true of
the dates is true of their steps.
"""

import numpy as np

from scheduling.columns import Longs
from scheduling.kernel.asked import moved_instants
from scheduling.kernel.clock import finish_at, position
from scheduling.levelling.site import Site


class Steps:
    """The steps of one calendar from the project's first instant to just after `last`."""

    def __init__(self, site: Site, calendar: int, last: int) -> None:
        pool = site.pool
        self.clocks, self.calendar, self.quantum = site.clocks, calendar, int(pool.quantum)
        self.first, self.first_at = int(site.rules.first), int(pool.first_at[calendar])
        # whoever ends with the last step ends before this one does
        count = self.from_position(position(site.clocks, calendar, last)) + 1
        begin, end = pool.cell_ptr[calendar : calendar + 2].tolist()
        # the last one is no cell but the end of the axis
        self.cells: Longs = pool.cell_of[begin : end - 1][:count]
        over = self.first_at + (np.arange(len(self.cells)) + 1) * self.quantum
        self.ends: Longs = np.array(
            [finish_at(site.clocks, calendar, int(at)) for at in over], np.int64
        )

    def at(self, instant: int) -> int:
        """The step of an instant; what comes after those that count is one step more."""
        return int(np.searchsorted(self.ends, instant, side="right"))

    def from_position(self, at: int) -> int:
        """The first step that begins at or after a position of the calendar."""
        return max(0, -(-(at - self.first_at) // self.quantum))

    def until_position(self, at: int) -> int:
        """The last step that begins at or before a position of the calendar."""
        return max(0, (at - self.first_at) // self.quantum)

    def instant(self, step: int) -> int:
        """The earliest instant that has a step."""
        return int(self.ends[step - 1]) if step > 0 else self.first

    def lag(self, own: int, other: int, clock: int, lag: int, *, late: bool) -> int:
        """The steps by which an end in calendar `own` is at the least behind its source in `other`.

        `lag` is in minutes of the calendar `clock`; with `late` the held end is a start.
        """
        if own == other == clock == self.calendar:
            return lag // self.quantum
        return self._least(self._moved(own, clock, lag, late=late))

    def work(self, own: int, minutes: int) -> tuple[int, int]:
        """The least and the most steps over which work in a calendar extends."""
        if own == self.calendar or minutes == 0:
            return minutes // self.quantum, -(-minutes // self.quantum)
        over = self._moved(own, own, minutes, late=False)
        return self._least(over), int((over[1:] - np.arange(len(self.ends))).max())

    def _moved(self, own: int, clock: int, lag: int, *, late: bool) -> Longs:
        """The steps of the first instant and of the ends of all steps, moved.

        Between two of these a rising function can only rise, so they say how little it moves.
        """
        instants = np.concatenate([[self.first], self.ends])
        found = np.empty(len(instants), np.int64)
        moved_instants(self.clocks, own, clock, lag, late, instants, found)
        return np.searchsorted(self.ends, found, side="right")

    def _least(self, moved: Longs) -> int:
        """The least number of steps passed, but for what is moved beyond the steps that count."""
        passed = (moved - np.arange(len(moved)))[moved < len(self.ends)]
        return int(passed.min()) if len(passed) else len(self.ends)
