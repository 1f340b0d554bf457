"""A levelling as a constraint program: what it proves no levelling beats, what it finds is tried.

Starts are steps of the calendar in which most of the work for resources is done (`steps`). The
program is a relaxation: it asks for nothing that a levelled plan does not keep. Where one calendar
does all the work it is the levelling itself; otherwise only work of that calendar shares resources.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from ortools.sat.python import cp_model

from scheduling.backward.floors import Floor, floors
from scheduling.columns import FINISHED, Longs
from scheduling.kernel.network import Dates
from scheduling.kernel.pool import BITS, IN_WORD, MOST_UNITS
from scheduling.levelling.site import Site
from scheduling.levelling.steps import Steps
from scheduling.plan import Kind
from scheduling.profiles import Instants
from scheduling.reasons.computation import Computation

# with more activities the program takes longer to write down than it is worth
MOST_ACTIVITIES = 3_000


def suits(site: Site) -> bool:
    """Can a plan be written as a program: not too large, and with the plain instants?"""
    small = len(site.net.work) <= MOST_ACTIVITIES
    return bool(small and site.options.instants == Instants.NORMAL and site.pool.waits.any())


class Program:
    """The program for finishes not later than that of some dates, which keep every capacity.

    Rows are activities in the order of work. `starts` has the variables of those that may still
    move, in steps; `finish` is to become small.
    """

    def __init__(self, site: Site, dates: Dates) -> None:
        self.site, self.net = site, site.net
        self.calendar = _busiest(site)
        last = int(dates.early_finish.max())
        self.steps = Steps(site, self.calendar, last)
        self.horizon = self.steps.at(last)
        self.model = cp_model.CpModel()
        self.rows: list[int] = np.flatnonzero(
            (self.net.status != FINISHED) & (self.net.kind != Kind.LEVEL_OF_EFFORT)
        ).tolist()
        self.spans = {row: self._span(row) for row in self.rows}
        self.starts = {row: self._start(row) for row in self.rows}
        self.finish = self.model.new_int_var(0, self.horizon, "finish")
        for row, start in self.starts.items():
            self.model.add(self.finish >= start + self.spans[row][0])
        self._link()
        self._share()
        self.model.minimize(self.finish)

    def steps_of(self, dates: Dates) -> dict[int, int]:
        """The steps of the starts of each row that has a variable."""
        return {row: self.steps.at(int(dates.early_start[row])) for row in self.rows}

    def hint(self, dates: Dates) -> None:
        """Let a solver begin from dates that are known."""
        for row, step in self.steps_of(dates).items():
            self.model.add_hint(self.starts[row], step)

    def _span(self, row: int) -> tuple[int, int]:
        return self.steps.work(int(self.net.calendar[row]), int(self.net.work[row]))

    def _start(self, row: int) -> cp_model.IntVar:
        early, high = self.site.early, self.horizon - self.spans[row][0]
        low = self.steps.at(int(early.early_start[row]))
        if self._shares(row):
            low = self.steps.from_position(int(early.early_start_at[row]))
            high = min(high, self.steps.until_position(int(self.site.pool.latest[row])))
        return self.model.new_int_var(low, high, f"start {row}")

    def _shares(self, row: int) -> bool:
        """Does an activity wait for resources in the calendar of the steps?"""
        return bool(self.site.pool.waits[row] and self.net.calendar[row] == self.calendar)

    def _link(self) -> None:
        """Keep every end at or above what links ask of it."""
        site = self.site
        known = Computation(
            plan=site.plan,
            options=site.options,
            given=site.given,
            ordered=site.ordered,
            rules=site.rules,
            clocks=site.clocks,
            dates=site.early,
        )
        for row in self.rows:
            ways = floors(known, row, {})
            # where a date opens several ways none of them has to be kept
            for floor in ways[0] if len(ways) == 1 else []:
                if floor.source in self.starts:
                    self._hold(row, floor.source, floor)

    def _hold(self, row: int, source: int, floor: Floor) -> None:
        own, other = int(self.net.calendar[row]), int(self.net.calendar[source])
        late = not floor.finish and bool(self.net.work[row] > 0)
        lag = self.steps.lag(own, other, floor.clock, floor.lags[0], late=late)
        held = self.starts[row] + (self.spans[row][1] if floor.finish else 0)
        begun = self.starts[source] + (self.spans[source][0] if floor.from_finish else 0)
        self.model.add(held >= begun + lag)

    def _share(self) -> None:
        """Let nobody have more units than there are free."""
        pool = self.site.pool
        rows = [row for row in self.rows if self._shares(row)]
        works = {
            row: self.model.new_fixed_size_interval_var(
                self.starts[row], self.spans[row][1], f"work {row}"
            )
            for row in rows
        }
        needs, free = pool.need.reshape(-1, pool.words), pool.capacity.reshape(-1, pool.words)
        for place in range(pool.words * IN_WORD):
            word, bits = place // IN_WORD, BITS * (place % IN_WORD)
            wanted = needs[:, word] >> bits & MOST_UNITS
            users = [row for row in rows if wanted[row] > 0]
            if not users:
                continue
            offered: Longs = free[self.steps.cells, word] >> bits & MOST_UNITS
            most = int(offered.max())
            intervals, demands = [works[row] for row in users], [int(wanted[row]) for row in users]
            for begin, end, units in _stretches(most - offered):
                name = f"gone {place} {begin}"
                gone = self.model.new_fixed_size_interval_var(begin, end - begin, name)
                intervals.append(gone)
                demands.append(units)
            self.model.add_cumulative(intervals, demands, most)


def _busiest(site: Site) -> int:
    """The calendar in which the most work waits for resources."""
    waits = site.pool.waits
    work = np.bincount(site.net.calendar[waits], weights=site.net.work[waits])
    return int(work.argmax())


def _stretches(units: Longs) -> Iterator[tuple[int, int, int]]:
    """Begin, end and value of the stretches of equal values that are not 0."""
    changes = np.flatnonzero(np.diff(units)) + 1
    edges = [0, *changes.tolist(), len(units)]
    for begin, end in pairwise(edges):
        if units[begin]:
            yield begin, end, int(units[begin])
