"""Gaps in the progress: buildings that are further behind the plan (序时进度) than the rule allows.

Demanded is what even progress over the planned days of each activity would be at the end of
yesterday on site (`scheduling.measures.progress.time_proportional`), by the weights of the plan as
it stands: of a baseline the starts are not on the row, and the lines of five thousand baselines
are not read every hour. Days are calendar days. An alert stands at the building's next open
milestone, because that is what the gap endangers; what has no building counts as one of its own.
A building without an open milestone has nothing that could be endangered.
"""

import datetime
from typing import Any

from django.db import connection

from projects.models import Alert, ScannerRun
from projects.models.alert_words import AlertKind, ClosedWhy
from projects.services.alerts.counts import Changed
from projects.services.alerts.statements import RULE
from projects.services.alerts.zones import day_values, zones_all

DAYS = {
    "postgresql": "(m.planned_finish - m.planned_start + 1)",
    "sqlite": "(julianday(m.planned_finish) - julianday(m.planned_start) + 1)",
}
GONE = {
    "postgresql": "(CAST(%(today)s AS date) - m.planned_start)",
    "sqlite": "(julianday(%(today)s) - julianday(m.planned_start))",
}
# percentage points behind by project and building; negative where it is ahead
GAP = """
    SELECT m.project_id, m.building_id, SUM(m.weight * (
            CASE WHEN m.planned_start >= %(today)s THEN 0
                 WHEN m.planned_finish < %(today)s THEN 100
                 ELSE 100.0 * {gone} / {days} END
            - CASE WHEN m.reached_at IS NOT NULL THEN 100 ELSE m.percent_complete END
        )) / SUM(m.weight) AS points
    FROM projects_activity m
    JOIN projects_project p ON p.id = m.project_id AND p.time_zone = %(zone)s
    WHERE m.kind = 'task' AND m.planned_start IS NOT NULL AND m.planned_finish IS NOT NULL
        AND m.weight > 0
    GROUP BY m.project_id, m.building_id
"""
SAME_BUILDING = "COALESCE({one}.building_id, 0) = COALESCE({other}.building_id, 0)"
OPEN = (
    """
    INSERT INTO projects_alert
        (project_id, milestone_id, kind, planned_finish, forecast_days_late, points_behind,
         opened_at, comment)
    SELECT g.project_id, n.id, 'progress_gap', n.compared_finish, n.forecast_days_late,
        ROUND(CAST(g.points AS numeric), 2), %(now)s, ''
    FROM ({gap}) g
    """  # noqa: S608 - constants of this module; values are parameters
    + RULE.format(kind="'progress_gap'", row="g").replace("%(yes)s", "TRUE")
    + """
    JOIN projects_activity n ON n.id = (
        SELECT k.id FROM projects_activity k
        WHERE k.project_id = g.project_id AND k.reached_at IS NULL
            AND k.kind IN ('start_milestone', 'finish_milestone', 'inspection_milestone')
            AND k.compared_finish IS NOT NULL AND """
    + SAME_BUILDING.format(one="k", other="g")
    + """
        ORDER BY k.compared_finish, k.id LIMIT 1)
    WHERE g.points > r.gap_points AND NOT EXISTS (
        SELECT 1 FROM projects_alert a
        JOIN projects_activity o ON o.id = a.milestone_id
        WHERE a.project_id = g.project_id AND a.kind = 'progress_gap' AND a.closed_at IS NULL
            AND """
    + SAME_BUILDING.format(one="o", other="g")
    + """)
    ORDER BY n.id
    ON CONFLICT DO NOTHING
    """
)
CLOSE = (
    """
    UPDATE projects_alert SET closed_at = %(now)s, closed_why = %(why)s
    WHERE id IN (
        SELECT a.id FROM projects_alert a
        JOIN projects_project q ON q.id = a.project_id AND q.time_zone = %(zone)s
        JOIN projects_activity o ON o.id = a.milestone_id
        LEFT JOIN ({gap}) g ON g.project_id = a.project_id AND """  # noqa: S608 - as above
    + SAME_BUILDING.format(one="o", other="g")
    + """
        WHERE a.kind = 'progress_gap' AND a.closed_at IS NULL AND COALESCE(g.points, 0) <= 0)
    """
)


def gaps_due(now: datetime.datetime) -> bool:
    """Has no scan looked at the gaps in the hour of `now` (UTC)?

    What is demanded changes with the day; adding a million lines up every minute would tell
    nobody anything sooner.
    """
    hour = now.replace(minute=0, second=0, microsecond=0)
    return not ScannerRun.objects.filter(gaps_at__gte=hour, gaps_at__lte=now).exists()


def gaps_look(now: datetime.datetime) -> Changed:
    """Open alerts about gaps, close those that are made up."""
    behind = Alert.objects.filter(kind=AlertKind.PROGRESS_GAP, closed_at__isnull=True).exists()
    opened = closed = 0
    for zone in zones_all():
        values = day_values(zone, now)
        if behind:
            closed += _run(CLOSE, {**values, "why": ClosedWhy.CAUGHT_UP.value})
        opened += _run(OPEN, values)
    return Changed(opened, closed)


def _run(statement: str, values: dict[str, Any]) -> int:
    gap = GAP.format(gone=GONE[connection.vendor], days=DAYS[connection.vendor])
    with connection.cursor() as cursor:
        cursor.execute(statement.format(gap=gap), values)
        return int(cursor.rowcount)
