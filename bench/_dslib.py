"""Real construction projects with the starts their planners stored (kind `dslib/`).

Three checks of each activity: its start in working hours since the calendar's begin is the stored
date (calendar exact); the computed early start is not after the stored one; and where the file says
that every start is the plain early start, they are equal.
"""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench._case import at
from scheduling import profiles
from scheduling.calendars import instants
from scheduling.calendars.instants import MINUTES_PER_DAY
from scheduling.calendars.tables import clocks
from scheduling.calendars.worktime import CLOSED, Shifts, WorkTime
from scheduling.cpm import schedule
from scheduling.kernel.clock import start_at
from scheduling.plan import Activity, Link, LinkKind, Plan

HOUR = 60


@dataclass(frozen=True)
class Verdict:
    """How many activities of a project pass, and what those that fail did."""

    name: str
    activities: int
    calendar_exact: int
    equal: int
    failures: tuple[str, ...]

    @property
    def passed(self) -> int:
        """Activities with nothing against them."""
        return max(0, self.activities - len(self.failures))


def judged(file: Path) -> Verdict:
    """Compute one project and hold it against what its planner stored."""
    spec = json.loads(file.read_text())
    calendar, begin = _calendar(spec["calendar"]), at(spec["calendar"]["start"])
    plan = Plan(begin, {"own": calendar}, "own", _activities(spec), _links(spec))
    early = schedule(plan, profiles.TOPOUT).early_start.tolist()
    stored = [at(row["baseline_start"]) for row in spec["activities"]]
    mapped = _mapped(spec, calendar, begin, max(stored))
    expected = spec["expected"]
    must_equal = expected["cpm_exact"] == expected["activities"]
    failures = []
    for activity, at_hours, is_stored, is_early in zip(
        plan.activities, mapped, stored, early, strict=True
    ):
        if at_hours != is_stored:
            failures.append(f"{activity.id}: its hour is {_text(at_hours)}, not {_text(is_stored)}")
        elif is_early > is_stored or (must_equal and is_early != is_stored):
            failures.append(f"{activity.id}: early {_text(is_early)}, stored {_text(is_stored)}")
    exact, equal = (
        sum(one == other for one, other in zip(column, stored, strict=True))
        for column in (mapped, early)
    )
    if equal < expected["cpm_exact"]:
        failures.append(f"{equal} starts are plain early starts, {expected['cpm_exact']} said")
    return Verdict(file.stem, len(plan.activities), exact, equal, tuple(failures))


def _mapped(spec: dict[str, Any], calendar: WorkTime, begin: int, last: int) -> list[int]:
    """The instants of the stored working hours since the calendar's begin."""
    own = clocks([calendar], begin // MINUTES_PER_DAY, last // MINUTES_PER_DAY + 1)
    return [start_at(own, 0, round(row["start_hours"] * HOUR)) for row in spec["activities"]]


def _activities(spec: dict[str, Any]) -> tuple[Activity, ...]:
    return tuple(
        Activity(str(row["id"]), round(row["duration_hours"] * HOUR)) for row in spec["activities"]
    )


def _links(spec: dict[str, Any]) -> tuple[Link, ...]:
    return tuple(
        Link(str(pred), str(succ), LinkKind[kind], round(lag * HOUR))
        for pred, succ, kind, lag in spec["relations"]
    )


def _calendar(given: dict[str, Any]) -> WorkTime:
    shifts = _shifts(given["working_hours"])
    worked = set(given["working_weekdays_monday_is_0"])
    return WorkTime(
        weekly=tuple(shifts if day in worked else CLOSED for day in range(7)),
        exceptions={datetime.date.fromisoformat(day[:10]): CLOSED for day in given["holidays"]},
        minutes_per_day=len(given["working_hours"]) * HOUR,
    )


def _shifts(hours: list[int]) -> Shifts:
    """Shifts from the hours of a day that are worked; neighbours run on."""
    found: list[tuple[int, int]] = []
    for hour in sorted(hours):
        if found and found[-1][1] == hour * HOUR:
            found[-1] = (found[-1][0], (hour + 1) * HOUR)
        else:
            found.append((hour * HOUR, (hour + 1) * HOUR))
    return tuple(found)


def _text(instant: int) -> str:
    return f"{instants.moment(instant):%Y-%m-%d %H:%M}"
