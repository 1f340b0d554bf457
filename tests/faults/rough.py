"""A line that breaks: connections that are dropped, reset or fall silent after so many bytes."""

import contextlib
import random
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from enum import StrEnum

# of the kernel's, so that little is on its way when a line breaks, as on a phone's
BUFFER_BYTES = 16 * 1024
RESET = struct.pack("ii", 1, 0)


class Break(StrEnum):
    """How a connection ends before its time."""

    DROP = "drop"
    STALL = "stall"
    RESET = "reset"


# after how many bytes from the sender a connection breaks, and how; None = it holds
Fate = Callable[[], tuple[int, Break] | None]


def every(step: int) -> Fate:
    """Break each connection at its first `step` bytes, each time in the next way."""
    ways: Iterator[Break] = (list(Break)[number % 3] for number in range(10**9))
    return lambda: (step, next(ways))


def at_random(dice: random.Random, mean: int) -> Fate:
    """Break after `mean` bytes in the mean, in a way that nobody foresees."""
    return lambda: (int(dice.expovariate(1 / mean)) + 1, dice.choice(list(Break)))


class RoughLine:
    """Passes bytes to a server's port and breaks as `fate` says; `breaks` counts that."""

    def __init__(self, port: int, fate: Fate, *, stall_seconds: float) -> None:
        self._far_port = port
        self._fate = fate
        self._stall_seconds = stall_seconds
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(64)
        self._closed = threading.Event()
        self.breaks = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self) -> "RoughLine":
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    @property
    def port(self) -> int:
        """Where to send."""
        return int(self._listener.getsockname()[1])

    def _serve(self) -> None:
        while not self._closed.is_set():
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self._far_port))
            except OSError:
                # nobody listens there just now
                near.close()
                continue
            threading.Thread(target=self._answers, args=(near, far), daemon=True).start()
            threading.Thread(target=self._sent, args=(near, far), daemon=True).start()

    def _answers(self, near: socket.socket, far: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while chunk := far.recv(65536):
                near.sendall(chunk)
        with contextlib.suppress(OSError):
            near.shutdown(socket.SHUT_RDWR)

    def _sent(self, near: socket.socket, far: socket.socket) -> None:
        fate = self._fate()
        left = fate[0] if fate else 2**62
        with contextlib.suppress(OSError):
            while left and (chunk := near.recv(min(BUFFER_BYTES, left))):
                far.sendall(chunk)
                left -= len(chunk)
        if fate and not left:
            self.breaks += 1
            self._break(near, far, fate[1])
        for end in (near, far):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _break(self, near: socket.socket, far: socket.socket, how: Break) -> None:
        if how == Break.STALL:
            time.sleep(self._stall_seconds)
        elif how == Break.RESET:
            for end in (near, far):
                with contextlib.suppress(OSError):
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
