"""By what a delivery goes out, and by what next when that way is closed."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from projects.channels.base import Address
from projects.models import AlertDelivery, AlertRoute, AlertRule, Contact, User
from projects.models.alert_words import Channel, DeliveryState, Severity
from projects.selectors.alert_rules import rule_of

# how long a grave alert waits for one way before the next one takes over
PATIENCE = datetime.timedelta(minutes=5)


@dataclass(frozen=True)
class Way:
    """A channel, and which of a person's addresses of it; none is the account's own, or no need."""

    channel: Channel
    contact_id: int | None = None


def address_of(delivery: AlertDelivery) -> Address | None:
    """Where the delivery goes; None where the address is gone, was refused or is not verified."""
    if delivery.contact_id is not None:
        contact = delivery.contact
        good = contact is not None and is_usable(contact)
        return Address(contact.value, contact.secret) if contact and good else None
    if delivery.recipient is None:
        return None
    if delivery.channel == Channel.INBOX:
        return Address("")
    email = delivery.recipient.email if delivery.channel == Channel.EMAIL else ""
    return Address(email) if email else None


def is_usable(contact: Contact) -> bool:
    """Was it verified, and not refused since?"""
    return contact.verified_at is not None and contact.broken_at is None


def same_target(delivery: AlertDelivery) -> Q:
    """Deliveries to the same person; a group is known by its contact."""
    if delivery.recipient_id is None:
        return Q(recipient__isnull=True, contact_id=delivery.contact_id)
    return Q(recipient_id=delivery.recipient_id)


def ways_of(*, user: User, severity: str, allowed: Sequence[str]) -> Iterator[Way]:
    """Yield the person's ways in his order, then what everybody has; each may come twice.

    `allowed` are a rule's channels, empty for all. The account's e-mail and the inbox come last
    whatever a rule allows: somebody who cannot be told as it says is told anyway.
    """
    rows = AlertRoute.objects.filter(user=user, severity=severity).select_related("contact")
    for row in rows.order_by("rank"):
        contact = row.contact
        if contact is None:
            good = row.channel != Channel.EMAIL or bool(user.email)
        else:
            good = is_usable(contact)
        if good and (not allowed or row.channel in allowed):
            yield Way(Channel(row.channel), row.contact_id)
    if user.email:
        yield Way(Channel.EMAIL)
    yield Way(Channel.INBOX)


def turn_next(
    *, delivery: AlertDelivery, now: datetime.datetime, actively: bool = False
) -> AlertDelivery | None:
    """Tell the person by his next way instead; None where there is none, and for a group.

    `actively` leaves the inbox out, which waits until somebody looks. The unique constraint on
    the turn keeps two workers from both doing it.
    """
    if delivery.recipient is None:
        return None
    way = _way_next(delivery, delivery.recipient)
    if way is None or (actively and way.channel == Channel.INBOX):
        return None
    other = AlertDelivery(
        channel=way.channel,
        contact_id=way.contact_id,
        turn=delivery.turn + 1,
        state=DeliveryState.PENDING,
        next_at=now,
        created_at=now,
        # the way before may have told him already
        may_be_repeat=delivery.may_be_repeat,
        **{name: getattr(delivery, name) for name in SAME},
    )
    AlertDelivery.objects.bulk_create([other], ignore_conflicts=True)
    return other


# what a telling keeps from turn to turn
SAME = (
    "project_id",
    "alert_id",
    "milestone_id",
    "kind",
    "recipient_id",
    "occurrence",
    "step",
    "reminder",
    "told_days_late",
    "max_attempts",
    "deadline_at",
)


def is_urgent(delivery: AlertDelivery, now: datetime.datetime) -> bool:
    """Has a grave alert waited so long for its way that the next one should take over?"""
    if now - delivery.created_at < PATIENCE:
        return False
    rule = rule_of(project_id=delivery.project_id, kind=delivery.kind)
    return rule is not None and rule.severity == Severity.HIGH


def contact_break(*, contact_id: int, text: str, now: datetime.datetime) -> None:
    """Note that a provider refused an address for good; nobody is told there until it is mended."""
    Contact.objects.filter(pk=contact_id, broken_at__isnull=True).update(
        broken_at=now, broken_text=text[:500]
    )


def _way_next(delivery: AlertDelivery, user: User) -> Way | None:
    rule: AlertRule | None = rule_of(project_id=delivery.project_id, kind=delivery.kind)
    severity = rule.severity if rule else Severity.NORMAL
    tried = {
        Way(Channel(channel), contact)
        for channel, contact in AlertDelivery.objects.filter(
            milestone_id=delivery.milestone_id,
            recipient_id=user.pk,
            kind=delivery.kind,
            occurrence=delivery.occurrence,
            step=delivery.step,
        ).values_list("channel", "contact_id")
    }
    ways = ways_of(user=user, severity=severity, allowed=rule.channels if rule else ())
    return next((way for way in ways if way not in tried), None)
