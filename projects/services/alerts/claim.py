"""Taking one delivery for sending, and writing down what became of it."""

import datetime
import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from projects.channels.base import NotSent
from projects.models import AlertDelivery, DeliveryAttempt
from projects.models.alert_words import DeliveryState, ErrorClass
from projects.services.alerts.breakers import breaker_of, probe_take, untroubled
from projects.services.alerts.routes import contact_break, is_urgent, turn_next

# seconds before the next try, by the number of tries so far; the last one repeats
BACK_OFF = (30, 120, 300, 900, 1800, 3600)
# why a suspect was put back: another one was being sent alone
ONE_AT_A_TIME = "one_at_a_time"
CONFIGURATION_WAIT = datetime.timedelta(seconds=60)
# what the look before the send and the message need of a delivery
READ_WITH = (
    "alert__project__calendar",
    "alert__milestone__building",
    "recipient",
    "contact",
)
# what was to be told in a message that does not go out is due by itself again
RELEASED: Mapping[str, Any] = MappingProxyType(
    {"state": DeliveryState.PENDING, "state_reason": "", "digest": None}
)


@dataclass
class Claim:
    """A delivery that this worker alone may send until its lease ends.

    `troubled` where its way failed since it last went well: a success ends that. `bundled` where
    others are told in its message, `suspect` where the worker that had it before died of it or
    of another in its hands.
    """

    delivery: AlertDelivery
    token: uuid.UUID
    attempt_id: int
    troubled: bool
    bundled: bool
    suspect: bool = False


def lease() -> datetime.timedelta:
    """How long a worker may hold a delivery: thrice the longest a channel may take."""
    return datetime.timedelta(seconds=settings.ALERT_LEASE_SECONDS)


@transaction.atomic
def delivery_claim(*, now: datetime.datetime) -> Claim | None:
    """Take the oldest due delivery, or one whose worker died; None when nothing is due.

    PostgreSQL skips rows that others are claiming; SQLite's writers take turns anyway. Either
    way the conditional UPDATE decides. The attempt is counted and written before anything is
    sent, so that a crash counts and shows.
    """
    due = Q(state=DeliveryState.PENDING, next_at__lte=now)
    orphaned = Q(state=DeliveryState.SENDING, lease_until__lt=now)
    rows = untroubled(AlertDelivery.objects.filter(due | orphaned), now=now)
    # nothing is joined here: a planner that knows nothing of a fresh crowd would join all of it
    rows = rows.order_by("next_at", "id")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    row = rows.first()
    while row is not None and _is_spent(row, now):
        row = rows.first()
    if row is None:
        return None
    breaker = breaker_of(row)
    if breaker is not None and not probe_take(row=breaker, now=now):
        return None
    token, was_orphaned = uuid.uuid4(), row.state == DeliveryState.SENDING
    suspect = was_orphaned or row.state_reason == ONE_AT_A_TIME
    taken = AlertDelivery.objects.filter(
        pk=row.pk, state=row.state, lease_token=row.lease_token
    ).update(
        state=DeliveryState.SENDING,
        lease_token=token,
        lease_until=now + lease(),
        attempts=row.attempts + 1,
        # its last worker may have handed it over before it died
        may_be_repeat=row.may_be_repeat or was_orphaned,
    )
    if not taken:
        return None
    # asked with the row: a question of its own costs as much as the row does
    whole = AlertDelivery.objects.select_related(*READ_WITH)
    counted = whole.annotate(
        tried=_counted(DeliveryAttempt.objects.all(), "delivery_id"),
        bundled=_counted(AlertDelivery.objects.filter(state=DeliveryState.BUNDLED), "digest_id"),
    )
    row = counted.get(pk=row.pk)
    row.project = row.alert.project
    attempt = DeliveryAttempt.objects.create(delivery=row, number=row.tried + 1, started_at=now)
    return Claim(
        delivery=row,
        token=token,
        attempt_id=attempt.pk,
        troubled=breaker is not None,
        bundled=row.bundled > 0,
        suspect=suspect,
    )


def _counted(rows: QuerySet[Any], key: str) -> Coalesce:
    """How many rows name the delivery by `key`."""
    mine = rows.filter(**{key: OuterRef("pk")}).order_by().values(key)
    return Coalesce(Subquery(mine.values_list(Count("pk"))), 0)


def _is_spent(row: AlertDelivery, now: datetime.datetime) -> bool:
    """Give a delivery up that has used all its tries or its time; True when it was given up.

    Looked at before the send and not after: a message that kills its worker writes no result.
    """
    reason = ""
    if row.attempts >= row.max_attempts:
        reason = "attempts_used_up"
    elif now > row.deadline_at:
        reason = "deadline"
    if reason:
        AlertDelivery.objects.filter(pk=row.pk).update(
            state=DeliveryState.DEAD, state_reason=reason, lease_token=None, lease_until=None
        )
    return bool(reason)


