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
from projects.models.words import ErrorClass

LINE_END = re.compile(rb"\r\n|\r|\n")
LEADING_DOT = re.compile(rb"(?m)^\.")
ADDRESS_UNSAFE = re.compile(r"[\x00-\x20\x7f<>]")
LOGIN_REFUSED = (530, 534, 535, 538)
PORTS = {"smtps": 465, "smtp+tls": 587}
BUDGET_SECONDS = 25


def message_send(*, message: bytes, recipient: str) -> None:
    """Hand one message to one recipient, or raise `NotSent`.

    Without `EMAIL_URL` the message is kept in a folder, for development.
    """
    if not settings.EMAIL_URL:
        _keep(message)
        return
    server = _connect(settings.EMAIL_URL)
    try:
        _hand_over(server, message=message, recipient=recipient)
    finally:
        server.close()


def _keep(message: bytes) -> None:
    settings.MAIL_DIR.mkdir(parents=True, exist_ok=True)
    target = settings.MAIL_DIR / f"{uuid.uuid4().hex}.eml"
    part = target.with_suffix(".part")
    part.write_bytes(message)
    part.replace(target)


def _connect(url: str) -> smtplib.SMTP:
    parts = urlsplit(url)
    server = None
    try:
        server = _opened(parts)
        if server.sock is not None:
            server.sock.settimeout(settings.EMAIL_REPLY_SECONDS)
        server.ehlo_or_helo_if_needed()
        if parts.scheme == "smtp+tls":
            server.starttls(context=ssl.create_default_context())
        if parts.username:
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
    seconds = settings.EMAIL_CONNECT_SECONDS
    port = parts.port or PORTS.get(parts.scheme, 25)
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, name, timeout=seconds, context=context)
    return smtplib.SMTP(host, port, name, timeout=seconds)


def _connect_class(error: OSError) -> ErrorClass:
    """A server that refuses everybody says nothing about one recipient: never permanent."""
    if isinstance(error, smtplib.SMTPNotSupportedError | ssl.SSLCertVerificationError):
        return ErrorClass.CONFIGURATION
    if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= 500:
        return ErrorClass.CONFIGURATION
    return ErrorClass.TRANSIENT


def _hand_over(server: smtplib.SMTP, *, message: bytes, recipient: str) -> None:
    sender = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    if ADDRESS_UNSAFE.search(recipient):
        raise NotSent(ErrorClass.PERMANENT, "RCPT: this is no address")
    began = time.monotonic()
    _asked(lambda: server.mail(sender), wanted=250, stage="MAIL")
    _asked(lambda: server.rcpt(recipient), wanted=250, stage="RCPT")
    _asked(lambda: server.docmd("DATA"), wanted=354, stage="DATA")
    if time.monotonic() - began > BUDGET_SECONDS:
        # a body handed over after the lease's half could be handed over by the next worker too
        raise NotSent(ErrorClass.TRANSIENT, "DATA: the server is too slow")
    lines = LINE_END.sub(b"\r\n", message)
    body = LEADING_DOT.sub(b"..", lines)
    try:
        server.send(body + (b"" if body.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        code, reply = server.getreply()
    except (smtplib.SMTPException, OSError) as error:
        # from here on the server may have taken it
        raise NotSent(ErrorClass.AMBIGUOUS, f"after DATA: {error}") from error
    if code != 250:
        raise NotSent(_class_of(code), f"after DATA: {code} {reply.decode(errors='replace')}")
    with contextlib.suppress(smtplib.SMTPException, OSError):
        server.quit()


def _asked(ask: Callable[[], tuple[int, bytes]], *, wanted: int, stage: str) -> None:
    try:
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
