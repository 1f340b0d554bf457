"""Milestones as lists and boards show them: plain rows, their photos, their judgement."""

import datetime
import zoneinfo
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypedDict, cast

from projects.models import Photo
from projects.models.words import PhotoState
from projects.selectors.calendars import CalendarKey, calendars_by_key
from projects.selectors.lights import Judgement, judgement_of

Row = dict[str, Any]

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
# what a milestone's row is made from: one query, no objects
COLUMNS = (
    "id",
    "project_id",
    "building_id",
    "code",
    "name",
    "name_en",
    "kind",
    "state",
    "evidence_policy",
    "photos_required",
    "percent_complete",
    "overdue_at",
    "due_soon_at",
    "lead_unit",
    "supervising_unit",
    "version",
    "responsible__username",
    *JUDGED_BY,
)

# ids are given in order of receipt; {marks} is one %s an id
LATEST = """
SELECT photo.id, photo.activity_id, photo.taken_at, photo.stored_at, photo.state, found.count
FROM projects_photo photo
JOIN (
    SELECT activity_id, COUNT(*) AS count, MAX(id) AS latest
    FROM projects_photo
    WHERE state <> %s AND activity_id IN ({marks})
    GROUP BY activity_id
) found ON photo.id = found.latest
"""


class PhotoSummary(TypedDict):
    """How many photos an activity has that were not rejected, and which came last."""

    count: int
    id: int
    taken_at: datetime.datetime | None
    stored_at: datetime.datetime
    state: str


def photo_summaries(activity_ids: Iterable[int]) -> dict[int, PhotoSummary]:
    """Return count and latest photo (by receipt) of each activity that has any, in one query.

    Written as SQL: Django takes longer to compile its window functions than PostgreSQL to answer.
    """
    ids = list(activity_ids)
    marks = ", ".join(["%s"] * len(ids))
    photos = Photo.objects.raw(LATEST.format(marks=marks), [PhotoState.REJECTED, *ids])
    return {
        int(photo.activity_id or 0): PhotoSummary(
            count=photo.count,  # type: ignore[attr-defined] # the query's own column
            id=photo.id,
            taken_at=photo.taken_at,
            stored_at=photo.stored_at,
            state=photo.state,
        )
        for photo in photos
    }


def rows_judged(rows: list[Row], now: datetime.datetime) -> list[Judgement]:
    """Judge each row of `JUDGED_BY` on its project's day; unseen calendars cost two queries."""
    keys = [_calendar_key(row) for row in rows]
    calendars_by_key(key for key in keys if key)
    return [
        judgement_of(
            key,
            row["planned_finish"],
            _reached_on(row),
            _local_date(row["project__time_zone"], now),
        )
        for key, row in zip(keys, rows, strict=True)
    ]


def is_overdue(row: Row, now: datetime.datetime) -> bool:
    """Is the planned day over on site, and the milestone not reached?"""
    return bool(row["reached_at"] is None and row["overdue_at"] and row["overdue_at"] <= now)


def is_due_soon(row: Row, now: datetime.datetime) -> bool:
    """Is the planned day near (its project's working days) and not over?"""
    soon = row["due_soon_at"]
    return bool(row["reached_at"] is None and soon and soon <= now < row["overdue_at"])


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
