"""Resource levelling (the finish may move) and smoothing (within total float), as a proposal.

Every link, lag, calendar and date keeps its meaning: a scheme is the forward pass of the engine in
which activities also wait for units. Started and finished work stays; a deadline that the plan
meets, it meets afterwards; where float does not suffice the least units beyond capacity remain.
"""

import numpy as np

from scheduling.calendars.tables import BeyondCalendar
from scheduling.columns import FINISHED, Flags, Longs
from scheduling.kernel.cells import cell_at, span
from scheduling.kernel.network import Dates
from scheduling.levelling.proposal import Load, Proposal, Shift
from scheduling.levelling.resources import Resources
from scheduling.levelling.search import Limits, Listener, Search, Step, silent
from scheduling.levelling.site import Site, prepared
from scheduling.plan import Constraint, Kind, Plan
from scheduling.profiles import TOPOUT, Options

DEFAULT = Limits()


class Insufficient(BeyondCalendar):
    """There are too few units for the work in all the time there is."""


def level(
    plan: Plan,
    resources: Resources,
    *,
    extend: bool = True,
    options: Options = TOPOUT,
    limits: Limits = DEFAULT,
    listener: Listener = silent,
) -> Proposal:
    """Propose dates within the capacities; with `extend` the finish may move.

    `listener` hears of the priority rules' answer at once and then of every step. Raises
    network.Loop, tables.BeyondCalendar, axis.TooFine and Insufficient.
    """
    site = prepared(plan, resources, options, extend=extend)
    search = Search(site, limits, listener)
    search.run()
    dates = search.threads[0].placed(search.order)
    if int(dates.early_finish.max()) > int(site.axis.starts[-1]):
        raise Insufficient("the resources do not suffice before the calendars end")
    return Writer(plan, resources, site, dates).proposal(search.step())


