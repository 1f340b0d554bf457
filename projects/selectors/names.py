"""Codes and names of activities, for answers that speak of many."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from projects.models import Activity
from projects.selectors.integers import among


class Names(NamedTuple):
    """What people call an activity."""

    code: str
    name: str


Named = dict[int, Names]


def names_of(ids: Iterable[int]) -> Named:
    """Return codes and names by id, in one query."""
    rows = Activity.objects.filter(among(set(ids))).values_list("pk", "code", "name")
    return {pk: Names(code, name) for pk, code, name in rows}


def said(pk: int | str | None, named: Named, prefix: str = "") -> dict[str, Any]:
    """An activity as answers name it: id, code and name; one that is gone has its id only."""
    found = named.get(int(pk)) if pk is not None else None
    return {
        prefix or "activity": None if pk is None else int(pk),
        f"{prefix}_code" if prefix else "code": found and found.code,
        f"{prefix}_name" if prefix else "name": found and found.name,
    }
