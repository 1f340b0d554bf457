"""Random plans for properties: all kinds of links, calendars, constraints, progress."""

import dataclasses
import datetime
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from scheduling.plan import Activity, Bound, Constraint, Kind, LagClock, Link, LinkKind, Plan
from tests.scheduling.networks import START, at, bound, plan

KINDS = (Kind.TASK,) * 5 + (Kind.FINISH_MILESTONE, Kind.START_MILESTONE)
SOFT = (Constraint.SNET, Constraint.SNLT, Constraint.FNET, Constraint.FNLT)
DATED = (*SOFT, Constraint.MSO, Constraint.MFO)
MANDATORY = (Constraint.MANDATORY_START, Constraint.MANDATORY_FINISH)
CALENDARS = ("", "", "five", "seven", "24h")
DAY = 480

Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclasses.dataclass(frozen=True)
class Mix:
    """What a random plan may hold."""

    activities: int = 8
    calendars: tuple[str, ...] = CALENDARS
    constraints: tuple[Constraint, ...] = (*DATED, *MANDATORY, Constraint.ALAP)
    progress: bool = True
    efforts: bool = True
    days: int = 6


WILD = Mix()


@st.composite
def plans(draw: Draw, mix: Mix = WILD) -> Plan:
    """A plan without loops: links lead from an activity to a later one in a list."""
    count = draw(st.integers(1, mix.activities))
    data_date = draw(st.integers(0, 9)) if mix.progress and draw(st.booleans()) else None
    made = [_activity(draw, f"A{place}", mix, data_date) for place in range(count)]
    return dataclasses.replace(
        plan(made, data_date=None if data_date is None else _day(data_date)),
        links=tuple(_links(draw, count)),
        must_finish_by=draw(st.one_of(st.none(), st.integers(0, 40).map(_instant))),
    )


def _day(offset: int) -> datetime.date:
    return START + datetime.timedelta(days=offset)


def _instant(offset: int) -> int:
    found = at(_day(offset))
    assert found is not None
    return found


def _activity(draw: Draw, code: str, mix: Mix, data_date: int | None) -> Activity:
    kinds = (*KINDS, Kind.LEVEL_OF_EFFORT) if mix.efforts else KINDS
    kind = draw(st.sampled_from(kinds))
    works = kind in (Kind.TASK, Kind.LEVEL_OF_EFFORT)
    known: dict[str, Any] = {"calendar": draw(st.sampled_from(mix.calendars))}
    if data_date and draw(st.integers(0, 2)) == 0:
        known |= _progress(draw, data_date, works)
    elif mix.constraints and draw(st.integers(0, 3)) == 0:
        known["constraint"] = _constraint(draw, mix, works)
    if draw(st.integers(0, 5)) == 0:
        known["finish_by"] = _instant(draw(st.integers(0, 30)))
    duration = draw(st.integers(1, 2 * mix.days)) * DAY // 2 if works else 0
    return Activity(code, duration, kind, **known)


def _constraint(draw: Draw, mix: Mix, works: bool) -> Bound:
    chosen = draw(st.sampled_from(mix.constraints))
    if chosen != Constraint.ALAP:
        return bound(chosen, _day(draw(st.integers(0, 20))))
    # a late start milestone stands after the gap, where a calendar that works it is pushed
    return Bound(Constraint.ALAP if works else Constraint.ASAP)


def _progress(draw: Draw, data_date: int, works: bool) -> dict[str, Any]:
    started = draw(st.integers(0, data_date - 1))
    if not works or draw(st.booleans()):
        finished = draw(st.integers(started, data_date))
        return {"actual_start": _instant(started), "actual_finish": _instant(finished)}
    known = {"actual_start": _instant(started), "remaining": draw(st.integers(0, 6)) * DAY}
    if draw(st.integers(0, 3)) == 0:
        known["resume_at"] = _instant(data_date + draw(st.integers(0, 9)))
    return known


def _links(draw: Draw, count: int) -> list[Link]:
    if count < 2:
        return []
    made = []
    for _each in range(draw(st.integers(0, 2 * count))):
        first = draw(st.integers(0, count - 2))
        second = draw(st.integers(first + 1, count - 1))
        percent = draw(st.sampled_from((None, None, None, 25.0, -50.0)))
        made.append(
            Link(
                f"A{first}",
                f"A{second}",
                draw(st.sampled_from(LinkKind)),
                draw(st.integers(-4, 6)) * DAY // 2,
                draw(st.sampled_from(LagClock)),
                percent,
            )
        )
    return made
