"""The SMTP table: what a server does, and how our failure is judged by where it happened."""

import socket

import pytest
from pytest_django.fixtures import Settings

from projects.channels import email
from projects.channels.base import NotSent
from projects.models.words import ErrorClass
from tests.projects.alerts.smtp import DROP, SILENCE, scripted

MAIL = b"Subject: x\r\n\r\n.a line that begins with a dot\r\nthe end\r\n"
WHO = "official@topout.example"


@pytest.fixture(autouse=True)
def _short_patience(settings: Settings) -> None:
    settings.EMAIL_CONNECT_SECONDS = 1
    settings.EMAIL_REPLY_SECONDS = 1


@pytest.mark.parametrize(
    ("stage", "answer", "judged", "arrived"),
    [
        ("BANNER", SILENCE, ErrorClass.TRANSIENT, 0),
        ("BANNER", "421 too many", ErrorClass.TRANSIENT, 0),
        ("BANNER", "554 nobody is served today", ErrorClass.TRANSIENT, 0),
        ("BANNER", DROP, ErrorClass.TRANSIENT, 0),
        ("MAIL", "451 later", ErrorClass.TRANSIENT, 0),
        ("MAIL", "550 this sender is not known", ErrorClass.CONFIGURATION, 0),
        ("MAIL", "530 authentication required", ErrorClass.CONFIGURATION, 0),
        ("RCPT", "450 greylisted", ErrorClass.TRANSIENT, 0),
        ("RCPT", "550 no such user", ErrorClass.PERMANENT, 0),
        ("RCPT", DROP, ErrorClass.TRANSIENT, 0),
        ("DATA", "451 later", ErrorClass.TRANSIENT, 0),
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
