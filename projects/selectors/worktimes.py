"""The working time of a project's calendars, as the engine counts it: minutes, shift by shift."""

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from projects.models import Calendar, Project
from projects.models.project import WEEKDAYS
from projects.selectors import calendars
from projects.selectors.calendars import (
    CalendarKey,
    calendars_by_key,
    hours_by_key,
    key_of,
    shifts_read,
)
from scheduling.calendars.workdays import MONDAY_TO_FRIDAY
from scheduling.calendars.worktime import OFFICE, Shifts, WorkTime, always, whole_days

# the engine keeps its tables by the identity of a calendar, so there is one of each
DEFAULT = whole_days(MONDAY_TO_FRIDAY, OFFICE)
ELAPSED = always()


class WorkTimes(NamedTuple):
    """Calendars in the order the engine gets them; the 24-hour calendar is the last.

    places: where each calendar id stands; project: where the project's own calendar does.
    """

    calendars: tuple[WorkTime, ...]
    places: dict[int, int]
    project: int


def worktimes_of(project: Project) -> WorkTimes:
    """Return the calendars of a project; one query, two more for days this process has not seen."""
    heads = list(Calendar.objects.filter(project=project).order_by("pk"))
    calendars_by_key(key_of(head) for head in heads)
    own = [_worktime(key_of(head), *_hours(head)) for head in heads]
    places = {head.pk: place for place, head in enumerate(heads)}
    if project.calendar_id in places:
        return WorkTimes((*own, ELAPSED), places, places[project.calendar_id])
    return WorkTimes((*own, DEFAULT, ELAPSED), places, len(own))


def _hours(head: Calendar) -> tuple[Shifts, tuple[Shifts | None, ...]]:
    """The usual shifts, and those of Monday to Sunday that differ."""
    weekdays = (head.weekday_shifts.get(day) for day in WEEKDAYS)
    return shifts_read(head.shifts), tuple(own and shifts_read(own) for own in weekdays)


@lru_cache(maxsize=512)
def _worktime(key: CalendarKey, shifts: Shifts, weekdays: tuple[Shifts | None, ...]) -> WorkTime:
    usual = whole_days(calendars_by_key([key])[key], shifts)
    weekly = tuple(
        own if own and day else day for day, own in zip(usual.weekly, weekdays, strict=True)
    )
    return replace(
        usual, weekly=weekly, exceptions={**usual.exceptions, **hours_by_key([key])[key]}
    )


def forget() -> None:
    """Empty the memory of calendars, of their days and of their hours."""
    calendars.forget()
    _worktime.cache_clear()
