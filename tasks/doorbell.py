"""Ringing for a job without ever waiting for the broker.

A bell that is lost costs seconds, because the timetable looks at the same state; a request that
waits for a silent Redis costs a user (reliability C13). So one thread publishes, and a full
queue drops the bell.
"""

import os
import queue
import threading
from typing import Any

import structlog
from celery import Task
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)

WAITING_MOST = 1000


class _Doorbell:
    """The publishing thread of this process, started by the first ring (also after a fork)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pid = 0
        self._thread: threading.Thread | None = None
        self._waiting: queue.Queue[tuple[Task, tuple[Any, ...]]] = queue.Queue()

    def put(self, job: Task, args: tuple[Any, ...]) -> None:
        with self._lock:
            if self._pid != os.getpid():
                self._pid = os.getpid()
                self._waiting = queue.Queue(WAITING_MOST)
                self._thread = None
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._publish, daemon=True, name="doorbell")
                self._thread.start()
        try:
            self._waiting.put_nowait((job, args))
        except queue.Full:
            log.warning("bell_dropped", job=job.name)

    def _publish(self) -> None:
        waiting = self._waiting
        while True:
            job, args = waiting.get()
            try:
                job.apply_async(args, retry=False)
            except (OperationalError, OSError) as error:
                log.warning("bell_lost", job=job.name, error=str(error))


_doorbell = _Doorbell()


def ring(job: Task, *args: Any) -> None:
    """Ask for a job soon. Returns at once, whatever the broker does; call it after commit."""
    if job.app.conf.task_always_eager:
        job.apply(args)
        return
    _doorbell.put(job, args)
