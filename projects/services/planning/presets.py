"""Calendars that come filled: the exceptions of a country's official working days."""

import dataclasses
import datetime
from collections.abc import Iterable
from typing import Any

from scheduling.calendars import china

PRESETS = ("china",)
YEARS_MAX = 30


def preset_rows(
    *, preset: str, years: Iterable[int] | None, today: datetime.date
) -> list[dict[str, Any]]:
    """Return the exceptions of the years; without years, last year's to next year's.

    Each row cites its notice; a year without one is marked provisional.
    """
    if preset not in PRESETS:
        raise ValueError(preset)
    asked = set(years or range(today.year - 1, today.year + 2))
    return [dataclasses.asdict(row) for year in sorted(asked) for row in china.exception_rows(year)]
