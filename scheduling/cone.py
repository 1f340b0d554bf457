"""What a change of a plan can reach, computed again within the arrays of the last computation."""

import dataclasses
import enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduling import cpm
from scheduling.calendars.instants import MINUTES_PER_DAY, NONE
from scheduling.calendars.span import MARGIN_DAYS
from scheduling.columns import Columns, Flags
from scheduling.kernel.clock import Clocks
from scheduling.kernel.cone import backward_again, beside, forward_again, postponed_again
from scheduling.kernel.early import forward
from scheduling.kernel.floats import drivers, free_floats
from scheduling.kernel.late import backward
from scheduling.kernel.network import Dates, Network
from scheduling.network import activity_columns
from scheduling.passed import Passed, on_longest_path
from scheduling.plan import Constraint

Places = NDArray[np.intp]

# what the order of work, the links' lists and the tables were made from
FRAME = ("start", "data_date", "project_calendar", "calendars")
SHAPE = ("calendar", "kind", "link_pred", "link_succ", "link_kind", "link_clock")
# what a cone follows, beside the lags and the contract finish
ACTIVITY = (
    *("work", "duration", "status", "constraint", "constraint_at", "constraint2"),
    *("constraint2_at", "finish_by", "actual_start", "actual_finish", "resume_at"),
)
INSTANTS = tuple(name for name in ACTIVITY if name.endswith(("_at", "_by", "_start", "_finish")))


class Extent(enum.Enum):
    """How much was computed: the cone, the cone and all late dates, or everything anew."""

    CONE = "cone"
    LATE = "late"
    WHOLE = "whole"


class Cone:
    """One change on its way through what was kept, which it overwrites.

    passed: the computation as it becomes; extent: how much it took
    early: the dates of the forward pass, before ALAP activities are moved; where there are none
    the same arrays as `passed.dates`
    fits: whether all dates stay on the tables; if not, nothing of it may be used
    """

    def __init__(self, passed: Passed, early: Dates, given: Columns) -> None:
        """Run the passes again where `given` differs from what `passed` was computed from."""
        self.early = early
        self.extent = Extent.CONE
        self.passed = dataclasses.replace(passed, given=given)
        self.fits = reaches(passed.clocks, passed.given, given)
        if not self.fits:
            return
        postponed = postpones(passed)
        touched = self._take_over(passed.given)
        # the first ALAP activity, or the last, asks for other arrays
        self.fits = postpones(self.passed) == postponed
        if self.fits:
            self._pass(touched)
            rows = np.flatnonzero(self._early_moved | self._late_moved)
            self.fits = cpm.inside(self._net, passed.clocks, passed.dates, rows)

    @property
    def _net(self) -> Network:
        return self.passed.ordered.network

    def read_off(self) -> tuple[Places, Places]:
        """Floats, drivers and the longest path; return the rows and the incoming links to tell."""
        passed, net = self.passed, self._net
        work = (net, passed.rules, passed.clocks, passed.dates)
        due = _before(net, self._early_moved) | self._late_moved
        driven = _after(net, self._early_moved)
        free_floats(*work, due, passed.free)
        drivers(*work, driven, passed.driving)
        longest = on_longest_path(passed.options, passed.ordered, *work[1:], passed.driving)
        rows = np.flatnonzero(due | (longest != passed.longest))
        passed.longest[:] = longest
        return rows, _links_into(net.in_ptr, np.flatnonzero(driven))

    def _take_over(self, old: Columns) -> Flags:
        """Write what is new into the network; return whom it touches."""
        net, order, given = self._net, self.passed.ordered.order, self.passed.given
        other = np.zeros(len(order), np.bool_)
        for name in _others(ACTIVITY, old, given):
            other |= getattr(old, name) != getattr(given, name)
        touched: Flags = other[order]
        rows = np.flatnonzero(touched)
        for name, column in activity_columns(given, order[rows]).items():
            getattr(net, name)[rows] = column
        if old.link_lag is not given.link_lag:
            lag = given.link_lag[self.passed.ordered.links]
            touched[net.in_pred[lag != net.in_lag]] = True
            net.in_lag[:] = lag
            net.out_lag[:] = given.link_lag[self.passed.ordered.out_links]
        return touched

    def _pass(self, touched: Flags) -> None:
        """Run the passes over the cone, and note whose dates they moved or who was touched."""
        net, rules, clocks = self._net, self.passed.rules, self.passed.clocks
        moved, self._late_moved = touched.copy(), touched.copy()
        forward_again(net, rules, clocks, self.early, _after(net, touched), moved)
        self._backward(touched)
        self._early_moved = moved
        if self.early is not self.passed.dates:
            due = _before(net, moved | self._late_moved) | _after(net, moved)
            self._early_moved = touched.copy()
            work = (net, self.passed.rules, clocks, self.early, self.passed.dates)
            postponed_again(*work, due, self._early_moved)

    def _backward(self, touched: Flags) -> None:
        """The backward pass: over all where the project's late finish is another."""
        passed, net = self.passed, self._net
        finish = int(self.early.early_finish.max())
        closed = cpm.closed(passed.given, passed.rules, passed.clocks, finish)
        work = (net, closed, passed.clocks, passed.dates)
        if closed.last == passed.rules.last:
            backward_again(*work, _before(net, touched), self._late_moved)
            return
        self.extent = Extent.LATE
        self.passed = dataclasses.replace(passed, rules=closed)
        backward(*work)
        self._late_moved[:] = True


