"""The SMTP table: what a server does, and how our failure is judged by where it happened."""

import socket
import time

import pytest
from pytest_django.fixtures import Settings

import backend.settings
from projects.channels import email
from projects.channels.base import NotSent
from projects.models.alert_words import ErrorClass
from tests.projects.alerts.smtp import DROP, SILENCE, Scripted, scripted

MAIL = b"Subject: x\r\n\r\n.a line that begins with a dot\r\nthe end\r\n"
WHO = "official@topout.example"


@pytest.fixture(autouse=True)
def _short_patience(settings: Settings) -> None:
    settings.EMAIL_REPLY_SECONDS = 0.5
    settings.EMAIL_BUDGET_SECONDS = 5
    settings.EMAIL_TAKEN_SECONDS = 2


@pytest.mark.parametrize(
    ("stage", "answer", "judged", "arrived"),
    [
        ("BANNER", SILENCE, ErrorClass.TRANSIENT, 0),
        ("BANNER", "421 too many", ErrorClass.TRANSIENT, 0),
        ("BANNER", "554 nobody is served today", ErrorClass.TRANSIENT, 0),
        ("BANNER", DROP, ErrorClass.TRANSIENT, 0),
        ("EHLO", SILENCE, ErrorClass.TRANSIENT, 0),
        ("EHLO", DROP, ErrorClass.TRANSIENT, 0),
        ("MAIL", SILENCE, ErrorClass.TRANSIENT, 0),
        ("MAIL", DROP, ErrorClass.TRANSIENT, 0),
        ("MAIL", "451 later", ErrorClass.TRANSIENT, 0),
        ("MAIL", "550 this sender is not known", ErrorClass.CONFIGURATION, 0),
        ("MAIL", "530 authentication required", ErrorClass.CONFIGURATION, 0),
        ("RCPT", "450 greylisted", ErrorClass.TRANSIENT, 0),
        ("RCPT", "550 no such user", ErrorClass.PERMANENT, 0),
        ("RCPT", SILENCE, ErrorClass.TRANSIENT, 0),
        ("RCPT", DROP, ErrorClass.TRANSIENT, 0),
        ("DATA", "451 later", ErrorClass.TRANSIENT, 0),
        ("DATA", SILENCE, ErrorClass.TRANSIENT, 0),
        ("DATA", DROP, ErrorClass.TRANSIENT, 0),
        ("BODY", "552 too large", ErrorClass.PERMANENT, 1),
        ("BODY", "451 later", ErrorClass.TRANSIENT, 1),
        ("BODY", DROP, ErrorClass.AMBIGUOUS, 1),
        ("BODY", SILENCE, ErrorClass.AMBIGUOUS, 1),
    ],
)
def test_a_failure_is_judged_by_its_stage(
    settings: Settings, stage: str, answer: str, judged: ErrorClass, arrived: int
) -> None:
    with scripted(**{stage: answer}) as server:
        settings.EMAIL_URL = server.url
        with pytest.raises(NotSent) as failure:
            email.message_send(message=MAIL, recipient=WHO)
        assert failure.value.error_class == judged
        assert len(server.got) == arrived


def sent_to(server: Scripted, settings: Settings) -> None:
    settings.EMAIL_URL = server.url
    email.message_send(message=MAIL, recipient=WHO)


def test_the_promised_patience_and_a_lease_of_thrice_all_of_it() -> None:
    mine = backend.settings
    assert (mine.EMAIL_REPLY_SECONDS, mine.EMAIL_TAKEN_SECONDS) == (15, 60)
    longest = mine.EMAIL_BUDGET_SECONDS + mine.EMAIL_TAKEN_SECONDS
    assert longest * 3 == mine.ALERT_LEASE_SECONDS


def test_a_server_may_look_longer_at_the_message_than_at_a_command(settings: Settings) -> None:
    with scripted({"BODY": 1.0}) as server:
        sent_to(server, settings)
        assert server.got == [MAIL]


