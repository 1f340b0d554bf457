"""F20: a provider that says yes and drops what is over its limit; nothing may get there."""

import dataclasses
import datetime
from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from projects.channels.base import Address
from projects.channels.budget import destination_key, room_take
from projects.channels.registry import channel_of
from projects.models.alert_words import Channel
from tests.projects.channels.messages import NOW, PLAIN
from tests.projects.channels.provider import Answer, Got, provider, said

MINUTE = datetime.timedelta(minutes=1)
MEMBER = Address("zhang.san")


@dataclasses.dataclass
class Dropping:
    """WeCom's manners: 30 a minute for one member are shown, the others are not; all get a yes."""

    now: datetime.datetime = NOW
    shown: list[datetime.datetime] = dataclasses.field(default_factory=list)
    dropped: int = 0

    def __call__(self, got: Got) -> Answer:
        if got.method == "GET":
            return said(errcode=0, access_token="t", expires_in=7200)
        if sum(each > self.now - MINUTE for each in self.shown) < 30:
            self.shown.append(self.now)
        else:
            self.dropped += 1
        return said(errcode=0, msgid="m")


def deliver(
    wecom: Dropping,
    settings: Settings,
    wanted: int,
    room: Callable[[datetime.datetime], datetime.datetime | None],
) -> None:
    """Send `wanted` messages to one member, each as soon as `room` lets it go."""
    with provider(wecom) as fake:
        settings.OUTGOING_INTERNAL = [fake.pair]
        settings.WECOM = dataclasses.replace(
            settings.WECOM, corp_id="corp", agent_id=7, secret="s", api_url=fake.url
        )
        send = channel_of(Channel.WECOM_APP).send
        for number in range(wanted):
            while (later := room(wecom.now)) is not None:
                wecom.now = later
            message = dataclasses.replace(PLAIN, text=f"{number}")
            send(message=message, address=MEMBER, now=wecom.now)


@pytest.mark.django_db
def test_five_hundred_alerts_for_one_member_all_show(settings: Settings) -> None:
    wecom, channel = Dropping(), Channel.WECOM_APP
    limits, key = channel_of(channel).limits(), destination_key(channel, MEMBER)
    deliver(wecom, settings, 500, lambda now: room_take(destination=key, limits=limits, now=now))
    assert (len(wecom.shown), wecom.dropped) == (500, 0)
    # as fast as 25 a minute go
    assert wecom.now - NOW == 19 * MINUTE


def test_without_a_budget_the_fake_would_drop_them(settings: Settings) -> None:
    wecom = Dropping()
    deliver(wecom, settings, 40, lambda _now: None)
    assert (len(wecom.shown), wecom.dropped) == (30, 10)
