"""The dispatch loop: claim one, look whether it is still true, send it, write the result."""

import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import Error as DatabaseFailure
from django.utils.translation import gettext as _

from projects.channels.base import Address, NotSent
from projects.models.alert_words import ErrorClass
from projects.selectors.alert_rules import quiet_hours_end
from projects.selectors.alerts import database_now
from projects.services.alerts import claim as claims
from projects.services.alerts.alone import GATE
from projects.services.alerts.breakers import failure_note, success_note
from projects.services.alerts.digest import digest_gather
from projects.services.alerts.handing import hand_over, room_until
from projects.services.alerts.lasting import result_write
from projects.services.alerts.message import message_keep
from projects.services.alerts.recheck import cancel_reason
from projects.services.alerts.routes import address_of
from projects.services.alerts.watch import alarm_raise

log = structlog.get_logger(__name__)

Clock = Callable[[], datetime.datetime]
# until a message is looked at again that would have waited with another for being alone
TURN = datetime.timedelta(seconds=2)


@dataclass
class DeliveryCounts:
    """What one run of the loop did."""

    sent: int = 0
    cancelled: int = 0
    failed: int = 0
    postponed: int = 0


def deliveries_deliver(
    *,
    clock: Clock = database_now,
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
        with GATE.together():
            claim = claims.delivery_claim(now=clock())
            if claim is None:
                break
            taken += 1
            _taken(claim, counts, clock)
    return counts


def _taken(claim: claims.Claim, counts: DeliveryCounts, clock: Clock) -> None:
    """Send what was claimed; alone, where it was in the hands of a worker that died."""
    if not claim.suspect:
        _one(claim, counts, clock)
        return
    with GATE.alone() as is_alone:
        if is_alone:
            _one(claim, counts, clock)
            return
    now = clock()
    claims.claim_postponed(claim=claim, until=now + TURN, reason=claims.ONE_AT_A_TIME, now=now)
    counts.postponed += 1


def _one(claim: claims.Claim, counts: DeliveryCounts, clock: Clock) -> None:
    """Send one delivery, unless there is a reason not to, or not yet."""
    delivery, now = claim.delivery, clock()
    reason = cancel_reason(delivery, now)
    if reason:
        claims.claim_cancelled(claim=claim, reason=reason, now=now)
        counts.cancelled += 1
        return
    address = address_of(delivery)
    if address is None:
        claims.claim_redirected(claim=claim, now=now)
        counts.failed += 1
        return
    if _postponed(claim, address, now):
        counts.postponed += 1
        return
    try:
        message = _written_out(claim, now)
        provider_id = hand_over(delivery=delivery, message=message, address=address, now=clock())
    except NotSent as failure:
        counts.failed += 1
        _failure_write(claim, failure, clock())
        return
    counts.sent += 1
    # before anything else that asks the database: what is not written is sent again
    result_write(lambda: claims.claim_sent(claim=claim, provider_id=provider_id, now=clock()))
    if claim.troubled:
        success_note(delivery=delivery, now=now)


def _postponed(claim: claims.Claim, address: Address, now: datetime.datetime) -> bool:
    """Put it back while it is quiet, or while its destination has been told enough."""
    until, reason = quiet_hours_end(claim.delivery, now), "quiet_hours"
    if until is None:
        members = digest_gather(head=claim.delivery, bundled=claim.bundled, now=now)
        claim.bundled = claim.bundled or bool(members)
        until = room_until(claim.delivery, address, digest=bool(members), now=now)
        reason = "rate"
    if until is None:
        return False
    claims.claim_postponed(claim=claim, until=until, reason=reason, now=now)
    return True


def _written_out(claim: claims.Claim, now: datetime.datetime) -> bytes:
    """Return the message; one that cannot be written is a bug and must not stop the others."""
    delivery = claim.delivery
    try:
        return message_keep(delivery=delivery, bundled=claim.bundled, now=now)
    except DatabaseFailure:
        raise
    except Exception as error:
        log.exception("message_not_written", delivery=delivery.pk)
        raise NotSent(ErrorClass.BUG, f"{type(error).__name__}: {error}") from error


def _failure_write(claim: claims.Claim, failure: NotSent, now: datetime.datetime) -> None:
    """Write the failure; a channel that rests because of its set-up is told to administrators."""
    delivery = claim.delivery
    opened = failure_note(
        delivery=delivery, error_class=failure.error_class, text=failure.text, now=now
    )
    claims.claim_failed(claim=claim, failure=failure, now=now)
    log.warning("delivery_failed", delivery=delivery.pk, why=failure.error_class)
    if opened and failure.error_class == ErrorClass.CONFIGURATION:
        words = {"channel": delivery.get_channel_display(), "why": failure.text[:200]}
        detail = _("The channel %(channel)s is set up wrongly: %(why)s") % words
        alarm_raise(about=f"channel:{delivery.channel}", detail=detail, now=now)
