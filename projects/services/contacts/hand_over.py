"""Sending one message to one address now, while somebody waits for what the provider says."""

import dataclasses
import datetime
import hashlib
import secrets

import structlog

from projects.channels import mails
from projects.channels.base import Address, Limit, Medium, NotSent, Rendered
from projects.channels.budget import destination_key, room_take
from projects.channels.registry import channel_of
from projects.errors import TooMany
from projects.models import User
from projects.models.alert_words import Channel

log = structlog.get_logger(__name__)

HOUR = datetime.timedelta(hours=1)


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What the provider said: `error_class` and `text` are empty when it took the message.

    `wait_seconds` is how long it asks to be left alone, where it said so.
    """

    sent: bool
    error_class: str = ""
    text: str = ""
    wait_seconds: int | None = None


def medium_of(channel: str) -> Medium:
    """Return what speaks for a channel; e-mail as plain mails."""
    return mails.MEDIUM if channel == Channel.EMAIL else channel_of(Channel(channel))


def key_make() -> str:
    """A message's key, as long as a delivery's."""
    return secrets.token_hex(32)


def user_room_take(*, user: User, what: str, most: int, now: datetime.datetime) -> None:
    """Count one more of what a person may set off `most` times in any hour, or raise `TooMany`."""
    name = hashlib.sha256(f"{what}\n{user.pk}".encode()).hexdigest()
    _room_take(name, (Limit(most, HOUR),), now)


def message_hand_over(
    *, channel: str, address: Address, message: Rendered, now: datetime.datetime
) -> Outcome:
    """Send outside of any transaction, within the limits of the destination.

    Raises `TooMany` where those say later, KeyError for a channel without a module. `now` is UTC.
    """
    medium = medium_of(channel)
    _room_take(destination_key(Channel(channel), address), medium.limits(), now)
    try:
        medium.send(message=message, address=address, now=now)
    except NotSent as failure:
        log.warning("message_not_sent", channel=channel, why=failure.error_class)
        wait = None if failure.wait is None else int(failure.wait.total_seconds())
        return Outcome(False, failure.error_class, failure.text[:500], wait)
    return Outcome(True)


def _room_take(name: str, limits: tuple[Limit, ...], now: datetime.datetime) -> None:
    free_at = room_take(destination=name, limits=limits, now=now)
    if free_at is not None:
        raise TooMany(free_at - now)
