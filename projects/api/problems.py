"""One shape for every refusal: problem+json (RFC 9457), for people a plain page."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions

from projects.api.refusals import TooLarge
from projects.api.requests import request_id, wants_json
from projects.errors import RuleBroken, TooMany
from projects.services.rows import reference_gone

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5

TITLES = {
    400: gettext_lazy("The request is not valid"),
    401: gettext_lazy("Sign in first"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Method not allowed"),
    406: gettext_lazy("No such representation"),
    409: gettext_lazy("Conflict"),
    410: gettext_lazy("Gone"),
    411: gettext_lazy("Length required"),
    412: gettext_lazy("Changed in the meantime"),
    413: gettext_lazy("Too large"),
    415: gettext_lazy("Unsupported media type"),
    416: gettext_lazy("No such part"),
    422: gettext_lazy("Not processable"),
    428: gettext_lazy("If-Match is missing"),
    429: gettext_lazy("Too many requests"),
    460: gettext_lazy("Checksum mismatch"),
    500: gettext_lazy("Internal error"),
    503: gettext_lazy("Not available"),
    507: gettext_lazy("Storage full"),
}
# how our shape names what Django REST framework calls otherwise
CODES = {
    "authentication_failed": "not_authenticated",
    "null": "null_not_allowed",
    "error": "invalid",
    "does_not_exist": "unknown_relation",
    "incorrect_type": "invalid",
}


def exception_handler(exc: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """Answer an exception of an API view; None lets a bug through to `server_error`."""
    request: HttpRequest = context["request"]._request
    return problem_of(request, exc)


def problem_of(request: HttpRequest, exc: Exception) -> HttpResponse | None:
    """Return the answer to a known exception, None to a bug."""
    if isinstance(exc, RuleBroken):
        return _rule_broken(request, exc)
    if isinstance(exc, TooMany):
        return _refusal(request, exceptions.Throttled(wait=exc.wait.total_seconds()))
    if isinstance(exc, OperationalError | InterfaceError):
        log.warning("database_away", error=type(exc).__name__, exc_info=exc)
        return problem(
            request,
            503,
            "unavailable",
            _("The database does not answer. Try again soon."),
            headers={"Retry-After": str(RETRY_AFTER_SECONDS)},
        )
    if isinstance(exc, IntegrityError) and reference_gone(exc):
        gone = _("What this names was removed in the meantime. Read it again.")
        return problem(request, 409, "conflict", gone)
    known = _api_exception(exc)
    return _refusal(request, known) if known else None


def _api_exception(exc: Exception) -> exceptions.APIException | None:
    """Say a Django exception in the words of the framework."""
    if isinstance(exc, exceptions.APIException):
        return exc
    if isinstance(exc, Http404):
        return exceptions.NotFound()
    if isinstance(exc, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(exc, RequestDataTooBig):
        return TooLarge()
    if isinstance(exc, RecursionError | MultiPartParserError):
        return exceptions.ParseError(_("The request is not well formed."))
    return None


def _rule_broken(request: HttpRequest, exc: RuleBroken) -> HttpResponse:
    extra: dict[str, Any] = dict(exc.details)
    if exc.pointer:
        extra["errors"] = [fault(exc.pointer, "body", exc.code, str(exc.detail))]
    return problem(request, exc.status, exc.code, str(exc.detail), **extra)


def _refusal(request: HttpRequest, exc: exceptions.APIException) -> HttpResponse:
    headers: dict[str, str] = dict(getattr(exc, "headers", {}))
    auth_header, wait = getattr(exc, "auth_header", None), getattr(exc, "wait", None)
    if auth_header:
        headers["WWW-Authenticate"] = auth_header
    if wait:
        headers["Retry-After"] = str(int(wait) + 1)
    if isinstance(exc, exceptions.ValidationError):
        errors = list(faults(exc.detail, location=getattr(exc, "location", "body")))
        return problem(
            request, exc.status_code, errors[0]["code"], _summary(errors), headers, errors=errors
        )
    code = exc.get_codes()
    word = code if isinstance(code, str) else exc.default_code
    return problem(request, exc.status_code, CODES.get(word, word), str(exc.detail), headers)


def _summary(errors: Sequence[Mapping[str, str]]) -> str:
    return errors[0]["detail"] if len(errors) == 1 else _("Several values are not valid.")


def faults(detail: Any, *, location: str, pointer: str = "") -> Iterator[dict[str, str]]:
    """Flatten nested validation errors; each names its value by JSON pointer (RFC 6901)."""
    if isinstance(detail, Mapping):
        for name, value in detail.items():
            step = "" if name == "non_field_errors" else "/" + _escaped(str(name))
            yield from faults(value, location=location, pointer=pointer + step)
    elif isinstance(detail, list | tuple):
        for index, value in enumerate(detail):
            plain = isinstance(value, str)
            step = "" if plain else f"/{index}"
            yield from faults(value, location=location, pointer=pointer + step)
    else:
        code = getattr(detail, "code", "invalid")
        yield fault(pointer, location, CODES.get(code, code), str(detail))


def fault(pointer: str, location: str, code: str, detail: str) -> dict[str, str]:
    """One faulty value; `location` is body, query or header."""
    return {"pointer": pointer, "location": location, "code": code, "detail": detail}


def _escaped(name: str) -> str:
    return name[:200].replace("~", "~0").replace("/", "~1")


def problem(
    request: HttpRequest,
    status: int,
    code: str,
    detail: str,
    headers: Mapping[str, str] | None = None,
    **extra: Any,
) -> HttpResponse:
    """Make the answer: JSON for programs, `web/error.html` for people."""
    said: dict[str, Any] = {
        "type": f"urn:topout:problem:{code}",
        "title": str(TITLES.get(status, TITLES[400])),
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": request_id(request),
        **extra,
    }
    if wants_json(request):
        body = orjson.dumps(said, default=str)
        response = HttpResponse(body, status=status, content_type=MEDIA_TYPE)
    else:
        # a page about a database that is away must not ask it who is reading
        reader = None if status >= 500 else request
        response = render(reader, "web/error.html", {"problem": said}, status=status)
    for name, value in (headers or {}).items():
        response[name] = value
    response["Cache-Control"] = "no-store"
    return response


# --- what settings.py and backend/urls.py name -----------------------------------------------


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400: a forged Host, a broken upload, too many fields."""
    if isinstance(exception, RequestDataTooBig):
        return _refusal(request, TooLarge())
    return problem(request, 400, "bad_request", _("The request is not well formed."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer 403."""
    return problem(request, 403, "permission_denied", _("You are not allowed to do this."))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer 404, with the same words as for an object of somebody else."""
    return problem(request, 404, "not_found", str(exceptions.NotFound.default_detail))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500; the log has the trace under the same request id.

    What an outer middleware let through ends here too, a database that is away among it.
    """
    raised = sys.exc_info()[1]
    known = problem_of(request, raised) if isinstance(raised, Exception) else None
    if known is not None:
        return known
    return problem(
        request, 500, "internal_error", _("Something broke here. Please report the request id.")
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form or call without the CSRF token."""
    log.warning("csrf_failed", reason=reason)
    return problem(request, 403, "csrf_failed", _("The CSRF token is missing or wrong."))


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None = None,  # noqa: ARG001 - axes' signature
    credentials: Mapping[str, Any] | None = None,  # noqa: ARG001 - axes' signature
) -> HttpResponse:
    """Answer too many wrong passwords for an account or from an address."""
    from django.conf import settings  # noqa: PLC0415 - axes imports this module while settings load

    wait = int(settings.AXES_COOLOFF_TIME.total_seconds())
    return problem(
        request,
        429,
        "throttled",
        _("Too many attempts to sign in. Try again later."),
        {"Retry-After": str(wait)},
    )
