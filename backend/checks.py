"""The mistakes an operator can make, told before they hurt. `check --deploy` runs them all."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.db import connection


@checks.register(checks.Tags.security, deploy=True)
def check_production(**_options: Any) -> list[checks.CheckMessage]:
    """Refuse what is fine on a desk and dangerous in production."""
    found: list[checks.CheckMessage] = []
    if settings.EMBEDDED:
        found.append(
            checks.Error(
                "REDIS_URL is not set: jobs would live in the memory of one process.",
                hint="Set REDIS_URL=redis://host:6379/0.",
                id="topout.E001",
            )
        )
    if not settings.EMAIL_URL:
        found.append(
            checks.Error(
                "EMAIL_URL is not set: overdue mails would be written to a folder.",
                hint="Set EMAIL_URL=smtp://host:port.",
                id="topout.E002",
            )
        )
    if connection.vendor == "sqlite":
        found.append(
            checks.Warning(
                "SQLite serves one machine and a handful of writers.",
                hint="Set DATABASE_URL=postgresql://… for more than a trial.",
                id="topout.W003",
            )
        )
    return found
