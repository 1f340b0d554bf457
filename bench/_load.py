"""Load over keep-alive connections by one thread and raw sockets, which costs the server little."""

import selectors
import socket
import time

READ = 1 << 18


class Wire:
    """One connection that asks the same again and again."""

    def __init__(self, port: int, request: bytes) -> None:
        self.request = request
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.missing: int | None = None

    def ask(self) -> None:
        """Send the request."""
        self.buffer, self.missing = b"", None
        self.socket.sendall(self.request)

    def answered(self) -> bool:
        """Read what came; True when the answer is whole. Any status but 200 ends the benchmark."""
        chunk = self.socket.recv(READ)
        if not chunk:
            raise ConnectionResetError("the server closed the connection")
        if self.missing is None:
            self.buffer += chunk
            head, mark, body = self.buffer.partition(b"\r\n\r\n")
            if not mark:
                return False
            if not head.startswith(b"HTTP/1.1 200"):
                raise SystemExit(self.buffer.decode(errors="replace"))
            length = head.lower().split(b"content-length:")[1].split(b"\r\n")[0]
            self.missing = int(length) - len(body)
        else:
            self.missing -= len(chunk)
        return self.missing <= 0


def answers(
    port: int, path: str, token: str, connections: int, seconds: float
) -> tuple[int, float]:
    """Ask for `path` over some connections; return the number of answers and the seconds."""
    request = request_of(path, token)
    chooser = selectors.DefaultSelector()
    for _ in range(connections):
        _opened(chooser, port, request)
    done, start = 0, time.perf_counter()
    while (now := time.perf_counter()) < start + seconds or not done:
        for key, _events in chooser.select(timeout=1):
            try:
                if key.data.answered():
                    done += 1
                    key.data.ask()
            except ConnectionError:
                # on a busy machine the server may let a kept connection go
                _closed(chooser, key.data)
                _opened(chooser, port, request)
    for key in list(chooser.get_map().values()):
        _closed(chooser, key.data)
    return done, now - start


def _opened(chooser: selectors.BaseSelector, port: int, request: bytes) -> None:
    wire = Wire(port, request)
    chooser.register(wire.socket, selectors.EVENT_READ, wire)
    wire.ask()


def _closed(chooser: selectors.BaseSelector, wire: Wire) -> None:
    chooser.unregister(wire.socket)
    wire.socket.close()


def one(port: int, path: str, token: str) -> float:
    """Return the seconds of one request on a new connection."""
    wire = Wire(port, request_of(path, token))
    start = time.perf_counter()
    wire.ask()
    while not wire.answered():
        pass
    took = time.perf_counter() - start
    wire.socket.close()
    return took


def request_of(path: str, token: str) -> bytes:
    """Return the bytes of a GET."""
    lines = (
        f"GET {path} HTTP/1.1",
        "Host: localhost",
        f"Authorization: Bearer {token}",
        "Accept: application/json",
    )
    return "\r\n".join([*lines, "", ""]).encode()
