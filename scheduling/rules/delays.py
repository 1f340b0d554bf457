"""Delay rules: from when a milestone is due soon or overdue, and by how much it is late."""

import datetime
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from scheduling.calendars.workdays import Calendar

ONE_DAY = datetime.timedelta(days=1)
ONE_SECOND = datetime.timedelta(seconds=1)
FIRST_INSTANT = datetime.datetime.min.replace(tzinfo=datetime.UTC)
LAST_INSTANT = datetime.datetime.max.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Finding:
    """What the rules say of one date; days late are never negative and 0 while it is due soon."""

    kind: Literal["due_soon", "overdue"]
    planned: datetime.date
    today: datetime.date
    working_days_late: int
    calendar_days_late: int


def finding_for(
    *, planned: datetime.date, today: datetime.date, calendar: Calendar, working_days_before: int
) -> Finding | None:
    """What is to be said today of a milestone that is not reached; None when all is well."""
    if today > planned:
        late = days_late(planned, today, calendar)
        return Finding("overdue", planned, today, late, (today - planned).days)
    if today >= due_soon_from(planned, working_days_before, calendar):
        return Finding("due_soon", planned, today, 0, 0)
    return None


def days_late(planned: datetime.date, today: datetime.date, calendar: Calendar) -> int:
    """Working days after the planned day up to and including today; 0 when today is not after it.

    A milestone planned for Friday is overdue on Saturday and 0 working days late until Monday.
    """
    return max(0, calendar.count(planned, today))


def due_soon_from(
    planned: datetime.date, working_days_before: int, calendar: Calendar
) -> datetime.date:
    """The local day from which a milestone counts as due soon: n working days before it."""
    return calendar.add(planned, -working_days_before)


def overdue_from(planned: datetime.date, zone: ZoneInfo) -> datetime.datetime:
    """The first UTC instant after the planned day is over in `zone`."""
    if planned == datetime.date.max:
        return LAST_INSTANT
    return local_day_start(planned + ONE_DAY, zone)


def local_day_start(day: datetime.date, zone: ZoneInfo) -> datetime.datetime:
    """The UTC instant from which the local date in `zone` is `day` or later, for good."""
    return local_instant(datetime.datetime.combine(day, datetime.time()), zone)


def local_instant(wall: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    """The UTC instant from which clocks in `zone` show `wall` (naive) or later, for good.

    Where clocks skip that time it is the jump; where they are set back across it, so that the
    time before returns, it is when that time is over. A day that the zone skipped altogether
    (Samoa, 2011-12-30) begins with the day after it.
    """
    try:
        earlier = wall.replace(tzinfo=zone, fold=0).astimezone(datetime.UTC)
        later = wall.replace(tzinfo=zone, fold=1).astimezone(datetime.UTC)
        if earlier > later:
            return _jump_between(later, earlier, wall, zone)
        returns = _shown(later - ONE_SECOND, zone) < wall
    except OverflowError:
        # the zone's day lies partly outside the years 1 to 9999
        return FIRST_INSTANT if wall.year == 1 else LAST_INSTANT
    return later if returns else earlier


def _shown(instant: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def _jump_between(
    low: datetime.datetime, high: datetime.datetime, wall: datetime.datetime, zone: ZoneInfo
) -> datetime.datetime:
    """The instant, to the second, at which clocks jump over the time `wall`."""
    while high - low > ONE_SECOND:
        middle = (low + (high - low) / 2).replace(microsecond=0)
        if _shown(middle, zone) < wall:
            low = middle
        else:
            high = middle
    return high
