"""Bodies: only well-formed JSON gets in, and no more of it than the limit."""

import json
import re
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from django.conf import settings
from django.utils.http import parse_header_parameters
from django.utils.translation import gettext as _
from rest_framework import parsers
from rest_framework.exceptions import ParseError

from projects.api.refusals import TooLarge

DEPTH = 64
# beside the photo itself a form carries a few short fields
FORM_FIELDS_BYTES = 64 * 1024
# a string, or a bracket outside of strings
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
SURROGATE = re.compile("[\ud800-\udfff]")


class StrictJsonParser(parsers.BaseParser):
    """JSON as RFC 8259 means it: one value a name, finite numbers, real characters."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the value of the body; refuse what is not JSON with 400 `parse_error`."""
        encoding = _encoding_of(media_type or "")
        _announced_check(parser_context or {}, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        raw: bytes = stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
        if len(raw) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise TooLarge
        try:
            text = raw.decode(encoding)
        except ValueError as error:
            raise ParseError(_("The body does not match its charset.")) from error
        _depth_check(text)
        return _parsed(text)


def _announced_check(context: Mapping[str, Any], most: int) -> None:
    """Refuse a body by its announced length, before reading any of it."""
    request = context.get("request")
    announced = request.META.get("CONTENT_LENGTH") if request is not None else None
    if announced and announced.isdigit() and int(announced[:20]) > most:
        raise TooLarge


def _encoding_of(media_type: str) -> str:
    """Return the charset of the body; a codec that unpacks (bz2) is none."""
    name = parse_header_parameters(media_type)[1].get("charset", settings.DEFAULT_CHARSET)
    try:
        "".encode(name)
    except (LookupError, ValueError) as error:
        raise ParseError(_("The charset of the body is unknown.")) from error
    return name


def _parsed(text: str) -> Any:
    try:
        value = json.loads(
            text, parse_constant=_refuse, parse_float=_finite, object_pairs_hook=_once_each
        )
    except (ValueError, RecursionError) as error:
        # a number of thousands of digits is a ValueError of int()
        raise ParseError(_("The body is not valid JSON.")) from error
    # an escaped lone surrogate survives the parser but no database
    if "\\u" in text and _has_surrogate(value):
        raise ParseError(_("The body has half a character (lone surrogate)."))
    return value


def _depth_check(text: str) -> None:
    """Count brackets before parsing, so that depth never meets the interpreter's stack."""
    depth = 0
    for token in TOKEN.finditer(text):
        mark = token.group()
        if mark in ("[", "{"):
            depth += 1
            if depth > DEPTH:
                raise ParseError(_("The body is nested too deeply."))
        elif mark in ("]", "}"):
            depth -= 1


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(text)
    return number


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ParseError(_("A name appears twice in one object."))
    return found


def _has_surrogate(value: Any) -> bool:
    """Look into the parsed value; its depth is already known to be small."""
    if isinstance(value, str):
        return SURROGATE.search(value) is not None
    if isinstance(value, dict):
        return any(_has_surrogate(each) for pair in value.items() for each in pair)
    return isinstance(value, list) and any(_has_surrogate(each) for each in value)


class PhotoFormParser(parsers.MultiPartParser):
    """A multipart form with one photo; refused before reading when it announces too much."""

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the form's fields and files."""
        context = dict(parser_context or {})
        _announced_check(context, settings.UPLOAD_MAX_BYTES + FORM_FIELDS_BYTES)
        return super().parse(stream, media_type, context)
