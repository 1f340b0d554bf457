"""The threads of a process that deliver: they look for themselves and need no queue.

A bell only makes them look at once. So a worker delivers while its broker is away, and a mail that
its server lets wait holds up one thread and nobody else.
"""

import threading

import structlog
from django.db import Error as DatabaseFailure
from django.db import connections

from projects.services.alerts.deliver import deliveries_deliver

log = structlog.get_logger(__name__)

# how late a delivery is told whose bell was lost
LOOK_SECONDS = 2.0


class Senders:
    """Started once in a process; any number of processes may have theirs."""

    def __init__(self) -> None:
        self._count = 0
        self._threads: list[threading.Thread] = []
        self._stopping = threading.Event()
        self._bell = threading.Condition()
        self._rung = 0

    def start(self, count: int) -> None:
        """Deliver with so many threads from now on."""
        self._stopping.clear()
        self._count = count
        self._top_up()

    def wake(self) -> bool:
        """Look at once; False when this process delivers nothing by itself."""
        if not self._count or self._stopping.is_set():
            return False
        self._top_up()
        with self._bell:
            self._rung += 1
            self._bell.notify_all()
        return True

    def stop(self, seconds: float) -> bool:
        """Take nothing more and finish what is being sent; False when that takes longer."""
        self._stopping.set()
        with self._bell:
            self._bell.notify_all()
        for thread in self._threads:
            thread.join(seconds)
        return not any(thread.is_alive() for thread in self._threads)

    def _top_up(self) -> None:
        """Start the missing threads: one that met a bug in a channel ended with it."""
        with self._bell:
            living = [thread for thread in self._threads if thread.is_alive()]
            for _ in range(self._count - len(living)):
                thread = threading.Thread(target=self._run, name="sender", daemon=True)
                living.append(thread)
                thread.start()
            self._threads = living

    def _run(self) -> None:
        while not self._stopping.is_set():
            heard = self._rung
            try:
                deliveries_deliver(stopping=self._stopping.is_set)
            except DatabaseFailure as error:
                # what was claimed comes back when its lease is over
                log.warning("database_away", error=str(error))
            finally:
                # one that only waits holds no connection, and a broken one is not used again
                connections.close_all()
            self._pause(heard)

    def _pause(self, heard: int) -> None:
        """Wait for a bell that was not heard yet, or until it is time to look anyway."""
        with self._bell:
            self._bell.wait_for(
                lambda: self._rung != heard or self._stopping.is_set(), LOOK_SECONDS
            )
