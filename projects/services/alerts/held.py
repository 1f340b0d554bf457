"""What an administrator does to deliveries by hand."""

import datetime
from collections.abc import Iterable

from django.db.models import QuerySet

from projects.models import AlertDelivery
from projects.models.words import DeliveryState
from projects.services.alerts.scan import DEADLINE


def deliveries_release(*, ids: Iterable[int], now: datetime.datetime) -> int:
    """Let deliveries that the storm brake held go out; returns how many."""
    held = AlertDelivery.objects.filter(pk__in=list(ids), state=DeliveryState.HELD)
    return _waiting(held, now)


def delivery_retry(*, ids: Iterable[int], now: datetime.datetime) -> int:
    """Give dead deliveries a new set of attempts; returns how many."""
    dead = AlertDelivery.objects.filter(pk__in=list(ids), state=DeliveryState.DEAD)
    return _waiting(dead, now)


def _waiting(rows: QuerySet[AlertDelivery], now: datetime.datetime) -> int:
    return rows.update(
        state=DeliveryState.PENDING,
        state_reason="",
        attempts=0,
        next_at=now,
        deadline_at=now + DEADLINE,
    )
