"""`manage.py deliver_alerts`: sends what is due; `--loop` keeps doing it."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from projects.services.alerts import Senders, deliveries_deliver
from projects.services.alerts.claim import lease

LOOK_SECONDS = 10


class Command(BaseCommand):
    """Send due deliveries, with or without Celery."""

    help = "Send the deliveries that are due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--loop` runs until it is stopped."""
        parser.add_argument("--loop", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Send and say what was sent, or go on until SIGTERM or Ctrl-C."""
        if options["loop"]:
            _loop()
            return
        counts = deliveries_deliver()
        self.stdout.write(
            f"sent {counts.sent}, cancelled {counts.cancelled}, failed {counts.failed}"
        )


def _loop() -> None:
    """Deliver as a worker does; whoever asks to stop waits for what is being sent."""
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    senders = Senders()
    senders.start(max(1, settings.ALERT_THREADS))
    while not ended.wait(LOOK_SECONDS):
        senders.wake()
    senders.stop(lease().total_seconds())
