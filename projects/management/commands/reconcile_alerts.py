"""`manage.py reconcile_alerts`: closes the day's account of the alerts by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from projects.models.reconciliation import DEFECTS, STATES
from projects.services.alerts import alerts_reconcile


class Command(BaseCommand):
    """Count what was made against what became of it."""

    help = "Count the day's deliveries against what became of them; fails when they do not add up."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Count, say the lines, and fail where something is wrong."""
        row = alerts_reconcile(now=timezone.now())
        lines = ", ".join(f"{name} {getattr(row, name)}" for name in STATES)
        self.stdout.write(f"made {row.created}: {lines}")
        if row.difference:
            wrong = {name: getattr(row, name) for name in DEFECTS if getattr(row, name)}
            raise CommandError(", ".join(f"{name} {count}" for name, count in wrong.items()))
