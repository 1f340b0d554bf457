"""Milestones as lists and boards show them: plain rows, their photos, what the day makes of them."""

import datetime
import zoneinfo
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypedDict

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from projects.models import Activity, Photo
from projects.models.words import PhotoState
from projects.selectors.calendars import CalendarKey, calendars_by_key
from scheduling import delays, workdays

Row = dict[str, Any]

# what a milestone's row is made from; one query, no objects
COLUMNS = (
    "id",
    "project_id",
    "building_id",
    "code",
    "name",
    "name_en",
    "kind",
    "planned_finish",
    "actual_finish",
    "state",
    "evidence_policy",
    "photos_required",
    "reached_at",
    "percent_complete",
    "overdue_at",
    "due_soon_at",
    "lead_unit",
    "supervising_unit",
    "version",
    "updated_at",
    "responsible__username",
    "project__time_zone",
    "project__calendar_id",
    "project__calendar__version",
    "project__calendar__updated_at",
)


class PhotoSummary(TypedDict):
    """How many photos an activity has that were not rejected, and which came last."""

    count: int
    id: int
    taken_at: datetime.datetime | None
    stored_at: datetime.datetime
    state: str


def milestone_rows(milestones: QuerySet[Activity]) -> list[Row]:
    """Read the columns of `COLUMNS`."""
    return list(milestones.values(*COLUMNS))


def photo_summaries(activity_ids: Iterable[int]) -> dict[int, PhotoSummary]:
    """Return count and latest photo (by receipt) of each activity that has any, in one query."""
    photos = (
        Photo.objects.filter(activity_id__in=list(activity_ids))
        .exclude(state=PhotoState.REJECTED)
        .annotate(
            count=Window(Count("id"), partition_by=F("activity_id")),
            place=Window(
                RowNumber(),
                partition_by=F("activity_id"),
                order_by=[F("stored_at").desc(), F("id").desc()],
            ),
        )
        .filter(place=1)
        .order_by()
    )
    return {
        row.pop("activity_id"): row
        for row in photos.values("activity_id", "count", "id", "taken_at", "stored_at", "state")
    }


def row_calendars(rows: Iterable[Row]) -> dict[int, workdays.Calendar]:
    """Return the calendar of each project id among the rows; no query once it is known."""
    keys = {
        row["project_id"]: CalendarKey(
            row["project__calendar_id"],
            row["project__calendar__version"],
            row["project__calendar__updated_at"],
        )
        for row in rows
    }
    known = calendars_by_key(key for key in keys.values() if key.calendar_id is not None)
    return {
        project_id: known.get(key, workdays.MONDAY_TO_FRIDAY) for project_id, key in keys.items()
    }


def row_today(row: Row, now: datetime.datetime) -> datetime.date:
    """Return the date on the site of the row's project."""
    return _local_date(row["project__time_zone"], now)


def row_days_late(row: Row, *, today: datetime.date, calendar: workdays.Calendar) -> int:
    """Working days late: until today while open, until the actual finish once reached."""
    planned = row["planned_finish"]
    if planned is None:
        return 0
    until = today
    if row["reached_at"] is not None:
        until = row["actual_finish"] or planned
    return delays.days_late(planned, until, calendar)


@lru_cache(maxsize=256)
def _local_date(zone: str, now: datetime.datetime) -> datetime.date:
    return now.astimezone(zoneinfo.ZoneInfo(zone)).date()
