"""Sending alone what may kill its worker, so that nobody else's message dies with it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    """Lets the threads of a process through together, or one of them alone."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._is_taken = False

    @contextmanager
    def together(self) -> Iterator[None]:
        """Go through beside others; waits while somebody is alone, with nothing in hand."""
        with self._changed:
            self._changed.wait_for(lambda: not self._is_taken)
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """For one who is inside: wait until the others have left, and keep newcomers out.

        False, at once, where another one already waits or is alone.
        """
        with self._changed:
            is_mine = not self._is_taken
            if is_mine:
                self._is_taken = True
                self._changed.wait_for(lambda: self._inside == 1)
        try:
            yield is_mine
        finally:
            if is_mine:
                with self._changed:
                    self._is_taken = False
                    self._changed.notify_all()


GATE = Gate()
