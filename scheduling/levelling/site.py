"""A plan and its resources as the schemes read them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduling import columns, cpm
from scheduling.calendars.instants import LAST_DAY, MINUTES_PER_DAY, NONE
from scheduling.calendars.tables import clocks
from scheduling.columns import FINISHED, IN_PROGRESS, Columns, Ints, Longs
from scheduling.kernel.cells import held
from scheduling.kernel.clock import Clocks, finish_at, position
from scheduling.kernel.early import forward
from scheduling.kernel.late import backward
from scheduling.kernel.network import Dates, Network, Rules
from scheduling.kernel.pool import BITS, IN_WORD, Pool, Room
from scheduling.kernel.reach import overreaching
from scheduling.levelling.axis import Axis, axis
from scheduling.levelling.resources import Resources
from scheduling.network import Ordered, ordered
from scheduling.plan import Constraint, Kind, Plan
from scheduling.profiles import Options

DATED = range(Constraint.SNET, Constraint.MANDATORY_FINISH + 1)
DEADLINES = (Constraint.SNLT, Constraint.FNLT, Constraint.MSO, Constraint.MFO)
# the tables of a calendar and of a resource cost some ten bytes for each cell
MOST_CELLS = 10_000_000
SPARE_DAYS = 30


@dataclass(frozen=True)
class Site:
    """What does not change while orders of placing are tried.

    early: the dates of the plan without regard to resources, activities in the order of work
    begun: the position, on the axis, from which started work has its units, all other work from
    its early start
    lacking: (activity, resource) indices of demands that no day's capacity ever meets; the plan's
    order of activities. They are left aside.
    """

    plan: Plan
    options: Options
    given: Columns
    ordered: Ordered
    rules: Rules
    clocks: Clocks
    early: Dates
    begun: Longs
    axis: Axis
    pool: Pool
    lacking: tuple[tuple[int, int], ...]

    @property
    def net(self) -> Network:
        """The network in the order of work."""
        return self.ordered.network

    def own_rules(self) -> Rules:
        """Rules whose `last_at` nobody else writes."""
        return self.rules._replace(last_at=self.rules.last_at.copy())

    def dates(self) -> Dates:
        """Room for dates, filled with those of the plan."""
        return Dates(*(column.copy() for column in self.early))

    def room(self, seed: int) -> Room:
        """Room to work in, for one thread."""
        count = len(self.net.work)
        return Room(
            free=np.empty_like(self.pool.capacity),
            keys=np.empty(count, np.int64),
            heap=np.empty(count + 1, np.int64),
            waiting=np.empty(count, np.int32),
            order=np.empty(count, np.int32),
            kept=np.empty(count, np.int32),
            mark=np.zeros(1, np.int64),
            taken=np.empty(count, np.int8),
            random=np.array([seed % 2_147_483_646 + 1], np.int64),
        )


def prepared(plan: Plan, resources: Resources, options: Options, *, extend: bool) -> Site:
    """Make a site; with `extend` the finish may move, else activities keep to their total float.

    Raises network.Loop, tables.BeyondCalendar and axis.TooFine.
    """
    given = columns.columns(plan)
    found = ordered(given, options.lag_clock)
    _rules, near, _dates = cpm.passes(given, found.network, options)
    needs = Needs(plan, resources, found)
    tables = _wide_tables(given, found.network, near, resources)
    rules = cpm.rules_of(given, options, tables)
    early = Dates(*(np.empty(len(found.network.work), np.int64) for _ in Dates._fields))
    forward(found.network, rules, tables, early)
    latest = _latest(found.network, rules, tables, early, extend=extend)
    begun = _begun(found.network, rules, tables, early)
    cells = _axis(found.network, rules, tables, early, begun, resources)
    waits = (
        (found.network.status == 0)
        & (found.network.work > 0)
        & needs.any
        & (latest > early.early_start_at)
        # what a date sets before the project's start stays there (MS Project)
        & (early.early_start_at >= rules.first_at[found.network.calendar])
    )
    pool = Pool(
        cells=cells.cells,
        quantum=cells.quantum,
        words=needs.words,
        first_at=cells.first_at,
        opened=cells.opened,
        cell_ptr=cells.cell_ptr,
        cell_of=cells.cell_of,
        capacity=_capacity(cells, resources),
        need=needs.need,
        waits=waits,
        latest=latest,
    )
    unmoved = ~pool.waits & (found.network.status != FINISHED) & (found.network.work > 0)
    held(found.network, early, begun, pool, np.flatnonzero(unmoved))
    return Site(
        plan, options, given, found, rules, tables, early, begun, cells, pool, needs.lacking
    )


class Needs:
    """Demands beside their activities, in the order of work, as packed words."""

    def __init__(self, plan: Plan, resources: Resources, found: Ordered) -> None:
        units = np.zeros((len(found.order), len(resources.resources)), np.int64)
        lacking = []
        for demand in resources.demands:
            activity, resource = plan.place(demand.activity), resources.places[demand.resource]
            if demand.units > resources.resources[resource].most:
                lacking.append((activity, resource))
            elif plan.activities[activity].kind != Kind.LEVEL_OF_EFFORT:
                units[found.rank[activity], resource] = demand.units
        packed = _packed(units)
        self.words = packed.shape[1]
        self.need: Longs = packed.ravel()
        self.any: NDArray[np.bool_] = np.asarray(units.any(axis=1))
        self.lacking = tuple(lacking)


def _packed(units: Longs) -> Longs:
    """Rows of units, one column a resource, as rows of words."""
    words = -(-units.shape[1] // IN_WORD)
    packed = np.zeros((len(units), words), np.int64)
    for place in range(units.shape[1]):
        packed[:, place // IN_WORD] |= units[:, place] << (BITS * (place % IN_WORD))
    return packed


def _capacity(cells: Axis, resources: Resources) -> Longs:
    """Free units in each cell, packed."""
    found = np.zeros((cells.cells, len(resources.resources)), np.int64)
    for place, resource in enumerate(resources.resources):
        found[:, place] = resource.capacity
        for at, units in resource.changes:
            found[np.searchsorted(cells.starts, at) :, place] = units
    return _packed(found).ravel()


def _wide_tables(given: Columns, net: Network, near: Clocks, resources: Resources) -> Clocks:
    """Tables in which even all activities one after another find room, after every change."""
    changes = [at for resource in resources.resources for at, _units in resource.changes]
    begin = max([near.first_day + near.days, *(at // MINUTES_PER_DAY + 1 for at in changes)])
    used, work = np.unique(net.calendar), int(net.work.sum())
    reach = SPARE_DAYS
    while True:
        last = min(begin + reach, LAST_DAY)
        found = clocks(given.calendars, near.first_day, last)
        at = begin * MINUTES_PER_DAY
        rows = found.worked.reshape(-1, found.days + 1)
        room = min(int(rows[row, -1]) - position(found, row, at) for row in used)
        if room >= work or last == LAST_DAY:
            return found
        reach *= 2


def _latest(net: Network, rules: Rules, tables: Clocks, early: Dates, *, extend: bool) -> Longs:
    """Start positions after which activities break a date that the plan keeps, or the finish.

    Started work and whatever cannot carry one more constraint stays where it is.
    """
    full = np.isin(net.constraint, DATED) & np.isin(net.constraint2, DATED)
    full &= (net.constraint != Constraint.SNET) & (net.constraint2 != Constraint.SNET)
    stays = (net.status == IN_PROGRESS) | full
    kept = net._replace(
        constraint=_kept(net, tables, early, net.constraint, net.constraint_at),
        constraint2=_kept(net, tables, early, net.constraint2, net.constraint2_at),
        finish_by=_finish_by(net, tables, early, stays),
    )
    last = int(early.early_finish.max())
    if extend:
        last = (tables.first_day + tables.days - 1) * MINUTES_PER_DAY
    last_at = np.array([position(tables, row, last) for row in range(len(rules.first_at))])
    closed = rules._replace(last=last, last_at=last_at)
    while True:
        late = Dates(*(column.copy() for column in early))
        backward(kept, closed, tables, late)
        found: Longs = np.maximum(late.late_start_at, early.early_start_at)
        found[net.status == FINISHED] = early.early_start_at[net.status == FINISHED]
        marked = np.empty(len(found), np.int8)
        overreaching(kept, closed, tables, late, found, marked)
        places = np.flatnonzero((marked == 1) & (found > early.early_start_at)).tolist()
        if not places:
            return found
        for i in places:
            end = finish_at(tables, net.calendar[i], found[i] + net.work[i] - 1)
            kept.finish_by[i] = end if kept.finish_by[i] == NONE else min(kept.finish_by[i], end)


def _kept(net: Network, tables: Clocks, early: Dates, kind: Ints, at: Longs) -> Ints:
    """A column of constraints without the deadlines that the plan misses anyway."""
    found = kind.copy()
    for i in np.flatnonzero(np.isin(kind, DEADLINES) & (at != NONE)):
        limit = position(tables, net.calendar[i], at[i])
        of_start = kind[i] in (Constraint.SNLT, Constraint.MSO)
        own = early.early_start_at[i] if of_start else early.early_finish_at[i]
        if own > limit:
            found[i] = Constraint.ASAP
    return found


def _finish_by(net: Network, tables: Clocks, early: Dates, stays: NDArray[np.bool_]) -> Longs:
    """Contract dates that the plan meets, and the early finish of whatever stays."""
    found: Longs = net.finish_by.copy()
    for i in np.flatnonzero(found != NONE):
        if early.early_finish_at[i] > position(tables, net.calendar[i], found[i]):
            found[i] = NONE
    tight = stays & ((found == NONE) | (found > early.early_finish))
    found[tight] = early.early_finish[tight]
    return found


def _begun(net: Network, rules: Rules, tables: Clocks, early: Dates) -> Longs:
    """From where started work has its units.

    Where its remaining work follows what is done of it (MS Project), that may reach beyond the
    data date: it then works from there on.
    """
    found: Longs = np.maximum(early.early_start_at, rules.first_at[net.calendar])
    if rules.remaining_from_start:
        for i in np.flatnonzero(net.status == IN_PROGRESS).tolist():
            at = position(tables, net.calendar[i], max(rules.first, net.actual_start[i]))
            found[i] = min(found[i], at)
    return found


def _axis(
    net: Network,
    rules: Rules,
    tables: Clocks,
    early: Dates,
    begun: Longs,
    resources: Resources,
) -> Axis:
    used = sorted({*net.calendar.tolist(), *net.in_clock[net.in_lag != 0].tolist()})
    changes = {at for resource in resources.resources for at, _units in resource.changes}
    open_work = net.status != FINISHED
    offsets = [each - rules.first_at[net.calendar] for each in (early.early_start_at, begun)]
    known = [offset[open_work] for offset in offsets]
    steps = np.unique(np.abs(np.concatenate([net.work, net.in_lag, *known])))
    cuts = [at for at in changes if at > rules.first]
    most = MOST_CELLS // (len(resources.resources) + len(rules.first_at))
    return axis(tables, used, rules.first, cuts, steps.tolist(), most)
