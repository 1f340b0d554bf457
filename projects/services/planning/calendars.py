"""Working calendars; a change of their days moves the deadlines that rest on them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, Calendar, CalendarException, Project
from projects.selectors.calendars import shifts_read
from projects.services.planning.deadlines import deadlines_refresh
from projects.services.rows import days_once_check, in_use, row_insert, row_set, row_store
from scheduling.calendars import worktime

EXCEPTIONS_LIMIT = 2000

ExceptionRows = Sequence[Mapping[str, Any]]


@transaction.atomic
def calendar_create(
    *, project: Project, data: Mapping[str, Any], exceptions: ExceptionRows = ()
) -> Calendar:
    """Store a calendar with its dated exceptions."""
    calendar = Calendar(project=project)
    row_set(row=calendar, data=data)
    _shifts_check(calendar.shifts, "/shifts")
    _weekdays_check(calendar)
    row_insert(row=calendar, pointer="/name")
    _exceptions_store(calendar, exceptions)
    return calendar


@transaction.atomic
def calendar_update(
    *, calendar: Calendar, data: Mapping[str, Any], exceptions: ExceptionRows | None = None
) -> Calendar:
    """Change a calendar; exceptions, when given, replace all that were there."""
    row_set(row=calendar, data=data)
    _shifts_check(calendar.shifts, "/shifts")
    _weekdays_check(calendar)
    row_store(row=calendar, names=list(data), pointer="/name")
    if exceptions is not None:
        calendar.exceptions.all().delete()
        _exceptions_store(calendar, exceptions)
    deadlines_refresh(projects=followers_of(calendar=calendar))
    return calendar


def followers_of(*, calendar: Calendar) -> QuerySet[Project]:
    """The projects that count their days by the calendar."""
    return Project.objects.filter(calendar=calendar).select_related("calendar")


@transaction.atomic
def calendar_delete(*, calendar: Calendar) -> None:
    """Remove a calendar that neither the project nor an activity rests on."""
    used = (
        Project.objects.filter(calendar=calendar).exists()
        or Activity.objects.filter(calendar=calendar).exists()
    )
    if used:
        raise in_use(detail=_("The calendar is in use."))
    calendar.delete()


def _weekdays_check(calendar: Calendar) -> None:
    for day, shifts in calendar.weekday_shifts.items():
        _shifts_check(shifts, f"/weekday_shifts/{day}")


def _shifts_check(shifts: Sequence[Sequence[int]], pointer: str) -> None:
    try:
        worktime.shifts_checked(shifts_read(shifts))
    except ValueError as error:
        raise RuleBroken(
            "shifts_overlap",
            _("Shifts follow one another within a day, such as 08:00 to 12:00."),
            pointer=pointer,
        ) from error


def _hours_check(row: Mapping[str, Any], pointer: str) -> None:
    """Only a worked day has hours."""
    shifts = row.get("shifts")
    if shifts is None:
        return
    if not row["worked"]:
        raise RuleBroken(
            "closed_day_has_no_shifts", _("A day that is closed has no shifts."), pointer=pointer
        )
    _shifts_check(shifts, pointer)


def _exceptions_store(calendar: Calendar, exceptions: ExceptionRows) -> None:
    if len(exceptions) > EXCEPTIONS_LIMIT:
        raise RuleBroken("too_many_rows", _("At most 2,000 exceptions."), pointer="/exceptions")
    days_once_check(
        days=(row["date"] for row in exceptions),
        pointer="/exceptions/{}/date",
        detail=_("A day has one exception at most."),
    )
    for index, row in enumerate(exceptions):
        _hours_check(row, f"/exceptions/{index}/shifts")
    CalendarException.objects.bulk_create(
        CalendarException(calendar=calendar, **row) for row in exceptions
    )
