"""Worker and beat inside the web process: what a desk needs instead of Redis and three processes.

Queues live in memory and die with the process; the sweeps on the timetable find what was lost.
"""

import threading
from typing import Any

from celery.beat import Scheduler, Service
from celery.worker import WorkController, state

from backend.celery import app

QUEUES = "default,alerts,photos,analyses"
STOP_SECONDS = 10.0


class Embedded:
    """One worker and one beat in threads of their own.

    One of the worker's threads at most makes analyses (`tasks.analyses`), so that alerts and
    photos always find another. A process of its own would double the memory of a desk.
    """

    def __init__(self, *, concurrency: int = 3) -> None:
        self.worker: Any = WorkController(
            app=app,
            hostname="embedded@localhost",
            pool="threads",
            concurrency=concurrency,
            queues=QUEUES,
            without_mingle=True,
            without_gossip=True,
            without_heartbeat=True,
        )
        # beat looks up from its sleep this often, in seconds, and sees that it shall stop
        self.beat: Any = Service(app, max_interval=1, scheduler_cls=Scheduler)
        self.threads = [
            threading.Thread(target=self.worker.start, name="celery-worker", daemon=True),
            threading.Thread(target=self.beat.start, name="celery-beat", daemon=True),
        ]

    def start(self) -> None:
        """Take work and ring the timetable's bells from now on."""
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """Ring no more bells, finish what is in hand, end the threads."""
        self.beat.stop()
        # the worker's own loop looks at this word and ends in its own thread
        state.should_stop = 0
        for thread in self.threads:
            thread.join(STOP_SECONDS)
