"""Table F18: what a provider does, how it is judged, and that nothing hangs or fills memory."""

import datetime
import socket
import time
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

import backend.settings
from projects.channels import outgoing
from projects.channels.base import NotSent
from projects.channels.judgement import status_check
from projects.models.alert_words import ErrorClass
from tests.projects.channels.certificates import DAY, Authority
from tests.projects.channels.provider import Answer, Provider, provider

NOW = datetime.datetime(2026, 11, 25, 8, 0, tzinfo=datetime.UTC)
MIB = 1024 * 1024


@pytest.fixture(autouse=True)
def _short_patience(settings: Settings) -> None:
    settings.OUTGOING_CONNECT_SECONDS = 2
    settings.OUTGOING_READ_SECONDS = 0.5
    settings.OUTGOING_BUDGET_SECONDS = 5


def sent_to(fake: Provider, settings: Settings) -> outgoing.Reply:
    settings.OUTGOING_INTERNAL = [fake.pair]
    reply = outgoing.post(f"{fake.url}/hook?a=1", body=b"hello", headers={"X-Own": "yes"})
    status_check(reply, NOW)
    return reply


def failure_of(answer: Answer, settings: Settings) -> NotSent:
    with provider(answer) as fake:
        with pytest.raises(NotSent) as failure:
            sent_to(fake, settings)
        assert len(fake.got) == 1
    return failure.value


def test_what_goes_out_is_what_was_given(settings: Settings) -> None:
    with provider(Answer(body=b'{"ok": 1}')) as fake:
        reply = sent_to(fake, settings)
        (got,) = fake.got
    assert (got.method, got.path, got.body) == ("POST", "/hook?a=1", b"hello")
    assert got.headers["Host"] == fake.pair
    assert got.headers["X-Own"] == "yes"
    assert (reply.status, reply.body, reply.whole) == (200, b'{"ok": 1}', True)


