"""`spread=120`: at most so many photos of a list, evenly over the days of its whole stretch."""

from typing import Any

import django_filters
from django import forms
from django.db.models import F
from django.db.models.functions import Coalesce
from drf_spectacular.drainage import set_override

from projects.api.pagination import PAGE_SIZE_MAX
from projects.selectors.milestones import zone_named
from projects.selectors.spread import Dated, spread

LEAST = 2


class SpreadField(forms.IntegerField):
    """As many as a page may hold, so that one page holds them all."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=LEAST, max_value=PAGE_SIZE_MAX, **kwargs)


class SpreadFilter(django_filters.Filter):
    """Stands last among filters: it thins out what the others leave. One query more."""

    field_class = SpreadField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call] # untyped library
        bounds = {"minimum": LEAST, "maximum": PAGE_SIZE_MAX}
        set_override(self, "field", {"type": "integer", **bounds})

    def filter(self, qs: Any, value: int | None) -> Any:
        """Keep the rows that `spread` chooses; days are those of their capture, else receipt."""
        if value is None:
            return qs
        at = Coalesce(F("taken_at"), F("stored_at"))
        rows = qs.order_by().values_list("pk", at, "project__time_zone")
        dated = (
            Dated(pk, when.astimezone(zone_named(zone)).date(), when) for pk, when, zone in rows
        )
        return qs.filter(pk__in=spread(dated, value))
