"""Files written by P6 and MS Project with the dates those programs stored (kind `apps/`)."""

import datetime
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench._case import FLOATS, Case, at
from bench._oracle import minute
from scheduling import profiles
from scheduling.calendars.tables import clocks
from scheduling.calendars.worktime import Shifts, WorkTime, always
from scheduling.kernel.clock import position
from scheduling.plan import Activity, Bound, Constraint, Kind, LagClock, Link, LinkKind, Plan

END = ".expected.json"
ELAPSED = "24 h"
P6 = {
    "START_NO_EARLIER_THAN": Constraint.SNET,
    "START_NO_LATER_THAN": Constraint.SNLT,
    "FINISH_NO_EARLIER_THAN": Constraint.FNET,
    "FINISH_NO_LATER_THAN": Constraint.FNLT,
    "START_ON": Constraint.MSO,
    "FINISH_ON": Constraint.MFO,
    "MUST_START_ON": Constraint.MANDATORY_START,
    "MUST_FINISH_ON": Constraint.MANDATORY_FINISH,
}
MSPROJECT = P6 | {"MUST_START_ON": Constraint.MSO, "MUST_FINISH_ON": Constraint.MFO}
P6_KINDS = {
    "START_MILESTONE": Kind.START_MILESTONE,
    "FINISH_MILESTONE": Kind.FINISH_MILESTONE,
    "LEVEL_OF_EFFORT": Kind.LEVEL_OF_EFFORT,
}
# `| NAME | origin | licence | activities | … | 13/15 |` in the README of the folder above
ROW = re.compile(r"^\| ([^ |]+) \|.*\| (\d+)/\d+ \|$", re.MULTILINE)


def read(file: Path) -> Case:
    """One project file, through the `.expected.json` beside it."""
    spec = json.loads(file.read_text())
    name = file.name.removesuffix(END)
    p6 = spec["written_by"] == "Primavera"
    plan = _plan(spec, p6=p6)
    driven = [row for row in spec["activities"] if _is_driven(row, plan.calendars)]
    return Case(
        name,
        "p6" if p6 else "msproject",
        plan,
        profiles.P6 if p6 else profiles.MSPROJECT,
        _expected(spec, plan),
        _reproduced(file).get(name),
        tuple(str(row["id"]) for row in driven),
        _unjudged(spec),
    )


def _plan(spec: dict[str, Any], *, p6: bool) -> Plan:
    calendars = _calendars(spec)
    activities = tuple(
        _spanned(row, p6=p6) if _is_driven(row, calendars) else _activity(row, p6=p6)
        for row in spec["activities"]
    )
    known = {activity.id for activity in activities}
    backwards = _backwards(spec)
    return Plan(
        start=at(spec["planned_start"] if p6 else spec["project_start"]),
        calendars=calendars,
        calendar=str(spec["default_calendar"]),
        activities=activities,
        links=tuple(
            _link(*row) for row in spec["relations"] if {str(row[0]), str(row[1])} <= known
        ),
        # MS Project does not schedule around its status date
        data_date=_instant(spec["status_date"]) if p6 else None,
        must_finish_by=_instant(spec["project_finish" if backwards else "must_finish_by"]),
    )


def _activity(row: dict[str, Any], *, p6: bool) -> Activity:
    duration, remaining = _minutes(row["duration_minutes"]), row["remaining_minutes"]
    if p6 and row["actual_start"] is None and remaining is not None:
        # P6 schedules what remains, also of work that has not begun
        duration = _minutes(remaining)
    elapsed = (row["duration_units"] or "").startswith("e")
    return Activity(
        str(row["id"]),
        duration,
        _kind(row, duration, p6=p6),
        ELAPSED if elapsed else _calendar(row["calendar"]),
        _bound(row, p6=p6),
        finish_by=_instant(row["deadline"]),
        actual_start=_instant(row["actual_start"]),
        actual_finish=_instant(row["actual_finish"]),
        remaining=None if remaining is None else _minutes(remaining),
    )


def _spanned(row: dict[str, Any], *, p6: bool) -> Activity:
    """A stand-in for work that a resource's calendar stretches: as long as it was on the clock."""
    stored = row["expected"]
    spanned = at(stored["early_finish"]) - at(stored["early_start"])
    return Activity(str(row["id"]), spanned, calendar=ELAPSED, constraint=_bound(row, p6=p6))


