"""Keeping `overdue_at` and `due_soon_at` true, one activity or a whole project at a time."""

import datetime
import zoneinfo

from django.db.models import Q
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, AlertRule, Project
from projects.models.words import AlertKind
from projects.selectors.calendars import calendar_of
from scheduling import delays, workdays

WORKING_DAYS_BEFORE = 3

Deadlines = tuple[datetime.datetime, datetime.datetime]


def deadlines_set(
    *,
    activity: Activity,
    calendar: workdays.Calendar,
    zone: zoneinfo.ZoneInfo,
    working_days_before: int = WORKING_DAYS_BEFORE,
) -> None:
    """Fill the activity's two UTC instants from its planned finish, before it is stored."""
    activity.overdue_at = activity.due_soon_at = None
    if activity.planned_finish is not None:
        activity.overdue_at, activity.due_soon_at = deadlines_of(
            planned=activity.planned_finish,
            calendar=calendar,
            zone=zone,
            working_days_before=working_days_before,
        )


def deadlines_of(
    *,
    planned: datetime.date,
    calendar: workdays.Calendar,
    zone: zoneinfo.ZoneInfo,
    working_days_before: int,
) -> Deadlines:
    """Return (overdue from, due soon from), UTC, for one planned day."""
    try:
        soon = delays.due_soon_from(planned, working_days_before, calendar)
    except workdays.NoWorkingDay as error:
        raise RuleBroken(
            "no_working_day", _("The calendar works no day within ten years of a planned date.")
        ) from error
    return delays.overdue_from(planned, zone), delays.local_day_start(soon, zone)


def deadlines_refresh(*, project: Project) -> int:
    """Bring every deadline of the project up to date; return how many rows changed.

    Called when the zone, the calendar or the alert rule changes. Rows that share a planned day
    share their deadlines, so one UPDATE serves them all, and only stale rows are written.
    """
    calendar, zone = calendar_of(project), project.zone
    days = due_soon_days(project=project)
    activities = Activity.objects.filter(project=project, planned_finish__isnull=False)
    changed = 0
    for planned in activities.order_by().values_list("planned_finish", flat=True).distinct():
        assert planned is not None  # noqa: S101 - the filter says so, the type does not
        overdue_at, due_soon_at = deadlines_of(
            planned=planned, calendar=calendar, zone=zone, working_days_before=days
        )
        stale = activities.filter(planned_finish=planned).exclude(
            overdue_at=overdue_at, due_soon_at=due_soon_at, due_soon_at__isnull=False
        )
        changed += stale.update(overdue_at=overdue_at, due_soon_at=due_soon_at)
    return changed


def due_soon_days(*, project: Project) -> int:
    """Return how many working days ahead the project's rule warns (its own, else the default)."""
    rules = AlertRule.objects.filter(Q(project=project) | Q(project=None), kind=AlertKind.DUE_SOON)
    days: dict[int | None, int] = dict(rules.values_list("project_id", "working_days_before"))
    return days.get(project.pk, days.get(None, WORKING_DAYS_BEFORE))
