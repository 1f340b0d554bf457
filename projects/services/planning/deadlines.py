"""Keeping `overdue_at` and `due_soon_at` true, one activity or a whole project at a time."""

import datetime
import json
import zoneinfo
from collections.abc import Iterable

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, AlertRule, Project
from projects.models.words import AlertKind
from projects.selectors.calendars import calendars_of
from scheduling.calendars import workdays
from scheduling.rules import delays

WORKING_DAYS_BEFORE = 3

Deadlines = tuple[datetime.datetime, datetime.datetime]

# planned days with their deadlines travel as one JSON parameter: Django's ORM has no UPDATE that
# reads a list, and one statement a day would be a thousand of them for a project
DAYS = {
    "postgresql": """
        SELECT (e->>0)::bigint AS project_id, (e->>1)::date AS planned,
            (e->>2)::timestamptz AS overdue_at, (e->>3)::timestamptz AS due_soon_at
        FROM jsonb_array_elements(%(days)s::jsonb) e""",
    "sqlite": """
        SELECT json_extract(value, '$[0]') AS project_id, json_extract(value, '$[1]') AS planned,
            json_extract(value, '$[2]') AS overdue_at, json_extract(value, '$[3]') AS due_soon_at
        FROM json_each(%(days)s)""",
}
REFRESH = """
    UPDATE projects_activity
    SET overdue_at = d.overdue_at, due_soon_at = d.due_soon_at
    FROM ({days}) d
    WHERE projects_activity.project_id = d.project_id
        AND projects_activity.planned_finish = d.planned
        AND (projects_activity.overdue_at IS NULL OR projects_activity.due_soon_at IS NULL
            OR projects_activity.overdue_at <> d.overdue_at
            OR projects_activity.due_soon_at <> d.due_soon_at)
"""


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


def deadlines_refresh(*, projects: Iterable[Project]) -> int:
    """Bring every deadline of the projects up to date; return how many rows changed.

    Called when a zone, a calendar or an alert rule changes. Costs six statements at most,
    however many projects and rows: milestones of a project that share a planned day share
    their deadlines, and one UPDATE takes them all, writing only what is stale. Projects come
    with their calendar joined.
    """
    by_id = {project.pk: project for project in projects}
    calendars, soon = calendars_of(by_id.values()), _due_soon_days(by_id)
    days = (
        Activity.objects.filter(project_id__in=by_id, planned_finish__isnull=False)
        .order_by()
        .values_list("project_id", "planned_finish")
        .distinct()
    )
    ops, rows = connection.ops, []
    for project_id, planned in days:
        assert planned is not None  # noqa: S101 - the filter says so, the type does not
        overdue_at, due_soon_at = deadlines_of(
            planned=planned,
            calendar=calendars[project_id],
            zone=by_id[project_id].zone,
            working_days_before=soon[project_id],
        )
        instants = [ops.adapt_datetimefield_value(at) for at in (overdue_at, due_soon_at)]
        rows.append([project_id, planned.isoformat(), *map(str, instants)])
    if not rows:
        return 0
    with connection.cursor() as cursor:
        statement = REFRESH.format(days=DAYS[connection.vendor])
        cursor.execute(statement, {"days": json.dumps(rows)})
        return int(cursor.rowcount)


def due_soon_days(*, project: Project) -> int:
    """Return how many working days ahead the project's rule warns (its own, else the default)."""
    return _due_soon_days([project.pk])[project.pk]


def _due_soon_days(project_ids: Iterable[int]) -> dict[int, int]:
    """The same for many projects, in one query."""
    ids = list(project_ids)
    rules = AlertRule.objects.filter(
        Q(project_id__in=ids) | Q(project=None), kind=AlertKind.DUE_SOON
    )
    days: dict[int | None, int] = dict(rules.values_list("project_id", "working_days_before"))
    return {pk: days.get(pk, days.get(None, WORKING_DAYS_BEFORE)) for pk in ids}
