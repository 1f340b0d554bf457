"""What comes behind a row in an order of several columns, empty values among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, OrderBy, Q


@dataclass(frozen=True)
class Key:
    """One column of the order; empty values come last upwards and first downwards.

    That is the order of a PostgreSQL index, and each direction mirrors the other.
    """

    path: str
    down: bool
    nullable: bool

    def reversed(self) -> "Key":
        """Return the same column the other way round."""
        return Key(self.path, not self.down, self.nullable)

    def order(self) -> OrderBy:
        """Return the ORDER BY term."""
        column = F(self.path)
        if self.down:
            return column.desc(nulls_first=True if self.nullable else None)
        return column.asc(nulls_last=True if self.nullable else None)

    def after(self, value: Any) -> Q | None:
        """Return the condition "strictly behind `value`", None when nothing can be."""
        if value is None:
            return Q(**{f"{self.path}__isnull": False}) if self.down else None
        if self.down:
            return Q(**{f"{self.path}__lt": value})
        behind = Q(**{f"{self.path}__gt": value})
        return behind | Q(**{f"{self.path}__isnull": True}) if self.nullable else behind

    def equal(self, value: Any) -> Q:
        """Return the condition "as `value`"."""
        if value is None:
            return Q(**{f"{self.path}__isnull": True})
        return Q(**{self.path: value})


def keys_of(model: type[Model], ordering: Sequence[str]) -> list[Key]:
    """Return the columns of an order such as `("-planned_finish", "id")`, made unique by `id`."""
    keys = [Key(n.removeprefix("-"), n.startswith("-"), _nullable(model, n)) for n in ordering]
    if not any(key.path in ("id", "pk", model._meta.pk.name) for key in keys):
        keys.append(Key("pk", keys[-1].down if keys else False, nullable=False))
    return keys


def _nullable(model: type[Model], name: str) -> bool:
    nullable = False
    step: Any = model
    for part in name.removeprefix("-").split("__"):
        if part == "pk":
            return nullable
        try:
            field = step._meta.get_field(part)
        except FieldDoesNotExist:
            return True  # an annotation
        nullable = nullable or field.null
        step = field.related_model
    return nullable


def sections(keys: Sequence[Key], values: Sequence[Any]) -> list[Q]:
    """Return what lies behind a row, in order, as conditions that an index can start from.

    Where the first column passes from values to none or back, one condition would join both
    sides by OR, and the database would read and sort all that is left; so there are two.
    """
    first, value = keys[0], values[0]
    rest = _behind(keys[1:], values[1:])
    empty = Q(**{f"{first.path}__isnull": True})
    if value is None:
        here = [empty & rest] if rest is not None else []
        return [*here, ~empty] if first.down else here
    word = "lt" if first.down else "gt"
    later = Q(**{f"{first.path}__{word}": value})
    if rest is not None:
        # the plain range is what the index starts from
        later = Q(**{f"{first.path}__{word}e": value}) & (later | first.equal(value) & rest)
    return [later, empty] if first.nullable and not first.down else [later]


def _behind(keys: Sequence[Key], values: Sequence[Any]) -> Q | None:
    """Return the condition "behind this row" over some columns, None when nothing can be."""
    if not keys:
        return None
    later, rest = keys[0].after(values[0]), _behind(keys[1:], values[1:])
    if rest is None:
        return later
    equal = keys[0].equal(values[0]) & rest
    return equal if later is None else later | equal
