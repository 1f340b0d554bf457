"""`manage.py deliver_alerts`: sends what is due; `--loop` keeps doing it."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from projects.services.alerts import deliveries_deliver

PAUSE_SECONDS = 2


class Command(BaseCommand):
    """Send due deliveries, with or without Celery."""

    help = "Send the deliveries that are due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--loop` runs until it is stopped."""
        parser.add_argument("--loop", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Send, say what was sent, and go on if asked to."""
        while True:
            counts = deliveries_deliver()
            self.stdout.write(
                f"sent {counts.sent}, cancelled {counts.cancelled}, failed {counts.failed}"
            )
            if not options["loop"]:
                return
            close_old_connections()
            time.sleep(PAUSE_SECONDS)
