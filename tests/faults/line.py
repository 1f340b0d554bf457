"""A line to a server that can be cut: every connection that goes through it, at once."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit, urlunsplit


class Line:
    """Passes bytes between a port of its own and a server's."""

    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        """The server's address by way of this line."""
        before, _, _ = self._parts.netloc.rpartition("@")
        port = self._listener.getsockname()[1]
        return urlunsplit(self._parts._replace(netloc=f"{before}@127.0.0.1:{port}"))

    def taken(self) -> bool:
        """Is anybody connected?"""
        with self._lock:
            return bool(self._open)

    def cut(self) -> int:
        """Cut what is open; returns how many connections that were."""
        with self._lock:
            ends, self._open = self._open, []
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        return len(ends) // 2

    def close(self) -> None:
        """Take no more."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def _serve(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
                far = socket.create_connection((self._parts.hostname, self._parts.port))
            except OSError:
                return
            with self._lock:
                self._open += [near, far]
            for here, there in ((near, far), (far, near)):
                threading.Thread(target=_pass, args=(here, there), daemon=True).start()


def _pass(here: socket.socket, there: socket.socket) -> None:
    """Pass on what comes until either end is cut, then cut the other."""
    with contextlib.suppress(OSError):
        while chunk := here.recv(65536):
            there.sendall(chunk)
    with contextlib.suppress(OSError):
        there.shutdown(socket.SHUT_RDWR)
