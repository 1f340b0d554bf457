"""The sign of life to the outside, against a real server on loopback."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pytest_django.fixtures import Settings

from projects.services.alerts import dead_man_ping


class Watcher(BaseHTTPRequestHandler):
    """Counts what it is asked for; `/away` sends the caller elsewhere."""

    seen: list[str]

    def do_GET(self) -> None:
        type(self).seen.append(self.path)
        self.send_response(302 if self.path == "/away" else 200)
        if self.path == "/away":
            self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def watcher() -> Iterator[HTTPServer]:
    Watcher.seen = []
    server = HTTPServer(("127.0.0.1", 0), Watcher)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_asks_once(watcher: HTTPServer, settings: Settings) -> None:
    settings.DEAD_MAN_URL = f"http://127.0.0.1:{watcher.server_port}/topout"

    assert dead_man_ping() is True
    assert Watcher.seen == ["/topout"]


def test_it_follows_nobody(watcher: HTTPServer, settings: Settings) -> None:
    settings.DEAD_MAN_URL = f"http://127.0.0.1:{watcher.server_port}/away"

    assert dead_man_ping() is False
    assert Watcher.seen == ["/away"]


@pytest.mark.parametrize("url", ["", "file:///etc/hostname", "http://127.0.0.1:1/"])
def test_silence_is_no_error(url: str, settings: Settings) -> None:
    settings.DEAD_MAN_URL = url

    assert dead_man_ping() is False
