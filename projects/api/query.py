"""Query parameters: every one known, once, and of the right kind."""

import datetime
import re
from collections.abc import Collection, Iterable
from typing import Any

import django_filters
from django import forms
from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    ProhibitNullCharactersValidator,
)
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request

from projects.api.refusals import QueryInvalid
from projects.models.scheduled import PLAN_FROM, PLAN_TO

ID_MAX = 2**63 - 1
SEARCH_MAX = 200
NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", re.ASCII)
# a year of margin, so that no zone carries an instant beyond what a datetime holds
EARLIEST = datetime.datetime(2, 1, 1, tzinfo=datetime.UTC)
LATEST = datetime.datetime(9998, 12, 31, tzinfo=datetime.UTC)


def query_check(request: Request, *, known: Collection[str]) -> None:
    """Refuse parameters that are unknown or repeated, all of them at once."""
    wrong: dict[str, list[ErrorDetail]] = {}
    for name, values in request.query_params.lists():
        if name not in known:
            words = _("Unknown. Known here: %(known)s.") % {
                "known": ", ".join(sorted(known)) or "-"
            }
            wrong[name] = [ErrorDetail(words, "unknown_parameter")]
        elif len(values) > 1:
            wrong[name] = [ErrorDetail(_("Send it once."), "repeated_parameter")]
    if wrong:
        raise QueryInvalid(wrong)


def ordering_from(request: Request, *, known: dict[str, str], default: list[str]) -> list[str]:
    """Return the columns asked for by `ordering=-planned_finish,code`."""
    text = request.query_params.get("ordering")
    if text is None:
        return default
    asked = text.split(",")
    names = [name.removeprefix("-") for name in asked]
    if len(set(names)) != len(names) or not set(names) <= known.keys():
        words = _("Known here: %(known)s.") % {"known": ", ".join(sorted(known))}
        raise QueryInvalid({"ordering": [ErrorDetail(words, "invalid_choice")]})
    return [("-" if name.startswith("-") else "") + known[name.removeprefix("-")] for name in asked]


def searched(rows: QuerySet[Any], request: Request, *, columns: Iterable[str]) -> QuerySet[Any]:
    """Keep the rows with the `search` text in one of the columns."""
    text = request.query_params.get("search", "")
    if not text:
        return rows
    if len(text) > SEARCH_MAX:
        raise QueryInvalid({"search": [ErrorDetail(_("At most 200 characters."), "max_length")]})
    if "\x00" in text:
        words = _("Null characters are not allowed.")
        raise QueryInvalid({"search": [ErrorDetail(words, "null_characters_not_allowed")]})
    found = Q()
    for column in columns:
        found |= Q(**{f"{column}__icontains": text})
    return rows.filter(found)


def fields_from(request: Request, *, known: Collection[str]) -> set[str] | None:
    """Return the names in `fields=id,name`; None for all."""
    text = request.query_params.get("fields")
    if text is None:
        return None
    asked = set(text.split(","))
    if not asked <= set(known):
        words = _("Known here: %(known)s.") % {"known": ", ".join(sorted(known))}
        raise QueryInvalid({"fields": [ErrorDetail(words, "invalid_choice")]})
    return asked


class IdField(forms.IntegerField):
    """An id; beyond the range of ids there is nothing to find, and SQLite breaks on it."""

    default_validators = [MinValueValidator(0), MaxValueValidator(ID_MAX)]


class IdFilter(django_filters.NumberFilter):
    """Equality with an id. An id of nobody's and of somebody else's finds nothing alike."""

    field_class = IdField  # type: ignore[assignment] # the library asks for no decimals

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call] # untyped library

    def get_max_validator(self) -> None:
        """Leave the range to the field."""


class TextFilter(django_filters.CharFilter):
    """Equality with a text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(  # type: ignore[no-untyped-call] # untyped library
            *args, max_length=SEARCH_MAX, validators=[ProhibitNullCharactersValidator()], **kwargs
        )


class IsoDateField(forms.DateField):
    """A date as `YYYY-MM-DD` and in no other way, whatever the language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, input_formats=["%Y-%m-%d"], localize=False, **kwargs)


class PlanDayField(IsoDateField):
    """A date that a plan can hold."""

    default_validators = [MinValueValidator(PLAN_FROM), MaxValueValidator(PLAN_TO)]


class DateFilter(django_filters.DateFilter):
    """A date of the calendar."""

    field_class = IsoDateField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call] # untyped library


class FloatField(forms.Field):
    """A number of at most nine digits on either side of its point, in every language."""

    default_error_messages = {"invalid": gettext_lazy("Enter a number.")}

    def to_python(self, value: Any) -> float | None:
        """Return the number."""
        if value in self.empty_values:
            return None
        if not NUMBER.fullmatch(str(value)):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return float(value)


class FloatFilter(django_filters.NumberFilter):
    """A comparison with a number."""

    field_class = FloatField  # type: ignore[assignment] # a Field like the others

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call] # untyped library

    def get_max_validator(self) -> None:
        """Leave the range to the field."""


class InstantField(forms.Field):
    """An instant with its offset; without one nobody knows when it was."""

    default_error_messages = {
        "invalid": gettext_lazy("An instant such as 2026-11-20T08:00:00+08:00."),
    }

    def to_python(self, value: Any) -> datetime.datetime | None:
        """Return the instant in UTC."""
        if value in self.empty_values:
            return None
        try:
            moment = parse_datetime(str(value))
            known = moment.astimezone(datetime.UTC) if moment and moment.tzinfo else None
        except (ValueError, OverflowError):
            known = None
        if known is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if not EARLIEST <= known <= LATEST:
            raise forms.ValidationError(self.error_messages["invalid"], code="out_of_range")
        return known


class InstantFilter(django_filters.Filter):
    """An instant with its offset."""

    field_class = InstantField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call] # untyped library
