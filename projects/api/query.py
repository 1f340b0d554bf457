"""Query parameters: every one known, once, and of the right kind."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request

from projects.api.refusals import QueryInvalid

SEARCH_MAX = 200


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
