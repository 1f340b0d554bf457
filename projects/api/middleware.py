"""The last word on every answer: ids, caching, and no HTML error from under /api/."""

from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from projects.api import problems
from projects.api.requests import is_api, request_id

Respond = Callable[[HttpRequest], HttpResponse]


class ProblemMiddleware:
    """Give every answer its request id and every error under /api/ the one shape."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on and look at what comes back."""
        known = request_id(request)
        response = self.get_response(request)
        _user_bind(request)
        if is_api(request):
            response = _shaped(request, response)
            # what a person may see is nobody else's to keep
            response.headers.setdefault("Cache-Control", "no-store")
        response["X-Request-ID"] = known
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what a view let through and what we can name; the rest is a bug."""
        return problems.problem_of(request, exception)


def _user_bind(request: HttpRequest) -> None:
    """Tell the log who it was, if somebody asked already; the question is a query."""
    user = request.__dict__.get("user")
    if isinstance(user, SimpleLazyObject):
        user = getattr(request, "_cached_user", None)
    structlog.contextvars.bind_contextvars(user_id=getattr(user, "pk", None))


def _shaped(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Replace an error that does not speak problem+json, as Django's own 405 does not."""
    if response.status_code < 400 or _is_problem(response):
        return response
    headers = {
        name: response[name]
        for name in ("Allow", "Retry-After", "WWW-Authenticate")
        if name in response
    }
    code, detail = _words(response.status_code)
    return problems.problem(request, response.status_code, code, detail, headers)


def _is_problem(response: HttpResponse) -> bool:
    return response.get("Content-Type", "").startswith(problems.MEDIA_TYPE)


def _words(status: int) -> tuple[str, str]:
    known = {
        403: ("permission_denied", _("You are not allowed to do this.")),
        404: ("not_found", _("Not found.")),
        405: ("method_not_allowed", _("The method is not allowed here.")),
        413: ("too_large", _("The request is too large.")),
        500: ("internal_error", _("Something broke here. Please report the request id.")),
    }
    return known.get(status, ("bad_request", _("The request is not well formed.")))
