"""Writing one row with the guards that every write needs: uniqueness and version."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models.project import Versioned


@contextmanager
def unique_guard(*, pointer: str) -> Iterator[None]:
    """Turn the database's word that a value is taken into 409 `already_exists` at `pointer`.

    The constraint decides and not a query beforehand: two writers at once would both pass that.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "unique" not in str(error).lower():
            raise
        raise RuleBroken(
            "already_exists", _("This value is already taken."), status=409, pointer=pointer
        ) from error


def reference_gone(error: IntegrityError) -> bool:
    """Tell the database's word that a row named here is no longer there, or of another project.

    It comes at the commit: somebody removed the row after the service had looked.
    """
    cause = error.__cause__
    return (
        getattr(cause, "sqlstate", "") == "23503"
        or getattr(cause, "sqlite_errorname", "") == "SQLITE_CONSTRAINT_FOREIGNKEY"
    )


def row_insert(*, row: Versioned, pointer: str) -> None:
    """Store a new row; `pointer` names the value that must be unique."""
    with unique_guard(pointer=pointer):
        row.save(force_insert=True)


def row_set(*, row: Versioned, data: Mapping[str, Any]) -> None:
    """Put the values on the row without storing it."""
    for name, value in data.items():
        setattr(row, name, value)


def version_check(*, row: Versioned, version: int, pointer: str = "") -> None:
    """Refuse (412) a change of a row that is another version than was read."""
    if row.version != version:
        raise _changed(pointer)


def row_store(*, row: Versioned, names: list[str], pointer: str) -> None:
    """Store the named columns as the next version; 412 when somebody stored one since the read.

    The conditional UPDATE is what lets one of many writers with the same `If-Match` win.
    """
    with unique_guard(pointer=pointer):
        taken = (
            type(row)
            ._base_manager.filter(pk=row.pk, version=row.version)
            .update(version=row.version + 1)
        )
        if not taken:
            raise _changed("")
        row.version += 1
        row.save(update_fields=[*names, "updated_at"])


def _changed(pointer: str) -> RuleBroken:
    return RuleBroken(
        "precondition_failed",
        _("Somebody else changed this since you read it."),
        status=412,
        pointer=pointer,
    )


def same_project_check(*, project_id: int, pointer: str, related: Any) -> None:
    """Refuse a related row of another project with the words for one that does not exist."""
    if related is not None and related.project_id != project_id:
        raise relation_unknown(pointer=pointer)


def days_once_check(*, days: Iterable[datetime.date], pointer: str, detail: str) -> None:
    """Refuse a day that a list names twice; `pointer` has the place of the row as `{}`."""
    seen: set[datetime.date] = set()
    for index, day in enumerate(days):
        if day in seen:
            raise RuleBroken("duplicate_date", detail, pointer=pointer.format(index))
        seen.add(day)


def relation_unknown(*, pointer: str) -> RuleBroken:
    """Make the one answer for a related row that is missing or not the caller's."""
    return RuleBroken("unknown_relation", _("There is no such object."), pointer=pointer)


def in_use(*, detail: str, pointer: str = "") -> RuleBroken:
    """Make the answer to a deletion that would take evidence or plan with it."""
    return RuleBroken("in_use", detail, status=409, pointer=pointer)
