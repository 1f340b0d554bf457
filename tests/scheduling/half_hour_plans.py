"""Random plans in whole half hours, with everything that scheduling.md 2 knows of."""

import datetime
from dataclasses import dataclass

from hypothesis import strategies as st

from scheduling.calendars.instants import MINUTES_PER_DAY, day_start
from scheduling.calendars.worktime import ALL_DAY, CLOSED, OFFICE, Shifts, WorkTime, always
from scheduling.plan import Activity, Bound, Constraint, Kind, LagClock, Link, LinkKind, Plan

D = datetime.date
START = D(2026, 2, 9)
NIGHT: Shifts = ((0, 360), (1320, 1440))
SHORT: Shifts = ((540, 780),)
SHIFTS = (OFFICE, CLOSED, SHORT, NIGHT, ALL_DAY)
HALF_HOUR, QUARTER_DAY = 30, 120
MILESTONES = (Kind.START_MILESTONE, Kind.FINISH_MILESTONE)
DATED = [kind for kind in Constraint if kind not in (Constraint.ASAP, Constraint.ALAP)]
MANDATORY = (Constraint.MANDATORY_START, Constraint.MANDATORY_FINISH)
SOFT = [kind for kind in DATED if kind not in MANDATORY]


@dataclass(frozen=True)
class Extent:
    """What a random plan may hold."""

    most: int = 9
    progress: bool = True
    constraints: bool = True


@st.composite
def worktimes(draw: st.DrawFn) -> WorkTime:
    """A week of few shift patterns, with exceptions that close and open days."""
    worked = draw(st.sampled_from(SHIFTS[0:1] + SHIFTS[2:]))
    days = draw(st.lists(st.booleans(), min_size=7, max_size=7).filter(lambda week: sum(week) > 2))
    near = st.dates(START - datetime.timedelta(20), START + datetime.timedelta(60))
    return WorkTime(
        weekly=tuple(worked if day else CLOSED for day in days),
        exceptions=draw(st.dictionaries(near, st.sampled_from(SHIFTS), max_size=8)),
    )


def instants(first: int = -5, last: int = 60) -> st.SearchStrategy[int]:
    """Half hours around the plan's start, also such that nobody works."""
    slots = MINUTES_PER_DAY // HALF_HOUR
    reach = st.integers(first * slots, last * slots)
    return reach.map(lambda slot: day_start(START) + slot * HALF_HOUR)


@st.composite
def bounds(draw: st.DrawFn) -> tuple[Bound, Bound]:
    """A constraint, and now and then a second one beside a soft first."""
    kind = draw(st.sampled_from([*DATED, Constraint.ALAP]))
    if kind == Constraint.ALAP:
        return Bound(kind), Bound(Constraint.ASAP)
    first = Bound(kind, draw(instants()))
    if kind in MANDATORY or draw(st.booleans()):
        return first, Bound(Constraint.ASAP)
    return first, Bound(draw(st.sampled_from(SOFT)), draw(instants()))


@st.composite
def activities(
    draw: st.DrawFn, name: str, calendars: list[str], data_date: int | None, extent: Extent
) -> Activity:
    """Work or a milestone, begun or done when there is a data date."""
    duration = draw(st.integers(0, 24)) * QUARTER_DAY
    kind = draw(st.sampled_from(MILESTONES)) if not duration else Kind.TASK
    known: dict[str, int] = {}
    if data_date is not None and draw(st.booleans()):
        begun = data_date - draw(st.integers(0, 480)) * HALF_HOUR
        known["actual_start"] = begun
        if draw(st.booleans()):
            known["actual_finish"] = draw(st.integers(begun // 30, data_date // 30)) * 30
        elif kind == Kind.TASK:
            known["remaining"] = draw(st.integers(0, duration // HALF_HOUR)) * HALF_HOUR
            if draw(st.integers(0, 3)) == 0:
                known["resume_at"] = data_date + draw(st.integers(0, 480)) * HALF_HOUR
    asap = Bound(Constraint.ASAP)
    some = extent.constraints and draw(st.integers(0, 2)) == 0
    first, second = draw(bounds()) if some else (asap, asap)
    by = draw(instants()) if extent.constraints and draw(st.integers(0, 5)) == 0 else None
    calendar = draw(st.sampled_from([*calendars, ""]))
    return Activity(name, duration, kind, calendar, first, second, by, **known)


@st.composite
def links(draw: st.DrawFn, count: int) -> Link:
    """A link forward in the order of names, of any kind, lag and clock."""
    pred = draw(st.integers(0, count - 2))
    succ = draw(st.integers(pred + 1, count - 1))
    kind, clock = draw(st.sampled_from(LinkKind)), draw(st.sampled_from(LagClock))
    percent = draw(st.sampled_from([None, None, None, -50.0, 25.0, 100.0]))
    lag = 0 if percent else draw(st.integers(-12, 24)) * QUARTER_DAY
    return Link(f"A{pred}", f"A{succ}", kind, lag, clock, percent)


@st.composite
def plans(draw: st.DrawFn, extent: Extent | None = None) -> Plan:
    """A plan of a few activities in three calendars."""
    extent = extent or Extent()
    calendars = {"one": draw(worktimes()), "two": draw(worktimes()), "24h": always()}
    start = draw(instants(0, 3))
    data_date = start + 96 * HALF_HOUR if extent.progress and draw(st.booleans()) else None
    count = draw(st.integers(1, extent.most))
    return Plan(
        start=start,
        calendars=calendars,
        calendar="one",
        activities=tuple(
            draw(activities(f"A{place}", list(calendars), data_date, extent))
            for place in range(count)
        ),
        links=tuple(draw(st.lists(links(count), max_size=2 * count))) if count > 1 else (),
        data_date=data_date,
        must_finish_by=draw(instants(10)) if draw(st.integers(0, 3)) == 0 else None,
    )
