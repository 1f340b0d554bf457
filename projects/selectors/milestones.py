"""Milestones as lists and boards show them: plain rows, their photos, their judgement."""

import datetime
import zoneinfo
from functools import lru_cache
from typing import Any, cast

from projects.selectors.calendars import CalendarKey, calendars_by_key
from projects.selectors.lights import Judgement, judgement_of

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
    "actual_finish",
    "reached_at",
    "project__time_zone",
    "project__calendar_id",
    "project__calendar__version",
    "project__calendar__updated_at",
)
LATEST_PHOTO = (
    "latest_photo_id",
    "latest_photo__taken_at",
    "latest_photo__stored_at",
    "latest_photo__state",
)
# what a milestone's row is made from: one query, no objects
COLUMNS = (
    *NAMED_BY,
    "photos_required",
    "due_soon_at",
    "forecast_finish",
    "total_float_days",
    "free_float_days",
    "is_critical",
    "is_near_critical",
    "lead_unit",
    "supervising_unit",
    "version",
    "responsible__username",
    "photo_count",
    *LATEST_PHOTO,
    *JUDGED_BY,
)


def rows_judged(rows: list[Row], now: datetime.datetime) -> list[Judgement]:
    """Judge each row of `JUDGED_BY` on its project's day; unseen calendars cost two queries."""
    keys = [_calendar_key(row) for row in rows]
    calendars_by_key(key for key in keys if key)
    today = {zone: _local_date(zone, now) for zone in {row["project__time_zone"] for row in rows}}
    return [
        judgement_of(key, row["planned_finish"], _reached_on(row), today[row["project__time_zone"]])
        for key, row in zip(keys, rows, strict=True)
    ]


def is_due_soon(row: Row, now: datetime.datetime) -> bool:
    """Has the rule's working days before the planned day begun, with the milestone not reached?"""
    soon = row["due_soon_at"]
    return bool(row["reached_at"] is None and soon and soon <= now)


def _calendar_key(row: Row) -> CalendarKey | None:
    if row["project__calendar_id"] is None:
        return None
    return CalendarKey(
        row["project__calendar_id"],
        row["project__calendar__version"],
        row["project__calendar__updated_at"],
    )


def _reached_on(row: Row) -> datetime.date | None:
    if row["reached_at"] is None:
        return None
    if row["actual_finish"] is not None:
        return cast(datetime.date, row["actual_finish"])
    return _local_date(row["project__time_zone"], row["reached_at"])


def _local_date(zone: str, instant: datetime.datetime) -> datetime.date:
    return instant.astimezone(_zone(zone)).date()


@lru_cache(maxsize=64)
def _zone(name: str) -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(name)
