"""Whether the house stands, for load balancers and for whoever watches the alerts."""

from django.db import Error as DatabaseFailure
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from projects.models import Reconciliation
from projects.services.alerts import alert_ages


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view's signature
    """200 while the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseFailure:
        return JsonResponse({"status": "unavailable", "database": False}, status=503)
    return JsonResponse({"status": "ok", "database": True})


@never_cache
@require_safe
def healthz_alerts(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view's signature
    """200 while the last scan and the oldest waiting delivery are young, else 503; the ages.

    How old the last account of the day is, is said and decides nothing.
    """
    now = timezone.now()
    try:
        ages = alert_ages(now=now)
        account = Reconciliation.objects.order_by("-day").values_list("until", flat=True).first()
    except DatabaseFailure:
        return JsonResponse({"status": "unavailable", "database": False}, status=503)
    body = {
        "status": "ok" if ages.healthy else "stale",
        "scan_seconds": _rounded(ages.scan_seconds),
        "pending_seconds": _rounded(ages.pending_seconds),
        "reconciled_seconds": _rounded((now - account).total_seconds() if account else None),
    }
    return JsonResponse(body, status=200 if ages.healthy else 503)


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)
