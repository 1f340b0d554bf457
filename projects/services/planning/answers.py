"""The answer of a computation: dates, counts, and what moved by how much."""

import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from projects.models import Project
from projects.selectors.integers import Numbers
from projects.selectors.names import Names, names_of
from projects.selectors.options import options_shown
from projects.selectors.plans import ProjectNetwork
from projects.selectors.schedules import Answer, finish_ordinal, start_ordinal
from scheduling.calendars.instants import NONE, finish_day, moment
from scheduling.columns import FINISHED, IN_PROGRESS
from scheduling.cpm import Schedule
from scheduling.plan import Kind
from scheduling.reasons.openends import open_places

# a larger list is cut at what moved most; `moved_count` tells the whole
MOVED_MOST = 10_000
# removed by hand since the plan was read
GONE = Names("", "")


def answer_of(
    project: Project, network: ProjectNetwork, found: Schedule, values: Numbers
) -> Answer:
    """Say what a computation found; `project` carries its number and instant."""
    given = network.columns
    moved = _moved_places(network, values)
    return {
        "computation": project.computation,
        "computed_at": project.computed_at,
        "problem": None,
        "data_date": None if given.data_date == NONE else moment(given.data_date).date(),
        "start": moment(given.start).date(),
        "finish": finish_day(found.finish_at) if len(network.ids) else None,
        "must_finish_by": project.must_finish_by,
        "options": options_shown(project),
        "counts": {
            "activities": len(network.ids),
            "links": len(network.link_ids),
            "finished": int((given.status == FINISHED).sum()),
            "in_progress": int((given.status == IN_PROGRESS).sum()),
            "critical": int(found.critical.sum()),
            "near_critical": int(found.near_critical.sum()),
            "provisional": int(values["is_provisional"].sum()),
            "open_ends": len(open_places(given)),
        },
        "moved_count": len(moved),
        "moved": _moved(network, values, moved[:MOVED_MOST]),
    }


def _moved_places(network: ProjectNetwork, values: Numbers) -> NDArray[np.intp]:
    """Which activities had dates and got others; what moved most comes first."""
    before = network.stored
    known = before["forecast_start"] != NONE
    shifts = [values[name] - before[name] for name in ("forecast_start", "forecast_finish")]
    most = np.where(known, np.maximum(*map(np.abs, shifts)), 0)
    places = np.flatnonzero(most)
    return places[np.argsort(-most[places], kind="stable")]


def _moved(network: ProjectNetwork, values: Numbers, places: NDArray[np.intp]) -> list[Answer]:
    """Rows of the answer, made column by column: there may be ten thousand of them."""
    kind = network.columns.kind[places]
    now = _days(kind, values, places)
    before = _days(kind, network.stored, places)
    ids = network.ids[places].tolist()
    found = names_of(ids)
    named = [found.get(pk, GONE) for pk in ids]
    columns: dict[str, list[Any]] = {
        "activity": ids,
        "code": [each.code for each in named],
        "name": [each.name for each in named],
        "forecast_start": _dates(now[0]),
        "forecast_finish": _dates(now[1]),
        "forecast_start_before": _dates(before[0]),
        "forecast_finish_before": _dates(before[1]),
        "start_shift_days": (now[0] - before[0]).tolist(),
        "finish_shift_days": (now[1] - before[1]).tolist(),
        "total_float_days": (values["total_float"] / network.day_minutes)[places].tolist(),
        "critical": (values["is_critical"][places] == 1).tolist(),
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _days(
    kind: NDArray[np.int8], values: Numbers, places: NDArray[np.intp]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    begins, ends = kind == Kind.START_MILESTONE, kind == Kind.FINISH_MILESTONE
    return (
        start_ordinal(values["forecast_start"][places], ends=ends),
        finish_ordinal(values["forecast_finish"][places], begins=begins),
    )


def _dates(ordinals: NDArray[np.int64]) -> list[datetime.date]:
    """Day numbers as dates; many activities share a day."""
    days, places = np.unique(ordinals, return_inverse=True)
    dates = list(map(datetime.date.fromordinal, days.tolist()))
    return [dates[place] for place in places.tolist()]
