"""Random networks with dates computed by MPXJ's P6 and MS Project schedulers (kind `oracle/`)."""

import datetime
import json
from pathlib import Path
from typing import Any

from bench._case import Case, at, expected_columns
from scheduling import profiles
from scheduling.calendars.worktime import CLOSED, Shifts, WorkTime
from scheduling.plan import Activity, Bound, Constraint, Kind, LagClock, Link, LinkKind, Plan

DAY = 480
KINDS = {
    "task": Kind.TASK,
    "start_milestone": Kind.START_MILESTONE,
    "finish_milestone": Kind.FINISH_MILESTONE,
}
SOFT = {name: Constraint[name] for name in ("SNET", "SNLT", "FNET", "FNLT")}
P6 = SOFT | {
    "MSO": Constraint.MANDATORY_START,
    "MFO": Constraint.MANDATORY_FINISH,
    "SO": Constraint.MSO,
    "FO": Constraint.MFO,
}
MSPROJECT = SOFT | {"MSO": Constraint.MSO, "MFO": Constraint.MFO}
CLOCKS = {
    "predecessor": LagClock.PREDECESSOR,
    "successor": LagClock.SUCCESSOR,
    "project": LagClock.PROJECT,
    "24-hour": LagClock.ELAPSED,
}


def read(file: Path) -> Case:
    """One network; its profile is the first words of its name."""
    spec = json.loads(file.read_text())
    p6 = spec["profile"].startswith("p6")
    calendars = _calendars(spec)
    clock = CLOCKS.get(spec.get("lag_calendar"), LagClock.DEFAULT)
    plan = Plan(
        start=at(spec["start"]),
        calendars=calendars,
        calendar="0",
        activities=tuple(_activity(row, p6=p6) for row in spec["activities"]),
        links=tuple(
            Link(pred, succ, LinkKind[kind], round(lag * DAY), clock)
            for pred, succ, kind, lag in spec["relations"]
        ),
        data_date=_instant(spec.get("data_date")),
        must_finish_by=_instant(spec.get("must_finish_by")),
    )
    expected = {
        name: expected_columns(spec["expected_columns"], row)
        for name, row in spec["expected"].items()
    }
    options = profiles.P6 if p6 else profiles.MSPROJECT
    return Case(file.stem, spec["profile"], plan, options, expected)


def _activity(row: dict[str, Any], *, p6: bool) -> Activity:
    remaining = row.get("remaining")
    return Activity(
        row["id"],
        round(row["dur"] * DAY),
        # what lasts no time is a plain task to MS Project's scheduler
        KINDS[row["type"]] if p6 else Kind.TASK,
        str(row["cal"]),
        _bound(row.get("constraint"), P6 if p6 else MSPROJECT),
        actual_start=_instant(row.get("actual_start")),
        actual_finish=_instant(row.get("actual_finish")),
        remaining=None if remaining is None else round(remaining * DAY),
    )


def _bound(given: dict[str, str] | list[str] | None, names: dict[str, Constraint]) -> Bound:
    if not given:
        return Bound(Constraint.ASAP)
    kind, day = (given["type"], given["date"]) if isinstance(given, dict) else given
    return Bound(names[kind], at(day))


def _calendars(spec: dict[str, Any]) -> dict[str, WorkTime]:
    shifts: Shifts = tuple((minute(begin), minute(end)) for begin, end in spec["day_hours"])
    return {
        str(place): WorkTime(
            weekly=tuple(shifts if worked else CLOSED for worked in calendar["week"]),
            exceptions={
                datetime.date.fromisoformat(day): shifts if worked else CLOSED
                for day, worked in calendar["exceptions"].items()
            },
            name=calendar["name"],
        )
        for place, calendar in enumerate(spec["calendars"])
    }


def minute(text: str) -> int:
    """The minute of the day of `08:00`."""
    hour, rest = text.split(":")
    return int(hour) * 60 + int(rest)


def _instant(text: str | None) -> int | None:
    return at(text) if text else None
