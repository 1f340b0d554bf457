"""Notifications to browsers, read as a browser reads them, and judged as push services answer."""

import base64
import datetime
import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from backend import channels
from projects.channels import vapid, web_push
from projects.channels.base import Address, AddressRefused, NotSent, Rendered
from projects.channels.vapid import b64url, b64url_read
from projects.models.alert_words import ErrorClass
from tests.projects.channels.browser import AUTH, Browser
from tests.projects.channels.messages import HOSTILE, LINK, NOW, PLAIN, hostile
from tests.projects.channels.provider import Answer, Got, Provider, provider


def sent(fake: Provider, settings: Settings, browser: Browser, message: Rendered = PLAIN) -> Got:
    settings.OUTGOING_INTERNAL = [fake.pair]
    web_push.message_send(message=message, address=browser.address, now=NOW)
    return fake.got[-1]


def test_the_published_example_is_encrypted_as_published() -> None:
    """RFC 8291, appendix A."""
    ours = int.from_bytes(b64url_read("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
    point = b64url_read(
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    )
    body = web_push.encrypted(
        b"When I grow up, I want to be a watermelon",
        key=ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point),
        auth=b64url_read("BTBZMqHH6r4Tts7J_aSIgg"),
        ours=ec.derive_private_key(ours, ec.SECP256R1()),
        salt=b64url_read("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert b64url(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLoc"
        "InmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLV"
        "WGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_only_the_browser_reads_it(settings: Settings) -> None:
    with provider(Answer(201, b"")) as fake:
        browser = Browser(fake.port)
        got = sent(fake, settings, browser)
    shown = json.loads(browser.opened(got.body))
    assert (shown["title"], shown["link"], shown["key"]) == (PLAIN.subject, LINK, PLAIN.key)
    assert PLAIN.subject.encode() not in got.body
    assert got.headers["Content-Encoding"] == "aes128gcm"
    assert got.headers["TTL"] == "86400"
    assert got.headers["Topic"] == PLAIN.key[:32]


def test_a_repeat_takes_the_place_of_the_first_and_is_encrypted_anew(settings: Settings) -> None:
    with provider(Answer(201, b"")) as fake:
        browser = Browser(fake.port)
        first, second = (sent(fake, settings, browser) for _ in range(2))
    assert first.headers["Topic"] == second.headers["Topic"]
    assert browser.opened(first.body) == browser.opened(second.body)
    assert first.body != second.body


def test_the_push_service_knows_who_sends(settings: Settings) -> None:
    with provider(Answer(201, b"")) as fake:
        got = sent(fake, settings, Browser(fake.port))
    token, key = got.headers["Authorization"].removeprefix("vapid t=").split(", k=")
    assert key == vapid.public_key()
    signed, _dot, signature = token.rpartition(".")
    head, claims = (json.loads(b64url_read(part)) for part in signed.split("."))
    assert head == {"typ": "JWT", "alg": "ES256"}
    assert claims["aud"] == fake.url
    assert claims["sub"].startswith("mailto:")
    ends = datetime.datetime.fromtimestamp(claims["exp"], datetime.UTC)
    assert NOW < ends <= NOW + datetime.timedelta(days=1)
    raw = b64url_read(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b64url_read(key))
    public.verify(der, signed.encode(), ec.ECDSA(SHA256()))
    with pytest.raises(InvalidSignature):
        public.verify(der, b"other", ec.ECDSA(SHA256()))


@pytest.mark.parametrize(
    ("status", "error_class"),
    [
        (404, ErrorClass.PERMANENT),
        (410, ErrorClass.PERMANENT),
        (413, ErrorClass.PERMANENT),
        (429, ErrorClass.TRANSIENT),
        (401, ErrorClass.CONFIGURATION),
        (403, ErrorClass.CONFIGURATION),
        (503, ErrorClass.TRANSIENT),
    ],
)
def test_what_push_services_answer(
    settings: Settings, status: int, error_class: ErrorClass
) -> None:
    answer = Answer(status, b"no", {"Retry-After": "90"} if status == 429 else {})
    with provider(answer) as fake, pytest.raises(NotSent) as failure:
        sent(fake, settings, Browser(fake.port))
    assert failure.value.error_class == error_class
    assert failure.value.wait == (datetime.timedelta(seconds=90) if status == 429 else None)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_fit_and_arrive_as_words(settings: Settings, text: str) -> None:
    with provider(Answer(201, b"")) as fake:
        browser = Browser(fake.port)
        got = sent(fake, settings, browser, hostile(text))
    shown = json.loads(browser.opened(got.body))
    assert shown["link"] == LINK
    assert "\n" not in shown["title"]


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "no json",
        "[]",
        "7",
        "null",
        "[" * 5000,
        '{"p256dh": "AAAA", "auth": "AAAAAAAAAAAAAAAAAAAAAA"}',
        json.dumps({"p256dh": b64url(b"\x04" + b"\x01" * 64), "auth": b64url(AUTH)}),
        json.dumps({"p256dh": "ключ", "auth": b64url(AUTH)}),
        json.dumps({"p256dh": 7, "auth": []}),
    ],
    ids=range(10),
)
def test_keys_that_are_none(secret: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        web_push.address_check(Address("https://push.example/x", secret))
    assert refused.value.code == "web_push_secret"
    with pytest.raises(NotSent) as failure:
        web_push.message_send(
            message=PLAIN, address=Address("https://push.example/x", secret), now=NOW
        )
    assert failure.value.error_class == ErrorClass.PERMANENT


def test_a_short_secret_and_a_private_endpoint_are_refused() -> None:
    browser = Browser(80)
    keys = json.loads(browser.address.secret)
    with pytest.raises(AddressRefused) as refused:
        web_push.address_check(Address(browser.url, json.dumps({**keys, "auth": "AAAA"})))
    assert refused.value.code == "web_push_secret"
    with pytest.raises(AddressRefused) as refused:
        web_push.address_check(browser.address)
    assert refused.value.code == "url_private"


def test_the_key_stays_and_follows_what_is_set(settings: Settings) -> None:
    made = vapid.public_key()
    assert len(b64url_read(made)) == 65
    assert vapid.public_key() == made
    settings.SECRET_KEY = "another"
    assert vapid.public_key() != made
    # RFC 8291's own pair
    settings.VAPID_PRIVATE_KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
    assert vapid.public_key().startswith("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg")


@pytest.mark.parametrize("said", ["x", "AAAA", base64.b64encode(b"\xff" * 32).decode(), "A" * 43])
def test_a_key_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("VAPID_PRIVATE_KEY", said)
    with pytest.raises(ImproperlyConfigured):
        channels.vapid_key()
