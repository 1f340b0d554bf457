"""Small plans in a notation that reads like the cases of scheduling.md: days, codes, dates."""

import datetime
import re
from collections.abc import Mapping

from scheduling.calendars import instants, worktime
from scheduling.calendars.workdays import Calendar
from scheduling.calendars.worktime import OFFICE, WorkTime, whole_days
from scheduling.cpm import Schedule, schedule
from scheduling.plan import Activity, Bound, Constraint, Kind, Link, LinkKind, Plan
from scheduling.profiles import TOPOUT, Options

D = datetime.date
FIVE = whole_days(Calendar(weekly=(True,) * 5 + (False,) * 2, name="five"), OFFICE)
SEVEN = whole_days(Calendar(weekly=(True,) * 7, name="seven"), OFFICE)
START = D(2026, 3, 2)
LINK = re.compile(r"(\w+) (FS|SS|FF|SF)([+-]\d+)? (\w+)")


def at(day: D | None, clock: str = "00:00") -> int | None:
    """The instant of a time of day; midnight by default."""
    if day is None:
        return None
    return instants.instant(datetime.datetime.combine(day, datetime.time.fromisoformat(clock)))


def bound(kind: Constraint, day: D) -> Bound:
    """A constraint; a date without a time is a day's begin for starts and its end for finishes."""
    finishes = kind in (
        Constraint.FNET,
        Constraint.FNLT,
        Constraint.MFO,
        Constraint.MANDATORY_FINISH,
    )
    return Bound(kind, instants.day_end(day) if finishes else instants.day_start(day))


def task(code: str, days: float, **known: object) -> Activity:
    """Work of so many 8-hour days; `done`, `started`, `left` say what is known of it."""
    if "left" in known:
        known["remaining"] = round(float(str(known.pop("left"))) * 480)
    return Activity(code, round(days * 480), **known)  # type: ignore[arg-type] # the rest by name


def milestone(code: str, kind: Kind = Kind.FINISH_MILESTONE, **known: object) -> Activity:
    """Something without duration."""
    return Activity(code, 0, kind, **known)  # type: ignore[arg-type] # the rest by name


def links(*texts: str) -> tuple[Link, ...]:
    """Links written as `A FS+2 B`, lags in 8-hour days."""
    found = []
    for text in texts:
        match = LINK.fullmatch(text)
        assert match, text
        pred, kind, lag, succ = match.groups()
        found.append(Link(pred, succ, LinkKind[kind], int(lag or 0) * 480))
    return tuple(found)


def plan(
    activities: list[Activity],
    *texts: str,
    start: D = START,
    calendars: Mapping[str, WorkTime] | None = None,
    data_date: D | None = None,
    must_finish_by: D | None = None,
) -> Plan:
    """A plan in the five-day calendar unless said."""
    given = calendars or {"five": FIVE, "seven": SEVEN, "24h": worktime.always()}
    return Plan(
        start=instants.day_start(start),
        calendars=given,
        calendar=next(iter(given)),
        activities=tuple(activities),
        links=links(*texts),
        data_date=at(data_date),
        must_finish_by=None if must_finish_by is None else instants.day_end(must_finish_by),
    )


class Days:
    """A schedule read by code, in dates and in days of eight hours."""

    def __init__(self, given: Plan, options: Options = TOPOUT) -> None:
        self.plan = given
        self.found: Schedule = schedule(given, options)

    def dates(self, code: str) -> tuple[str, str]:
        """The days of the early start and the early finish, as `MM-DD`."""
        place = self.plan.place(code)
        return (
            f"{instants.start_day(int(self.found.early_start[place])):%m-%d}",
            f"{instants.finish_day(int(self.found.early_finish[place])):%m-%d}",
        )

    def late(self, code: str) -> tuple[str, str]:
        """The days of the late start and the late finish, as `MM-DD`."""
        place = self.plan.place(code)
        return (
            f"{instants.start_day(int(self.found.late_start[place])):%m-%d}",
            f"{instants.finish_day(int(self.found.late_finish[place])):%m-%d}",
        )

    def total(self, code: str) -> float:
        """Total float in days."""
        return float(self.found.total_float[self.plan.place(code)]) / 480

    def free(self, code: str) -> float:
        """Free float in days."""
        return float(self.found.free_float[self.plan.place(code)]) / 480
