"""The mistakes an operator can make, told before they hurt. `check --deploy` runs them all."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.security, deploy=True)
def check_production(
    app_configs: Sequence[AppConfig] | None = None, **_options: Any
) -> list[CheckMessage]:
    """Refuse what is fine on a desk and dangerous in production."""
    found: list[CheckMessage] = []
    if settings.EMBEDDED:
        found.append(
            Error(
                "REDIS_URL is not set: jobs would live in the memory of one process.",
                hint="Set REDIS_URL=redis://host:6379/0.",
                id="topout.E001",
            )
        )
    if not settings.EMAIL_URL:
        found.append(
            Error(
                "EMAIL_URL is not set: overdue mails would be written to a folder.",
                hint="Set EMAIL_URL=smtp://host:port.",
                id="topout.E002",
            )
        )
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        found.append(
            Warning(
                "SQLite serves one machine and a handful of writers.",
                hint="Set DATABASE_URL=postgresql://… for more than a trial.",
                id="topout.W003",
            )
        )
    return found
