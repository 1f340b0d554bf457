"""Until when a search may go on, the making of its model included."""

import time


class OutOfTime(ValueError):  # noqa: N818 - it names the fact
    """The search found neither an answer nor that there is none."""


class Deadline:
    """So many seconds from now on."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left; raises OutOfTime when none are."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise OutOfTime(f"no answer within {self.seconds} seconds")
        return left
