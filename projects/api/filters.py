"""Filters that several lists share, beside the typed ones of `query`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import django_filters
from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.drainage import set_override
from rest_framework.exceptions import ErrorDetail

from projects.api.refusals import QueryInvalid

Row = TypeVar("Row", bound=Model)


def filtered(
    rows: QuerySet[Row], *, filters: type[django_filters.FilterSet], asked: Mapping[str, str]
) -> QuerySet[Row]:
    """Keep the rows that the filters named in the query leave; all wrong values are told at once.

    A filter set of the library's copies every filter and makes a form of them for each request,
    which costs more than reading a page's rows. Ours hold no state and serve every request.
    """
    chosen = [(name, each) for name, each in known_filters(filters).items() if name in asked]
    wrong: dict[str, list[ErrorDetail]] = {}
    for name, each in chosen:
        try:
            rows = each.filter(rows, each.field.clean(asked[name]))
        except forms.ValidationError as error:
            wrong[name] = [_worded(fault) for fault in error.error_list]
    if wrong:
        raise QueryInvalid(wrong)
    return rows


def asked_of(asked: Mapping[str, str], fields: Mapping[str, forms.Field]) -> dict[str, Any]:
    """Read the parameters of a question; all wrong values are told at once.

    One that is not there is its field's `initial`.
    """
    found: dict[str, Any] = {}
    wrong: dict[str, list[ErrorDetail]] = {}
    for name, field in fields.items():
        try:
            found[name] = field.clean(asked[name]) if name in asked else field.initial
        except forms.ValidationError as error:
            wrong[name] = [_worded(fault) for fault in error.error_list]
    if wrong:
        raise QueryInvalid(wrong)
    return found


def known_filters(filters: type[django_filters.FilterSet] | None) -> Mapping[str, Any]:
    """Return the declared filters by parameter; the metaclass that adds them carries no types."""
    found: Mapping[str, Any] = getattr(filters, "base_filters", {})
    return found


def _worded(fault: forms.ValidationError) -> ErrorDetail:
    return ErrorDetail(fault.messages[0], code=fault.code or "invalid")


class TruthField(forms.Field):
    """`true` or `false`; anything else is refused and not read as "any"."""

    default_error_messages = {"invalid": _("Say true or false.")}

    def to_python(self, value: Any) -> bool | None:
        """Read the word."""
        if value in self.empty_values:
            return None
        if value not in {"true", "false"}:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return bool(value == "true")


class TruthFilter(django_filters.Filter):
    """Yes or no; `asks` makes the condition that yes stands for, anew for each request."""

    field_class = TruthField

    def __init__(self, asks: Callable[[], Q], **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call] # untyped library
        self.asks = asks
        set_override(self, "field", {"type": "boolean"})

    def filter(self, qs: Any, value: bool | None) -> Any:
        """Keep the rows for which the condition holds, or the others."""
        if value is None:
            return qs
        return qs.filter(self.asks()) if value else qs.exclude(self.asks())


class WordsField(forms.Field):
    """One or several words of a vocabulary, separated by commas."""

    default_error_messages = {"invalid_choice": _("Known here: %(known)s.")}

    def __init__(self, *, words: Iterable[str], **kwargs: Any) -> None:
        self.words = [str(word) for word in words]
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> list[str]:
        """Read the words."""
        if value in self.empty_values:
            return []
        asked = str(value).split(",")
        if not set(asked) <= set(self.words):
            raise forms.ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"known": ", ".join(self.words)},
            )
        return asked


class WordsFilter(django_filters.Filter):
    """Any of some words: `state=planned,claimed`."""

    field_class = WordsField  # type: ignore[assignment] # a Field like the others

    def __init__(self, *, words: Iterable[str], **kwargs: Any) -> None:
        super().__init__(  # type: ignore[no-untyped-call] # untyped library
            lookup_expr="in", words=words, **kwargs
        )
        choice = f"({'|'.join(str(word) for word in words)})"
        set_override(self, "field", {"type": "string", "pattern": f"^{choice}(,{choice})*$"})

    def filter(self, qs: Any, value: list[str]) -> Any:
        """Keep the rows with one of the words."""
        if not value:
            return qs
        if len(value) == 1:
            # equality lets an index on (…, state, date) keep its order
            return qs.filter(**{str(self.field_name): value[0]})
        return qs.filter(**{f"{self.field_name}__in": value})
