"""What the passes found, in the order of work, and the answer's columns that follow from it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduling.calendars.instants import NONE
from scheduling.columns import FINISHED, IN_PROGRESS, Columns, Flags, Longs
from scheduling.kernel.clock import Clocks
from scheduling.kernel.floats import drivers, free_floats, longest_path
from scheduling.kernel.network import Dates, Rules
from scheduling.network import Ordered
from scheduling.profiles import CriticalBy, FloatKind, Options

# indices in the order of work, or slice(None) for all
Rows = slice | NDArray[np.intp]
ALL = slice(None)


@dataclass(frozen=True)
class Passed:
    """Both passes' dates of a plan, and what is read off them.

    free: minutes of free float; driving: of each incoming link, whether it drives
    longest: membership in the longest path; all False where that does not make critical
    """

    given: Columns
    options: Options
    ordered: Ordered
    rules: Rules
    clocks: Clocks
    dates: Dates
    free: Longs
    driving: Flags
    longest: Flags

    @property
    def finish_at(self) -> int:
        """The instant at which the project ends."""
        return int(self.dates.early_finish.max())

    def answer(self, rows: Rows) -> dict[str, NDArray[Any]]:
        """Rows of the columns of `cpm.Schedule` that activities have."""
        net, dates = self.ordered.network, self.dates
        status = net.status[rows]
        finished = status == FINISHED
        floats = self._total_floats(rows)
        per_day = np.array([each.minutes_per_day for each in self.given.calendars], np.int64)
        days = floats["total_float"] / per_day[net.calendar[rows]]
        days = np.where(finished, np.inf, days)
        critical = self._critical(rows, days) & ~finished
        return {
            "start": np.where(status > 0, net.actual_start[rows], dates.early_start[rows]),
            "finish": dates.early_finish[rows],
            **self._shown(rows),
            **{name: np.where(finished, 0, column) for name, column in floats.items()},
            "free_float": np.where(finished, 0, self.free[rows]),
            "critical": critical,
            "near_critical": (days <= self.options.near_critical_days) & ~critical,
        }

    def _total_floats(self, rows: Rows) -> dict[str, Longs]:
        dates = self.dates
        by_start = dates.late_start_at[rows] - dates.early_start_at[rows]
        by_finish = dates.late_finish_at[rows] - dates.early_finish_at[rows]
        total = {
            FloatKind.START: by_start,
            FloatKind.FINISH: by_finish,
            FloatKind.SMALLEST: np.minimum(by_start, by_finish),
        }[self.options.float_kind]
        return {"total_float": total, "start_float": by_start, "finish_float": by_finish}

    def _critical(self, rows: Rows, days: NDArray[np.float64]) -> Flags:
        if self.options.critical_by == CriticalBy.FLOAT:
            return days <= self.options.critical_days
        return self.longest[rows]

    def _shown(self, rows: Rows) -> dict[str, Longs]:
        """Early and late dates as the program shows them for what has started or finished."""
        net, dates = self.ordered.network, self.dates
        status, actual_start = net.status[rows], net.actual_start[rows]
        early_start, early_finish = dates.early_start[rows], dates.early_finish[rows]
        late_start = dates.late_start[rows]
        if self.options.remaining_from_start:
            going = status == IN_PROGRESS
            early_start = np.where(going, actual_start, early_start)
            late_start = np.where(going, actual_start, late_start)
        if self.options.finished_at_data_date and self.given.data_date != NONE:
            finished = status == FINISHED
            early_start = np.where(finished, self.given.data_date, early_start)
            early_finish = np.where(finished, self.given.data_date, early_finish)
        return {
            "early_start": early_start,
            "early_finish": early_finish,
            "late_start": late_start,
            "late_finish": dates.late_finish[rows],
        }


def read_off(
    given: Columns, options: Options, found: Ordered, rules: Rules, clocks: Clocks, dates: Dates
) -> Passed:
    """Free floats, driving links and the longest path of a plan whose dates are found."""
    net = found.network
    every = np.ones(len(net.work), np.bool_)
    free = np.empty(len(net.work), np.int64)
    free_floats(net, rules, clocks, dates, every, free)
    driving = np.zeros(len(net.in_pred), np.bool_)
    drivers(net, rules, clocks, dates, every, driving)
    path = on_longest_path(options, found, rules, clocks, dates, driving)
    return Passed(given, options, found, rules, clocks, dates, free, driving, path)


def on_longest_path(
    options: Options, found: Ordered, rules: Rules, clocks: Clocks, dates: Dates, driving: Flags
) -> Flags:
    """Which activities lead by driving links to the one that ends last; see `Passed.longest`."""
    member = np.zeros(len(found.order), np.bool_)
    if options.critical_by == CriticalBy.LONGEST_PATH:
        last = int(dates.early_finish.max())
        longest_path(found.network, rules, clocks, dates, last, driving, member)
    return member
