"""Pages by key, not by number: the last page costs what the first one does."""

import base64
import binascii
import datetime
import decimal
import hashlib
import uuid
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

import orjson
from django.db.models import Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.keyset import keys_of, sections
from projects.api.refusals import QueryInvalid

PAGE_SIZE = 50
PAGE_SIZE_MAX = 200
PARAMETERS = ("cursor", "page_size")
# what the page looks like does not change which rows follow
NOT_IN_FINGERPRINT = frozenset({"cursor", "page_size", "fields"})
SIGNATURE_BYTES = 16

DECODERS: dict[str, Callable[[Any], Any]] = {
    "raw": lambda value: value,
    "datetime": datetime.datetime.fromisoformat,
    "date": datetime.date.fromisoformat,
    "Decimal": decimal.Decimal,
    "UUID": uuid.UUID,
}


class KeysetPagination(BasePagination):
    """`{next, previous, results}`; one query of page_size + 1 rows, forwards and backwards.

    Only the page on which empty values begin or end takes a second one.
    """

    page_size_max = PAGE_SIZE_MAX

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Return the page that the request's cursor asks for."""
        self.request = request
        rows: QuerySet[Any] = queryset
        ordering: Sequence[str] = view.ordering_of(request)
        self.keys = keys_of(rows.model, ordering)
        self.salt = self._fingerprint(ordering)
        size = self._page_size()
        backwards, values = self._position()
        keys = [key.reversed() for key in self.keys] if backwards else self.keys
        rows = rows.order_by(*[key.order() for key in keys])
        found = _read(rows, sections(keys, values) if values else [Q()], size + 1)
        more, page = len(found) > size, found[:size]
        if backwards:
            page.reverse()
        self.has_next = more if not backwards else True
        self.has_previous = more if backwards else bool(values)
        self.page = page
        return page

    def get_paginated_response(self, data: Any) -> Response:
        """Wrap the rows."""
        return Response(
            {
                "next": self._link(self.has_next, -1, "f"),
                "previous": self._link(self.has_previous, 0, "b"),
                "results": data,
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe the wrapper in OpenAPI."""
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": {**link, "description": "URL of the next page."},
                "previous": {**link, "description": "URL of the page before."},
                "results": schema,
            },
        }

    def _page_size(self) -> int:
        text = self.request.query_params.get("page_size")
        if text is None:
            return PAGE_SIZE
        if text.isascii() and text.isdigit() and 1 <= len(text) <= 4:
            size = int(text)
            if 1 <= size <= self.page_size_max:
                return size
        word = _("A number from 1 to %(most)d.") % {"most": self.page_size_max}
        raise QueryInvalid({"page_size": [ErrorDetail(word, "out_of_range")]})

    def _fingerprint(self, ordering: Sequence[str]) -> str:
        asked = sorted(
            (name, values)
            for name, values in self.request.query_params.lists()
            if name not in NOT_IN_FINGERPRINT
        )
        whole = orjson.dumps([self.request.path, list(ordering), asked])
        return hashlib.sha256(whole).hexdigest()

    def _position(self) -> tuple[bool, list[Any]]:
        text = self.request.query_params.get("cursor")
        if text is None:
            return False, []
        try:
            return self._opened(text)
        except (ValueError, binascii.Error, orjson.JSONDecodeError) as error:
            word = _("This cursor does not belong to this list.")
            raise QueryInvalid({"cursor": [ErrorDetail(word, "invalid_cursor")]}) from error

    def _opened(self, text: str) -> tuple[bool, list[Any]]:
        raw = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
        signature, said = raw[:SIGNATURE_BYTES], raw[SIGNATURE_BYTES:]
        # the signature is over the order and the filters too: a borrowed cursor is a forged one
        if not constant_time_compare(signature, self._signature(said)):
            raise ValueError(text)
        direction, values = orjson.loads(said)
        return direction == "b", [DECODERS[kind](value) for kind, value in values]

    def _signature(self, said: bytes) -> bytes:
        made = salted_hmac(f"cursor{self.salt}", said, algorithm="sha256").digest()
        return made[:SIGNATURE_BYTES]

    def _link(self, wanted: bool, index: int, direction: str) -> str | None:
        if not wanted:
            return None
        asked = self.request.query_params.items()
        query = {name: value for name, value in asked if name != "cursor"}
        if self.page:
            query["cursor"] = self._cursor(self.page[index], direction)
        url = self.request.build_absolute_uri(self.request.path)
        return f"{url}?{urlencode(query)}" if query else url

    def _cursor(self, row: Any, direction: str) -> str:
        values = [_encoded(_value(row, key.path)) for key in self.keys]
        said = orjson.dumps([direction, values])
        return base64.urlsafe_b64encode(self._signature(said) + said).decode()


def _read(rows: QuerySet[Any], parts: Sequence[Q], most: int) -> list[Any]:
    found: list[Any] = []
    for part in parts:
        if len(found) < most:
            found += rows.filter(part)[: most - len(found)]
    return found


def _value(row: Any, path: str) -> Any:
    if isinstance(row, dict):
        return row["id" if path == "pk" else path]
    for part in path.split("__"):
        row = None if row is None else getattr(row, part)
    return row


def _encoded(value: Any) -> tuple[str, Any]:
    if value is None or isinstance(value, bool | int | float | str):
        return "raw", value
    if isinstance(value, datetime.datetime | datetime.date):
        return type(value).__name__, value.isoformat()
    return type(value).__name__, str(value)
