"""`manage.py render_photos`: what the timetable does for waiting photos, by hand."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from projects.services.photos import photo_render, photos_due


class Command(BaseCommand):
    """Make the sizes of every photo that waits for them."""

    help = "Render the photos that wait for it."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Render photo by photo and say what became of each."""
        for photo_id in photos_due(now=timezone.now(), most=10_000):
            state = photo_render(photo_id=photo_id, now=timezone.now())
            self.stdout.write(f"photo {photo_id}: {state or 'put off'}")
