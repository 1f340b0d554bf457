"""Opening what is due: one INSERT … SELECT per kind of rule, in the SQL that both databases share.

Django's ORM has no INSERT … SELECT; a million milestones do not pass through Python. Rows come in
the order of ids, so that two scanners at once wait for one another and never deadlock.
"""

import datetime
from typing import Any

from django.db import connection

from projects.models.alert_words import AlertKind
from projects.models.words import MILESTONE_KINDS
from projects.services.alerts.statements import RULE
from projects.services.alerts.zones import day_values, zones_all

MILESTONES = "m.kind IN ({})".format(", ".join(f"'{kind.value}'" for kind in MILESTONE_KINDS))

# what is due by instants that stand on the milestone: (date that is compared, condition)
BY_INSTANT = {
    AlertKind.OVERDUE: ("m.compared_finish", "m.overdue_at <= %(now)s AND {milestones}"),
    AlertKind.DUE_SOON: (
        "m.compared_finish",
        "m.due_soon_at <= %(now)s AND m.overdue_at > %(now)s AND {milestones}",
    ),
    # the first comparison is the index's, the second the rule's
    AlertKind.FORECAST_SLIP: (
        "m.compared_finish",
        "m.forecast_days_late > 0 AND m.forecast_days_late > r.slip_days"
        " AND m.overdue_at > %(now)s AND {milestones}",
    ),
    # who may claim without evidence has reached it
    AlertKind.CLAIMED: (
        "COALESCE(m.actual_finish, m.compared_finish)",
        """m.state = 'claimed' AND {milestones}
        AND COALESCE(m.actual_finish, m.compared_finish) IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM projects_progressentry e
            WHERE e.activity_id = m.id AND e.move = 'claim'
                AND e.reported_at > {ago_claimed})""",
    ),
}
# what is due by the project's own day: a start milestone that is missed is overdue, and told so
BY_DAY = {
    AlertKind.START_MISSED: (
        "m.planned_start",
        "m.kind = 'task' AND m.actual_start IS NULL AND m.percent_complete = 0"
        " AND m.planned_start < %(today)s AND m.planned_start < {before_start}",
    ),
    AlertKind.NO_REPORT: (
        "m.actual_start",
        "m.kind = 'task' AND m.actual_start IS NOT NULL AND m.actual_start < %(today)s"
        """ AND m.actual_start < {before_report} AND NOT EXISTS (
            SELECT 1 FROM projects_progressentry e
            WHERE e.activity_id = m.id AND e.reported_at > {ago_report})""",
    ),
}
WORDS = {
    "postgresql": {
        "ago_claimed": "%(now)s - r.claimed_days * interval '1 day'",
        "ago_report": "%(now)s - r.report_days * interval '1 day'",
        "before_start": "CAST(%(today)s AS date) - r.start_days",
        "before_report": "CAST(%(today)s AS date) - r.report_days",
    },
    "sqlite": {
        "ago_claimed": "datetime(%(now)s, '-' || r.claimed_days || ' days')",
        "ago_report": "datetime(%(now)s, '-' || r.report_days || ' days')",
        "before_start": "date(%(today)s, '-' || r.start_days || ' days')",
        "before_report": "date(%(today)s, '-' || r.report_days || ' days')",
    },
}
IN_ZONE = "JOIN projects_project p ON p.id = m.project_id AND p.time_zone = %(zone)s"

OPEN = (
    """
    INSERT INTO projects_alert
        (project_id, milestone_id, kind, planned_finish, forecast_days_late, opened_at, comment)
    SELECT m.project_id, m.id, %(kind)s, {compared}, m.forecast_days_late, %(now)s, ''
    FROM projects_activity m {zone}
    """  # noqa: S608 - constants of this module; values are parameters
    + RULE.format(kind="%(kind)s", row="m").replace("%(yes)s", "TRUE")
    + """
    WHERE m.reached_at IS NULL AND {due}
        AND NOT EXISTS (
            SELECT 1 FROM projects_alert a
            WHERE a.milestone_id = m.id AND a.kind = %(kind)s AND a.closed_at IS NULL)
    ORDER BY m.id
    ON CONFLICT DO NOTHING
    """
)


def alerts_open(now: datetime.datetime) -> int:
    """Open an alert for everything that is due at `now` (UTC) and has none; returns how many."""
    values = {"now": connection.ops.adapt_datetimefield_value(now)}
    opened = sum(_opened(kind, *BY_INSTANT[kind], values) for kind in BY_INSTANT)
    for zone in zones_all():
        local = day_values(zone, now)
        opened += sum(_opened(kind, *BY_DAY[kind], local, IN_ZONE) for kind in BY_DAY)
    return opened


def _opened(
    kind: AlertKind, compared: str, due: str, values: dict[str, Any], zone: str = ""
) -> int:
    due = due.format(milestones=MILESTONES, **WORDS[connection.vendor])
    statement = OPEN.format(compared=compared, due=due, zone=zone)
    with connection.cursor() as cursor:
        cursor.execute(statement, {**values, "kind": kind.value})
        return int(cursor.rowcount)
