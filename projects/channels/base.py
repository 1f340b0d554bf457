"""What every channel takes, gives back, and says when it could not tell somebody something."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from projects.models.alert_words import ErrorClass


class NotSent(Exception):  # noqa: N818 - it names the fact
    """The provider did not take the message; `error_class` says what to do about it.

    `wait` is how long the provider asks to be left alone, where it said so.
    """

    def __init__(
        self, error_class: ErrorClass, text: str, wait: datetime.timedelta | None = None
    ) -> None:
        super().__init__(text)
        self.error_class = error_class
        self.text = text
        self.wait = wait


class AddressRefused(ValueError):  # noqa: N818 - it names the fact
    """An address that this channel never sends to; `code` is the stable word for it."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


@dataclass(frozen=True)
class Rendered:
    """One message in one language; each channel makes its own format of it.

    `text` holds everything but the link, in lines. `key` is the delivery's `dedupe_key`, the same
    in every try. `sequence` rises from message to message and may leave some out. A channel's
    body is a function of this and of the address alone, so that a repeat is byte for byte alike.
    """

    subject: str
    text: str
    link: str
    key: str
    language: str
    sequence: int = 0
    html: str = ""


@dataclass(frozen=True)
class Address:
    """Where one person or group is reached: a member, a number, an address of the web.

    `secret` signs what is sent there; neither shows in a log.
    """

    value: str = field(repr=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True)
class Limit:
    """At most `most` messages within any stretch of `within`."""

    most: int
    within: datetime.timedelta


class Sender(Protocol):
    """Hand one message to one address; return the provider's id of it, or raise `NotSent`."""

    def __call__(self, *, message: Rendered, address: Address, now: datetime.datetime) -> str:
        """Send; `now` is what signatures and `Retry-After` dates go by (UTC)."""


class Asker(Protocol):
    """Ask whether a message of this key was taken; raise `NotSent` where nobody answers."""

    def __call__(
        self, *, key: str, address: Address, since: datetime.datetime, now: datetime.datetime
    ) -> bool:
        """Look at what was sent to the address from `since` (UTC) on."""


@dataclass(frozen=True)
class Medium:
    """A channel as the dispatcher knows it.

    `check` is asked when an address is saved and raises `AddressRefused`. `repeat_safe` is how
    long the provider takes a repeat with the same key for the same message: within it a send in
    doubt is simply sent again. `was_taken` is asked before any other send in doubt, where the
    provider can be asked. `limits` hold for each destination. `shared` channels have one
    account for all addresses, so that a wrong password stops them all; the others stop by address.
    """

    send: Sender
    check: Callable[[Address], None]
    limits: Callable[[], tuple[Limit, ...]] = tuple
    repeat_safe: datetime.timedelta = datetime.timedelta(0)
    was_taken: Asker | None = None
    shared: bool = False
