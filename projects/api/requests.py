"""What the machinery asks a request."""

import ipaddress
import uuid

import structlog
from django.conf import settings
from django.http import HttpRequest

API_PREFIX = "/api/"


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
    """Return the id under which the logs know this request; ours, so that nobody can forge it.

    A refusal before the log's middleware (a forged Host) makes its own.
    """
    known: str | None = getattr(request, "topout_request_id", None)
    if known is None:
        bound = structlog.contextvars.get_contextvars().get("request_id")
        known = str(bound or uuid.uuid4())
        request.topout_request_id = known  # type: ignore[attr-defined] # ours
    return known


def client_address(request: HttpRequest) -> str | None:
    """Return the address of the visitor, as the outermost of our own proxies saw it.

    Each proxy appends whom it heard from, so what a visitor claims stands further left.
    """
    socket: str | None = request.META.get("REMOTE_ADDR") or None
    if not settings.PROXIES:
        return socket
    said = request.headers.get("X-Forwarded-For", "").split(",")
    seen = said[-min(settings.PROXIES, len(said))].strip()
    try:
        return str(ipaddress.ip_address(seen))
    except ValueError:
        return socket
