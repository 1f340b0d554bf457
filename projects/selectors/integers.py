"""Rows of whole numbers as numpy columns, without an object per row."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import BigIntegerField, Case, F, Func, Model, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Round
from numpy.typing import NDArray

# what PostgreSQL's binary copy format puts around the rows
HEADER_BYTES = 19
TRAILER_BYTES = 2

Numbers = dict[str, NDArray[np.int64]]


class Ordinal(Func):
    """A date as its day number, 1 for 0001-01-01, and 0 for none."""

    output_field = BigIntegerField()
    arity = 1

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Subtract dates, which PostgreSQL counts in days."""
        template = "(COALESCE(%(expressions)s - DATE '0001-01-01' + 1, 0))::bigint"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Count from the Julian day before 0001-01-01."""
        template = "COALESCE(CAST(JULIANDAY(%(expressions)s) - 1721424.5 AS INTEGER), 0)"
        return self.as_sql(compiler, connection, template=template, **extra)


def whole(name: str, *, empty: int = 0, scale: int = 1) -> Cast:
    """A number as a whole one: `scale` times it, `empty` where there is none."""
    # SQLite cuts a fraction off where PostgreSQL rounds, and its decimals are floating
    value = F(name) if scale == 1 else Round(F(name) * Value(scale))
    return Cast(Coalesce(Cast(value, BigIntegerField()), Value(empty)), BigIntegerField())


def word(name: str, numbers: Mapping[Any, int]) -> Cast:
    """A word of a vocabulary, or a truth, as its number."""
    cases = [When(**{name: each}, then=Value(number)) for each, number in numbers.items()]
    return Cast(Case(*cases, default=Value(0)), BigIntegerField())


def numbers_read(rows: QuerySet[Model], columns: Mapping[str, Any]) -> Numbers:
    """Read the columns of the rows in one query; each is an expression of a whole number."""
    names = {f"n_{name}": expression for name, expression in columns.items()}
    query: Any = rows.annotate(**names).values_list(*names)
    read = _copied if connection.vendor == "postgresql" else _fetched
    table = read(query, len(names))
    return {name: table[:, place] for place, name in enumerate(columns)}


def _copied(query: Any, width: int) -> NDArray[np.int64]:
    """Read by COPY in its binary format: with no empty values every row has the same length."""
    sql, values = query.query.sql_with_params()
    operations: Any = connection.ops
    statement = operations.compose_sql(sql, values)
    with connection.cursor() as cursor:
        copying: Any = cursor
        with copying.copy(f"COPY ({statement}) TO STDOUT (FORMAT BINARY)") as copy:
            said = b"".join(copy)
    fields = [
        part for place in range(width) for part in ((f"l{place}", ">i4"), (f"v{place}", ">i8"))
    ]
    shape = np.dtype([("width", ">i2"), *fields])
    count = (len(said) - HEADER_BYTES - TRAILER_BYTES) // shape.itemsize
    found = np.frombuffer(said, shape, count, HEADER_BYTES)
    table = np.empty((count, width), np.int64, order="F")
    for place in range(width):
        table[:, place] = found[f"v{place}"]
    return table


def _fetched(query: Any, width: int) -> NDArray[np.int64]:
    found = list(query)
    return np.array(found, np.int64, order="F").reshape(len(found), width)
