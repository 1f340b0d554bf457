"""Why a date is what it is: the cause that decided it, the runners-up, the chain of causes."""

import enum
from dataclasses import dataclass

from scheduling.kernel.network import FINISHED, IN_PROGRESS
from scheduling.plan import Constraint, Kind
from scheduling.reasons.causes import (
    FROM_FINISH,
    TO_FINISH,
    CauseKind,
    Demand,
    End,
    early_demands,
    late_demands,
    resolved,
)
from scheduling.reasons.computation import Computation


class DateKind(enum.StrEnum):
    """One of the four computed dates of an activity."""

    EARLY_START = "early_start"
    EARLY_FINISH = "early_finish"
    LATE_START = "late_start"
    LATE_FINISH = "late_finish"


EARLY = (DateKind.EARLY_START, DateKind.EARLY_FINISH)
STARTS = (DateKind.EARLY_START, DateKind.LATE_START)


@dataclass(frozen=True)
class Cause:
    """One thing that wants a date, in instants and minutes.

    end: the end of the activity that it speaks to; the other end follows by the work
    instant: what it asks of that end, its lag included, before the calendar had its say
    shift: wall minutes by which the activity's calendar moved that end from there
    slack: working minutes of the own calendar by which it asks for less than was decided; 0 for
    what decided, negative for what was overruled
    link, constraint: the plan's index of the link, the kind of the constraint
    activity: the id at the link's other end
    """

    kind: CauseKind
    end: End
    instant: int
    shift: int
    slack: int
    link: int | None = None
    constraint: Constraint | None = None
    activity: str | None = None


@dataclass(frozen=True)
class Derivation:
    """Why one date of one activity is at `instant`; `others` are the runners-up, tightest first."""

    activity: str
    date: DateKind
    instant: int
    cause: Cause
    others: tuple[Cause, ...] = ()


def derivation(found: Computation, activity: str, date: DateKind) -> Derivation:
    """What decided a date; KeyError for an unknown activity.

    Of a started activity the dates are those of its remaining work; where that follows the actual
    start (MS Project) its starts are the actual one.
    """
    row = found.row(activity)
    going_on = found.network.status[row] == IN_PROGRESS and found.rules.remaining_from_start
    if going_on and date in STARTS:
        return _as_it_was(found, row, date)
    return _derived(found, row, date)


def _derived(found: Computation, row: int, date: DateKind) -> Derivation:
    """What decided the date with which the passes went on."""
    activity = found.name(row)
    if found.network.status[row] == FINISHED:
        return _as_it_was(found, row, date)
    if found.network.kind[row] == Kind.LEVEL_OF_EFFORT:
        return _span(found, row, date)
    demands = (early_demands if date in EARLY else late_demands)(found, row)
    deciding, others = _decided(list(demands))
    stands = found.dates.early_start_at if date in EARLY else found.dates.late_finish_at
    return Derivation(
        activity,
        date,
        int(getattr(found.dates, date.value)[row]),
        _cause(found, row, date, deciding, int(stands[row]), decides=True),
        tuple(
            sorted(
                (_cause(found, row, date, each, int(stands[row])) for each in others),
                key=lambda cause: cause.slack,
            )
        ),
    )


def chain(found: Computation, activity: str, date: DateKind) -> tuple[Derivation, ...]:
    """The date, the date that decided it, and so on to a cause that is no link.

    Early dates lead back to the project's start, late ones on to its finish.
    """
    steps = [derivation(found, activity, date)]
    while (link := steps[-1].cause.link) is not None:
        steps.append(_before(found, link) if date in EARLY else _after(found, link))
    return tuple(steps)


def _before(found: Computation, link: int) -> Derivation:
    """Why the end from which a link counts is where it is."""
    given = found.plan.links[link]
    if given.kind in FROM_FINISH:
        return derivation(found, given.predecessor, DateKind.EARLY_FINISH)
    row = found.row(given.predecessor)
    if found.network.status[row] == IN_PROGRESS and found.rules.remaining_from_start:
        return _as_it_was(found, row, DateKind.EARLY_START)
    return derivation(found, given.predecessor, DateKind.EARLY_START)


def _after(found: Computation, link: int) -> Derivation:
    """Why the end to which a link counts is where it is."""
    given = found.plan.links[link]
    to_finish = given.kind in TO_FINISH
    date = DateKind.LATE_FINISH if to_finish else DateKind.LATE_START
    return _derived(found, found.row(given.successor), date)


def _as_it_was(found: Computation, row: int, date: DateKind) -> Derivation:
    """The derivation of a date that has happened."""
    start = date in STARTS
    instant = int((found.network.actual_start if start else found.network.actual_finish)[row])
    end = End.START if start else End.FINISH
    return Derivation(
        found.name(row), date, instant, Cause(CauseKind.ACTUAL, end, instant, shift=0, slack=0)
    )


def _span(found: Computation, row: int, date: DateKind) -> Derivation:
    place = found.ordered.order[row]
    instant = int(getattr(found.schedule, date.value)[place])
    end = End.START if date in STARTS else End.FINISH
    return Derivation(
        found.name(row), date, instant, Cause(CauseKind.SPAN, end, instant, shift=0, slack=0)
    )


def _decided(demands: list[tuple[Demand, int]]) -> tuple[Demand, list[Demand]]:
    """The demand that moved the date last, and the others; of equals logic goes before the rest.

    Mandatory dates and resumptions come after logic, so the last one to move the date decides.
    """
    (deciding, stands), *rest = demands
    for wanted, after in rest:
        equal_logic = wanted.kind == CauseKind.LINK != deciding.kind and wanted.at == after
        if after != stands or equal_logic:
            deciding, stands = wanted, after
    return deciding, [each for each, _stands in demands if each is not deciding]


def _cause(
    found: Computation, row: int, date: DateKind, wanted: Demand, stands: int, decides: bool = False
) -> Cause:
    early = date in EARLY
    if decides:
        name = f"{'early' if early else 'late'}_{wanted.end}"
        granted = int(getattr(found.dates, name)[row])
    else:
        work = int(found.network.work[row])
        other_end = (wanted.end == End.FINISH) if early else (wanted.end == End.START)
        at = wanted.at + (work if early else -work) * other_end
        granted = resolved(found, row, wanted.end, at)
    return Cause(
        wanted.kind,
        wanted.end,
        wanted.instant,
        shift=granted - wanted.instant,
        slack=stands - wanted.at if early else wanted.at - stands,
        link=wanted.link,
        constraint=wanted.constraint,
        activity=None if wanted.row is None else found.name(wanted.row),
    )
