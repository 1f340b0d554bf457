"""A thread of every web process that looks whether the alerts are alive.

A stopped beat or worker cannot report itself. This needs neither: the database says how old scan
and queue are, and the alarm goes out by SMTP. It needs no Redis either, and no visitor.
"""

import datetime
import threading

import structlog
from django.db import Error as DatabaseFailure
from django.db import connections
from django.utils import timezone

from projects.services.alerts import watch_look

log = structlog.get_logger(__name__)

LOOK_SECONDS = 60.0


class Watch(threading.Thread):
    """Looks once a minute until the process ends."""

    def __init__(
        self, *, seconds: float = LOOK_SECONDS, since: datetime.datetime | None = None
    ) -> None:
        super().__init__(name="alert-watch", daemon=True)
        self._seconds = seconds
        self._since = since or timezone.now()
        self._ended = threading.Event()

    def run(self) -> None:
        """Look, also when the database was away the last time."""
        while not self._ended.wait(self._seconds):
            try:
                watch_look(now=timezone.now(), since=self._since)
            except DatabaseFailure as error:
                # /healthz/ says so; there is nobody to tell without the database
                log.warning("database_away", error=str(error))
            finally:
                connections.close_all()

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()
        self.join()
