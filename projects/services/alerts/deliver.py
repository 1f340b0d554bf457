"""The dispatch loop: claim one, look whether it is still true, send it, write the result."""

import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.core.cache import cache
from django.db import DatabaseError, OperationalError

from projects.channels import email
from projects.channels.base import NotSent
from projects.models import Alert, AlertDelivery, Membership
from projects.models.words import DeliveryState, ErrorClass
from projects.selectors.alert_rules import quiet_hours_end
from projects.selectors.alerts import database_now
from projects.selectors.calendars import today_of
from projects.services.alerts import claim as claims
from projects.services.alerts.message import message_keep
from projects.services.alerts.scan import still_due

log = structlog.get_logger(__name__)

# what a newer delivery must be for an older one to have nothing to add
SUPERSEDING = (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.SENT)
BREAKER_FAILURES = 5
BREAKER_SECONDS = 60
BREAKER_KEY = "breaker:email:failures"


@dataclass
class DeliveryCounts:
    """What one run of the loop did."""

    sent: int = 0
    cancelled: int = 0
    failed: int = 0
    postponed: int = 0


def deliveries_deliver(
    *,
    clock: Callable[[], datetime.datetime] = database_now,
    seconds: float = 50,
    most: int | None = None,
    stopping: Callable[[], bool] = lambda: False,
) -> DeliveryCounts:
    """Send what is due until nothing is, `seconds` are over, `most` were taken or it is to stop.

    `clock` is the database's: leases of workers on several machines must agree. Nothing is sent
    inside a transaction. Any number of workers may run this at once.
    """
    counts = DeliveryCounts()
    ends = time.monotonic() + seconds
    taken = 0
    while time.monotonic() < ends and (most is None or taken < most) and not stopping():
        claim = None if _breaker_open() else claims.delivery_claim(now=clock())
        if claim is None:
            break
        taken += 1
        _one(claim, counts, clock)
    return counts


def _one(
    claim: claims.Claim, counts: DeliveryCounts, clock: Callable[[], datetime.datetime]
) -> None:
    reason = cancel_reason(claim.delivery, clock())
    if reason:
        claims.claim_cancelled(claim=claim, reason=reason, now=clock())
        counts.cancelled += 1
        return
    until = quiet_hours_end(claim.delivery, clock())
    if until:
        claims.claim_postponed(claim=claim, until=until, now=clock())
        counts.postponed += 1
        return
    try:
        message = _written_out(claim.delivery, clock())
        email.message_send(message=message, recipient=claim.delivery.person.email)
    except NotSent as failure:
        counts.failed += 1
        _breaker_note(failure.error_class)
        claims.claim_failed(
            claim=claim,
            error_class=failure.error_class,
            error_text=failure.text,
            now=clock(),
        )
        log.warning("delivery_failed", delivery=claim.delivery.pk, why=failure.error_class)
        return
    cache.delete(BREAKER_KEY)
    counts.sent += 1
    _result_write(claim, clock)


def _written_out(delivery: AlertDelivery, now: datetime.datetime) -> bytes:
    """Return the message; one that cannot be written is a bug and must not stop the others."""
    try:
        return message_keep(delivery=delivery, now=now)
    except DatabaseError:
        raise
    except Exception as error:
        log.exception("message_not_written", delivery=delivery.pk)
        raise NotSent(ErrorClass.BUG, f"{type(error).__name__}: {error}") from error


def _result_write(claim: claims.Claim, clock: Callable[[], datetime.datetime]) -> None:
    """Write "sent"; when the database is away, try until the lease ends."""
    ends = time.monotonic() + claims.lease().total_seconds()
    while True:
        try:
            claims.claim_sent(claim=claim, now=clock())
        except OperationalError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.5)
        else:
            return


def cancel_reason(delivery: AlertDelivery, now: datetime.datetime) -> str:
    """Why a delivery should not go out after all; empty when it should.

    The milestone itself is looked at: the scan that closes a healed alert may be a minute away.
    """
    alert, recipient = delivery.alert, delivery.person
    if alert.closed_at or not Alert.objects.filter(still_due(now), pk=alert.pk).exists():
        return "healed"
    if alert.acknowledged_at:
        return "acknowledged"
    if delivery.reminder and _is_promised(alert, now):
        return "promised"
    if not recipient.is_active or not recipient.email:
        return "recipient_gone"
    member = Membership.objects.filter(project_id=delivery.project_id, user_id=recipient.pk)
    if not member.exists():
        return "not_a_member"
    # by the order of making and not of days: a clock that jumped ahead left days to come behind
    newer = AlertDelivery.objects.filter(
        alert_id=alert.pk, recipient_id=recipient.pk, pk__gt=delivery.pk, state__in=SUPERSEDING
    )
    return "superseded" if newer.exists() else ""


def _is_promised(alert: Alert, now: datetime.datetime) -> bool:
    """Is the day over that somebody promised? Before that it is no use to remind anybody."""
    until = alert.promised_until
    return until is not None and today_of(alert.project, now) <= until


def _breaker_open() -> bool:
    return int(cache.get(BREAKER_KEY, 0)) >= BREAKER_FAILURES


def _breaker_note(error_class: ErrorClass) -> None:
    """Count failures of the channel; after five in a row it rests for a minute."""
    if error_class in (ErrorClass.PERMANENT, ErrorClass.BUG):
        return
    failures = int(cache.get(BREAKER_KEY, 0)) + 1
    if error_class == ErrorClass.CONFIGURATION:
        failures = BREAKER_FAILURES
    cache.set(BREAKER_KEY, failures, BREAKER_SECONDS)
