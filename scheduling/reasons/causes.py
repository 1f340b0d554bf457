"""What may decide a date, and the demand of each of them on one activity."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from scheduling.calendars.instants import NONE
from scheduling.kernel.asked import allowance, constrained, demand, lag_left, limited
from scheduling.kernel.clock import finish_at, position, shifted, start_at
from scheduling.kernel.network import FINISHED, IN_PROGRESS
from scheduling.plan import Constraint, LinkKind
from scheduling.profiles import Progress
from scheduling.reasons.computation import Computation
from scheduling.reasons.paths import binding_links

TO_FINISH = frozenset({LinkKind.FF, LinkKind.SF})
FROM_FINISH = frozenset({LinkKind.FS, LinkKind.FF})
FINISH_CONSTRAINTS = (
    Constraint.FNET,
    Constraint.FNLT,
    Constraint.MFO,
    Constraint.MANDATORY_FINISH,
)


class CauseKind(enum.StrEnum):
    """What decides a date.

    PROJECT_START, DATA_DATE: nothing else holds the work. PROJECT_FINISH, MUST_FINISH_BY: the
    early finish of the project, or its contract's. FINISH_BY: the activity's contract date.
    LINK, CONSTRAINT: logic, a date that someone set. ACTUAL: it has happened, or remaining work
    follows what has happened. RESUMPTION: suspended work goes on. SPAN: level of effort takes
    the dates of what it is linked to.
    """

    PROJECT_START = "project_start"
    DATA_DATE = "data_date"
    PROJECT_FINISH = "project_finish"
    MUST_FINISH_BY = "must_finish_by"
    FINISH_BY = "finish_by"
    LINK = "link"
    CONSTRAINT = "constraint"
    ACTUAL = "actual"
    RESUMPTION = "resumption"
    SPAN = "span"


class End(enum.StrEnum):
    """An end of an activity."""

    START = "start"
    FINISH = "finish"


@dataclass(frozen=True)
class Demand:
    """What one cause demands of an activity.

    end, instant: of which end, and the instant before the activity's calendar had its say
    at: the same as a position (working minutes of the own calendar) of the start for early
    dates, of the finish for late ones
    link: the plan's index of the link; row: the kernel's row of the activity at its other end
    """

    kind: CauseKind
    end: End
    instant: int
    at: int
    link: int | None = None
    row: int | None = None
    constraint: Constraint | None = None


def early_demands(found: Computation, row: int) -> Iterator[tuple[Demand, int]]:
    """Each demand on the start of a row, with the position at which the start stands after it.

    The order is the kernel's (`kernel.early.early_dates`); finished work is not asked about.
    """
    net, rules, clocks = found.network, found.rules, found.clocks
    own, work = net.calendar[row], int(net.work[row])
    first = _first(found, row)
    start = first.at
    yield first, start
    for link in binding_links(found, row):
        if (wanted := _link_in(found, row, link)) is not None:
            start = max(start, wanted.at)
            yield wanted, start
    if net.status[row] != IN_PROGRESS:
        if _wins_over_start(found, row):
            start = NONE
        for kind, at in _constraints(found, row):
            wanted_at = int(position(clocks, own, at))
            wanted_at -= work if kind in FINISH_CONSTRAINTS else 0
            win = rules.constraints_win
            start = int(constrained(clocks, own, kind, at, work, start, win))
            yield _by_constraint(kind, at, wanted_at), start
    if net.resume_at[row] != NONE:
        resume = int(net.resume_at[row])
        at = int(position(clocks, own, resume))
        start = max(start, at)
        yield Demand(CauseKind.RESUMPTION, End.START, resume, at), start
    stands = int(found.dates.early_start_at[row])
    if Constraint.ALAP in (net.constraint[row], net.constraint2[row]) and stands > start:
        instant = int(found.dates.early_start[row])
        kind = Constraint.ALAP
        yield Demand(CauseKind.CONSTRAINT, End.START, instant, stands, constraint=kind), stands


def late_demands(found: Computation, row: int) -> Iterator[tuple[Demand, int]]:
    """Each demand on the finish of a row, with the position at which the finish stands after it.

    The order is the kernel's (`kernel.late.late_dates`); finished work is not asked about.
    """
    net, rules, clocks = found.network, found.rules, found.clocks
    own, work = net.calendar[row], int(net.work[row])
    contract = found.plan.must_finish_by is not None
    kind = CauseKind.MUST_FINISH_BY if contract else CauseKind.PROJECT_FINISH
    finish = int(rules.last_at[own])
    yield Demand(kind, End.FINISH, int(rules.last), finish), finish
    for link in _limiting_links(found, row):
        wanted = _link_out(found, row, link)
        finish = min(finish, wanted.at)
        yield wanted, finish
    if net.finish_by[row] != NONE:
        by = int(net.finish_by[row])
        at = int(position(clocks, own, by))
        finish = min(finish, at)
        yield Demand(CauseKind.FINISH_BY, End.FINISH, by, at), finish
    if net.status[row] == 0:
        for limit, instant in _constraints(found, row):
            wanted_at = int(position(clocks, own, instant))
            wanted_at += 0 if limit in FINISH_CONSTRAINTS else work
            win = rules.constraints_win
            finish = int(limited(clocks, own, limit, instant, work, finish, win))
            yield _by_constraint(limit, instant, wanted_at), finish


def _wins_over_start(found: Computation, row: int) -> bool:
    """Does a date stand even before the project's start (MS Project, work without logic)?"""
    net = found.network
    unlinked = net.in_ptr[row] == net.in_ptr[row + 1]
    raises = net.constraint[row] in (Constraint.SNET, Constraint.FNET)
    return bool(found.rules.constraints_win and unlinked and raises)