class Writer:
    """Puts a levelled plan beside the one that it came from."""

    def __init__(self, plan: Plan, resources: Resources, site: Site, dates: Dates) -> None:
        self.plan, self.resources, self.site, self.dates = plan, resources, site, dates
        self.codes = [plan.activities[place].id for place in site.ordered.order]
        self.moved = self._moved()
        self.first, self.last = self._spans()
        self.users: list[list[tuple[int, int]]] = [[] for _ in resources.resources]
        rank = {code: place for place, code in enumerate(self.codes)}
        for demand in resources.demands:
            if plan.activities[plan.place(demand.activity)].kind != Kind.LEVEL_OF_EFFORT:
                place = resources.places[demand.resource]
                self.users[place].append((rank[demand.activity], demand.units))
        self.needs: list[list[tuple[int, int]]] = [[] for _ in self.codes]
        for place, users in enumerate(self.users):
            for i, units in users:
                self.needs[i].append((place, units))
        self.rows = [np.array([i for i, _units in users], np.int64) for users in self.users]
        self.before = [self._usage(place, site.early) for place in range(len(self.users))]
        self.after = [self._usage(place, dates) for place in range(len(self.users))]
        self.capacity = [self._capacity(place) for place in range(len(self.users))]

    def proposal(self, step: Step) -> Proposal:
        """The whole proposal."""
        shifts = tuple(self._shift(int(i)) for i in np.flatnonzero(self.moved))
        names = [resource.name for resource in self.resources.resources]
        return Proposal(
            shifts=shifts,
            loads=tuple(self._load(place) for place in range(len(names))),
            start=self._in_plan(
                np.where(self._started(), self.site.net.actual_start, self.dates.early_start)
            ),
            finish=self._in_plan(self.dates.early_finish),
            pins=self._pins(shifts),
            lacking=tuple(
                (self.plan.activities[activity].id, names[resource])
                for activity, resource in self.site.lacking
            ),
            begin=self.site.rules.first,
            finish_before=int(self.site.early.early_finish.max()),
            finish_after=int(self.dates.early_finish.max()),
            bound=step.bound,
            method=step.method,
            orders=step.orders,
        )

    def _started(self) -> Flags:
        return np.asarray(self.site.net.status > 0)

    def _moved(self) -> Flags:
        moved = self.dates.early_start_at > self.site.early.early_start_at
        return np.asarray(moved & (self.site.net.kind != Kind.LEVEL_OF_EFFORT))

    def _in_plan(self, column: Longs) -> Longs:
        """A column in the order of the plan."""
        found = np.empty_like(column)
        found[self.site.ordered.order] = column
        return found

    def _cells(self, i: int, dates: Dates) -> Longs:
        """The cells in which an activity works."""
        pool, net = self.site.pool, self.site.net
        own, begin = net.calendar[i], dates.early_start_at[i]
        if not pool.waits[i]:
            begin = self.site.begun[i]
        work = max(0, dates.early_finish_at[i] - begin) if net.status[i] != FINISHED else 0
        opened = int(pool.opened[own * (pool.cells + 1) + cell_at(pool, own, begin)])
        first = int(pool.cell_ptr[own]) + opened
        cells: Longs = pool.cell_of[first : first + span(pool, work)]
        return cells[cells < pool.cells]

    def _spans(self) -> tuple[Longs, Longs]:
        """The first and the last cell in which each activity works; last < first where none."""
        cells = [self._cells(i, self.dates) for i in range(len(self.codes))]
        first = [int(each[0]) if len(each) else 0 for each in cells]
        last = [int(each[-1]) if len(each) else -1 for each in cells]
        return np.array(first, np.int64), np.array(last, np.int64)

    def _usage(self, place: int, dates: Dates) -> Longs:
        """Units in use of one resource, cell by cell."""
        usage = np.zeros(self.site.pool.cells, np.int64)
        for i, units in self.users[place]:
            usage[self._cells(i, dates)] += units
        return usage

    def _capacity(self, place: int) -> Longs:
        resource = self.resources.resources[place]
        capacity = np.full(self.site.pool.cells, resource.capacity, np.int64)
        for at, units in resource.changes:
            capacity[np.searchsorted(self.site.axis.starts, at) :] = units
        return capacity

    def _load(self, place: int) -> Load:
        before, after, capacity = self.before[place], self.after[place], self.capacity[place]
        quantum = self.site.pool.quantum
        return Load(
            resource=self.resources.resources[place].name,
            peak_before=int(before.max()),
            capacity_before=int(capacity[before.argmax()]),
            over_before=int(np.maximum(before - capacity, 0).sum()) * quantum,
            peak_after=int(after.max()),
            capacity_after=int(capacity[after.argmax()]),
            over_after=int(np.maximum(after - capacity, 0).sum()) * quantum,
        )

    def _shift(self, i: int) -> Shift:
        old, new, net = self.site.early, self.dates, self.site.net
        preds = net.in_pred[net.in_ptr[i] : net.in_ptr[i + 1]]
        resource, at, competing = self._reason(i)
        return Shift(
            activity=self.codes[i],
            old_start=int(old.early_start[i]),
            old_finish=int(old.early_finish[i]),
            new_start=int(new.early_start[i]),
            new_finish=int(new.early_finish[i]),
            delay=int(new.early_start_at[i] - old.early_start_at[i]),
            resource=resource,
            at=at,
            competing=competing,
            follows=tuple(dict.fromkeys(self.codes[p] for p in preds if self.moved[p])),
        )

    def _reason(self, i: int) -> tuple[str | None, int | None, tuple[str, ...]]:
        """The resource lacking in the cell before an activity's start, that instant, who has it."""
        cells = self._cells(i, self.dates)
        if not self.site.pool.waits[i] or not len(cells):
            return None, None, ()
        cell = self._cell_before(i, int(cells[0]))
        for place, units in self.needs[i]:
            if self.after[place][cell] + units > self.capacity[place][cell]:
                name = self.resources.resources[place].name
                return name, int(self.site.axis.starts[cell]), self._competing(i, place, cell)
        return None, None, ()

    def _competing(self, i: int, place: int, cell: int) -> tuple[str, ...]:
        """Who else has units of a resource in a cell."""
        rows, pool = self.rows[place], self.site.pool
        opened = pool.opened.reshape(-1, pool.cells + 1)
        own = self.site.net.calendar[rows]
        works = (self.first[rows] <= cell) & (cell <= self.last[rows])
        works &= opened[own, cell + 1] > opened[own, cell]
        return tuple(self.codes[j] for j in rows[works & (rows != i)].tolist())

    def _cell_before(self, i: int, cell: int) -> int:
        """The open cell of an activity's calendar before one."""
        pool, own = self.site.pool, self.site.net.calendar[i]
        opened = int(pool.opened[own * (pool.cells + 1) + cell])
        return int(pool.cell_of[int(pool.cell_ptr[own]) + max(0, opened - 1)])

    def _pins(self, shifts: tuple[Shift, ...]) -> tuple[tuple[str, int], ...]:
        """Who waits for a resource, and what would otherwise be done as late as possible."""
        waiting = {shift.activity: shift.new_start for shift in shifts if shift.resource}
        late = np.flatnonzero((self.site.net.constraint == Constraint.ALAP) & self.site.pool.waits)
        for i in late:
            waiting[self.codes[i]] = int(self.dates.early_start[i])
        return tuple(waiting.items())
