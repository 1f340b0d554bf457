"""JSON answers."""

import decimal
from collections.abc import Mapping
from typing import Any

import orjson
from django.utils.functional import Promise
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer


class OrjsonRenderer(BaseRenderer):
    """Compact JSON in UTF-8. The type is never HTML and never sniffed, so nothing in it runs."""

    media_type = "application/json"
    format = "json"
    charset = None
    render_style = "binary"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,  # noqa: ARG002 - the framework's signature
        renderer_context: Mapping[str, Any] | None = None,  # noqa: ARG002 - as above
    ) -> bytes:
        """Return the JSON of `data`, nothing for None."""
        if data is None:
            return b""
        return orjson.dumps(data, default=_plain, option=orjson.OPT_NON_STR_KEYS)


def _plain(value: Any) -> Any:
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(type(value).__name__)


class StrictNegotiation(DefaultContentNegotiation):
    """By the Accept header only; `?format=` is a parameter like any other, so mostly unknown."""

    def select_renderer(
        self, request: Any, renderers: Any, format_suffix: str | None = None
    ) -> Any:
        """Choose without the framework's own `format` parameter."""
        chosen = _WithoutParameters(request)
        return super().select_renderer(chosen, renderers, format_suffix)  # type: ignore[arg-type] # it reads two attributes


class _WithoutParameters:
    """A request whose query string is not looked at."""

    def __init__(self, request: Any) -> None:
        self.query_params: dict[str, str] = {}
        self.META = request.META  # the framework's name
        self.headers = request.headers
