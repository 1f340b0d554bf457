"""A project's calendars as a chart shades its days by them."""

import datetime
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from projects.models import Calendar, Project
from projects.selectors.calendars import weekly_of

EPOCH = datetime.date(1970, 1, 1).toordinal()

Row = dict[str, Any]


def day_number(date: datetime.date) -> int:
    """Days since 1970-01-01."""
    return date.toordinal() - EPOCH


def calendars_of(project: Project) -> Iterator[Row]:
    """Each calendar with its dated days; one query, a row for each day and calendar."""
    rows = (
        Calendar.objects.filter(project=project)
        .order_by("pk", "exceptions__date")
        .values_list(
            "pk",
            "name",
            "worked_weekdays",
            "seasons",
            "exceptions__date",
            "exceptions__worked",
            "exceptions__name",
        )
    )
    for (pk, name, weekdays), days in groupby(rows, key=lambda row: row[:3]):
        found = list(days)
        dated = [row[4:] for row in found if row[4] is not None]
        yield {
            "id": pk,
            "name": name,
            "weekly": weekly_of(weekdays),
            "days": [day_number(date) for date, _worked, _name in dated],
            "worked": [worked for _date, worked, _name in dated],
            "names": [said for _date, _worked, said in dated],
            "seasons": [_season(season) for season in found[0][3]],
        }


def _season(stored: Row) -> Row:
    first, last = (datetime.date.fromisoformat(stored[end]) for end in ("first", "last"))
    return {**stored, "first": day_number(first), "last": day_number(last)}