@pytest.mark.parametrize(
    ("answer", "judged"),
    [
        (Answer(500), ErrorClass.TRANSIENT),
        (Answer(503), ErrorClass.TRANSIENT),
        (Answer(408), ErrorClass.TRANSIENT),
        (Answer(425), ErrorClass.TRANSIENT),
        (Answer(429), ErrorClass.TRANSIENT),
        (Answer(400), ErrorClass.PERMANENT),
        (Answer(404), ErrorClass.PERMANENT),
        (Answer(410), ErrorClass.PERMANENT),
        (Answer(401), ErrorClass.CONFIGURATION),
        (Answer(403), ErrorClass.CONFIGURATION),
        (Answer(late=3), ErrorClass.AMBIGUOUS),
        (Answer(drop=True), ErrorClass.AMBIGUOUS),
    ],
)
def test_an_answer_is_judged_by_its_class(
    settings: Settings, answer: Answer, judged: ErrorClass
) -> None:
    assert failure_of(answer, settings).error_class == judged


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("Wed, 25 Nov 2026 08:10:00 GMT", 600),
        ("Wed, 25 Nov 2026 07:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_how_long_to_wait_is_told(settings: Settings, said: str, seconds: int | None) -> None:
    failure = failure_of(Answer(429, headers={"Retry-After": said}), settings)
    assert failure.wait == (None if seconds is None else datetime.timedelta(seconds=seconds))


def test_a_redirect_is_followed_nowhere(settings: Settings) -> None:
    with provider(Answer()) as canary:
        answer = Answer(302, headers={"Location": f"{canary.url}/secret"})
        failure = failure_of(answer, settings)
        assert canary.got == []
    assert failure.error_class == ErrorClass.PERMANENT


def test_an_answer_of_ten_megabytes_is_read_to_64_kilobytes(settings: Settings) -> None:
    with provider(Answer(body=b"x" * 10 * MIB)) as fake:
        reply = sent_to(fake, settings)
    assert len(reply.body) == outgoing.ANSWER_MOST
    assert not reply.whole


def test_a_yes_whose_text_breaks_off_is_still_a_yes(settings: Settings) -> None:
    with provider(Answer(body=b'{"err', short=True)) as fake:
        reply = sent_to(fake, settings)
    assert (reply.status, reply.whole) == (200, False)


def test_a_byte_now_and_then_does_not_hold_us(settings: Settings) -> None:
    settings.OUTGOING_BUDGET_SECONDS = 1
    with provider(Answer(body=b"x" * 100, drip=0.2)) as fake:
        began = time.monotonic()
        reply = sent_to(fake, settings)
        assert time.monotonic() - began < 3
    assert not reply.whole
    assert len(reply.body) < 20


def test_nobody_listens(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as once:
        port = once.getsockname()[1]
    settings.OUTGOING_INTERNAL = [f"127.0.0.1:{port}"]
    with pytest.raises(NotSent) as failure:
        outgoing.post(f"http://127.0.0.1:{port}/", body=b"", headers={})
    assert failure.value.error_class == ErrorClass.TRANSIENT


def test_a_listener_that_does_not_shake_hands(settings: Settings) -> None:
    """TLS that never begins: nothing was handed over."""
    settings.OUTGOING_CONNECT_SECONDS = 0.5
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        settings.OUTGOING_INTERNAL = [f"127.0.0.1:{port}"]
        with pytest.raises(NotSent) as failure:
            outgoing.post(f"https://127.0.0.1:{port}/", body=b"", headers={})
    assert failure.value.error_class == ErrorClass.TRANSIENT


@pytest.mark.parametrize(
    ("name", "ends", "known", "judged"),
    [
        ("127.0.0.1", DAY, True, None),
        ("127.0.0.1", -DAY, True, ErrorClass.CONFIGURATION),
        ("hooks.example", DAY, True, ErrorClass.CONFIGURATION),
        ("127.0.0.1", DAY, False, ErrorClass.CONFIGURATION),
    ],
    ids=["good", "expired", "another's", "unknown authority"],
)
def test_a_certificate_is_looked_at(
    settings: Settings,
    tmp_path: Path,
    name: str,
    ends: datetime.timedelta,
    known: bool,
    judged: ErrorClass | None,
) -> None:
    authority = Authority(tmp_path)
    settings.OUTGOING_CA_FILE = str(authority.file) if known else ""
    with provider(Answer(), authority.server(name, ends=ends)) as fake:
        if judged is None:
            assert sent_to(fake, settings).status == 200
            return
        with pytest.raises(NotSent) as failure:
            sent_to(fake, settings)
        assert failure.value.error_class == judged
        assert fake.got == []


def test_the_name_that_was_asked_for_is_the_name_in_the_certificate(
    settings: Settings, tmp_path: Path
) -> None:
    """We connect to a number and still speak to a name: `localhost` is a name that is known."""
    authority = Authority(tmp_path)
    settings.OUTGOING_CA_FILE = str(authority.file)
    with provider(Answer(), authority.server("localhost")) as fake:
        settings.OUTGOING_INTERNAL = [f"localhost:{fake.port}"]
        reply = outgoing.post(f"https://localhost:{fake.port}/x", body=b"", headers={})
        assert reply.status == 200
        assert fake.got[0].headers["Host"] == f"localhost:{fake.port}"


def test_the_promised_patience_fits_thrice_into_a_lease() -> None:
    mine = backend.settings
    assert (mine.OUTGOING_CONNECT_SECONDS, mine.OUTGOING_READ_SECONDS) == (5, 15)
    assert mine.OUTGOING_BUDGET_SECONDS * 3 <= mine.ALERT_LEASE_SECONDS


def test_a_used_up_budget_sends_nothing(settings: Settings) -> None:
    with provider(Answer()) as fake:
        settings.OUTGOING_INTERNAL = [fake.pair]
        with pytest.raises(NotSent) as failure:
            outgoing.post(f"{fake.url}/", body=b"", headers={}, ends=time.monotonic() - 1)
        assert fake.got == []
    assert failure.value.error_class == ErrorClass.TRANSIENT
