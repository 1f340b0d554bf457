"""What a schedule uses of a resource, period by period: the histogram of resource planning.

Work uses its units while its own calendar works, from its start to its finish. Time is cut where
anything changes (a start, a finish, a shift, a capacity, a period), so that nothing is rounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduling.calendars.instants import MINUTES_PER_DAY
from scheduling.calendars.meter import meter
from scheduling.calendars.worktime import WorkTime
from scheduling.columns import Ints, Longs
from scheduling.levelling.resources import Resource


@dataclass(frozen=True)
class Work:
    """Who needs a resource: start and finish (instants), the index of a calendar, units."""

    start: Longs
    finish: Longs
    calendar: Ints
    units: Longs


@dataclass(frozen=True)
class Usage:
    """One entry a period: the most units in use at once, and what there are then (the fewest, if
    that happens more than once); units in use times working minutes, and those beyond capacity.
    """

    peak: Longs
    capacity: Longs
    used: Longs
    over: Longs


def usage(
    work: Work, calendars: Sequence[WorkTime], resource: Resource, edges: Sequence[int]
) -> Usage:
    """What is used between one edge (instant, rising) and the next."""
    bounds = np.array(edges, np.int64)
    cuts = _cuts(work, calendars, resource, bounds)
    starts, minutes = cuts[:-1], np.diff(cuts)
    in_use = _in_use(work, calendars, cuts)
    since = np.array([at for at, _units in resource.changes], np.int64)
    levels = np.array([resource.capacity, *(units for _at, units in resource.changes)], np.int64)
    capacity = levels[np.searchsorted(since, starts, side="right")]
    period = np.searchsorted(bounds, starts, side="right") - 1
    first = np.searchsorted(starts, bounds[:-1])
    peak = np.maximum.reduceat(in_use, first)
    at_peak = np.where(in_use == peak[period], capacity, levels.max())
    return Usage(
        peak=peak,
        capacity=np.minimum.reduceat(at_peak, first),
        used=np.add.reduceat(in_use * minutes, first),
        over=np.add.reduceat(np.maximum(in_use - capacity, 0) * minutes, first),
    )


def _cuts(work: Work, calendars: Sequence[WorkTime], resource: Resource, bounds: Longs) -> Longs:
    """The instants, from the first edge to the last, between which nothing changes."""
    days = np.arange(bounds[0] // MINUTES_PER_DAY, bounds[-1] // MINUTES_PER_DAY + 1)
    shifts = sorted(
        {
            edge
            for row in np.unique(work.calendar).tolist()
            for day in (*calendars[row].weekly, *calendars[row].exceptions.values())
            for shift in day
            for edge in shift
        }
    )
    clock = (days[:, None] * MINUTES_PER_DAY + np.array(shifts, np.int64)).ravel()
    changes = np.array([at for at, _units in resource.changes], np.int64)
    every = np.unique(np.concatenate([bounds, clock, changes, work.start, work.finish]))
    found: Longs = every[(every >= bounds[0]) & (every <= bounds[-1])]
    return found


def _in_use(work: Work, calendars: Sequence[WorkTime], cuts: Longs) -> Longs:
    """Units in use between one cut and the next."""
    found = np.zeros(len(cuts) - 1, np.int64)
    measure = meter(calendars, cuts)
    for row in np.unique(work.calendar).tolist():
        own = work.calendar == row
        begun = _running(cuts, work.start[own], work.units[own])
        ended = _running(cuts, work.finish[own], work.units[own])
        works: NDArray[np.bool_] = measure.minutes(row, cuts[:-1], cuts[1:]) > 0
        found += (begun - ended) * works
    return found


def _running(cuts: Longs, instants: Longs, units: Longs) -> Longs:
    """The sum of the units whose instant lies at or before the beginning of each piece."""
    order = np.argsort(instants)
    sums = np.concatenate([[0], np.cumsum(units[order])]).astype(np.int64)
    found: Longs = sums[np.searchsorted(instants[order], cuts[:-1], side="right")]
    return found
