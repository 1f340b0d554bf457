"""Keeping what is compared, `overdue_at` and `due_soon_at` true: of a row, or of a project."""

import datetime
import json
import zoneinfo
from collections.abc import Iterable

from django.db import connection
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, AlertRule, Project
from projects.models.alert_words import AlertKind
from projects.models.words import CompareWith
from projects.selectors.calendars import calendars_of
from projects.services.planning.json_rows import json_rows
from scheduling.calendars import workdays
from scheduling.rules import delays

WORKING_DAYS_BEFORE = 3

Deadlines = tuple[datetime.datetime, datetime.datetime]

# one statement for each day would be a thousand of them for a project
DAYS = json_rows(
    "days",
    project_id="bigint",
    compared="date",
    overdue_at="timestamptz",
    due_soon_at="timestamptz",
)
COMPARED = """
    CASE p.compare_with WHEN 'baseline'
        THEN COALESCE(projects_activity.baseline_finish, projects_activity.planned_finish)
        ELSE projects_activity.planned_finish END
"""
REFRESH = f"""
    UPDATE projects_activity
    SET compared_finish = d.compared, overdue_at = d.overdue_at, due_soon_at = d.due_soon_at
    FROM ({{days}}) d
    JOIN projects_project p ON p.id = d.project_id
    WHERE projects_activity.project_id = d.project_id
        AND {COMPARED} = d.compared
        AND (projects_activity.compared_finish IS NULL OR projects_activity.due_soon_at IS NULL
            OR projects_activity.compared_finish <> d.compared
            OR projects_activity.overdue_at <> d.overdue_at
            OR projects_activity.due_soon_at <> d.due_soon_at)
"""  # noqa: S608 - constants of this module; values are parameters


def deadlines_set(
    *,
    activity: Activity,
    calendar: workdays.Calendar,
    zone: zoneinfo.ZoneInfo,
    working_days_before: int = WORKING_DAYS_BEFORE,
) -> None:
    """Fill what lateness is measured from and the two UTC instants, before they are stored."""
    activity.overdue_at = activity.due_soon_at = None
    activity.compared_finish = activity.planned_finish
    if activity.project.compare_with == CompareWith.BASELINE:
        activity.compared_finish = activity.baseline_finish or activity.planned_finish
    if activity.compared_finish is not None:
        activity.overdue_at, activity.due_soon_at = deadlines_of(
            planned=activity.compared_finish,
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
    """Bring what is compared, and every deadline, up to date; return how many rows changed.

    Called when a zone, a calendar, an alert rule, the current baseline or what a project compares
    with changes. Costs seven statements at most, however many projects and rows: milestones of a
    project that share a day share their deadlines, and one UPDATE takes them all, writing only
    what is stale. Projects come with their calendar joined.
    """
    by_id = {project.pk: project for project in projects}
    calendars, soon = calendars_of(by_id.values()), _due_soon_days(by_id)
    activities = Activity.objects.filter(project_id__in=by_id).order_by()
    rows = []
    for project_id, compared in activities.values_list("project_id", _compared()).distinct():
        if compared is None:
            continue
        instants = deadlines_of(
            planned=compared,
            calendar=calendars[project_id],
            zone=by_id[project_id].zone,
            working_days_before=soon[project_id],
        )
        stored = map(connection.ops.adapt_datetimefield_value, instants)
        rows.append([project_id, compared.isoformat(), *map(str, stored)])
    undated = activities.alias(compared=_compared()).filter(
        compared__isnull=True, compared_finish__isnull=False
    )
    changed = undated.update(compared_finish=None, overdue_at=None, due_soon_at=None)
    if not rows:
        return changed
    with connection.cursor() as cursor:
        statement = REFRESH.format(days=DAYS[connection.vendor])
        cursor.execute(statement, {"days": json.dumps(rows)})
        return changed + int(cursor.rowcount)


def _compared() -> Case:
    """The same as `COMPARED`, for the ORM."""
    frozen = Coalesce("baseline_finish", "planned_finish")
    return Case(
        When(project__compare_with=CompareWith.BASELINE, then=frozen), default=F("planned_finish")
    )


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
