"""Outgoing webhooks: the signature as a receiver checks it, equal repeats, hostile words."""

import base64
import datetime
import hashlib
import hmac

import pytest
from pytest_django.fixtures import Settings

from projects.channels import webhook
from projects.channels.base import Address, AddressRefused, NotSent, Rendered
from projects.models.alert_words import ErrorClass
from tests.projects.channels.messages import HOSTILE, LINK, NOW, PLAIN, hostile
from tests.projects.channels.provider import Answer, Got, Provider, provider

KEY = bytes(range(32))
SECRET = "whsec_" + base64.b64encode(KEY).decode()


def sent(
    fake: Provider,
    settings: Settings,
    message: Rendered = PLAIN,
    now: datetime.datetime = NOW,
) -> Got:
    settings.OUTGOING_INTERNAL = [fake.pair]
    webhook.message_send(message=message, address=Address(f"{fake.url}/x", SECRET), now=now)
    return fake.got[-1]


def verified(got: Got) -> bool:
    """Whether a receiver believes it."""
    headers = {name.lower(): value for name, value in got.headers.items()}
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + got.body
    digest = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    return headers["webhook-signature"] == f"v1,{digest}"


def test_the_published_example_is_signed_as_published() -> None:
    """The example of the specification's own libraries (standard-webhooks, test vectors)."""
    message = Rendered("", "", "", "msg_p5jXN8AQM9LWM0D4loKWxJek", "en")
    headers = webhook.headers_of(
        message,
        b'{"test": 2432232314}',
        secret=base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
        now=datetime.datetime.fromtimestamp(1614265330, datetime.UTC),
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_receiver_can_check_number_and_order(settings: Settings) -> None:
    with provider(Answer(204, b"")) as fake:
        got = sent(fake, settings)
    assert verified(got)
    assert got.headers["Idempotency-Key"] == PLAIN.key
    assert got.headers["Topout-Sequence"] == "42"
    assert (got.json["id"], got.json["sequence"], got.json["link"]) == (PLAIN.key, 42, LINK)


def test_a_repeat_has_the_same_key_and_body_and_another_time(settings: Settings) -> None:
    with provider(Answer()) as fake:
        first = sent(fake, settings)
        again = sent(fake, settings, now=NOW + datetime.timedelta(hours=1))
    assert first.body == again.body
    assert first.headers["Idempotency-Key"] == again.headers["Idempotency-Key"]
    assert first.headers["webhook-timestamp"] != again.headers["webhook-timestamp"]
    assert verified(again)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_data(settings: Settings, text: str) -> None:
    with provider(Answer()) as fake:
        got = sent(fake, settings, hostile(text))
    assert verified(got)
    assert "\n" not in got.json["subject"]
    assert len(got.json["text"]) <= 10_000


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_AAAA", "not base64!", "whsec_é"])
def test_a_secret_that_signs_nothing_is_refused(secret: str) -> None:
    address = Address("https://8.8.8.8/x", secret)
    with pytest.raises(AddressRefused) as refused:
        webhook.address_check(address)
    assert refused.value.code == "webhook_secret"
    with pytest.raises(NotSent) as failure:
        webhook.message_send(message=PLAIN, address=address, now=NOW)
    assert failure.value.error_class == ErrorClass.CONFIGURATION


def test_an_address_inside_is_refused() -> None:
    with pytest.raises(AddressRefused) as refused:
        webhook.address_check(Address("https://169.254.169.254/latest", SECRET))
    assert refused.value.code == "url_private"