def same_shape(old: Columns, new: Columns) -> bool:
    """Is it the same network in the same calendars and the same frame?"""
    return all(getattr(old, name) == getattr(new, name) for name in FRAME) and all(
        np.array_equal(getattr(old, name), getattr(new, name)) for name in _others(SHAPE, old, new)
    )


def reaches(clocks: Clocks, old: Columns, new: Columns) -> bool:
    """Do the tables reach as far around all new instants as a whole computation's would?"""
    first = (clocks.first_day + MARGIN_DAYS) * MINUTES_PER_DAY
    last = (clocks.first_day + clocks.days - MARGIN_DAYS) * MINUTES_PER_DAY
    known = [np.array([new.must_finish_by], np.int64)]
    known += [getattr(new, name) for name in _others(INSTANTS, old, new)]
    return all(((at == NONE) | ((at >= first) & (at < last))).all() for at in known)


def postpones(passed: Passed) -> bool:
    """Is any activity to be as late as possible?"""
    return bool((passed.ordered.network.constraint == Constraint.ALAP).any())


def before_postponing(passed: Passed) -> Dates:
    """The dates as the forward pass gave them; the late ones are shared."""
    if not postpones(passed):
        return passed.dates
    names = [name for name in Dates._fields if name.startswith("early")]
    early = passed.dates._replace(**{name: getattr(passed.dates, name).copy() for name in names})
    forward(passed.ordered.network, passed.rules, passed.clocks, early)
    return early


def _others(names: tuple[str, ...], old: Columns, new: Columns) -> list[str]:
    """The columns that are not the very same arrays."""
    return [name for name in names if getattr(old, name) is not getattr(new, name)]


def _before(net: Network, marked: Flags) -> Flags:
    """Who is marked or has a marked successor."""
    found = np.zeros(len(marked), np.bool_)
    beside(net.in_ptr, net.in_pred, marked, found)
    return found


def _after(net: Network, marked: Flags) -> Flags:
    """Who is marked or has a marked predecessor."""
    found = np.zeros(len(marked), np.bool_)
    beside(net.out_ptr, net.out_succ, marked, found)
    return found


def _links_into(pointers: NDArray[Any], rows: Places) -> Places:
    """The incoming links of some activities."""
    firsts = pointers[rows]
    counts = pointers[rows + 1] - firsts
    ends = np.cumsum(counts)
    links: Places = np.arange(counts.sum()) + np.repeat(firsts - ends + counts, counts)
    return links
