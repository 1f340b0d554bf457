"""A computation that follows changes of its plan: only what a change can reach is computed again.

`scheduling.md` 4. The order of work, the arrays and the tables stay; the passes run over the
change's cone and stop where dates come out as before. The answer is that of a whole computation.
"""

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduling import cpm
from scheduling.columns import Columns
from scheduling.cone import Cone, Extent, Places, before_postponing, same_shape
from scheduling.hammock import efforts
from scheduling.kernel.network import Dates
from scheduling.passed import Passed
from scheduling.profiles import TOPOUT, Options

OF_ACTIVITIES = tuple(
    field.name
    for field in dataclasses.fields(cpm.Schedule)
    if field.name not in ("driving", "finish_at")
)


@dataclass(frozen=True)
class Change:
    """What following a change took, and the indices of activities whose answer is another."""

    extent: Extent
    places: Places


@dataclass(frozen=True)
class Kept:
    """What is kept beside the answer.

    passed, early: see `cone.Cone`; efforts: indices of level-of-effort activities, in `unlaid`
    their rows before they are laid over what they span
    """

    passed: Passed
    early: Dates
    efforts: Places
    unlaid: dict[str, NDArray[Any]]


class Following:
    """A computed plan that follows its changes; one thread at a time.

    `schedule` is the answer for the columns given last. Its arrays are written in place: copy
    what must outlive the next change. Arrays of columns that were given must not be written.
    """

    schedule: cpm.Schedule

    def __init__(self, given: Columns, options: Options = TOPOUT) -> None:
        """Compute a plan whole; raises network.Loop and tables.BeyondCalendar."""
        self._options = options
        self._kept: Kept | None = None
        self._compute(given)

    def change(self, given: Columns) -> Change:
        """Follow to other columns of the plan; raises network.Loop and tables.BeyondCalendar.

        Everything given is compared, so it does not matter where it comes from. Other durations,
        progress, constraints and lags, and another contract finish, are followed; another shape
        or frame, and dates for which the tables do not suffice, are computed whole. Where the
        project ends at another instant and no contract says when it should, every late date is
        computed. After an error the last good schedule stays.
        """
        before, kept = self.schedule, self._kept
        # what is kept will be neither the old nor the new until all has gone well
        self._kept = None
        if kept is not None and same_shape(kept.passed.given, given):
            cone = Cone(kept.passed, kept.early, given)
            if cone.fits:
                return Change(cone.extent, self._tell(kept, cone))
        self._compute(given)
        return Change(Extent.WHOLE, _different(before, self.schedule))

    def _compute(self, given: Columns) -> None:
        if not len(given.work):
            self.schedule = cpm.empty(given)
            return
        passed = cpm.worked_out(given, self._options)
        schedule = cpm.schedule_of(passed)
        among = np.array(efforts(given), np.intp)
        self._kept = Kept(passed, before_postponing(passed), among, _rows(schedule, among))
        cpm.lay_efforts(given, self._options, passed.clocks, schedule)
        self.schedule = schedule

    def _tell(self, kept: Kept, cone: Cone) -> Places:
        """Bring what came out into the schedule; return where it differs from before."""
        passed, schedule = cone.passed, self.schedule
        rows, links = cone.read_off()
        places = passed.ordered.order[rows]
        looked_at = _union(len(schedule.start), places, kept.efforts)
        before = _rows(schedule, looked_at)
        _put(schedule, kept.efforts, kept.unlaid)
        _put(schedule, places, passed.answer(rows))
        self._kept = Kept(passed, cone.early, kept.efforts, _rows(schedule, kept.efforts))
        cpm.lay_efforts(passed.given, self._options, passed.clocks, schedule)
        schedule.driving[passed.ordered.links[links]] = passed.driving[links]
        self.schedule = dataclasses.replace(schedule, finish_at=passed.finish_at)
        return looked_at[_unlike(before, _rows(schedule, looked_at))]


def _union(count: int, *several: NDArray[Any]) -> Places:
    """Places of a plan that are in any of these; sorting them would take longer than the rest."""
    found = np.zeros(count, np.bool_)
    for places in several:
        found[places] = True
    return np.flatnonzero(found)


def _rows(schedule: cpm.Schedule, places: Places | slice) -> dict[str, NDArray[Any]]:
    return {name: getattr(schedule, name)[places] for name in OF_ACTIVITIES}


def _put(schedule: cpm.Schedule, places: NDArray[Any], rows: dict[str, NDArray[Any]]) -> None:
    for name, column in rows.items():
        getattr(schedule, name)[places] = column


def _unlike(one: dict[str, NDArray[Any]], other: dict[str, NDArray[Any]]) -> Places:
    """Places of the rows that are not equal in every column."""
    return np.flatnonzero(np.logical_or.reduce([one[name] != other[name] for name in one]))


def _different(old: cpm.Schedule, new: cpm.Schedule) -> Places:
    """Where the answers differ; everywhere when the plans are not of one size."""
    if len(old.start) != len(new.start):
        return np.arange(len(new.start))
    every = slice(None)
    return _unlike(_rows(old, every), _rows(new, every))