@pytest.mark.parametrize(
    ("stage", "least", "most"),
    [("BANNER", 0.5, 1.5), ("RCPT", 0.5, 1.5), ("BODY", 2.0, 4.0)],
)
def test_a_silence_ends_when_its_stage_says(
    settings: Settings, stage: str, least: float, most: float
) -> None:
    with scripted(**{stage: SILENCE}) as server:
        began = time.monotonic()
        with pytest.raises(NotSent):
            sent_to(server, settings)
        assert least <= time.monotonic() - began <= most


def test_a_server_that_is_slow_with_everything_gets_no_message(settings: Settings) -> None:
    """Each answer comes in time and all of them together too late: the lease would be at risk."""
    settings.EMAIL_BUDGET_SECONDS = 0.8
    slow = dict.fromkeys(("BANNER", "EHLO", "MAIL", "RCPT", "DATA"), 0.3)
    with scripted(slow) as server:
        with pytest.raises(NotSent) as failure:
            sent_to(server, settings)
        assert failure.value.error_class == ErrorClass.TRANSIENT
        assert server.got == []


def test_no_message_has_two_recipients_of_whom_one_could_be_refused(settings: Settings) -> None:
    with scripted() as server:
        sent_to(server, settings)
        sent_to(server, settings)
        asked = [word for word in server.told if word.upper().startswith((b"RCPT", b"DATA"))]
    assert asked == [b"rcpt TO:<%b>" % WHO.encode(), b"DATA"] * 2


@pytest.mark.parametrize("answer", [DROP, SILENCE, "421 closing"])
def test_what_happens_after_the_yes_changes_nothing(settings: Settings, answer: str) -> None:
    with scripted(QUIT=answer) as server:
        settings.EMAIL_URL = server.url
        email.message_send(message=MAIL, recipient=WHO)
        assert server.got == [MAIL]


def test_a_wrong_password_is_a_matter_of_configuration(settings: Settings) -> None:
    with scripted(AUTH="535 wrong") as server:
        settings.EMAIL_URL = f"smtp://me:a%40secret@127.0.0.1:{server.port}"
        with pytest.raises(NotSent) as failure:
            email.message_send(message=MAIL, recipient=WHO)
        assert failure.value.error_class == ErrorClass.CONFIGURATION
        assert "secret" not in failure.value.text


def test_nobody_listens(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as once:
        port = once.getsockname()[1]
    settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
    with pytest.raises(NotSent) as failure:
        email.message_send(message=MAIL, recipient=WHO)
    assert failure.value.error_class == ErrorClass.TRANSIENT


def test_tls_that_the_server_does_not_offer_is_not_done_without(settings: Settings) -> None:
    with scripted() as server:
        settings.EMAIL_URL = server.url.replace("smtp://", "smtp+tls://")
        with pytest.raises(NotSent) as failure:
            email.message_send(message=MAIL, recipient=WHO)
        assert failure.value.error_class == ErrorClass.CONFIGURATION
        assert server.got == []


@pytest.mark.parametrize("address", ["张三@topout.example", "a@b.example>\r\nRCPT TO:<c@d.example"])
def test_an_address_that_smtp_cannot_carry_is_refused_for_good(
    settings: Settings, address: str
) -> None:
    with scripted() as server:
        settings.EMAIL_URL = server.url
        with pytest.raises(NotSent) as failure:
            email.message_send(message=MAIL, recipient=address)
        assert failure.value.error_class == ErrorClass.PERMANENT
        assert server.got == []


def test_without_a_server_mails_are_kept_whole(settings: Settings) -> None:
    settings.EMAIL_URL = ""
    email.message_send(message=MAIL, recipient=WHO)
    kept = list(settings.MAIL_DIR.iterdir())
    assert [path.suffix for path in kept] == [".eml"]
    assert kept[0].read_bytes() == MAIL
