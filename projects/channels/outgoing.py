"""Our HTTP client for addresses that people typed: one POST, one answer, no second thoughts.

It goes to the very address that was checked, follows no redirect, uses no proxy, reads no more
than it needs, and is done within a budget however slowly the other side talks. It tells apart
what certainly did not arrive from what may have.
"""

import contextlib
import datetime
import functools
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException

from django.conf import settings
from django.utils.translation import gettext as _
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from projects.channels.base import AddressRefused, NotSent
from projects.channels.destinations import Destination, destination_of
from projects.models.alert_words import ErrorClass

ANSWER_MOST = 64 * 1024
FAILURES = (OSError, HTTPException, HTTPError, ValueError)


@dataclass(frozen=True)
class Reply:
    """What the other side said; `whole` is false when its text was cut off or too long."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    whole: bool


def url_check(url: str) -> None:
    """Raise `AddressRefused` for an address that nothing would be sent to; asked at saving.

    A name that nobody knows is refused too: nothing could be sent to it now.
    """
    try:
        destination_of(url)
    except OSError as error:
        raise AddressRefused("url_unknown", _("This host is not known now.")) from error


def deadline() -> float:
    """When a send that begins now must be over (`time.monotonic`)."""
    return time.monotonic() + float(settings.OUTGOING_BUDGET_SECONDS)


def post(
    url: str,
    *,
    body: bytes,
    headers: Mapping[str, str],
    ends: float | None = None,
    method: str = "POST",
    refused: ErrorClass = ErrorClass.PERMANENT,
) -> Reply:
    """Send one request and return its answer, whatever its status; or raise `NotSent`.

    TRANSIENT: nothing was handed over. AMBIGUOUS: it was, and no answer came. CONFIGURATION: the
    certificate is not good. `refused` is how an address is judged that must not be reached. All
    of it is over by `ends` (`deadline()` of now when not given).
    """
    ends = deadline() if ends is None else ends
    try:
        destination = destination_of(url)
    except AddressRefused as error:
        raise NotSent(refused, f"{error.code}: {error.text}") from error
    except OSError as error:
        raise NotSent(ErrorClass.TRANSIENT, f"name: {error}") from error
    with contextlib.closing(_connected(destination, ends)) as line, _cut_off(line, ends):
        return _asked(line, destination, method=method, body=body, headers=headers)


def _connected(destination: Destination, ends: float) -> HTTPConnection:
    """Connect to the first of the checked addresses that answers."""
    failure: Exception = TimeoutError("the budget is used up")
    for address in destination.addresses:
        left = ends - time.monotonic()
        if left <= 0:
            break
        line = _line(destination, address, min(settings.OUTGOING_CONNECT_SECONDS, left))
        try:
            line.connect()
        except ssl.SSLCertVerificationError as error:
            line.close()
            raise NotSent(ErrorClass.CONFIGURATION, f"certificate: {error}") from error
        except FAILURES as error:
            line.close()
            failure = error
        else:
            return line
    raise NotSent(ErrorClass.TRANSIENT, f"connect: {failure}") from failure


def _line(destination: Destination, address: str, seconds: float) -> HTTPConnection:
    """Make a connection to an IP address that speaks to the host by its name."""
    if destination.scheme == "http":
        return HTTPConnection(address, destination.port, timeout=seconds)
    return HTTPSConnection(
        address,
        destination.port,
        timeout=seconds,
        ssl_context=_trust(settings.OUTGOING_CA_FILE),
        server_hostname=destination.host,
    )


@functools.lru_cache
def _trust(file: str) -> ssl.SSLContext:
    """Whose certificates are believed: the system's authorities, or those of one file."""
    return ssl.create_default_context(cafile=file or None)


@contextlib.contextmanager
def _cut_off(line: HTTPConnection, ends: float) -> Iterator[None]:
    """Shut the line when the time is over: a byte now and then would never run into a timeout."""
    # the connection lets go of its socket once an answer has begun
    taken = line.sock

    def shut() -> None:
        if taken is not None:
            with contextlib.suppress(OSError):
                # the socket below: TLS would first say goodbye, to somebody who does not listen
                socket.socket.shutdown(taken, socket.SHUT_RDWR)

    timer = threading.Timer(max(ends - time.monotonic(), 0), shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _asked(
    line: HTTPConnection,
    destination: Destination,
    *,
    method: str,
    body: bytes,
    headers: Mapping[str, str],
) -> Reply:
    """Send over an open line; from here on the other side may have it."""
    said = {"Host": destination.host_header, "User-Agent": "Topout", **headers}
    try:
        if line.sock is not None:
            line.sock.settimeout(settings.OUTGOING_READ_SECONDS)
        line.request(method, destination.target, body=body, headers=said, preload_content=False)
        response = line.getresponse()
    except FAILURES as error:
        raise NotSent(ErrorClass.AMBIGUOUS, f"no answer: {error}") from error
    text, whole = _read(response)
    return Reply(response.status, response.headers, text, whole)


def _read(response: BaseHTTPResponse) -> tuple[bytes, bool]:
    """Read up to `ANSWER_MOST` bytes as they came; nothing is unpacked."""
    kept = bytearray()
    try:
        while len(kept) <= ANSWER_MOST:
            piece = response.read(ANSWER_MOST + 1 - len(kept), decode_content=False)
            if not piece:
                return bytes(kept), True
            kept += piece
    except FAILURES:
        # the status has come, and it may be all that is asked for
        return bytes(kept), False
    return bytes(kept[:ANSWER_MOST]), False


def wait_of(reply: Reply, now: datetime.datetime) -> datetime.timedelta | None:
    """How long `Retry-After` asks to wait, in seconds or until a date; None when it does not."""
    said = reply.headers.get("Retry-After", "").strip()
    if said.isdecimal() and len(said) <= 7:
        return datetime.timedelta(seconds=int(said))
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    # a date without a zone is one in GMT (RFC 9110, 5.6.7)
    moment = until if until.tzinfo else until.replace(tzinfo=datetime.UTC)
    return max(moment - now, datetime.timedelta(0))
