"""A project's plan in columns, as a chart of tens of thousands of bars wants it: six queries.

Days are numbers, days since 1970-01-01: neither side then makes an object of each of them. What is
a number or a word of a vocabulary is read as numbers, without an object per row.
"""

import datetime
from collections.abc import Iterable
from typing import Any

import numpy as np
from django.db.models import F
from numpy.typing import NDArray

from projects.models import Activity, BaselineActivity, Building, Link, Project
from projects.models.words import ActivityKind, Constraint, DurationClock, LagClock, LinkKind
from projects.selectors.calendars import today_of
from projects.selectors.gantt_calendars import EPOCH, calendars_of, day_number
from projects.selectors.integers import Numbers, Ordinal, Table, whole, word
from projects.selectors.schedules import finish_ordinal, start_ordinal

# where the database has no number
UNKNOWN = -(2**40)
PERCENT_SCALE, LAG_SCALE = 100, 10_000

Row = dict[str, Any]
Column = list[Any]
Array = NDArray[np.int64]

TEXTS = {
    "code": "code",
    "name": "name",
    "name_en": "name_en",
    "wbs": "wbs",
    "responsible": "responsible__username",
}
WORDS: dict[str, list[str]] = {
    "kind": ActivityKind.values,
    "duration_clock": DurationClock.values,
    "constraint": Constraint.values,
}
PLAIN = ("id", "version", "duration_days")
KEYS = ("building", "calendar")
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
TRUTHS = {"critical": "is_critical", "near_critical": "is_near_critical"}
BUILDINGS = ("id", "code", "name", "name_en")
ENDS = (ActivityKind.FINISH_MILESTONE, ActivityKind.INSPECTION_MILESTONE)


def _numbered(words: Iterable[str]) -> dict[Any, int]:
    return {each: number for number, each in enumerate(words)}


ACTIVITIES = Table(
    Activity,
    {
        **{name: whole(name) for name in PLAIN},
        **{name: whole(f"{name}_id", empty=UNKNOWN) for name in KEYS},
        **{name: word(name, _numbered(words)) for name, words in WORDS.items()},
        **{name: Ordinal(F(name)) for name in DAYS},
        **{name: whole(name, empty=UNKNOWN) for name in (*STARTS, *FINISHES)},
        **{name: word(source, {True: 1}) for name, source in TRUTHS.items()},
        "reached": word("reached_at__isnull", {False: 1}),
        "percent_complete": whole("percent_complete", scale=PERCENT_SCALE),
        "total_float": whole("total_float", empty=UNKNOWN),
        "day_minutes": whole("day_minutes", empty=1),
    },
)
LINKS = Table(
    Link,
    {
        "id": whole("id"),
        "version": whole("version"),
        "predecessor": whole("predecessor_id"),
        "successor": whole("successor_id"),
        "kind": word("kind", _numbered(LinkKind.values)),
        "lag_days": whole("lag_days", scale=LAG_SCALE),
        "lag_percent": whole("lag_percent", scale=PERCENT_SCALE, empty=UNKNOWN),
        "lag_clock": word("lag_clock", _numbered(LagClock.values)),
    },
)


def gantt_of(project: Project, now: datetime.datetime) -> Row:
    """Return everything that a chart of the plan draws; `now` (UTC) says what day it is there."""
    return {
        "project": project.pk,
        "name": project.name,
        "name_en": project.name_en,
        "computation": project.computation,
        "problem": project.schedule_problem or None,
        "today": day_number(today_of(project, now)),
        "data_date": project.data_date and day_number(project.data_date),
        "calendar": project.calendar_id,
        "activities": _activities(project),
        "links": _links(project),
        "buildings": list(
            Building.objects.filter(project=project).order_by("order", "pk").values(*BUILDINGS)
        ),
        "calendars": list(calendars_of(project)),
    }


def _activities(project: Project) -> dict[str, Column]:
    read = ACTIVITIES.read(project_id=project.pk)
    kinds = read["kind"]
    ends = np.isin(kinds, [WORDS["kind"].index(kind) for kind in ENDS])
    begins = kinds == WORDS["kind"].index(ActivityKind.START_MILESTONE)
    return {
        **_texts(project, read["id"]),
        **{name: read[name].tolist() for name in PLAIN},
        **{name: _known(read[name], read[name] == UNKNOWN) for name in KEYS},
        **{name: _worded(read[name], words) for name, words in WORDS.items()},
        **{name: _known(read[name] - EPOCH, read[name] == 0) for name in DAYS},
        **{name: _shown(read[name], start_ordinal, ends=ends) for name in STARTS},
        **{name: _shown(read[name], finish_ordinal, begins=begins) for name in FINISHES},
        **{name: read[name].astype(bool).tolist() for name in (*TRUTHS, "reached")},
        "percent_complete": _figures(read["percent_complete"], PERCENT_SCALE),
        "total_float": _figures(read["total_float"], read["day_minutes"]),
        "baseline_start": _frozen_starts(project, read, ends),
    }


def _texts(project: Project, ids: Array) -> dict[str, Column]:
    """What is written of each activity; empty for one that was deleted since its numbers."""
    rows = Activity.objects.filter(project=project).values_list("pk", *TEXTS.values())
    known = {row[0]: row for row in rows}
    none = (0, *("" for _text in TEXTS))
    columns = zip(*(known.get(pk, none) for pk in ids.tolist()), strict=True)
    _ids, *texts = list(columns) or [()] * (1 + len(TEXTS))
    return {name: list(column) for name, column in zip(TEXTS, texts, strict=True)}


def _frozen_starts(project: Project, read: Numbers, ends: Any) -> Column:
    """The first days of the current baseline, by which a ghost of each bar is drawn."""
    lines = BaselineActivity.objects.filter(project=project, baseline__is_current=True)
    known = dict(lines.filter(start__isnull=False).values_list("activity_id", "start"))
    minutes = [known.get(pk, UNKNOWN) for pk in read["id"].tolist()]
    return _shown(np.array(minutes, np.int64), start_ordinal, ends=ends)


def _links(project: Project) -> dict[str, Column]:
    read = LINKS.read(project_id=project.pk)
    return {
        **{name: column.tolist() for name, column in read.items()},
        "kind": _worded(read["kind"], LinkKind.values),
        "lag_days": _figures(read["lag_days"], LAG_SCALE),
        "lag_percent": _figures(read["lag_percent"], PERCENT_SCALE),
        "lag_clock": _worded(read["lag_clock"], LagClock.values),
    }


def _worded(numbers: Array, words: list[str]) -> Column:
    found: Column = np.array(words, object)[numbers].tolist()
    return found


def _known(values: NDArray[Any], gone: NDArray[np.bool_]) -> Column:
    """The values as a list, None in the place of those that are not there."""
    if gone.any():
        values = values.astype(object)
        values[gone] = None
    found: Column = values.tolist()
    return found


def _figures(scaled: Array, scale: Any) -> Column:
    """The numbers of which these are so many parts; shorter as whole ones, where all are whole."""
    gone = scaled == UNKNOWN
    known = np.where(gone, 0, scaled)
    values: NDArray[Any] = known // scale if (known % scale == 0).all() else known / scale
    return _known(values, gone)


def _shown(minutes: Array, ordinal: Any, **side: Any) -> Column:
    """The days that instants of the computation are shown as."""
    return _known(ordinal(minutes, **side) - EPOCH, minutes == UNKNOWN)
