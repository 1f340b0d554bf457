"""Text messages: Alibaba Cloud's published signature, any gateway's fields, whole links."""

import dataclasses
import datetime
from typing import Any
from urllib.parse import parse_qs

import pytest
from pytest_django.fixtures import Settings

from backend import channels
from projects.channels import sms, sms_aliyun
from projects.channels.base import Address, AddressRefused, NotSent, Rendered
from projects.models.alert_words import ErrorClass
from tests.projects.channels.messages import HOSTILE, LINK, NOW, PLAIN, hostile
from tests.projects.channels.provider import Answer, Got, Provider, provider, said

PHONE = Address("13800000000")
ALIYUN = {
    "provider": "aliyun",
    "key_id": "testId",
    "secret": "testSecret",
    "sign_name": "工地",
    "template": "SMS_1",
    "fields": {"what": "{subject}", "link": "{link}"},
}
GATEWAY = {
    "provider": "gateway",
    "fields": {"to": "{phone}", "content": "【工地】{text}", "id": "{key}"},
    "authorization": "Bearer hidden",
    "good": "code=0",
}


def sent(
    fake: Provider, settings: Settings, account: dict[str, Any], message: Rendered = PLAIN
) -> tuple[str, Got]:
    settings.OUTGOING_INTERNAL = [fake.pair]
    settings.SMS = dataclasses.replace(channels.sms(), url=f"{fake.url}/", **account)
    found = sms.message_send(message=message, address=PHONE, now=NOW)
    return found, fake.got[-1]


def failure_of(answer: Answer, settings: Settings, account: dict[str, Any]) -> NotSent:
    with provider(answer) as fake, pytest.raises(NotSent) as failure:
        sent(fake, settings, account)
    assert "hidden" not in failure.value.text
    return failure.value


def test_the_published_example_is_signed_as_published() -> None:
    """Alibaba Cloud's document on signing SendSms, with its own numbers."""
    parameters = {
        "AccessKeyId": "testId",
        "Action": "SendSms",
        "Format": "XML",
        "OutId": "123",
        "PhoneNumbers": "15300000001",
        "RegionId": "cn-hangzhou",
        "SignName": "阿里云短信测试专用",
        "SignatureMethod": "HMAC-SHA1",
        "SignatureNonce": "45e25e9b-0a6f-4070-8c85-2956eda1b466",
        "SignatureVersion": "1.0",
        "TemplateCode": "SMS_71390007",
        "TemplateParam": '{"customer":"test"}',
        "Timestamp": "2017-07-12T02:42:19Z",
        "Version": "2017-05-25",
    }
    signed = sms_aliyun.signature(parameters, secret="testSecret", method="GET")
    assert signed == "zJDF+Lrzhj/ThnlvIToysFRq6t4="


def test_alibaba_gets_a_template_and_its_variables(settings: Settings) -> None:
    with provider(said(Code="OK", Message="OK", BizId="b1")) as fake:
        found, got = sent(fake, settings, ALIYUN)
    form = {name: each[0] for name, each in parse_qs(got.body.decode()).items()}
    signed = form.pop("Signature")
    assert signed == sms_aliyun.signature(form, secret="testSecret", method="POST")
    assert (found, form["PhoneNumbers"], form["OutId"]) == ("b1", PHONE.value, PLAIN.key)
    assert form["TemplateParam"] == f'{{"what":"{PLAIN.subject}","link":"{LINK}"}}'
    assert form["Timestamp"] == "2026-11-25T08:00:00Z"


