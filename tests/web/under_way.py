"""Requests that a live server still answers: a test must not be cleaned up below them."""

import threading
import time
from typing import Any, Self

from django.core.signals import request_finished, request_started

MOST_SECONDS = 20.0
# a browser that has just been closed may have sent one more
LAST_WORD_SECONDS = 0.05


class UnderWay:
    """Count what other threads than this one have begun to answer and not ended.

    A page sends an edit without being asked what became of it. Where the test ends before it does,
    the flush after the test and the edit wait for one another, the database ends one of them, and
    the rows that remain are found by the next test.
    """

    def __init__(self) -> None:
        self._own = threading.get_ident()
        self._count = 0
        self._changed = threading.Condition()

    def __enter__(self) -> Self:
        request_started.connect(self._more)
        request_finished.connect(self._less)
        return self

    def __exit__(self, *_raised: object) -> None:
        request_started.disconnect(self._more)
        request_finished.disconnect(self._less)

    def wait(self) -> None:
        """Return once nothing is under way.

        Raises:
            TimeoutError: After 20 s.
        """
        time.sleep(LAST_WORD_SECONDS)
        with self._changed:
            if not self._changed.wait_for(lambda: self._count <= 0, MOST_SECONDS):
                raise TimeoutError(f"{self._count} requests are still being answered")

    def _more(self, **_said: Any) -> None:
        self._add(1)

    def _less(self, **_said: Any) -> None:
        self._add(-1)

    def _add(self, count: int) -> None:
        if threading.get_ident() == self._own:
            return
        with self._changed:
            self._count += count
            self._changed.notify_all()
