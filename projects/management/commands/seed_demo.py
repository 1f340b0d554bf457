"""Fills an empty desk with the demo: `manage.py seed_demo [--reset]`."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from projects.demo.people import passwords_keep, people_seed
from projects.demo.seed import demo_remove, demo_seed


class Command(BaseCommand):
    """People, projects, photos and alerts to look at; run twice, it changes nothing."""

    help = "Adds the illustrative demo (not in production). DEMO_PASSWORD fixes its passwords."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer a fresh start."""
        parser.add_argument(
            "--reset",
            action="store_true",
            help="remove the demo's projects first, so that its dates are laid from today again",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Seed, and print every new password once."""
        if not settings.DEBUG:
            raise CommandError(
                "The demo has well-known accounts and is not for production; "
                "it needs DEBUG=1. Nothing was changed."
            )
        if options["reset"]:
            self.stdout.write(f"Removed {demo_remove()} demo projects.")
        cast, told = people_seed(password=os.environ.get("DEMO_PASSWORD", "").strip())
        made = demo_seed(cast=cast, now=timezone.now(), say=self.stdout.write)
        if told:
            self._passwords_say(told)
        if not made and not told:
            self.stdout.write("The demo is already there; nothing was changed.")
            return
        self.stdout.write(
            f"{made.projects} projects, {made.photos} photos, {made.alerts} alerts added."
        )

    def _passwords_say(self, told: dict[str, str]) -> None:
        path = passwords_keep(folder=settings.DATA_DIR, told=told)
        self.stdout.write(f"Demo users (kept in {path}):")
        for name, word in told.items():
            self.stdout.write(f"  {name:<10} {word}")
