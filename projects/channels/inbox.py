"""The inbox inside Topout: the delivery's own row is the message, so nothing leaves the house."""

import datetime

from django.utils.translation import gettext as _

from projects.channels.base import Address, AddressRefused, Medium, Rendered


def address_check(address: Address) -> None:
    """Raise `AddressRefused` for an address: everybody has one inbox, which needs none."""
    if address.value:
        raise AddressRefused("inbox_address", _("An inbox has no address."))


def message_send(*, message: Rendered, address: Address, now: datetime.datetime) -> str:  # noqa: ARG001 - every channel's signature
    """Return the delivery's key, by which the inbox shows the row once it counts as sent."""
    return message.key


MEDIUM = Medium(send=message_send, check=address_check, repeat_safe=datetime.timedelta.max)
