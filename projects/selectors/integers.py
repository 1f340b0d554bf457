"""Rows of whole numbers as numpy columns, without an object per row."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import BigIntegerField, Case, F, Func, Lookup, Model, Value, When
from django.db.models.functions import Cast, Coalesce, Round
from numpy.typing import NDArray

# what PostgreSQL's binary formats put around the one value of a copy, and before an array's values
HEADER_BYTES = 19 + 2 + 4
TRAILER_BYTES = 2
ARRAY_BYTES = 20

# thousands of parameters take longer to bind than their rows to be read
AMONG = {
    "postgresql": ("= ANY(%s::bigint[])", "{{{}}}"),
    "sqlite": ("IN (SELECT value FROM json_each(%s))", "[{}]"),
}

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


class Among(Lookup):
    """Is a key one of many? One parameter, however many there are.

    PostgreSQL looks an array's values up in the index. A subquery it would join, and a table that
    grew since its statistics were made it then reads whole for each of them.
    """

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Write the comparison in the database's words."""
        left, parameters = self.process_lhs(compiler, connection)
        sql, array = AMONG[connection.vendor]
        return f"{left} {sql}", (*parameters, array.format(",".join(map(str, self.rhs))))


def among(ids: Iterable[int]) -> Among:
    """Rows whose primary key is one of the ids, as a filter."""
    return Among(F("pk"), list(ids))


class Table:
    """Columns of a project's rows of one model, each an expression of a whole number.

    `id` is one of them and orders the rows. The statement is compiled once a process: for some
    forty expressions Django takes longer than the database to answer.
    """

    def __init__(self, model: type[Model], columns: Mapping[str, Any]) -> None:
        self.model = model
        self.columns = columns

    def read(self, *, project_id: int) -> Numbers:
        """Read the rows of a project in one query."""
        read = _copied if connection.vendor == "postgresql" else _fetched
        table = read(*self._statement, list(self.columns), project_id)
        return {name: table[:, place] for place, name in enumerate(self.columns)}

    @cached_property
    def _statement(self) -> tuple[str, tuple[Any, ...]]:
        named = {f"n_{name}": expression for name, expression in self.columns.items()}
        rows: Any = self.model._base_manager.order_by().annotate(**named)
        sql, values = rows.values_list("project_id", *named).query.sql_with_params()
        return sql, tuple(values)


def _copied(
    sql: str, values: tuple[Any, ...], names: list[str], project_id: int
) -> NDArray[np.int64]:
    """Read by COPY in its binary format, all rows as one value: an array of numbers for each."""
    operations: Any = connection.ops
    inner = operations.compose_sql(sql, values)
    cells = ", ".join(f"n_{name}" for name in names)
    statement = (
        f"COPY (SELECT string_agg(array_send(ARRAY[{cells}]), ''::bytea) FROM ({inner}) AS found "  # noqa: S608 - names of ours and a number
        f"WHERE project_id = {int(project_id)}) TO STDOUT (FORMAT BINARY)"
    )
    with connection.cursor() as cursor:
        copying: Any = cursor
        with copying.copy(statement) as copy:
            said = b"".join(copy)
    parts = [part for name in names for part in ((f"length {name}", ">i4"), (name, ">i8"))]
    shape = np.dtype([("array", f"V{ARRAY_BYTES}"), *parts])
    count = max(0, len(said) - HEADER_BYTES - TRAILER_BYTES) // shape.itemsize
    found = np.frombuffer(said, shape, count, HEADER_BYTES)
    order = np.argsort(found["id"], kind="stable")
    table = np.empty((count, len(names)), np.int64, order="F")
    for place, name in enumerate(names):
        table[:, place] = found[name][order]
    return table


def _fetched(
    sql: str, values: tuple[Any, ...], names: list[str], project_id: int
) -> NDArray[np.int64]:
    cells = ", ".join(f"n_{name}" for name in names)
    statement = f"SELECT {cells} FROM ({sql}) AS found WHERE project_id = %s ORDER BY n_id"  # noqa: S608 - names of ours
    with connection.cursor() as cursor:
        cursor.execute(statement, (*values, project_id))
        found = cursor.fetchall()
    return np.array(found, np.int64, order="F").reshape(len(found), len(names))
