"""E-mail over SMTP, stage by stage, so that a failure is judged by where it happened.

Django's backend hides whether a message may have arrived (reliability: SMTP table); a message
that was handed over before the line dropped must count as "may have arrived".
"""

import contextlib
import re
import smtplib
import ssl
import time
import uuid
from collections.abc import Callable
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings

from projects.channels.base import NotSent
from projects.models.alert_words import ErrorClass

LINE_END = re.compile(rb"\r\n|\r|\n")
LEADING_DOT = re.compile(rb"(?m)^\.")
ADDRESS_UNSAFE = re.compile(r"[\x00-\x20\x7f<>]")
LOGIN_REFUSED = (530, 534, 535, 538)
PORTS = {"smtps": 465, "smtp+tls": 587}


def message_send(*, message: bytes, recipient: str) -> None:
    """Hand one message to one recipient, or raise `NotSent`.

    Without `EMAIL_URL` the message is kept in a folder, for development.
    """
    if not settings.EMAIL_URL:
        _keep(message)
        return
    ends = time.monotonic() + settings.EMAIL_BUDGET_SECONDS
    server = _connect(settings.EMAIL_URL, ends)
    try:
        _introduce(server, recipient=recipient, ends=ends)
        _hand_over(server, message=message)
    finally:
        server.close()


def _keep(message: bytes) -> None:
    settings.MAIL_DIR.mkdir(parents=True, exist_ok=True)
    target = settings.MAIL_DIR / f"{uuid.uuid4().hex}.eml"
    part = target.with_suffix(".part")
    part.write_bytes(message)
    part.replace(target)


def _connect(url: str, ends: float) -> smtplib.SMTP:
    parts = urlsplit(url)
    server = None
    try:
        server = _opened(parts)
        _patience_set(server, ends)
        server.ehlo_or_helo_if_needed()
        if parts.scheme == "smtp+tls":
            _patience_set(server, ends)
            server.starttls(context=ssl.create_default_context())
        if parts.username:
            _patience_set(server, ends)
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except (smtplib.SMTPException, OSError) as error:
        if server is not None:
            server.close()
        raise NotSent(_connect_class(error), f"connect: {error}") from error
    return server


def _opened(parts: SplitResult) -> smtplib.SMTP:
    """Connect and read the banner."""
    host = parts.hostname or "localhost"
    name = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    seconds = settings.EMAIL_REPLY_SECONDS
    port = parts.port or PORTS.get(parts.scheme, 25)
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, name, timeout=seconds, context=context)
    return smtplib.SMTP(host, port, name, timeout=seconds)


def _patience_set(server: smtplib.SMTP, ends: float) -> None:
    """Wait for the next answer no longer than one may take, nor than what is left of them all.

    A body handed over after the lease's half could be handed over by the next worker too.
    """
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError("the server is too slow")
    if server.sock is not None:
        server.sock.settimeout(min(settings.EMAIL_REPLY_SECONDS, left))


def _connect_class(error: OSError) -> ErrorClass:
    """A server that refuses everybody says nothing about one recipient: never permanent."""
    if isinstance(error, smtplib.SMTPNotSupportedError | ssl.SSLCertVerificationError):
        return ErrorClass.CONFIGURATION
    if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= 500:
        return ErrorClass.CONFIGURATION
    return ErrorClass.TRANSIENT


def _introduce(server: smtplib.SMTP, *, recipient: str, ends: float) -> None:
    """Say from whom and to whom, up to the server's "go on"."""
    sender = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    if ADDRESS_UNSAFE.search(recipient):
        raise NotSent(ErrorClass.PERMANENT, "RCPT: this is no address")
    steps: tuple[tuple[str, int, Callable[[], tuple[int, bytes]]], ...] = (
        ("MAIL", 250, lambda: server.mail(sender)),
        ("RCPT", 250, lambda: server.rcpt(recipient)),
        ("DATA", 354, lambda: server.docmd("DATA")),
    )
    for stage, wanted, ask in steps:
        # a slow server is judged inside: it is one more way not to answer
        _asked(ask, wanted=wanted, stage=stage, ready=lambda: _patience_set(server, ends))


def _hand_over(server: smtplib.SMTP, *, message: bytes) -> None:
    """Send the message and wait for the yes; from the first byte on it may have arrived."""
    lines = LINE_END.sub(b"\r\n", message)
    body = LEADING_DOT.sub(b"..", lines)
    try:
        if server.sock is not None:
            server.sock.settimeout(settings.EMAIL_TAKEN_SECONDS)
        server.send(body + (b"" if body.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        code, reply = server.getreply()
    except (smtplib.SMTPException, OSError) as error:
        # from here on the server may have taken it
        raise NotSent(ErrorClass.AMBIGUOUS, f"after DATA: {error}") from error
    if code != 250:
        raise NotSent(_class_of(code), f"after DATA: {code} {reply.decode(errors='replace')}")
    with contextlib.suppress(smtplib.SMTPException, OSError):
        # the answer is no news any more
        if server.sock is not None:
            server.sock.settimeout(settings.EMAIL_REPLY_SECONDS)
        server.quit()


def _asked(
    ask: Callable[[], tuple[int, bytes]], *, wanted: int, stage: str, ready: Callable[[], None]
) -> None:
    try:
        ready()
        code, reply = ask()
    except (smtplib.SMTPException, OSError) as error:
        raise NotSent(ErrorClass.TRANSIENT, f"{stage}: {error}") from error
    except ValueError as error:
        # an address with a line break or letters that SMTP cannot carry
        raise NotSent(ErrorClass.PERMANENT, f"{stage}: {error}") from error
    if code not in (wanted, 251 if wanted == 250 else wanted):
        # a refused sender is ours to set right; only RCPT speaks of the recipient
        ours = stage == "MAIL" and code >= 500
        found = ErrorClass.CONFIGURATION if ours else _class_of(code)
        raise NotSent(found, f"{stage}: {code} {reply.decode(errors='replace')}")


def _class_of(code: int) -> ErrorClass:
    if code in LOGIN_REFUSED:
        return ErrorClass.CONFIGURATION
    return ErrorClass.PERMANENT if 500 <= code < 600 else ErrorClass.TRANSIENT
