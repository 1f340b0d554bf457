"""`manage.py words`: compile the translations; `--renew` brings the catalogue up to the code."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from backend import words


class Command(BaseCommand):
    """Compile the catalogue; the set-up step of every way to run Topout."""

    help = "Compile the translations."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--renew` collects the messages of the code first."""
        parser.add_argument("--renew", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Renew if asked, compile, and name what has no translation."""
        if options["renew"]:
            words.catalogue_renew(settings.BASE_DIR)
        words.catalogue_compile(settings.BASE_DIR)
        for message in words.untranslated(settings.BASE_DIR):
            self.stdout.write(f"untranslated: {message}")
