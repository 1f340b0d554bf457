"""`manage.py sweep`: clear up by hand what the timetable clears up every hour."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from projects.services.photos import photos_sweep
from projects.services.uploads import uploads_expire


class Command(BaseCommand):
    """Remove what never became a photo; look for photos whose file is gone."""

    help = "Clear up files without photo, look for photos without file."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Sweep and say what was found."""
        counts = photos_sweep(now=timezone.now())
        expired = uploads_expire(now=timezone.now())
        self.stdout.write(
            f"removed {counts.files_removed}, missing {counts.files_missing}, "
            f"expired uploads {expired}"
        )
