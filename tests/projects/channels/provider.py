"""Local servers that behave as providers do: late, rude, over TLS, with errors in a 200 body."""

import contextlib
import json
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Got:
    """A request as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def query(self) -> dict[str, str]:
        """The first value of each parameter in the address."""
        return {name: each[0] for name, each in parse_qs(urlsplit(self.path).query).items()}

    @property
    def json(self) -> dict[str, Any]:
        """The body, which must be a JSON object."""
        found = json.loads(self.body)
        assert isinstance(found, dict)
        return found


@dataclass(frozen=True)
class Answer:
    """What to say: `late` seconds pass first; `drop` cuts the line instead of answering.

    `drip` sends the body a byte at a time, with as many seconds between; `short` announces more
    than it sends.
    """

    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    late: float = 0
    drop: bool = False
    drip: float = 0
    short: bool = False


def said(**values: object) -> Answer:
    """Answer 200 with a JSON body."""
    return Answer(body=json.dumps(values).encode())


@dataclass
class Provider:
    """What a fake server got, and where it listens."""

    answer: Callable[[Got], Answer]
    port: int = 0
    scheme: str = "http"
    got: list[Got] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """Its address, without a path."""
        return f"{self.scheme}://127.0.0.1:{self.port}"

    @property
    def pair(self) -> str:
        """What `OUTGOING_INTERNAL` is to name."""
        return f"127.0.0.1:{self.port}"


class Handler(BaseHTTPRequestHandler):
    """Write each request down, then answer as the provider says."""

    provider: Provider
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def handle_any(self) -> None:
        """Serve whatever method."""
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        got = Got(self.command, self.path, dict(self.headers), body)
        self.provider.got.append(got)
        answer = self.provider.answer(got)
        self.provider.over.wait(answer.late)
        self.close_connection = True
        if not answer.drop:
            with contextlib.suppress(OSError):
                self._say(answer)

    do_POST = do_GET = handle_any  # noqa: N815 - http.server's names

    def _say(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body) + (5 if answer.short else 0)))
        self.end_headers()
        if not answer.drip:
            self.wfile.write(answer.body)
            return
        for at in range(len(answer.body)):
            if self.provider.over.wait(answer.drip):
                return
            self.wfile.write(answer.body[at : at + 1])
            self.wfile.flush()

    def log_message(self, *_words: object) -> None:
        """Say nothing on the console."""


class Server(ThreadingHTTPServer):
    """A server whose clients may leave early."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_words: object) -> None:
        """A client that hangs up, or does not trust the certificate, is what tests are about."""


@contextlib.contextmanager
def provider(
    answer: Answer | Callable[[Got], Answer], context: ssl.SSLContext | None = None
) -> Iterator[Provider]:
    """Run a fake provider on loopback; with `context` over TLS."""
    fake = Provider(answer if callable(answer) else lambda _got: answer)
    handler = type("Bound", (Handler,), {"provider": fake})
    with Server(("127.0.0.1", 0), handler) as server:
        if context:
            fake.scheme = "https"
            server.socket = context.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        fake.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield fake
        finally:
            fake.over.set()
            server.shutdown()
            thread.join(5)
