"""Handing a written message to its channel, and the room a destination has for one."""

import datetime
import json
from dataclasses import asdict

from projects.channels import email
from projects.channels.base import Address, Limit, Rendered
from projects.channels.budget import destination_key, room_take
from projects.channels.registry import channel_of
from projects.models import AlertDelivery
from projects.models.alert_words import Channel

# a person's mailbox gets one digest a minute
DIGEST_LIMITS = (Limit(1, datetime.timedelta(minutes=1)),)


def packed(message: Rendered) -> bytes:
    """Write a message down, to be sent again as it is."""
    return json.dumps(asdict(message), ensure_ascii=False, sort_keys=True).encode()


def hand_over(
    *, delivery: AlertDelivery, message: bytes, address: Address, now: datetime.datetime
) -> str:
    """Send by the delivery's channel; returns the provider's id, or raises `NotSent`.

    What may have arrived already is asked for first, where somebody can be asked, and not sent
    again then.
    """
    channel = Channel(delivery.channel)
    if channel == Channel.EMAIL:
        email.message_send(message=message, recipient=address.value)
        return ""
    rendered = Rendered(**json.loads(message))
    medium = channel_of(channel)
    if delivery.may_be_repeat and medium.was_taken is not None:
        since = _first_try(delivery) or now
        if medium.was_taken(key=rendered.key, address=address, since=since, now=now):
            return ""
    return medium.send(message=rendered, address=address, now=now)


def room_until(
    delivery: AlertDelivery, address: Address, *, digest: bool, now: datetime.datetime
) -> datetime.datetime | None:
    """Take the room for one message, or say from when there is some."""
    channel = Channel(delivery.channel)
    if channel != Channel.EMAIL:
        limits = channel_of(channel).limits()
    else:
        limits = DIGEST_LIMITS if digest else ()
    return room_take(destination=destination_key(channel, address), limits=limits, now=now)


def repeat_safe(delivery: AlertDelivery, now: datetime.datetime) -> bool:
    """Would the channel take the same bytes again for the same message? Then nothing is doubled."""
    if delivery.channel == Channel.EMAIL:
        return False
    first = _first_try(delivery)
    return first is not None and now - first < channel_of(Channel(delivery.channel)).repeat_safe


def _first_try(delivery: AlertDelivery) -> datetime.datetime | None:
    return delivery.tries.order_by("number").values_list("started_at", flat=True).first()
