"""A project's plan in columns, as a chart of tens of thousands of bars wants it: five queries.

Days are numbers, days since 1970-01-01: neither side then makes an object of each of them.
"""

import datetime
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import numpy as np
from django.db.models import F

from projects.models import Activity, BaselineActivity, Building, Calendar, Link, Project
from projects.models.words import ActivityKind
from projects.selectors.calendars import today_of, weekly_of
from projects.selectors.integers import Ordinal
from projects.selectors.schedules import finish_ordinal, start_ordinal

EPOCH = datetime.date(1970, 1, 1).toordinal()
# where the database has no minute
UNKNOWN = -1

Row = dict[str, Any]
Column = list[Any]

# what a column is called to where it comes from
PLAIN = {
    "id": "id",
    "version": "version",
    "code": "code",
    "name": "name",
    "name_en": "name_en",
    "wbs": "wbs",
    "kind": "kind",
    "building": "building_id",
    "calendar": "calendar_id",
    "duration_days": "duration_days",
    "duration_clock": "duration_clock",
    "constraint": "constraint",
    "percent_complete": "percent_complete",
    "responsible": "responsible__username",
    "total_float": "total_float_days",
    "critical": "is_critical",
    "near_critical": "is_near_critical",
    "reached": "reached_at",
}
DAYS = (
    "planned_start",
    "planned_finish",
    "baseline_finish",
    "actual_start",
    "actual_finish",
    "constraint_date",
)
STARTS = ("early_start", "late_start", "forecast_start")
FINISHES = ("early_finish", "late_finish", "forecast_finish")
LINKS = {
    "id": "id",
    "version": "version",
    "predecessor": "predecessor_id",
    "successor": "successor_id",
    "kind": "kind",
    "lag_days": "lag_days",
    "lag_percent": "lag_percent",
}
BUILDINGS = ("id", "code", "name", "name_en")
ENDS = (ActivityKind.FINISH_MILESTONE, ActivityKind.INSPECTION_MILESTONE)


def gantt_of(project: Project, now: datetime.datetime) -> Row:
    """Return everything that a chart of the plan draws; `now` (UTC) says what day it is there."""
    return {
        "project": project.pk,
        "computation": project.computation,
        "problem": project.schedule_problem or None,
        "today": _day(today_of(project, now).toordinal()),
        "data_date": project.data_date and _day(project.data_date.toordinal()),
        "calendar": project.calendar_id,
        "activities": _activities(project),
        "links": _links(project),
        "buildings": list(
            Building.objects.filter(project=project).order_by("order", "pk").values(*BUILDINGS)
        ),
        "calendars": list(_calendars(project)),
    }


def _activities(project: Project) -> dict[str, Column]:
    numbers = {f"n_{name}": Ordinal(F(name)) for name in DAYS}
    rows = (
        Activity.objects.filter(project=project)
        .order_by("pk")
        .values_list(*PLAIN.values(), *STARTS, *FINISHES, *numbers.values())
    )
    read = _turned(rows, [*PLAIN, *STARTS, *FINISHES, *DAYS])
    kinds = np.array(read["kind"], dtype=object)
    ends = np.isin(kinds, [str(kind) for kind in ENDS])
    begins = kinds == str(ActivityKind.START_MILESTONE)
    return {
        **read,
        **{name: [_day(each) for each in read[name]] for name in DAYS},
        **{name: _shown(read[name], start_ordinal, ends=ends) for name in STARTS},
        **{name: _shown(read[name], finish_ordinal, begins=begins) for name in FINISHES},
        "reached": [moment is not None for moment in read["reached"]],
        "baseline_start": _frozen_starts(project, read, ends),
    }


def _frozen_starts(project: Project, read: dict[str, Column], ends: Any) -> Column:
    """The first days of the current baseline, by which a ghost of each bar is drawn."""
    lines = BaselineActivity.objects.filter(project=project, baseline__is_current=True)
    known = dict(lines.values_list("activity_id", "start"))
    return _shown([known.get(pk) for pk in read["id"]], start_ordinal, ends=ends)


def _links(project: Project) -> dict[str, Column]:
    rows = Link.objects.filter(project=project).order_by("pk").values_list(*LINKS.values())
    return _turned(rows, list(LINKS))


def _calendars(project: Project) -> Iterator[Row]:
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
            "days": [_day(date.toordinal()) for date, _worked, _name in dated],
            "worked": [worked for _date, worked, _name in dated],
            "names": [said for _date, _worked, said in dated],
            "seasons": [_season(season) for season in found[0][3]],
        }


def _season(stored: Row) -> Row:
    first, last = (datetime.date.fromisoformat(stored[end]) for end in ("first", "last"))
    return {**stored, "first": _day(first.toordinal()), "last": _day(last.toordinal())}


def _turned(rows: Iterable[tuple[Any, ...]], names: list[str]) -> dict[str, Column]:
    """Rows as columns, also where there are none."""
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return {name: list(column) for name, column in zip(names, columns, strict=True)}


def _day(ordinal: int) -> int | None:
    """The number of a day; the databases say 0 where there is none."""
    return ordinal - EPOCH if ordinal else None


def _shown(minutes: Column, ordinal: Any, **side: Any) -> Column:
    """The days that instants of the computation are shown as."""
    known = np.array([UNKNOWN if each is None else each for each in minutes], np.int64)
    days = ordinal(known, **side) - EPOCH
    return [None if gone else day for gone, day in zip(known < 0, days.tolist(), strict=True)]
