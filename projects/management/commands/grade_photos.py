"""`manage.py grade_photos`: what the timetable does for photos whose grade is due, by hand."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from projects.services.photos import photos_grade


class Command(BaseCommand):
    """Grade every photo that is due, also those that came before grades did."""

    help = "Give photos their evidence grade where it is due."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Grade batch by batch and say how many."""
        count = photos_grade(now=timezone.now(), most=10_000_000)
        self.stdout.write(f"{count} photos graded.")
