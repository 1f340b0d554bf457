"""Working calendars as the engine wants them, and what day it is on site."""

import datetime
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from projects.models import Calendar, CalendarException, Project
from scheduling.calendars import workdays
from scheduling.calendars.worktime import Shifts

KEPT = 512

# which minutes of a dated day are worked where they are not the calendar's usual ones
Hours = Mapping[datetime.date, Shifts]


class CalendarKey(NamedTuple):
    """What identifies a calendar's content for as long as it does not change.

    The instant of the change belongs to it: a change that was rolled back leaves its version
    number to the next one.
    """

    calendar_id: int
    version: int
    changed_at: datetime.datetime


def key_of(calendar: Calendar) -> CalendarKey:
    """Return the key of a calendar's present content."""
    return CalendarKey(calendar.pk, calendar.version, calendar.updated_at)


# filled per process: a calendar changes its version with every change of its days
_known: dict[CalendarKey, tuple[workdays.Calendar, Hours]] = {}


def calendar_of(project: Project) -> workdays.Calendar:
    """Return the project's working calendar; Monday to Friday when it has none."""
    if project.calendar is None:
        return workdays.MONDAY_TO_FRIDAY
    key = key_of(project.calendar)
    return calendars_by_key([key])[key]


def calendars_of(projects: Iterable[Project]) -> dict[int, workdays.Calendar]:
    """Return the working calendar of each project id; `projects` come with their calendar joined.

    Costs two queries at most, none for calendars this process has seen.
    """
    keys = {
        project.pk: key_of(project.calendar) for project in projects if project.calendar is not None
    }
    known = calendars_by_key(keys.values())
    return {
        project.pk: known[keys[project.pk]] if project.pk in keys else workdays.MONDAY_TO_FRIDAY
        for project in projects
    }


def calendars_by_key(keys: Iterable[CalendarKey]) -> dict[CalendarKey, workdays.Calendar]:
    """Return the calendars behind the keys, from memory where possible."""
    return {key: calendar for key, (calendar, _hours) in _remembered(keys).items()}


def hours_by_key(keys: Iterable[CalendarKey]) -> dict[CalendarKey, Hours]:
    """Return the dated days with hours of their own behind the keys, from the same memory."""
    return {key: hours for key, (_calendar, hours) in _remembered(keys).items()}


def _remembered(keys: Iterable[CalendarKey]) -> dict[CalendarKey, tuple[workdays.Calendar, Hours]]:
    wanted = set(keys)
    missing = [key for key in wanted if key not in _known]
    if missing:
        if len(_known) + len(missing) > KEPT:
            _known.clear()
        _known.update(_calendars_read(missing))
    return {key: _known[key] for key in wanted}


def forget() -> None:
    """Empty the memory of calendars."""
    _known.clear()


def today_of(project: Project, now: datetime.datetime) -> datetime.date:
    """Return the date on the project's site at `now` (UTC)."""
    return now.astimezone(zoneinfo.ZoneInfo(project.time_zone)).date()


def weekly_of(worked_weekdays: int) -> tuple[bool, ...]:
    """Turn the stored bits (bit 0 is Monday) into Monday to Sunday."""
    return tuple(bool(worked_weekdays >> day & 1) for day in range(7))


def shifts_read(stored: Sequence[Sequence[int]]) -> Shifts:
    """Turn stored shifts, pairs of minutes of the day, into the engine's."""
    return tuple((start, finish) for start, finish in stored)


def _calendars_read(
    keys: list[CalendarKey],
) -> dict[CalendarKey, tuple[workdays.Calendar, Hours]]:
    ids = [key.calendar_id for key in keys]
    days: dict[int, dict[datetime.date, bool]] = {pk: {} for pk in ids}
    hours: dict[int, dict[datetime.date, Shifts]] = {pk: {} for pk in ids}
    provisional: dict[int, set[int]] = {pk: set() for pk in ids}
    rows = CalendarException.objects.filter(calendar_id__in=ids)
    columns = ("calendar_id", "date", "worked", "provisional", "shifts")
    for pk, date, worked, guess, shifts in rows.values_list(*columns):
        days[pk][date] = worked
        if shifts and worked:
            hours[pk][date] = shifts_read(shifts)
        if guess:
            provisional[pk].add(date.year)
    heads = Calendar.objects.in_bulk(ids)
    for pk, head in heads.items():
        laid = dict(_seasons_laid(head))
        days[pk].update(laid)
        # a season lies on top of a day's own hours too
        hours[pk] = {day: own for day, own in hours[pk].items() if day not in laid}
    return {
        key: (
            workdays.Calendar(
                weekly=weekly_of(heads[key.calendar_id].worked_weekdays),
                exceptions=days[key.calendar_id],
                name=heads[key.calendar_id].name,
                provisional_years=frozenset(provisional[key.calendar_id]),
            ),
            hours[key.calendar_id],
        )
        for key in keys
    }


def _seasons_laid(calendar: Calendar) -> Iterator[tuple[datetime.date, bool]]:
    """Give every day of the calendar's seasons with whether it is worked; later ones win."""
    for season in calendar.seasons:
        first, last = (datetime.date.fromisoformat(season[end]) for end in ("first", "last"))
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            yield datetime.date.fromordinal(ordinal), season["worked"]
