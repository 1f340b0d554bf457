"""Milestones as lists and boards show them: plain rows, their photos, their judgement."""

import datetime
import zoneinfo
from collections.abc import Collection
from functools import lru_cache
from typing import Any, NamedTuple, cast

from django.db import connection

from projects.models.words import CompareWith
from projects.selectors.calendars import CalendarKey, calendars_by_key
from projects.selectors.lights import Judgement, RuleKey, judgement_of

Row = dict[str, Any]

# what every list of milestones begins with
NAMED_BY = (
    "id",
    "project_id",
    "building_id",
    "code",
    "name",
    "name_en",
    "kind",
    "state",
    "evidence_policy",
    "percent_complete",
)
# what a row is judged by, beside what is shown of it
JUDGED_BY = (
    "planned_finish",
    "baseline_finish",
    "compared_finish",
    "actual_finish",
    "reached_at",
)
LATEST_PHOTO = (
    "latest_photo_id",
    "latest_photo__taken_at",
    "latest_photo__taken_at_source",
    "latest_photo__grade",
    "latest_photo__stored_at",
    "latest_photo__state",
)
# what a milestone's row is made from: one query, no objects
COLUMNS = (
    *NAMED_BY,
    "photos_required",
    "photos_grade_least",
    "photos_age_most_days",
    "photos_within",
    "statutory_step",
    "due_soon_at",
    "forecast_finish",
    "forecast_days_late",
    "total_float_days",
    "free_float_days",
    "is_critical",
    "is_near_critical",
    "is_provisional",
    "lead_unit",
    "supervising_unit",
    "version",
    "responsible__username",
    "photo_count",
    *LATEST_PHOTO,
    *JUDGED_BY,
)


# Two joins less in every list: PostgreSQL plans each of them longer than it reads the row.
CLOCKS = """
SELECT project.id, project.time_zone, project.compare_with,
    project.light_rule, project.light_rule_version, rule.closes, rule.bands,
    calendar.id, calendar.version, calendar.updated_at
FROM projects_project project
LEFT JOIN projects_calendar calendar ON calendar.id = project.calendar_id
LEFT JOIN projects_lightrule rule
    ON rule.name = project.light_rule AND rule.version = project.light_rule_version
WHERE project.id IN ({places})
"""


class Clock(NamedTuple):
    """By what a project's milestones are judged: zone, light rule, and calendar if it has one."""

    zone: zoneinfo.ZoneInfo
    rule: RuleKey
    compare_with: str
    calendar: CalendarKey | None


def rows_judged(rows: list[Row], now: datetime.datetime) -> list[Judgement]:
    """Judge each row of `JUDGED_BY` on its project's day, and say on it what was compared.

    One query for the projects' clocks; unseen calendars cost two more.
    """
    clocks = project_clocks({row["project_id"] for row in rows})
    calendars_by_key(clock.calendar for clock in clocks.values() if clock.calendar)
    today = {pk: now.astimezone(clock.zone).date() for pk, clock in clocks.items()}
    for row in rows:
        row["compared_date"] = compared_date(row, clocks[row["project_id"]])
    return [
        judgement_of(
            clocks[row["project_id"]].rule,
            clocks[row["project_id"]].calendar,
            row["compared_finish"],
            reached_on(row, clocks[row["project_id"]].zone),
            today[row["project_id"]],
        )
        for row in rows
    ]


def compared_date(row: Row, clock: Clock) -> str:
    """What the lateness of a row of `JUDGED_BY` is measured from: its baseline where it has one."""
    frozen = clock.compare_with == CompareWith.BASELINE and row["baseline_finish"] is not None
    return str(CompareWith.BASELINE if frozen else CompareWith.PLAN)


def project_clocks(project_ids: Collection[int]) -> dict[int, Clock]:
    """Return the clock of each project, in one query that no ORM compiles."""
    if not project_ids:
        return {}
    places = ", ".join(["%s"] * len(project_ids))
    with connection.cursor() as cursor:
        cursor.execute(CLOCKS.format(places=places), list(project_ids))
        found = cursor.fetchall()
    return {
        pk: Clock(
            zone_named(zone),
            RuleKey(*rule),
            compared,
            CalendarKey(key, version, _utc(updated)) if key else None,
        )
        for pk, zone, compared, *rule, key, version, updated in found
    }


def _utc(value: datetime.datetime) -> datetime.datetime:
    """Read what the driver returns: SQLite's instants are UTC without saying so."""
    return value if value.tzinfo else value.replace(tzinfo=datetime.UTC)


def is_due_soon(row: Row, now: datetime.datetime) -> bool:
    """Has the rule's working days before the planned day begun, with the milestone not reached?"""
    soon = row["due_soon_at"]
    return bool(row["reached_at"] is None and soon and soon <= now)


def reached_on(row: Row, zone: zoneinfo.ZoneInfo) -> datetime.date | None:
    """Return the local day on which a row of `JUDGED_BY` was reached, None while it is open."""
    if row["reached_at"] is None:
        return None
    if row["actual_finish"] is not None:
        return cast(datetime.date, row["actual_finish"])
    return cast(datetime.datetime, row["reached_at"]).astimezone(zone).date()


@lru_cache(maxsize=64)
def zone_named(name: str) -> zoneinfo.ZoneInfo:
    """The zone, kept: a lookup for every row of a list would cost more than the row."""
    return zoneinfo.ZoneInfo(name)
