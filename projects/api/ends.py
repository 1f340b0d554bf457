"""Rows that a body names by their ids, asked for at once however many lines it has."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model

from projects.api.query import ID_MAX
from projects.errors import RuleBroken
from projects.models import User
from projects.selectors.access import rows_of

Refusal = Callable[..., RuleBroken]
Found = dict[tuple[str, int], Model]


def ends_asked(
    body: Any, ends: Mapping[str, type[Model]], *, user: User, unknown: Refusal
) -> Found:
    """The user's rows that a body, or each line of one, names; by name and id.

    One query a table; `unknown(pointer=…)` makes the answer for an id that is nobody's or of
    somebody else's.
    """
    many = isinstance(body, list)
    asked = [
        (f"/{index}/{name}" if many else f"/{name}", name, row[name])
        for index, row in enumerate(body if many else [body])
        if isinstance(row, Mapping)
        for name in ends
        if type(row.get(name)) is int
    ]
    found: dict[type[Model], dict[int, Model]] = {}
    for model in set(ends.values()):
        ids = {pk for _at, name, pk in asked if ends[name] is model and 0 <= pk <= ID_MAX}
        rows = rows_of(model._default_manager.all(), user=user, path="project")
        found[model] = rows.in_bulk(ids)
    for pointer, name, pk in asked:
        if pk not in found[ends[name]]:
            raise unknown(pointer=pointer)
    return {(name, pk): found[ends[name]][pk] for _at, name, pk in asked}
