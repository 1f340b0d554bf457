"""Whether the house stands, for load balancers and for whoever watches the alerts."""

import datetime
import threading
import time
from collections.abc import Callable

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from projects.services.alerts import AlertAges, alarm_raise, alert_ages

LOOK_EVERY_SECONDS = 60


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view's signature
    """200 while the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": False}, status=503)
    return JsonResponse({"status": "ok", "database": True})


@never_cache
@require_safe
def healthz_alerts(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view's signature
    """200 while the last scan and the oldest waiting delivery are young, else 503; both ages."""
    ages = alert_ages(now=timezone.now())
    body = {
        "status": "ok" if ages.healthy else "stale",
        "scan_seconds": _rounded(ages.scan_seconds),
        "pending_seconds": _rounded(ages.pending_seconds),
    }
    return JsonResponse(body, status=200 if ages.healthy else 503)


class AlertWatch:
    """Middleware: every web process looks once a minute whether the alerts are alive.

    A stopped beat or worker cannot report itself; a request that comes anyway can. The look is
    two indexed queries, and the alarm goes out by SMTP at most once an hour.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        self._next_look = time.monotonic() + LOOK_EVERY_SECONDS

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer first, look afterwards."""
        response = self._get_response(request)
        if time.monotonic() >= self._next_look:
            self._next_look = time.monotonic() + LOOK_EVERY_SECONDS
            self._look()
        return response

    def _look(self) -> None:
        now = timezone.now()
        try:
            ages = alert_ages(now=now)
            if not ages.healthy and cache.add("alert-watch", "looked", LOOK_EVERY_SECONDS):
                # a silent mail server is not the visitor's business
                threading.Thread(target=_alarm, args=(_detail(ages), now), daemon=True).start()
        except DatabaseError:
            # the health check says so; there is nobody to tell without the database
            return


def _alarm(detail: str, now: datetime.datetime) -> None:
    try:
        alarm_raise(detail=detail, now=now)
    finally:
        connection.close()


def _detail(ages: AlertAges) -> str:
    return (
        f"last scan {_rounded(ages.scan_seconds)} s ago, "
        f"oldest waiting delivery due {_rounded(ages.pending_seconds)} s ago"
    )


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)