@pytest.mark.parametrize(
    ("status", "code", "judged", "seconds"),
    [
        (200, "isv.BUSINESS_LIMIT_CONTROL", ErrorClass.TRANSIENT, 3600),
        (200, "isp.SYSTEM_ERROR", ErrorClass.TRANSIENT, None),
        (200, "isv.MOBILE_NUMBER_ILLEGAL", ErrorClass.PERMANENT, None),
        (200, "isv.AMOUNT_NOT_ENOUGH", ErrorClass.CONFIGURATION, None),
        (200, "isv.PARAM_LENGTH_LIMIT", ErrorClass.BUG, None),
        (200, "isv.NEW_WORD", ErrorClass.TRANSIENT, None),
        (400, "SignatureDoesNotMatch", ErrorClass.CONFIGURATION, None),
        (400, "Throttling.User", ErrorClass.TRANSIENT, 60),
        (404, "InvalidAccessKeyId.NotFound", ErrorClass.CONFIGURATION, None),
        (400, "Unheard", ErrorClass.CONFIGURATION, None),
        (503, "ServiceUnavailable", ErrorClass.TRANSIENT, None),
    ],
)
def test_alibabas_codes_are_judged(
    settings: Settings, status: int, code: str, judged: ErrorClass, seconds: int | None
) -> None:
    answer = dataclasses.replace(said(Code=code, Message="no"), status=status)
    failure = failure_of(answer, settings, ALIYUN)
    assert failure.error_class == judged
    assert failure.wait == (None if seconds is None else datetime.timedelta(seconds=seconds))


@pytest.mark.parametrize("form", [False, True])
def test_a_gateway_gets_the_fields_that_the_setting_names(settings: Settings, form: bool) -> None:
    with provider(said(code=0)) as fake:
        _found, got = sent(fake, settings, {**GATEWAY, "as_form": form})
    fields = (
        {name: each[0] for name, each in parse_qs(got.body.decode()).items()} if form else got.json
    )
    text = f"【工地】{PLAIN.subject} {LINK}"
    assert fields == {"to": PHONE.value, "content": text, "id": PLAIN.key}
    assert got.headers["Authorization"] == "Bearer hidden"
    assert got.headers["Idempotency-Key"] == PLAIN.key


@pytest.mark.parametrize(
    ("answer", "judged"),
    [
        (said(code=7, text="later"), ErrorClass.TRANSIENT),
        (said(), ErrorClass.TRANSIENT),
        (Answer(body=b"ok"), ErrorClass.AMBIGUOUS),
        (Answer(401), ErrorClass.CONFIGURATION),
        (Answer(404), ErrorClass.CONFIGURATION),
        (Answer(500), ErrorClass.TRANSIENT),
        (Answer(drop=True), ErrorClass.AMBIGUOUS),
    ],
)
def test_a_gateways_answer_is_judged(
    settings: Settings, answer: Answer, judged: ErrorClass
) -> None:
    assert failure_of(answer, settings, GATEWAY).error_class == judged


@pytest.mark.parametrize("text", [*HOSTILE, "{phone} {link} {key}"])
def test_hostile_words_are_one_line_and_the_link_is_whole(settings: Settings, text: str) -> None:
    with provider(said(code=0)) as fake:
        _found, got = sent(fake, settings, GATEWAY, hostile(text))
    content = got.json["content"].removeprefix("【工地】")
    assert len(content) <= 201
    assert content.endswith(LINK)
    assert "\n" not in content
    if text.startswith("{phone}"):
        assert content == f"{text} {LINK}"


@pytest.mark.parametrize(
    "number", ["", "1380", "13800000000,13900000000", "a" * 8, "１３８００００００００"]
)
def test_what_is_no_number_is_refused(settings: Settings, number: str) -> None:
    with pytest.raises(AddressRefused):
        sms.address_check(Address(number))
    with pytest.raises(NotSent) as failure:
        sms.message_send(message=PLAIN, address=Address(number), now=NOW)
    assert failure.value.error_class == ErrorClass.PERMANENT


@pytest.mark.parametrize(
    "account",
    [{"provider": ""}, {**ALIYUN, "secret": ""}, {**GATEWAY, "fields": {}}],
    ids=["nobody", "no secret", "no fields"],
)
def test_without_an_account_nothing_is_tried(settings: Settings, account: dict[str, Any]) -> None:
    with provider(said(code=0)) as fake:
        with pytest.raises(NotSent) as failure:
            sent(fake, settings, account)
        assert fake.got == []
    assert failure.value.error_class == ErrorClass.CONFIGURATION


def test_limits_come_from_the_setting(settings: Settings) -> None:
    settings.SMS = dataclasses.replace(channels.sms(), limits=((2, 60),))
    (limit,) = sms.MEDIUM.limits()
    assert (limit.most, limit.within) == (2, datetime.timedelta(minutes=1))
