"""The statutory clocks of a project: what runs since when, until when, and what was done."""

import datetime
from dataclasses import replace
from typing import Any

from projects.models import Activity, Building, Project
from projects.models.words import StatutoryStep, Works
from projects.selectors.calendars import today_of
from projects.selectors.languages import in_language
from projects.selectors.milestones import reached_on
from projects.selectors.schedules import finish_shown
from scheduling.calendars.china import FIRST_YEAR, LAST_YEAR, china_calendar
from scheduling.rules import statutory

Row = dict[str, Any]
COLUMNS = (
    "id",
    "code",
    "name",
    "name_en",
    "kind",
    "building_id",
    "statutory_step",
    "planned_finish",
    "forecast_finish",
    "actual_finish",
    "reached_at",
)


def statutory_clocks_of(project: Project, now: datetime.datetime) -> list[Row]:
    """Every clock of every completion acceptance, the soonest due first, as of `now` (UTC).

    A clock runs from the day on which the acceptance was reached. Before that it has no due day;
    it is told what the day would be if the acceptance came when it is expected. Two queries.
    """
    buildings = {row.pk: row for row in Building.objects.filter(project=project)}
    marked = Activity.objects.filter(project=project).exclude(statutory_step=StatutoryStep.NONE)
    rows = list(marked.order_by("pk").values(*COLUMNS))
    found = [
        _clock_row(project, event, clock, _acts(rows, event, clock), buildings, now)
        for event in rows
        if event["statutory_step"] == StatutoryStep.COMPLETION
        for clock in _clocks(project, buildings.get(event["building_id"]))
    ]
    return sorted(
        found, key=lambda row: (row["due"] or datetime.date.max, row["event"]["activity"])
    )


def _clocks(project: Project, building: Building | None) -> tuple[statutory.StatutoryClock, ...]:
    works = building.works if building else Works.ORDINARY
    return statutory.clocks_for(project.region, statutory.Works(works))


def _acts(rows: list[Row], event: Row, clock: statutory.StatutoryClock) -> list[Row]:
    """What the clock asks for, in the plan of the same building."""
    return [
        row
        for row in rows
        if row["statutory_step"] == clock.key and row["building_id"] == event["building_id"]
    ]


def _clock_row(
    project: Project,
    event: Row,
    clock: statutory.StatutoryClock,
    acts: list[Row],
    buildings: dict[int, Building],
    now: datetime.datetime,
) -> Row:
    today, zone = today_of(project, now), project.zone
    accepted_on = reached_on(event, zone)
    starts_on = accepted_on or finish_shown(event["kind"], event["forecast_finish"])
    starts_on = starts_on or event["planned_finish"]
    due = clock_due(clock, starts_on, today) if starts_on else None
    days = [day for day in (reached_on(act, zone) for act in acts) if day is not None]
    done_on = min(days, default=None)
    building = buildings.get(event["building_id"])
    return {
        "clock": _clock_said(clock),
        "building": building.pk if building else None,
        "building_code": building.code if building else "",
        "event": _named(event),
        "acts": [_named(act) for act in acts],
        "starts_on": starts_on,
        "accepted": accepted_on is not None,
        "due": due.due if due else None,
        "days_left": due.days_left if due and accepted_on and not done_on else None,
        "done_on": done_on,
        "state": _state(accepted_on, due, done_on),
        "provisional": due.provisional if due else False,
    }


def clock_due(
    clock: statutory.StatutoryClock, accepted_on: datetime.date, today: datetime.date
) -> statutory.Due:
    """When a clock is due that runs since `accepted_on`, by the official calendar."""
    years = accepted_on.year, today.year
    # a limit of days may end in the next year
    first, last = max(min(years), FIRST_YEAR), min(max(years) + 1, LAST_YEAR)
    calendar = china_calendar(first, last)
    due = statutory.due_of(clock, accepted_on=accepted_on, today=today, calendar=calendar)
    known = not clock.working or first <= accepted_on.year <= due.due.year <= last
    return replace(due, provisional=due.provisional or not known)


def _state(
    accepted_on: datetime.date | None, due: statutory.Due | None, done_on: datetime.date | None
) -> str:
    if accepted_on is None or due is None:
        return "waiting"
    if done_on is not None:
        return "kept" if done_on <= due.due else "kept_late"
    return "running" if due.days_left >= 0 else "overdue"


def _clock_said(clock: statutory.StatutoryClock) -> Row:
    return {
        "key": clock.key,
        "version": clock.version,
        "region": clock.region,
        "name": in_language(clock.names),
        "text": in_language(clock.text),
        "source": clock.source,
        "days": clock.days,
        "counted": "working" if clock.working else "calendar",
    }


def _named(row: Row) -> Row:
    return {"activity": row["id"], "code": row["code"], "name": row["name"]}
