"""Every channel has a module that speaks for it, or a reason."""

import pytest

from projects.channels.base import Address, AddressRefused
from projects.channels.registry import channel_of
from projects.models.alert_words import Channel
from tests.projects.channels.messages import NOW, PLAIN

# e-mail speaks for itself; browser notifications have no module yet
APART = {Channel.EMAIL, Channel.WEB_PUSH}


@pytest.mark.parametrize("channel", sorted(set(Channel) - APART))
def test_a_channel_refuses_an_address_that_is_none(channel: Channel) -> None:
    medium = channel_of(channel)
    with pytest.raises(AddressRefused):
        medium.check(Address("@all"))


def test_the_inbox_needs_no_address_and_keeps_the_key() -> None:
    inbox = channel_of(Channel.INBOX)
    inbox.check(Address(""))
    assert inbox.send(message=PLAIN, address=Address(""), now=NOW) == PLAIN.key
