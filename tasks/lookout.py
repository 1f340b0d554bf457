"""A thread of the worker that scans when the timetable's bells do not come.

Beat rings through the broker. While that is away, full or silent, alerts would be delivered but
none would open; so whoever delivers also looks whether the last scan is too old.
"""

import threading
from collections.abc import Callable

import structlog
from django.conf import settings
from django.db import Error as DatabaseFailure
from django.db import connections
from django.utils import timezone

from projects.services.alerts import scan_is_late

log = structlog.get_logger(__name__)

LOOK_SECONDS = 10.0
STOP_SECONDS = 5.0


class Lookout:
    """Started once in a process; several of them do no harm, for any number may scan."""

    def __init__(self, scan: Callable[[], None], wake: Callable[[], object]) -> None:
        self._scan = scan
        self._wake = wake
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Look from now on."""
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="lookout", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more; a scan under way is one transaction, and ends or never was."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        look = min(LOOK_SECONDS, settings.ALERT_SCAN_LATE_SECONDS)
        while not self._stopping.wait(look):
            try:
                if scan_is_late(now=timezone.now()):
                    log.warning("scan_without_bell")
                    self._scan()
            except DatabaseFailure as error:
                log.warning("database_away", error=str(error))
            finally:
                connections.close_all()
            # also replaces a sender that ended
            self._wake()