def resolved(found: Computation, row: int, end: End, at: int) -> int:
    """The instant that an end has at a position of the own calendar."""
    own = found.network.calendar[row]
    if end == End.START:
        return int(start_at(found.clocks, own, at))
    return int(finish_at(found.clocks, own, at))


def _first(found: Computation, row: int) -> Demand:
    """Before what nothing begins: the project's start, the data date, an actual start."""
    net, rules = found.network, found.rules
    own = net.calendar[row]
    if net.status[row] == IN_PROGRESS and rules.remaining_from_start:
        done = int(net.duration[row] - net.work[row])
        at = int(position(found.clocks, own, net.actual_start[row])) + done
        return Demand(CauseKind.ACTUAL, End.START, resolved(found, row, End.START, at), at)
    kind = CauseKind.PROJECT_START if found.plan.data_date is None else CauseKind.DATA_DATE
    return Demand(kind, End.START, int(rules.first), int(rules.first_at[own]))


def _link_in(found: Computation, row: int, link: int) -> Demand | None:
    net, dates = found.network, found.dates
    at = int(demand(net, found.rules, found.clocks, dates, row, link))
    if at == NONE:
        return None
    other, kind = int(net.in_pred[link]), LinkKind(net.in_kind[link])
    if kind in FROM_FINISH:
        instant = dates.early_finish[other]
    elif net.status[other] == IN_PROGRESS and found.rules.remaining_from_start:
        instant = net.actual_start[other]
    else:
        instant = dates.early_start[other]
    lag = _lag(found, kind, other, int(net.in_lag[link]))
    return Demand(
        CauseKind.LINK,
        End.FINISH if kind in TO_FINISH else End.START,
        int(shifted(found.clocks, net.in_clock[link], instant, lag)),
        at,
        link=int(found.ordered.links[link]),
        row=other,
    )


def _limiting_links(found: Computation, row: int) -> Iterator[int]:
    """The outgoing links that have a say in the late dates of a row."""
    net = found.network
    override = found.rules.progress == Progress.OVERRIDE
    for link in range(int(net.out_ptr[row]), int(net.out_ptr[row + 1])):
        other = net.status[net.out_succ[link]]
        spent = net.out_kind[link] == LinkKind.SF and net.status[row] != 0
        if other != FINISHED and not spent and not (other == IN_PROGRESS and override):
            yield link


def _link_out(found: Computation, row: int, link: int) -> Demand:
    net, rules, dates = found.network, found.rules, found.dates
    other, kind = int(net.out_succ[link]), LinkKind(net.out_kind[link])
    at = int(allowance(net, rules, found.clocks, dates, row, link))
    lag = _lag(found, kind, row, int(net.out_lag[link]))
    if kind in TO_FINISH:
        instant = dates.late_finish[other]
    elif net.status[other] == IN_PROGRESS and rules.progress == Progress.ACTUAL_DATES:
        instant = net.actual_start[other]
    else:
        instant = dates.late_start[other]
    return Demand(
        CauseKind.LINK,
        End.FINISH if kind in FROM_FINISH else End.START,
        int(shifted(found.clocks, net.out_clock[link], instant, -lag)),
        at,
        link=int(found.ordered.out_links[link]),
        row=other,
    )


def _lag(found: Computation, kind: LinkKind, predecessor: int, lag: int) -> int:
    """The lag that counts: of a start that has happened some may have passed already."""
    if kind != LinkKind.SS:
        return lag
    return int(lag_left(found.network, found.rules, found.clocks, predecessor, lag))


def _constraints(found: Computation, row: int) -> Iterator[tuple[Constraint, int]]:
    net = found.network
    for kind, at in (
        (net.constraint[row], net.constraint_at[row]),
        (net.constraint2[row], net.constraint2_at[row]),
    ):
        if at != NONE:
            yield Constraint(kind), int(at)


def _by_constraint(kind: Constraint, instant: int, at: int) -> Demand:
    end = End.FINISH if kind in FINISH_CONSTRAINTS else End.START
    return Demand(CauseKind.CONSTRAINT, end, instant, at, constraint=kind)
