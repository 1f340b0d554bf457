"""Storing a computation: only the rows whose values changed, in one statement."""

import datetime
from collections.abc import Mapping
from typing import Any

import numpy as np
import orjson
from django.db import connection
from numpy.typing import NDArray

from projects.selectors.integers import Numbers
from projects.selectors.plans import FLAGS, STORED, ProjectNetwork
from projects.selectors.schedules import finish_ordinal, start_ordinal
from scheduling.cpm import Schedule

COLUMNS = (*STORED, *FLAGS)
FROM_ARRAYS = "unnest({arrays}) AS d(id, {names})"
FROM_JSON = "(SELECT {cells} FROM json_each(%s)) AS d"
UPDATE = "UPDATE projects_activity SET {sets} FROM {rows} WHERE projects_activity.id = d.id"


def values_of(network: ProjectNetwork, found: Schedule) -> Numbers:
    """Return what is to be stored of a computation, column by column."""
    return {
        "early_start": found.early_start,
        "early_finish": found.early_finish,
        "late_start": found.late_start,
        "late_finish": found.late_finish,
        "forecast_start": found.start,
        "forecast_finish": found.finish,
        "total_float": found.total_float,
        "free_float": found.free_float,
        "day_minutes": network.day_minutes,
        "is_critical": found.critical.astype(np.int64),
        "is_near_critical": found.near_critical.astype(np.int64),
        "is_provisional": _provisional(network, found),
    }


def _provisional(network: ProjectNetwork, found: Schedule) -> NDArray[np.int64]:
    """1 for what lies, if only in part, in a year whose holidays are not announced yet."""
    crossing = np.zeros(len(network.ids), np.bool_)
    for place, calendar in enumerate(network.columns.calendars):
        own = network.columns.calendar == place
        for year in calendar.provisional_years:
            first, last = (datetime.date(year, *day).toordinal() for day in ((1, 1), (12, 31)))
            crossing |= (
                own
                & (finish_ordinal(found.finish, begins=0) >= first)
                & (start_ordinal(found.start, ends=0) <= last)
            )
    return crossing.astype(np.int64)


def schedule_store(*, network: ProjectNetwork, values: Mapping[str, NDArray[Any]]) -> int:
    """Write the rows whose values differ from the stored ones; return how many."""
    changed = np.zeros(len(network.ids), np.bool_)
    for name in COLUMNS:
        changed |= values[name] != network.stored[name]
    places = np.flatnonzero(changed)
    if len(places):
        rows = [network.ids[places], *(values[name][places] for name in COLUMNS)]
        with connection.cursor() as cursor:
            cursor.execute(*STATEMENTS[connection.vendor](rows))
    return len(places)


def _by_arrays(rows: list[NDArray[Any]]) -> tuple[str, list[str]]:
    """One array for each column, as text: the driver would look at every number."""
    arrays = ", ".join(["%s::bigint[]"] * len(rows))
    source = FROM_ARRAYS.format(arrays=arrays, names=", ".join(COLUMNS))
    sets = [f"{name} = d.{name}" for name in STORED] + [f"{name} = d.{name} = 1" for name in FLAGS]
    said = [f"{{{_json(column)[1:-1]}}}" for column in rows]
    return UPDATE.format(sets=", ".join(sets), rows=source), said


def _by_json(rows: list[NDArray[Any]]) -> tuple[str, list[str]]:
    cells = ", ".join(
        f"json_extract(value, '$[{place}]') AS {name}"
        for place, name in enumerate(("id", *COLUMNS))
    )
    sets = ", ".join(f"{name} = d.{name}" for name in COLUMNS)
    table = np.column_stack([column.astype(np.int64) for column in rows])
    return UPDATE.format(sets=sets, rows=FROM_JSON.format(cells=cells)), [_json(table)]


def _json(numbers: NDArray[Any]) -> str:
    """Numbers as JSON, without an object for each."""
    said = orjson.dumps(np.ascontiguousarray(numbers), option=orjson.OPT_SERIALIZE_NUMPY)
    return said.decode()


STATEMENTS = {"postgresql": _by_arrays, "sqlite": _by_json}
