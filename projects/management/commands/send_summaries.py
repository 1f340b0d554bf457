"""`manage.py send_summaries`: what beat does every minute, by hand."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from projects.services.summaries import summaries_make, summaries_send


class Command(BaseCommand):
    """Make the summaries whose hour it is, and send them."""

    help = "Send the daily summaries and weekly reports that are due, once."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make, send, and say how many."""
        made = summaries_make(now=timezone.now())
        counts = summaries_send()
        self.stdout.write(
            f"made {made}, sent {counts.sent}, cancelled {counts.cancelled}, failed {counts.failed}"
        )
