"""Columns back as a plan of objects: for questions that name activities."""

from collections.abc import Iterable, Sequence

from scheduling.calendars.instants import MINUTES_PER_DAY, NONE
from scheduling.calendars.worktime import WorkTime
from scheduling.columns import FINISHED, Columns
from scheduling.plan import Activity, Bound, Constraint, Kind, LagClock, Link, LinkKind, Plan

FREE = Bound(Constraint.ASAP)


def plan_of(given: Columns, ids: Sequence[str]) -> Plan:
    """The plan whose columns these are; `ids` name its activities in their order.

    Calendars keep their names; a name that is taken gets a number. Activities on the project's
    calendar name none of their own. A percentage lag has become minutes, and the data date's own
    day counts as known, as it does for whoever hands columns over.
    """
    names = calendar_names(given.calendars)
    own = ["" if place == given.project_calendar else name for place, name in enumerate(names)]
    known = NONE if given.data_date == NONE else given.data_date + MINUTES_PER_DAY
    return Plan(
        start=given.start,
        calendars=dict(zip(names, given.calendars, strict=True)),
        calendar=names[given.project_calendar],
        activities=tuple(_activities(given, ids, own)),
        links=tuple(_links(given, ids)),
        data_date=_or_none(given.data_date),
        must_finish_by=_or_none(given.must_finish_by),
        known_until=_or_none(known),
    )


def calendar_names(calendars: Iterable[WorkTime]) -> list[str]:
    """The calendars' names; one that is taken, or empty, gets a number."""
    names: list[str] = []
    for calendar in calendars:
        name, number = calendar.name, 2
        while name in names or not name:
            name, number = f"{calendar.name} ({number})", number + 1
        names.append(name)
    return names


def _activities(given: Columns, ids: Sequence[str], calendars: Sequence[str]) -> Iterable[Activity]:
    kinds = [Kind(number) for number in range(len(Kind))]
    remaining = given.work.copy()
    remaining[(given.work == given.duration) | (given.status == FINISHED)] = NONE
    columns = (
        given.duration,
        given.kind,
        given.calendar,
        given.finish_by,
        given.actual_start,
        given.actual_finish,
        remaining,
        given.resume_at,
    )
    demands = zip(
        _bounds(given.constraint.tolist(), given.constraint_at.tolist()),
        _bounds(given.constraint2.tolist(), given.constraint2_at.tolist()),
        strict=True,
    )
    rows = zip(ids, demands, *(column.tolist() for column in columns), strict=True)
    for name, bounds, duration, kind, calendar, finish_by, start, finish, left, resume in rows:
        yield Activity(
            name,
            duration,
            kinds[kind],
            calendars[calendar],
            bounds[0],
            bounds[1],
            _or_none(finish_by),
            _or_none(start),
            _or_none(finish),
            _or_none(left),
            _or_none(resume),
        )


def _bounds(kinds: Sequence[int], instants: Sequence[int]) -> Iterable[Bound]:
    for kind, at in zip(kinds, instants, strict=True):
        if kind == Constraint.ASAP:
            yield FREE
        else:
            yield Bound(Constraint(kind), None if kind == Constraint.ALAP else at)


def _links(given: Columns, ids: Sequence[str]) -> Iterable[Link]:
    kinds = [LinkKind(number) for number in range(len(LinkKind))]
    clocks = [LagClock(number) for number in range(len(LagClock))]
    columns = given.link_pred, given.link_succ, given.link_kind, given.link_lag, given.link_clock
    for pred, succ, kind, lag, clock in zip(*(each.tolist() for each in columns), strict=True):
        yield Link(ids[pred], ids[succ], kinds[kind], lag, clocks[clock])


def _or_none(value: int) -> int | None:
    return None if value == NONE else value
