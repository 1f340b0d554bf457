"""Taking one summary for sending, and writing down what became of it."""

import datetime
import uuid
from typing import Any

from django.db.models import Q

from projects.channels.base import NotSent
from projects.models import Breaker, SummaryDelivery
from projects.models.alert_words import Channel, DeliveryState, ErrorClass
from projects.services.alerts.claim import back_off, lease

ATTEMPTS_MOST = 12
FINAL = (ErrorClass.PERMANENT, ErrorClass.BUG)


def summary_claim(*, now: datetime.datetime) -> SummaryDelivery | None:
    """Take the oldest due summary, or one whose worker died; None when nothing is due.

    The conditional UPDATE decides between workers; the try is counted before anything is sent.
    While the e-mail server is left alone because of the alerts' failures, so it is here.
    """
    resting = Breaker.objects.filter(
        channel=Channel.EMAIL, contact__isnull=True, open_until__gt=now
    )
    if resting.exists():
        return None
    due = Q(state=DeliveryState.PENDING, next_at__lte=now)
    orphaned = Q(state=DeliveryState.SENDING, lease_until__lt=now)
    rows = SummaryDelivery.objects.filter(due | orphaned).order_by("next_at", "id")
    while (row := rows.first()) is not None:
        values = _given_up(row, now) or {
            "state": DeliveryState.SENDING,
            "lease_token": uuid.uuid4(),
            "lease_until": now + lease(),
            "attempts": row.attempts + 1,
            # its last worker may have handed it over before it died
            "may_be_repeat": row.may_be_repeat or row.state == DeliveryState.SENDING,
        }
        mine = SummaryDelivery.objects.filter(
            pk=row.pk, state=row.state, lease_token=row.lease_token
        )
        if mine.update(**values) and values["state"] == DeliveryState.SENDING:
            row.refresh_from_db()
            return row
    return None


def _given_up(row: SummaryDelivery, now: datetime.datetime) -> dict[str, Any]:
    reason = ""
    if row.attempts >= ATTEMPTS_MOST:
        reason = "attempts_used_up"
    elif now > row.deadline_at:
        reason = "deadline"
    dead = {"state": DeliveryState.DEAD, "state_reason": reason, "lease_token": None}
    return dead if reason else {}


def summary_sent(*, row: SummaryDelivery, now: datetime.datetime) -> bool:
    """Write that the server took it; False when the lease went to somebody else."""
    return _written(
        row,
        state=DeliveryState.SENT,
        state_reason="",
        sent_at=now,
        message=None,
        last_error_class="",
        last_error_text="",
    )


def summary_cancelled(*, row: SummaryDelivery, reason: str) -> bool:
    """Write that there is nothing to be said, or nobody to say it to."""
    return _written(row, state=DeliveryState.CANCELLED, state_reason=reason, message=None)


def summary_failed(*, row: SummaryDelivery, failure: NotSent, now: datetime.datetime) -> bool:
    """Write a failure and when to try again, or that it was given up."""
    next_at = now + (failure.wait or back_off(row.attempts))
    given_up = failure.error_class in FINAL or next_at > row.deadline_at
    return _written(
        row,
        state=DeliveryState.DEAD if given_up else DeliveryState.PENDING,
        state_reason=failure.error_class if given_up else "",
        next_at=next_at,
        may_be_repeat=row.may_be_repeat or failure.error_class == ErrorClass.AMBIGUOUS,
        last_error_class=failure.error_class,
        last_error_text=failure.text[:500],
    )


def _written(row: SummaryDelivery, **values: Any) -> bool:
    """Write the result where the lease is still ours; a late worker overwrites nothing."""
    mine = SummaryDelivery.objects.filter(pk=row.pk, lease_token=row.lease_token)
    return bool(mine.update(lease_token=None, lease_until=None, **values))
