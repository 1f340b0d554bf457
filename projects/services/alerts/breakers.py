"""Breakers: a provider that fails is left alone for a while, and then asked with one message.

A channel with one account for everybody rests as a whole; one whose addresses are servers of
their own rests address by address (`projects.models.Breaker`).
"""

import datetime

from django.db.models import F, QuerySet

from projects.channels.registry import channel_of
from projects.models import AlertDelivery, Breaker
from projects.models.alert_words import Channel, DeliveryState, ErrorClass

FAILURES_MOST = 5
REST = datetime.timedelta(seconds=60)
# what says nothing about the provider
OF_THE_MESSAGE = (ErrorClass.PERMANENT, ErrorClass.BUG)
OF_THE_PROVIDER = (ErrorClass.TRANSIENT, ErrorClass.AMBIGUOUS, ErrorClass.CONFIGURATION)


def untroubled(rows: QuerySet[AlertDelivery], *, now: datetime.datetime) -> QuerySet[AlertDelivery]:
    """Leave out what would go by a channel or to a contact that rests at `now`."""
    resting = list(Breaker.objects.filter(open_until__gt=now).values_list("channel", "contact_id"))
    channels = [channel for channel, contact in resting if contact is None]
    contacts = [contact for _channel, contact in resting if contact is not None]
    if channels:
        rows = rows.exclude(channel__in=channels)
    if contacts:
        rows = rows.exclude(contact_id__in=contacts)
    return rows


def breaker_of(delivery: AlertDelivery) -> Breaker | None:
    """The breaker of the delivery's way; None where nothing failed since the last success."""
    return _of(delivery.channel, delivery.contact_id).first()


def probe_take(*, row: Breaker, now: datetime.datetime) -> bool:
    """May one be tried? After a rest only one may, and the others wait for what it finds."""
    if row.open_until is None:
        return True
    if row.open_until > now:
        return False
    mine = Breaker.objects.filter(pk=row.pk, open_until=row.open_until)
    return bool(mine.update(open_until=now + REST))


def failure_note(
    *, delivery: AlertDelivery, error_class: ErrorClass, text: str, now: datetime.datetime
) -> bool:
    """Count a failure of the provider; True when it is left alone from now on, and was not before.

    A wrong password opens at once, anything else after `FAILURES_MOST` failures in a row.
    """
    if error_class in OF_THE_MESSAGE or delivery.channel == Channel.INBOX:
        return False
    key = _key(delivery.channel, delivery.contact_id)
    Breaker.objects.get_or_create(**key, defaults={"changed_at": now})
    rows = Breaker.objects.filter(**key)
    rows.update(
        failures=F("failures") + 1,
        last_error_class=error_class,
        last_error_text=text[:500],
        changed_at=now,
    )
    grave = error_class == ErrorClass.CONFIGURATION
    opening = rows if grave else rows.filter(failures__gte=FAILURES_MOST)
    was_open = rows.filter(open_until__isnull=False).exists()
    return bool(opening.update(open_until=now + REST)) and not was_open


def success_note(*, delivery: AlertDelivery, now: datetime.datetime) -> None:
    """Forget the failures: the provider took a message.

    Where it had rested, what waits because of its failures is due: each message's own wait grew to
    an hour while nobody was there, and the provider's return ends the reason for all of them.
    """
    rested = _of(delivery.channel, delivery.contact_id).filter(open_until__isnull=False)
    if rested.exists():
        waiting = AlertDelivery.objects.filter(
            channel=delivery.channel,
            state=DeliveryState.PENDING,
            # and not for quiet hours or for room
            state_reason="",
            next_at__gt=now,
            last_error_class__in=OF_THE_PROVIDER,
        )
        of_one = _key(delivery.channel, delivery.contact_id)["contact_id"] is not None
        if of_one and delivery.contact_id is not None:
            waiting = waiting.filter(contact_id=delivery.contact_id)
        waiting.update(next_at=now)
    _of(delivery.channel, delivery.contact_id).delete()


def _of(channel: str, contact_id: int | None) -> QuerySet[Breaker]:
    return Breaker.objects.filter(**_key(channel, contact_id))


def _key(channel: str, contact_id: int | None) -> dict[str, object]:
    shared = channel == Channel.EMAIL or channel_of(Channel(channel)).shared
    return {"channel": channel, "contact_id": None if shared else contact_id}
