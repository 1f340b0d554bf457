"""Filters that several lists share, beside the typed ones of `query`."""

import functools
from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from drf_spectacular.drainage import set_override


class AskedFilterSet(django_filters.FilterSet):
    """Sets up only the filters that the query names: ten form fields that nobody asked
    for cost more than reading a page's rows.
    """

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        known: dict[str, Any] = _known(type(self))
        self.base_filters = {name: known[name] for name in known if name in (data or {})}
        super().__init__(data, *args, **kwargs)  # type: ignore[no-untyped-call] # untyped library

    def get_form_class(self) -> type[forms.Form]:
        """Return the form that reads the query string."""
        return _form_of(type(self), tuple(self.base_filters))


def _known(filters: type[django_filters.FilterSet]) -> dict[str, Any]:
    """Return the declared filters; the metaclass that adds them carries no types."""
    return dict(filters.base_filters)  # type: ignore[attr-defined]


@functools.lru_cache(maxsize=256)
def _form_of(filters: type[django_filters.FilterSet], names: tuple[str, ...]) -> type[forms.Form]:
    fields = {name: _known(filters)[name].field for name in names}
    return type(f"{filters.__name__}Form", (forms.Form,), fields)


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
    """Yes or no."""

    field_class = TruthField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call] # untyped library


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
