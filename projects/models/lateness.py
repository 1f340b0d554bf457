"""How many days an expected finish lies after the date it is compared with, kept by the database.

A generated column and no service: it cannot be stale, whoever writes the plan or the forecast.
"""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, F, Func, IntegerField, Value, When
from django.db.models.functions import Cast
from django.db.models.lookups import GreaterThan
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _

from projects.models.words import MILESTONE_KINDS, ActivityKind
from scheduling.calendars.instants import MINUTES_PER_DAY

# `overdue_at` is derived from the same
COMPARED = "compared_finish"


class DayNumber(Func):
    """The number of a date's day, 0001-01-01 being 1, as `datetime.date.toordinal` counts."""

    arity = 1
    output_field = IntegerField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, Any]:
        """Dates differ by days."""
        template = "(%(expressions)s - DATE '0001-01-01' + 1)"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, Any]:
        """Julian days begin at noon; that of 0001-01-01's midnight is 1721425.5."""
        template = "CAST(julianday(%(expressions)s) - 1721424.5 AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **extra)


def forecast_days_late() -> Any:
    """Make the column: calendar days that a milestone is expected after the compared date.

    0 where it is on time, where either date is missing, and for work with a duration: only
    milestones open alerts, and a move of much work then touches no index. The last minute of a
    finish at midnight belongs to the day before, a start's to the day that begins with it (as
    `selectors.schedules.finish_shown`).
    """
    minute = Case(
        When(kind=ActivityKind.START_MILESTONE.value, then=F("forecast_finish")),
        default=F("forecast_finish") - 1,
    )
    days = Cast(minute / Value(MINUTES_PER_DAY), IntegerField()) - DayNumber(F(COMPARED))
    kinds = [kind.value for kind in MILESTONE_KINDS]
    return models.GeneratedField(
        expression=Case(
            When(GreaterThan(days, 0), kind__in=kinds, then=days),
            default=Value(0),
        ),
        output_field=IntegerField(),
        db_persist=True,
        verbose_name=_("expected late by (days)"),
    )
