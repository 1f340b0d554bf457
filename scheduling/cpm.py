"""The critical path method: early and late dates, floats, what is critical and what drives it."""

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduling import columns, profiles
from scheduling.calendars.instants import NONE
from scheduling.calendars.span import is_whole, spanning
from scheduling.columns import FINISHED, IN_PROGRESS, Columns, Longs, lag_calendars
from scheduling.hammock import Spanned, effort_dates, efforts
from scheduling.kernel.clock import Clocks, position
from scheduling.kernel.early import forward
from scheduling.kernel.floats import as_late_as_possible, drivers, free_floats, longest_path
from scheduling.kernel.late import backward
from scheduling.kernel.network import Dates, Network, Rules
from scheduling.network import Ordered, ordered
from scheduling.plan import Constraint, Plan
from scheduling.profiles import CriticalBy, FloatKind, Options

Flags = NDArray[np.bool_]


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
        return _empty(given)
    sorted_out = ordered(given, options.lag_clock)
    rules, clocks, dates = passes(given, sorted_out.network, options)
    return _schedule(given, options, sorted_out, rules, clocks, dates)


def passes(given: Columns, net: Network, options: Options) -> tuple[Rules, Clocks, Dates]:
    """Run both passes over calendars that reach far enough."""
    for clocks in spanning(given, net):
        dates = Dates(*(np.empty(len(net.work), np.int64) for _ in Dates._fields))
        rules = rules_of(given, options, clocks)
        forward(net, rules, clocks, dates)
        rules = _closed(given, rules, clocks, int(dates.early_finish.max()))
        backward(net, rules, clocks, dates)
        if (net.constraint == Constraint.ALAP).any():
            as_late_as_possible(net, rules, clocks, dates)
        if _inside(net, clocks, dates):
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


def _closed(given: Columns, rules: Rules, clocks: Clocks, finish: int) -> Rules:
    """The rules with the project's late finish: its early one, or the contract's."""
    last = finish if given.must_finish_by == NONE else given.must_finish_by
    return rules._replace(last=last, last_at=positions(clocks, len(given.calendars), last))


def _inside(net: Network, clocks: Clocks, dates: Dates) -> bool:
    """Did no date fall off the tables?

    At their ends positions stay where they are, so one that lies there may have been cut.
    """
    rows = np.arange(1, len(clocks.quantum) + 1) * (clocks.days + 1) - 1
    ends = clocks.worked[rows][net.calendar]
    first = np.minimum(dates.early_start_at, dates.late_start_at)
    last = np.maximum(dates.early_finish_at, dates.late_finish_at)
    if not is_whole(clocks):
        return bool((first > 0).all() and (last < ends).all())
    return bool((first >= 0).all() and (last <= ends).all())


def _schedule(
    given: Columns, options: Options, found: Ordered, rules: Rules, clocks: Clocks, dates: Dates
) -> Schedule:
    net, order = found.network, found.order
    finished = net.status == FINISHED
    free, driving = _free_and_driving(net, rules, clocks, dates)
    floats = _total_floats(options, dates)
    per_day = np.array([calendar.minutes_per_day for calendar in given.calendars], np.int64)
    days = np.where(finished, np.inf, floats["total_float"] / per_day[net.calendar])
    critical = _critical(options, net, rules, clocks, dates, driving, days) & ~finished
    finish_at = int(dates.early_finish.max())
    in_order: dict[str, NDArray[Any]] = {
        "start": np.where(net.status > 0, net.actual_start, dates.early_start),
        "finish": dates.early_finish,
        **_shown(given, options, net, dates),
        **{name: np.where(finished, 0, column) for name, column in floats.items()},
        "free_float": np.where(finished, 0, free),
        "critical": critical,
        "near_critical": (days <= options.near_critical_days) & ~critical,
    }
    scattered = {name: _scattered(column, order, len(order)) for name, column in in_order.items()}
    every_link = _scattered(driving, found.links, len(given.link_pred))
    return _with_efforts(
        given, options, clocks, Schedule(**scattered, driving=every_link, finish_at=finish_at)
    )


def _with_efforts(given: Columns, options: Options, clocks: Clocks, found: Schedule) -> Schedule:
    """The schedule with the dates of level-of-effort activities laid over what they span."""
    clock = lag_calendars(given, options.lag_clock)
    early = Spanned(found.start.copy(), found.finish.copy())
    late = Spanned(found.late_start.copy(), found.late_finish.copy())
    for effort in efforts(given):
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
    return found


def _free_and_driving(
    net: Network, rules: Rules, clocks: Clocks, dates: Dates
) -> tuple[Longs, Flags]:
    free = np.empty(len(net.work), np.int64)
    free_floats(net, rules, clocks, dates, free)
    driving = np.zeros(len(net.in_pred), np.bool_)
    drivers(net, rules, clocks, dates, driving)
    return free, driving


def _total_floats(options: Options, dates: Dates) -> dict[str, Longs]:
    by_start = dates.late_start_at - dates.early_start_at
    by_finish = dates.late_finish_at - dates.early_finish_at
    total = {
        FloatKind.START: by_start,
        FloatKind.FINISH: by_finish,
        FloatKind.SMALLEST: np.minimum(by_start, by_finish),
    }[options.float_kind]
    return {"total_float": total, "start_float": by_start, "finish_float": by_finish}


def _critical(
    options: Options,
    net: Network,
    rules: Rules,
    clocks: Clocks,
    dates: Dates,
    driving: Flags,
    days: NDArray[np.float64],
) -> Flags:
    if options.critical_by == CriticalBy.FLOAT:
        return days <= options.critical_days
    member = np.zeros(len(days), np.bool_)
    longest_path(net, rules, clocks, dates, int(dates.early_finish.max()), driving, member)
    return member


def _shown(given: Columns, options: Options, net: Network, dates: Dates) -> dict[str, Longs]:
    """Early and late dates as the program shows them for work that has started or finished."""
    early_start, early_finish, late_start = dates.early_start, dates.early_finish, dates.late_start
    if options.remaining_from_start:
        going = net.status == IN_PROGRESS
        early_start = np.where(going, net.actual_start, early_start)
        late_start = np.where(going, net.actual_start, late_start)
    if options.finished_at_data_date and given.data_date != NONE:
        finished = net.status == FINISHED
        early_start = np.where(finished, given.data_date, early_start)
        early_finish = np.where(finished, given.data_date, early_finish)
    return {
        "early_start": early_start,
        "early_finish": early_finish,
        "late_start": late_start,
        "late_finish": dates.late_finish,
    }


def _scattered(column: NDArray[Any], places: NDArray[Any], count: int) -> NDArray[Any]:
    """Bring a column from the order of work back into the plan's order; the rest is zero."""
    back = np.zeros(count, column.dtype)
    back[places] = column
    return back


def _empty(given: Columns) -> Schedule:
    nothing, none = np.zeros(0, np.int64), np.zeros(0, np.bool_)
    flags = {"critical", "near_critical", "driving"}
    names = {field.name for field in dataclasses.fields(Schedule)} - {"finish_at"}
    empty: dict[str, NDArray[Any]] = {name: none if name in flags else nothing for name in names}
    return Schedule(**empty, finish_at=given.start if given.data_date == NONE else given.data_date)
