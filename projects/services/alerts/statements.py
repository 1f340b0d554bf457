"""The scan's statements, in the SQL that PostgreSQL and SQLite share.

Django's ORM has no INSERT … SELECT; a million milestones do not pass through Python. Both insert
in the order of ids, so that two scanners at once wait for one another and never deadlock.
"""

from projects.models.words import AlertKind

# the project's own rule, or the default where it has none
RULE = """
    JOIN projects_alertrule r ON r.kind = {kind} AND r.enabled = %(yes)s AND (
        r.project_id = {row}.project_id
        OR r.project_id IS NULL AND NOT EXISTS (
            SELECT 1 FROM projects_alertrule own
            WHERE own.kind = r.kind AND own.project_id = {row}.project_id))
"""

DUE = {
    AlertKind.OVERDUE: "m.overdue_at <= %(now)s",
    AlertKind.DUE_SOON: "m.due_soon_at <= %(now)s AND m.overdue_at > %(now)s",
    # the first comparison is the index's, the second the rule's
    AlertKind.FORECAST_SLIP: (
        "m.forecast_days_late > 0 AND m.forecast_days_late > r.slip_days AND m.overdue_at > %(now)s"
    ),
}

OPEN = (
    """
    INSERT INTO projects_alert
        (project_id, milestone_id, kind, planned_finish, forecast_days_late, opened_at, comment)
    SELECT m.project_id, m.id, %(kind)s, m.compared_finish, m.forecast_days_late, %(now)s, ''
    FROM projects_activity m
    """  # noqa: S608 - constants of this module; values are parameters
    + RULE.format(kind="%(kind)s", row="m").replace("%(yes)s", "TRUE")
    + """
    WHERE m.reached_at IS NULL AND {due}
        AND m.kind IN ('start_milestone', 'finish_milestone', 'inspection_milestone')
        AND NOT EXISTS (
            SELECT 1 FROM projects_alert a
            WHERE a.milestone_id = m.id AND a.kind = %(kind)s AND a.closed_at IS NULL)
    ORDER BY m.id
    ON CONFLICT DO NOTHING
    """
)

# the member `s` is one of the recipients `t` that the rule names for the milestone `m`
MATCH = """(
    t.whom = 'role' AND t.role = s.role
    OR t.whom = 'unit' AND t.unit = s.unit
    OR t.whom = 'user' AND t.user_id = s.user_id
    OR t.whom = 'responsible' AND m.responsible_id = s.user_id
    OR t.whom = 'lead_unit' AND s.unit <> '' AND m.lead_unit = s.unit
    OR t.whom = 'supervising_unit' AND s.unit <> '' AND m.supervising_unit = s.unit)"""

# who can be told at all: everybody has an inbox
REACHED = "u.is_active = %(yes)s"
# the project's contact `k` is one of the recipients `t`, and may be used
GROUP = """t.whom = 'contact' AND k.id = t.contact_id AND k.project_id = a.project_id
    AND k.verified_at IS NOT NULL AND k.broken_at IS NULL"""
