"""Some of many dated rows, evenly over the whole stretch: what a film of a building shows."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Dated(NamedTuple):
    """A row by its id, and the local day and instant it stands for."""

    pk: int
    day: datetime.date
    at: datetime.datetime


def spread(rows: Iterable[Dated], most: int) -> list[int]:
    """The ids of at most so many rows: one of each day before a second one of any.

    Where not even all days fit, the stretch is cut into equal parts and each that has any gives
    one; the first and the last day are always there. All rows where they are not more.
    """
    chosen: list[Dated] = []
    for rank in _ranks(rows):
        room = most - len(chosen)
        chosen += rank if len(rank) <= room else _evenly(rank, room)
        if len(chosen) >= most:
            break
    return [row.pk for row in chosen]


def _ranks(rows: Iterable[Dated]) -> list[list[Dated]]:
    """One row of each day (its middle one, when most is to be seen), then the second ones …"""
    days: dict[datetime.date, list[Dated]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.at, row.pk)):
        days[row.day].append(row)
    ranks: dict[int, list[Dated]] = defaultdict(list)
    for _day, found in sorted(days.items()):
        middle = found.pop(len(found) // 2)
        for rank, row in enumerate([middle, *found]):
            ranks[rank].append(row)
    return [ranks[rank] for rank in sorted(ranks)]


def _evenly(rows: Sequence[Dated], most: int) -> list[Dated]:
    """So many of more rows in order of their days."""
    if most <= 0:
        return []
    first, last = rows[0].day, rows[-1].day
    length = (last - first).days + 1
    parts: dict[int, Dated] = {}
    for row in rows:
        part = (row.day - first).days * most // length
        # of the last part its end: how it looks now
        if part == most - 1 or part not in parts:
            parts[part] = row
    chosen = list(parts.values())
    taken = {row.pk for row in chosen}
    rest, missing = [row for row in rows if row.pk not in taken], most - len(chosen)
    return chosen + [rest[place * len(rest) // missing] for place in range(missing)]
