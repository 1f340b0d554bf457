"""`manage.py compare_photos`: what the timetable does for photos nobody compared, by hand."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from projects.services.photos import photos_compare

BATCH = 200


class Command(BaseCommand):
    """Compare every photo that waits for it, also those that came before prints did."""

    help = "Look for pictures that were used twice."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Compare batch by batch and say how many."""
        count = 0
        while done := photos_compare(now=timezone.now(), most=BATCH):
            count += done
        self.stdout.write(f"{count} photos compared.")
