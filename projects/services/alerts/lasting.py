"""Writing a result that must not be lost: somebody outside has the message already."""

import time
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection

from projects.services.alerts.claim import lease

PAUSE_SECONDS = 0.5


def result_write(write: Callable[[], object]) -> None:
    """Write; while the database is away, try again until the lease ends."""
    ends = time.monotonic() + lease().total_seconds()
    while True:
        try:
            write()
        except (OperationalError, InterfaceError):
            if time.monotonic() > ends:
                raise
            # a connection that broke stays broken
            connection.close()
            time.sleep(PAUSE_SECONDS)
        else:
            return
