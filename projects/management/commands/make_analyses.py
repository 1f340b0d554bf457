"""`manage.py make_analyses`: what the timetable does for waiting analyses, by hand."""

from typing import Any

from django.core.management.base import BaseCommand

from projects.services.analyses import analyses_due, analysis_run


class Command(BaseCommand):
    """Make every risk analysis and levelling that waits for it."""

    help = "Make the analyses that wait for it."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make one after another and say what became of each."""
        for analysis_id in analyses_due(most=10_000):
            state = analysis_run(analysis_id=analysis_id)
            self.stdout.write(f"analysis {analysis_id}: {state or 'somebody else makes it'}")