def _is_driven(row: dict[str, Any], calendars: Mapping[str, WorkTime]) -> bool:
    """Are the stored dates something else than the activity's duration apart in its calendar?"""
    stored = row["expected"]
    if row["actual_start"] or not row["assignments"] or not stored["early_start"]:
        return False
    begin, end = at(stored["early_start"]), at(stored["early_finish"])
    own = clocks([calendars[_calendar(row["calendar"])]], begin // 1440, end // 1440)
    work = position(own, 0, end) - position(own, 0, begin)
    elapsed = (row["duration_units"] or "").startswith("e")
    return not elapsed and row["duration_minutes"] != work


def _kind(row: dict[str, Any], duration: int, *, p6: bool) -> Kind:
    if p6:
        return P6_KINDS.get(row["activity_type"], Kind.TASK)
    # what is called a milestone but takes time is scheduled as a task
    return Kind.FINISH_MILESTONE if row["milestone"] and not duration else Kind.TASK


def _bound(row: dict[str, Any], *, p6: bool) -> Bound:
    kind, day = row["constraint"] or (None, None)
    if kind == "AS_LATE_AS_POSSIBLE":
        return Bound(Constraint.ALAP)
    if kind is None or day is None:
        return Bound(Constraint.ASAP)
    return Bound((P6 if p6 else MSPROJECT)[kind], at(day))


def _link(pred: int, succ: int, kind: str, lag: float, units: str | None) -> Link:
    elapsed = (units or "").startswith("e")
    clock = LagClock.ELAPSED if elapsed else LagClock.DEFAULT
    if (units or "").endswith("%"):
        return Link(str(pred), str(succ), LinkKind[kind], clock=clock, lag_percent=lag)
    return Link(str(pred), str(succ), LinkKind[kind], _minutes(lag), clock)


def _calendars(spec: dict[str, Any]) -> dict[str, WorkTime]:
    known = {calendar["id"]: calendar for calendar in spec["calendars"]}
    made = {str(key): _calendar_made(calendar, spec, known) for key, calendar in known.items()}
    return made | {ELAPSED: always()}


def _calendar_made(
    calendar: dict[str, Any], spec: dict[str, Any], known: Mapping[int, dict[str, Any]]
) -> WorkTime:
    week = list(calendar["week"])
    lines = [calendar]
    # days that a calendar leaves open are those of the one it derives from
    while (parent := known.get(lines[-1]["parent"])) is not None:
        lines.append(parent)
        week = [parent["week"][day] if week[day] is None else week[day] for day in range(7)]
    exceptions: dict[datetime.date, Shifts] = {}
    for line in reversed(lines):
        for row in line["exceptions"]:
            exceptions |= dict.fromkeys(_days(row["start"], row["finish"]), _shifts(row["hours"]))
    return WorkTime(
        weekly=tuple(_shifts(hours) for hours in week),
        exceptions=exceptions,
        name=calendar["name"],
        minutes_per_day=spec["minutes_per_day"],
    )


def _shifts(hours: list[list[str]] | None) -> Shifts:
    """Shifts of a day; a midnight that ends one is the day's last minute."""
    pairs = [(minute(begin), minute(end) or 1440) for begin, end in hours or ()]
    return tuple(sorted(pairs))


def _days(first: str, last: str) -> list[datetime.date]:
    begin, end = (datetime.date.fromisoformat(day[:10]).toordinal() for day in (first, last))
    return [datetime.date.fromordinal(day) for day in range(begin, end + 1)]


def _expected(spec: dict[str, Any], plan: Plan) -> dict[str, dict[str, int]]:
    found = {}
    for row, activity in zip(spec["activities"], plan.activities, strict=True):
        own = row["task_mode"] == "MANUALLY_SCHEDULED" or _is_driven(row, plan.calendars)
        values = {} if own else row["expected"]
        columns = {
            name.removesuffix("_minutes"): _value(value)
            for name, value in values.items()
            if value is not None and name != "critical"
        }
        if "early_start" not in columns:
            # never scheduled: what stands in place of its floats is not one
            columns = {name: value for name, value in columns.items() if name not in FLOATS}
        late = _backwards(spec) and activity.constraint.kind == Constraint.ASAP
        # a project that is planned from its finish shows its late dates
        moved = {"start": "late_start", "finish": "late_finish"} if late else {}
        found[activity.id] = {moved.get(name, name): value for name, value in columns.items()}
    return found


def _backwards(spec: dict[str, Any]) -> bool:
    return str(spec["schedule_from"]) in ("1", "FINISH")


def _unjudged(spec: dict[str, Any]) -> str:
    """Why the dates do not follow from what the file beside holds."""
    if count := spec["relations_on_summaries"]:
        return f"{count} relations of summary tasks are missing in {END}"
    unknown = sum(row["duration_minutes"] is None for row in spec["activities"])
    return f"resources decide, and {unknown} durations are missing in {END}" if unknown else ""


def _reproduced(file: Path) -> dict[str, int]:
    """Per file on how many activities MPXJ's own scheduler reproduces the stored dates."""
    readme = file.parent.parent / "README.md"
    text = readme.read_text() if readme.exists() else ""
    return {name: int(count) for name, count in ROW.findall(text)}


def _calendar(key: int | None) -> str:
    return "" if key is None else str(key)


def _value(value: str | float) -> int:
    return at(value) if isinstance(value, str) else _minutes(value)


def _minutes(value: float | None) -> int:
    return round(value or 0)


def _instant(text: str | None) -> int | None:
    return at(text) if text else None
