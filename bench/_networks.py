"""Random networks for the engine's benchmarks: two predecessors, four kinds, lags, calendars."""

import datetime

import numpy as np

from scheduling.calendars import instants
from scheduling.calendars.china import china_calendar
from scheduling.calendars.workdays import Calendar
from scheduling.calendars.worktime import OFFICE, WorkTime, always, whole_days
from scheduling.columns import Columns
from scheduling.plan import Activity, Link, LinkKind, Plan

START = datetime.date(2026, 3, 2)
DAY = 480
# how far back predecessors lie: work is linked to its neighbours, however large the project
NEIGHBOURHOOD = 1000


def calendars() -> dict[str, WorkTime]:
    """China's five-day calendar, a six-day and a seven-day one."""
    china = whole_days(china_calendar(2026, 2030), OFFICE)
    six = whole_days(Calendar(weekly=(True,) * 6 + (False,)), OFFICE)
    seven = whole_days(Calendar(weekly=(True,) * 7), OFFICE)
    return {"china": china, "six": six, "seven": seven}


def columns(count: int, seed: int = 1) -> Columns:
    """A network of `count` activities and about twice as many links, as columns."""
    rng = np.random.default_rng(seed)
    succ = np.repeat(np.arange(1, count), 2)
    reach = min(NEIGHBOURHOOD, max(2, count // 10))
    pred = np.maximum(succ - rng.integers(1, reach, len(succ)), 0)
    links = len(succ)
    none, zeros = np.full(count, instants.NONE), np.zeros(count, np.int8)
    work = rng.integers(1, 15, count) * DAY
    return Columns(
        start=instants.day_start(START),
        data_date=instants.NONE,
        must_finish_by=instants.NONE,
        project_calendar=0,
        calendars=(*calendars().values(), always()),
        work=work,
        duration=work,
        calendar=rng.choice(3, count, p=[0.8, 0.15, 0.05]).astype(np.int32),
        kind=zeros,
        status=zeros,
        constraint=zeros,
        constraint_at=none,
        constraint2=zeros,
        constraint2_at=none,
        finish_by=none,
        actual_start=none,
        actual_finish=none,
        resume_at=none,
        link_pred=pred.astype(np.int32),
        link_succ=succ.astype(np.int32),
        link_kind=rng.choice(4, links, p=[0.7, 0.15, 0.12, 0.03]).astype(np.int8),
        link_lag=(rng.choice([0, 0, 0, 0, 1, 2, -1], links) * DAY).astype(np.int64),
        link_clock=np.zeros(links, np.int8),
    )


def plan(given: Columns) -> Plan:
    """The same network as objects."""
    names = list(calendars())
    activities = tuple(
        Activity(str(place), int(work), calendar=names[calendar])
        for place, (work, calendar) in enumerate(zip(given.work, given.calendar, strict=True))
    )
    links = tuple(
        Link(str(pred), str(succ), LinkKind(int(kind)), int(lag))
        for pred, succ, kind, lag in zip(
            given.link_pred, given.link_succ, given.link_kind, given.link_lag, strict=True
        )
    )
    return Plan(given.start, calendars(), names[0], activities, links)
