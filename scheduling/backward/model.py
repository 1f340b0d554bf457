"""The cheapest shortenings as a constraint program: starts, days of shortening, calendars.

Exact: starts are positions of calendars, links within one calendar are sums, links between
calendars step functions written out where they bend. The earliest dates for a choice of days are
the least solution, so any solution that meets a date means that the engine meets it too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from scheduling.backward.deadline import OutOfTime
from scheduling.backward.floors import Floor, day_of
from scheduling.backward.reach import Reach
from scheduling.columns import Longs
from scheduling.kernel.asked import moved_ends
from scheduling.kernel.clock import position

Linear = cp_model.LinearExpr
Literals = Sequence[cp_model.LiteralT]


@dataclass(frozen=True)
class Found:
    """Days of shortening by row; `proved` when nothing better exists.

    least_over: minutes by which the date is missed at the least, where that was asked
    """

    days: Mapping[int, int]
    proved: bool
    least_over: int = 0


@dataclass(frozen=True)
class Segment:
    """Values of a step function from `first` on: `value`, rising with the position or flat."""

    first: int
    value: int
    rises: bool


def segments(values: Longs) -> list[Segment]:
    """A rising whole-number function of 0, 1, 2 … as few pieces that are flat or rise by one."""
    found = [Segment(0, int(values[0]), rises=False)]
    steps = np.diff(values)
    if not len(steps):
        return found
    begins = np.flatnonzero(np.concatenate([[True], steps[1:] != steps[:-1]]))
    ends = [*begins[1:].tolist(), len(steps)]
    for begin, end in zip(begins.tolist(), ends, strict=True):
        step = int(steps[begin])
        if step == 1:
            found.append(Segment(begin, int(values[begin]), rises=True))
        elif step == 0:
            found.append(Segment(begin, int(values[begin]), rises=False))
        else:
            found += [Segment(at, int(values[at]), rises=False) for at in range(begin + 1, end + 1)]
    return found


class Model:
    """Variables for what matters to some rows' finishes; the rest are numbers."""

    def __init__(
        self, reach: Reach, goals: Sequence[int], finish: int, costs: Mapping[int, int]
    ) -> None:
        """`goals` are rows that shall end at `finish` (an instant); costs are whole, per day.

        Raises OutOfTime: between calendars a large plan takes longer to write down than to search.
        """
        self.reach = reach
        self.costs = costs
        self.program = cp_model.CpModel()
        self.days = {
            row: self.program.new_int_var(0, most, f"days {row}")
            for row, most in reach.days.items()
        }
        self.starts: dict[int, Linear] = {}
        elapsed = reach.found.given.elapsed
        self.wanted = int(position(reach.found.clocks, elapsed, finish))
        late = {row: self._falls(row) for row in goals if self._latest(row) > self.wanted}
        most_over = max((int(falls[-1]) - self.wanted for falls in late.values()), default=0)
        self.over = self.program.new_int_var(0, most_over, "over")
        for row in self._mattering(list(late)):
            self._row(row)
        for row, falls in late.items():
            source, low = self._end(row, finish=True), reach.ends(row, finish=True)[0]
            self._follow(self.over + self.wanted, source, low, falls, [])

    def _latest(self, row: int) -> int:
        """The wall minute (as position of the 24-hour calendar) of a row's latest finish."""
        high = self.reach.ends(row, finish=True)[1]
        return int(self._wall(row, high, 1)[0])

    def _falls(self, row: int) -> Longs:
        """The wall minutes of all of a row's possible finishes."""
        low, high = self.reach.ends(row, finish=True)
        return self._wall(row, low, high - low + 1)

    def _wall(self, row: int, first: int, count: int) -> Longs:
        self.reach.deadline.left()
        found = self.reach.found
        own, elapsed = int(found.network.calendar[row]), found.given.elapsed
        falls = np.empty(count, np.int64)
        moved_ends(found.clocks, elapsed, own, elapsed, 0, False, first, falls)
        return falls

    def cheapest(self, over: int) -> Found | None:
        """The cheapest days, of equals the fewest, that finish at most `over` minutes late.

        None when the date cannot be met.
        """
        self.program.add(self.over <= over)
        whole = sum(self.reach.days.values()) + 1
        price = sum((self.costs[row] * whole + 1) * days for row, days in self.days.items())
        self.program.minimize(price)
        return self._solved()

    def soonest(self) -> Found:
        """The days that finish with the least minutes after the date."""
        self.program.minimize(self.over)
        found = self._solved()
        if found is None:
            raise AssertionError("to shorten nothing is always a solution")
        return found

    def _solved(self) -> Found | None:
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = self.reach.deadline.left()
        # one worker and one seed: the same question has the same answer
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        status = solver.solve(self.program)
        if status == cp_model.INFEASIBLE:
            return None
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise OutOfTime(f"no answer within {self.reach.deadline.seconds} seconds")
        return Found(
            {row: solver.value(days) for row, days in self.days.items()},
            status == cp_model.OPTIMAL,
            solver.value(self.over),
        )

    def _mattering(self, goals: list[int]) -> list[int]:
        """The rows from which a floor that may hold leads to a goal, in the order of work."""
        found: set[int] = set()
        waiting = list(goals)
        while waiting:
            row = waiting.pop()
            if row not in found:
                found.add(row)
                waiting += [
                    floor.source
                    for way in self.reach.ways[row]
                    for floor in way
                    if floor.source is not None and self._may_hold(row, floor)
                ]
        return sorted(found)

    def _may_hold(self, row: int, floor: Floor) -> bool:
        return self.reach.bounds(row, floor)[1] > self.reach.low[row]

    def _row(self, row: int) -> None:
        low, high = self.reach.low[row], self.reach.high[row]
        if low == high:
            self.starts[row] = self.program.new_constant(low)
            return
        self.starts[row] = self.program.new_int_var(low, high, f"start {row}")
        ways = self.reach.ways[row]
        taken = [self.program.new_bool_var("") for _way in ways] if len(ways) > 1 else []
        if taken:
            self.program.add_bool_or(taken)
        for place, way in enumerate(ways):
            for floor in way:
                if self._may_hold(row, floor):
                    self._hold(row, floor, taken[place : place + 1])

    def _end(self, row: int, finish: bool) -> Linear:
        return self.starts[row] + self._work(row) if finish else self.starts[row]

    def _work(self, row: int) -> Linear | int:
        if row not in self.days:
            return self.reach.most[row]
        return self.reach.most[row] - day_of(self.reach.found, row) * self.days[row]

    def _hold(self, row: int, floor: Floor, when: Literals) -> None:
        """Keep the held end of a row at or above a floor, where all of `when` are true."""
        held = self._end(row, floor.finish)
        if floor.source is None:
            self.program.add(held >= floor.at).only_enforce_if(when)
            return
        source = self._end(floor.source, floor.from_finish)
        low, high = self.reach.ends(floor.source, floor.from_finish)
        for days, lag in enumerate(floor.lags):
            falls = self.reach.table(row, floor, lag, low, high - low + 1)
            chosen = [self._is(floor.source, days)] if len(floor.lags) > 1 else []
            self._follow(held, source, low, falls, [*when, *chosen])

    def _is(self, row: int, days: int) -> cp_model.LiteralT:
        chosen = self.program.new_bool_var("")
        self.program.add(self.days[row] == days).only_enforce_if(chosen)
        self.program.add(self.days[row] != days).only_enforce_if(~chosen)
        return chosen

    def _follow(self, held: Linear, source: Linear, low: int, falls: Longs, when: Literals) -> None:
        """Keep an end at or above where its source falls, whose lowest position is `low`."""
        pieces = segments(falls)
        if len(pieces) == 2 and pieces[1].rises:
            self.program.add(held >= source + (pieces[1].value - low)).only_enforce_if(when)
            return
        reached = [self._reached(source, low, piece.first) for piece in pieces]
        for place, piece in enumerate(pieces):
            here = [*when, *reached[place]]
            self.program.add(held >= piece.value).only_enforce_if(here)
            if piece.rises:
                here += [~literal for after in reached[place + 1 : place + 2] for literal in after]
                rise = piece.value - low - piece.first
                self.program.add(held >= source + rise).only_enforce_if(here)

    def _reached(self, source: Linear, low: int, step: int) -> list[cp_model.IntVar]:
        """A literal that is true when the source is so many steps above its lowest."""
        if step == 0:
            return []
        literal = self.program.new_bool_var("")
        self.program.add(source < low + step).only_enforce_if(~literal)
        return [literal]