def members_release() -> int:
    """Let go of what is bundled with a message that was called off by a signature or by hand."""
    alive = (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.HELD)
    lost = AlertDelivery.objects.filter(
        Q(digest__isnull=True) | ~Q(digest__state__in=alive), state=DeliveryState.BUNDLED
    )
    return lost.update(**RELEASED)


def claim_sent(*, claim: Claim, provider_id: str = "", now: datetime.datetime) -> bool:
    """Write that the provider took the message; False when the lease went to somebody else."""
    told: dict[str, Any] = {"state": DeliveryState.SENT, "state_reason": "", "sent_at": now}
    values: dict[str, Any] = {
        "message": None,
        "provider_id": provider_id,
        "last_error_class": "",
        "last_error_text": "",
    }
    return _written(claim, now, members=told, **told, **values)


def claim_cancelled(*, claim: Claim, reason: str, now: datetime.datetime) -> bool:
    """Write that there is nothing to be said any more, and why."""
    return _written(
        claim,
        now,
        "",
        f"cancelled: {reason}",
        members=RELEASED,
        state=DeliveryState.CANCELLED,
        state_reason=reason,
        message=None,
    )


def claim_postponed(
    *, claim: Claim, until: datetime.datetime, reason: str, now: datetime.datetime
) -> bool:
    """Put a message back that may not go out yet; it was not tried, and does not count."""
    return _written(
        claim,
        now,
        "",
        f"postponed: {reason}",
        state=DeliveryState.PENDING,
        state_reason=reason,
        next_at=until,
        attempts=claim.delivery.attempts - 1,
    )


def claim_redirected(*, claim: Claim, now: datetime.datetime) -> bool:
    """Give a way up that leads nowhere any more, and tell the person by his next one."""
    reason = "address_gone"
    turn_next(delivery=claim.delivery, now=now)
    return _written(
        claim,
        now,
        ErrorClass.PERMANENT,
        reason,
        members=RELEASED,
        state=DeliveryState.DEAD,
        state_reason=reason,
        message=None,
    )


@transaction.atomic
def claim_failed(*, claim: Claim, failure: NotSent, now: datetime.datetime) -> bool:
    """Write a failure and when to try again, or that it was given up or left to the next way."""
    row, error_class = claim.delivery, failure.error_class
    spared = error_class == ErrorClass.CONFIGURATION
    wait = failure.wait or (CONFIGURATION_WAIT if spared else back_off(row.attempts))
    given_up = (
        error_class in (ErrorClass.PERMANENT, ErrorClass.BUG)
        or (row.attempts >= row.max_attempts and not spared)
        or now + wait > row.deadline_at
    )
    row.may_be_repeat = row.may_be_repeat or error_class == ErrorClass.AMBIGUOUS
    values: dict[str, Any] = {
        "state": DeliveryState.DEAD if given_up else DeliveryState.PENDING,
        "state_reason": error_class if given_up else "",
        "next_at": now + wait,
        # a wrong password is not the message's fault
        "attempts": row.attempts - 1 if spared else row.attempts,
        "may_be_repeat": row.may_be_repeat,
        "last_error_class": error_class,
        "last_error_text": failure.text[:500],
    }
    if error_class == ErrorClass.PERMANENT and row.contact_id:
        contact_break(contact_id=row.contact_id, text=failure.text, now=now)
    if given_up and error_class != ErrorClass.BUG:
        turn_next(delivery=row, now=now)
    elif not given_up and is_urgent(row, now) and turn_next(delivery=row, now=now, actively=True):
        given_up = True
        values |= {"state": DeliveryState.CANCELLED, "state_reason": "next_channel"}
    members = RELEASED if given_up else None
    return _written(claim, now, error_class, failure.text[:500], members=members, **values)


def back_off(attempts: int) -> datetime.timedelta:
    """Full jitter over a growing span, so that a returning server is not met by a crowd."""
    span = BACK_OFF[min(attempts, len(BACK_OFF)) - 1]
    return datetime.timedelta(seconds=random.uniform(span / 2, span))  # noqa: S311 - not a secret


@transaction.atomic
def _written(
    claim: Claim,
    now: datetime.datetime,
    error_class: str = "",
    error_text: str = "",
    *,
    members: Mapping[str, Any] | None = None,
    **values: Any,
) -> bool:
    """Write the result where the lease is still ours; a late worker overwrites nothing.

    `members` is what becomes of those that were told in this one's message.
    """
    DeliveryAttempt.objects.filter(pk=claim.attempt_id).update(
        ended_at=now, error_class=error_class, error_text=error_text
    )
    mine = AlertDelivery.objects.filter(pk=claim.delivery.pk, lease_token=claim.token)
    written = bool(mine.update(lease_token=None, lease_until=None, **values))
    if written and members and claim.bundled:
        bundled = AlertDelivery.objects.filter(
            digest_id=claim.delivery.pk, state=DeliveryState.BUNDLED
        )
        bundled.update(**members)
    return written
