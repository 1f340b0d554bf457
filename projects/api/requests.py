"""What the machinery asks a request."""

import re
import uuid

import structlog
from django.http import HttpRequest

API_PREFIX = "/api/"
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def is_api(request: HttpRequest) -> bool:
    """Is the request for the API and not for a page?"""
    return request.path_info.startswith(API_PREFIX)


def wants_json(request: HttpRequest) -> bool:
    """Should an error be told to a program?"""
    if is_api(request):
        return True
    accept = request.headers.get("Accept", "")
    return "json" in accept and "text/html" not in accept


def request_id(request: HttpRequest) -> str:
    """Return the id under which the logs know this request.

    A caller's own X-Request-ID is taken when it looks like one, so that his logs meet ours.
    """
    known: str | None = getattr(request, "topout_request_id", None)
    if known is None:
        bound = str(structlog.contextvars.get_contextvars().get("request_id", ""))
        known = bound if REQUEST_ID.fullmatch(bound) else str(uuid.uuid4())
        if known != bound:
            structlog.contextvars.bind_contextvars(request_id=known)
        request.topout_request_id = known  # type: ignore[attr-defined] # ours
    return known
