"""The critical path method: early and late dates, floats, what is critical and what drives it."""

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduling import columns, profiles
from scheduling.calendars.instants import NONE
from scheduling.calendars.span import is_whole, spanning
from scheduling.columns import Columns, Flags, Longs, lag_calendars
from scheduling.hammock import Spanned, effort_dates, efforts
from scheduling.kernel.clock import Clocks, position
from scheduling.kernel.early import forward
from scheduling.kernel.floats import as_late_as_possible
from scheduling.kernel.late import backward
from scheduling.kernel.network import Dates, Network, Rules
from scheduling.network import ordered
from scheduling.passed import ALL, Passed, Rows, read_off
from scheduling.plan import Constraint, Plan
from scheduling.profiles import Options


@dataclass(frozen=True)
class Schedule:
    """The answer, column by column, in the order of the plan's activities and links.

    start, finish: what is expected: actual where there is one, else early; instants
    early_start … late_finish: instants; of a started activity those of its remaining work, where
    remaining work follows the actual start (MS Project) its starts are the actual one
    total_float, start_float, finish_float, free_float: minutes of the activity's own calendar;
    of finished work they mean nothing and are 0
    critical, near_critical: by the options' definition; finished work is neither
    driving: of each link, whether its demand is the date that its successor has
    finish_at: the instant at which the project ends
    """

    start: Longs
    finish: Longs
    early_start: Longs
    early_finish: Longs
    late_start: Longs
    late_finish: Longs
    total_float: Longs
    start_float: Longs
    finish_float: Longs
    free_float: Longs
    critical: Flags
    near_critical: Flags
    driving: Flags
    finish_at: int

    @property
    def interfering_float(self) -> Longs:
        """The part of the total float that successors pay for (JGJ/T 121): total minus free."""
        return self.total_float - self.free_float


def schedule(plan: Plan, options: Options = profiles.TOPOUT) -> Schedule:
    """Compute a plan of objects; raises network.Loop and tables.BeyondCalendar."""
    return computed(columns.columns(plan), options)


def computed(given: Columns, options: Options = profiles.TOPOUT) -> Schedule:
    """Compute a plan that arrives as columns; raises network.Loop and tables.BeyondCalendar."""
    if not len(given.work):
        return empty(given)
    passed = worked_out(given, options)
    found = schedule_of(passed)
    lay_efforts(given, options, passed.clocks, found)
    return found


def worked_out(given: Columns, options: Options) -> Passed:
    """Run the passes of a plan with activities; raises network.Loop and tables.BeyondCalendar."""
    found = ordered(given, options.lag_clock)
    return read_off(given, options, found, *passes(given, found.network, options))


def passes(given: Columns, net: Network, options: Options) -> tuple[Rules, Clocks, Dates]:
    """Run both passes over calendars that reach far enough."""
    for clocks in spanning(given, net):
        dates = Dates(*(np.empty(len(net.work), np.int64) for _ in Dates._fields))
        rules = rules_of(given, options, clocks)
        forward(net, rules, clocks, dates)
        rules = closed(given, rules, clocks, int(dates.early_finish.max()))
        backward(net, rules, clocks, dates)
        if (net.constraint == Constraint.ALAP).any():
            as_late_as_possible(net, rules, clocks, dates)
        if inside(net, clocks, dates, ALL):
            break
    return rules, clocks, dates


def rules_of(given: Columns, options: Options, clocks: Clocks) -> Rules:
    """The options and the project's start as the kernel reads them; the finish is still open."""
    first = given.start if given.data_date == NONE else given.data_date
    first_at = positions(clocks, len(given.calendars), first)
    return Rules(
        progress=int(options.progress),
        instants=int(options.instants),
        constraints_win=options.constraints_win,
        remaining_from_start=options.remaining_from_start,
        free_float_capped=options.free_float_capped,
        first=first,
        last=first,
        first_at=first_at,
        last_at=first_at,
    )


def positions(clocks: Clocks, calendars: int, instant: int) -> Longs:
    """The position of an instant in every calendar."""
    return np.array([position(clocks, row, instant) for row in range(calendars)], np.int64)


def closed(given: Columns, rules: Rules, clocks: Clocks, finish: int) -> Rules:
    """The rules with the project's late finish: its early one, or the contract's."""
    last = finish if given.must_finish_by == NONE else given.must_finish_by
    return rules._replace(last=last, last_at=positions(clocks, len(given.calendars), last))


def inside(net: Network, clocks: Clocks, dates: Dates, rows: Rows) -> bool:
    """Did no date of some activities fall off the tables?

    At their ends positions stay where they are, so one that lies there may have been cut.
    """
    ends = clocks.worked[np.arange(1, len(clocks.quantum) + 1) * (clocks.days + 1) - 1]
    ends = ends[net.calendar[rows]]
    first = np.minimum(dates.early_start_at[rows], dates.late_start_at[rows])
    last = np.maximum(dates.early_finish_at[rows], dates.late_finish_at[rows])
    if not is_whole(clocks):
        return bool((first > 0).all() and (last < ends).all())
    return bool((first >= 0).all() and (last <= ends).all())


def schedule_of(passed: Passed) -> Schedule:
    """The answer in the plan's order, without what level-of-effort activities span."""
    order, links = passed.ordered.order, passed.ordered.links
    columns = passed.answer(ALL)
    scattered = {name: _scattered(column, order, len(order)) for name, column in columns.items()}
    driving = _scattered(passed.driving, links, len(passed.given.link_pred))
    return Schedule(**scattered, driving=driving, finish_at=passed.finish_at)


def lay_efforts(given: Columns, options: Options, clocks: Clocks, found: Schedule) -> None:
    """Write the dates of level-of-effort activities over what they span into a schedule."""
    among = efforts(given)
    if not among:
        return
    clock = lag_calendars(given, options.lag_clock)
    early = Spanned(found.start.copy(), found.finish.copy())
    late = Spanned(found.late_start.copy(), found.late_finish.copy())
    for effort in among:
        own = given.calendar[effort]
        start, finish = effort_dates(given, clocks, clock, early, effort)
        found.start[effort] = found.early_start[effort] = start
        found.finish[effort] = found.early_finish[effort] = finish
        late_start, late_finish = effort_dates(given, clocks, clock, late, effort)
        found.late_start[effort], found.late_finish[effort] = late_start, late_finish
        slack = position(clocks, own, late_finish) - position(clocks, own, finish)
        for column in (found.total_float, found.start_float, found.finish_float):
            column[effort] = slack
        found.critical[effort] = found.near_critical[effort] = False
        found.free_float[effort] = 0


def _scattered(column: NDArray[Any], places: NDArray[Any], count: int) -> NDArray[Any]:
    """Bring a column from the order of work back into the plan's order; the rest is zero."""
    back = np.zeros(count, column.dtype)
    back[places] = column
    return back


def empty(given: Columns) -> Schedule:
    """The answer for a plan without activities."""
    nothing, none = np.zeros(0, np.int64), np.zeros(0, np.bool_)
    flags = {"critical", "near_critical", "driving"}
    names = {field.name for field in dataclasses.fields(Schedule)} - {"finish_at"}
    empty: dict[str, NDArray[Any]] = {name: none if name in flags else nothing for name in names}
    return Schedule(**empty, finish_at=given.start if given.data_date == NONE else given.data_date)
