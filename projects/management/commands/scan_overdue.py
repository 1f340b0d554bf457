"""`manage.py scan_overdue`: what beat does every minute, by hand."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from projects.services.alerts import alerts_scan, deliveries_divert


class Command(BaseCommand):
    """Open and close alerts as of now and make their deliveries."""

    help = "Scan for milestones that are overdue or due soon, once."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Scan and say what changed."""
        now = timezone.now()
        run = alerts_scan(now=now)
        deliveries_divert(now=now)
        self.stdout.write(
            f"opened {run.alerts_opened}, closed {run.alerts_closed}, "
            f"deliveries {run.deliveries_made}{' (held)' if run.held else ''}"
        )
