"""Office hours of the official calendar, for the waits of alerts."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings

from scheduling.calendars.china import FIRST_YEAR, LAST_YEAR, china_calendar
from scheduling.calendars.workdays import Calendar
from scheduling.rules.office_hours import OfficeHours

YEARS_AHEAD = 3


def office_hours(*, time_zone: str, year: int) -> OfficeHours:
    """Return the hours in which offices are open in the zone; waits begin in `year`."""
    return OfficeHours(_official(year), ZoneInfo(time_zone), settings.OFFICE_HOURS)


@lru_cache(maxsize=16)
def _official(year: int) -> Calendar:
    # beyond the years that anybody arranged or can forecast only the week is known
    first = min(max(year - 1, FIRST_YEAR), LAST_YEAR)
    return china_calendar(first, min(max(first, year + YEARS_AHEAD), LAST_YEAR))
