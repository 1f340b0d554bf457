"""Messages of a WeCom application against a fake that has its tokens, limits and silences."""

import dataclasses
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from projects.channels import wecom_app
from projects.channels.base import Address, AddressRefused, NotSent, Rendered
from projects.models.alert_words import ErrorClass
from tests.projects.channels.fakes import Wecom
from tests.projects.channels.messages import HOSTILE, LINK, NOW, PLAIN, hostile
from tests.projects.channels.provider import Answer, Got, Provider, provider, said

MEMBER = Address("zhang.san")


@pytest.fixture
def wecom() -> Wecom:
    return Wecom()


@pytest.fixture
def fake(settings: Settings, wecom: Wecom) -> Iterator[Provider]:
    with provider(wecom) as running:
        settings.OUTGOING_INTERNAL = [running.pair]
        settings.WECOM = dataclasses.replace(
            settings.WECOM, corp_id="corp", agent_id=7, secret="hidden", api_url=running.url
        )
        yield running


def sent(message: Rendered = PLAIN, address: Address = MEMBER) -> str:
    return wecom_app.message_send(message=message, address=address, now=NOW)


def failure(address: Address = MEMBER) -> NotSent:
    with pytest.raises(NotSent) as raised:
        sent(address=address)
    assert "hidden" not in raised.value.text
    return raised.value


def sends(fake: Provider) -> list[Got]:
    return [got for got in fake.got if "/message/send" in got.path]


def test_a_token_is_asked_for_once_and_the_id_comes_back(fake: Provider, wecom: Wecom) -> None:
    assert [sent(), sent(hostile("another"))] == ["m1", "m2"]
    assert wecom.tokens == 1
    body = sends(fake)[0].json
    assert (body["touser"], body["agentid"], body["msgtype"]) == ("zhang.san", 7, "markdown")


def test_an_expired_token_is_renewed_once_within_the_same_send(
    fake: Provider, wecom: Wecom
) -> None:
    sent()
    wecom.valid = "revoked"
    sent(hostile("another"))
    assert wecom.tokens == 2
    first, again = sends(fake)[-2:]
    assert first.body == again.body


def test_a_token_that_is_never_good_is_a_matter_of_configuration(
    fake: Provider, wecom: Wecom
) -> None:
    wecom.send_answer = said(errcode=40014, errmsg="invalid access_token")
    assert failure().error_class == ErrorClass.CONFIGURATION
    assert len(sends(fake)) == 2


def test_a_repeat_is_equal_to_the_byte_and_asks_to_be_taken_for_one(
    fake: Provider, wecom: Wecom
) -> None:
    sent()
    cache.clear()
    sent(dataclasses.replace(PLAIN))
    first, again = sends(fake)
    assert first.body == again.body
    assert first.json["enable_duplicate_check"] == 1
    assert first.json["duplicate_check_interval"] == 1800
    assert wecom_app.MEDIUM.repeat_safe.total_seconds() == 1800
    assert len(wecom.shown) == 1


@pytest.mark.parametrize(
    ("answer", "judged"),
    [
        (said(errcode=0, invaliduser="zhang.san", msgid="m"), ErrorClass.PERMANENT),
        (said(errcode=0, unlicenseduser="zhang.san", msgid="m"), ErrorClass.PERMANENT),
        (said(errcode=81013, errmsg="none"), ErrorClass.PERMANENT),
        (said(errcode=45009, errmsg="too many"), ErrorClass.TRANSIENT),
        (said(errcode=60020, errmsg="not allowed"), ErrorClass.CONFIGURATION),
        (said(errcode=45002, errmsg="too long"), ErrorClass.BUG),
        (Answer(502), ErrorClass.TRANSIENT),
        (Answer(404), ErrorClass.CONFIGURATION),
        (Answer(drop=True), ErrorClass.AMBIGUOUS),
        (Answer(body=b"?"), ErrorClass.AMBIGUOUS),
    ],
)
def test_an_answer_is_judged(
    fake: Provider, wecom: Wecom, answer: Answer, judged: ErrorClass
) -> None:
    wecom.send_answer = answer
    assert failure().error_class == judged


@pytest.mark.parametrize(
    ("answer", "judged"),
    [
        (said(errcode=40001, errmsg="wrong secret"), ErrorClass.CONFIGURATION),
        (said(errcode=40013, errmsg="wrong corporation"), ErrorClass.CONFIGURATION),
        (said(errcode=45009, errmsg="too many"), ErrorClass.TRANSIENT),
        (said(errcode=0), ErrorClass.TRANSIENT),
        (Answer(drop=True), ErrorClass.TRANSIENT),
        (Answer(body=b"?"), ErrorClass.TRANSIENT),
        (Answer(500), ErrorClass.TRANSIENT),
    ],
)
def test_without_a_token_nothing_was_sent(
    fake: Provider, wecom: Wecom, answer: Answer, judged: ErrorClass
) -> None:
    wecom.token_answer = answer
    assert failure().error_class == judged
    assert sends(fake) == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_body_is_longer_than_2048_bytes(fake: Provider, text: str) -> None:
    sent(hostile(text))
    (got,) = sends(fake)
    assert len(got.body) <= 2048
    assert got.json["markdown"]["content"].endswith(f"({LINK})")
    assert b"\\u" not in got.body


@pytest.mark.parametrize("member", ["@all", "a|b", "", "a b", "x" * 65, "张三", "a\n"])
def test_an_address_of_many_or_nobody_is_refused(fake: Provider, member: str) -> None:
    with pytest.raises(AddressRefused):
        wecom_app.address_check(Address(member))
    assert failure(Address(member)).error_class == ErrorClass.PERMANENT
    assert fake.got == []


def test_without_an_account_nothing_is_tried(settings: Settings) -> None:
    settings.WECOM = dataclasses.replace(settings.WECOM, corp_id="")
    assert failure().error_class == ErrorClass.CONFIGURATION


def test_an_api_address_inside_is_ours_to_set_right(settings: Settings, fake: Provider) -> None:
    settings.OUTGOING_INTERNAL = []
    assert failure().error_class == ErrorClass.CONFIGURATION
    assert fake.got == []
