"""The scan's two statements, in the SQL that PostgreSQL and SQLite share.

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

# who can be told at all
REACHED = "u.is_active = %(yes)s AND u.email <> ''"

# how many levels a rule has
LEVELS = {
    "postgresql": "jsonb_array_length(r.waits)",
    "sqlite": "json_array_length(r.waits)",
}

# alerts whose next level is not worked out, with what it depends on
UNPLACED = (
    """
    SELECT a.id, a.level, a.opened_at, a.climbed_at, a.promised_at, p.time_zone,
        r.id AS rule_id, EXISTS (
            SELECT 1 FROM projects_alertrecipient t
            JOIN projects_membership s ON s.project_id = a.project_id
            JOIN projects_activity m ON m.id = a.milestone_id
            JOIN projects_user u ON u.id = s.user_id
            WHERE t.rule_id = r.id AND t.level = a.level AND """  # noqa: S608 - constants of this module; values are parameters
    + MATCH
    + " AND "
    + REACHED
    + """) AS reaches
    FROM projects_alert a
    JOIN projects_project p ON p.id = a.project_id
    """
    + RULE.format(kind="a.kind", row="a")
    + """
    WHERE a.closed_at IS NULL AND a.acknowledged_at IS NULL AND a.climbs_at IS NULL
        AND a.level < {levels}
    ORDER BY a.id
    """
).replace("%(yes)s", "TRUE")

# whoever has no delivery of the alert yet gets a first message; the others get the reminder of
# every so many days, or are told that a finish is expected later still than they know by more than
# the rule's days: once a day at most, and neither behind a delivery that still waits for an
# administrator; nobody is told of what is promised while its day is not over. Who belongs to
# several levels is told at the first of them.
DELIVERIES_MAKE = (
    """
    INSERT INTO projects_alertdelivery
        (project_id, alert_id, milestone_id, kind, recipient_id, channel, occurrence, step,
         reminder, told_days_late, state, state_reason, attempts, max_attempts, next_at,
         deadline_at, subject, body_text, message_sha256, last_error_class, last_error_text,
         may_be_repeat, created_at)
    SELECT n.project_id, n.alert_id, n.milestone_id, n.kind, n.recipient_id, %(channel)s,
        %(today)s, n.step, n.told AND n.days_late IS NULL, n.days_late, 'pending', '', 0, 12,
        %(now)s, %(deadline)s, '', '', '', '', '', %(no)s, %(now)s
    FROM (
        SELECT w.*, EXISTS (
            SELECT 1 FROM projects_alertdelivery d
            WHERE d.alert_id = w.alert_id AND d.recipient_id = w.recipient_id) AS told
        FROM (
            SELECT a.project_id, a.id AS alert_id, a.milestone_id, a.kind, u.id AS recipient_id,
                MIN(t.level) AS step, r.slip_days, r.repeat_days,
                CASE WHEN a.kind = 'forecast_slip' THEN m.forecast_days_late END AS days_late,
                a.kind = 'overdue' AND r.repeat_days > 0 AND r.remind_from <= %(clock)s
                    AS to_remind
            FROM projects_alert a
            JOIN projects_project p ON p.id = a.project_id AND p.time_zone = %(zone)s
            JOIN projects_activity m ON m.id = a.milestone_id
    """  # noqa: S608 - constants of this module; values are parameters
    + RULE.format(kind="a.kind", row="a")
    + """
            JOIN projects_alertrecipient t ON t.rule_id = r.id AND t.level <= a.level
            JOIN projects_membership s ON s.project_id = a.project_id AND """
    + MATCH
    + """
            JOIN projects_user u ON u.id = s.user_id AND """
    + REACHED
    + """
            WHERE a.closed_at IS NULL AND a.acknowledged_at IS NULL
                AND (a.promised_until IS NULL OR a.promised_until < %(today)s)
                AND NOT EXISTS (
                    SELECT 1 FROM projects_alertdelivery d
                    WHERE d.milestone_id = a.milestone_id AND d.recipient_id = u.id
                        AND d.kind = a.kind AND d.occurrence = %(today)s
                        AND d.channel = %(channel)s)
            GROUP BY a.project_id, a.id, a.milestone_id, a.kind, u.id, r.slip_days, r.repeat_days,
                r.remind_from, m.forecast_days_late
        ) w
        ORDER BY w.alert_id, w.recipient_id
    ) n
    WHERE NOT n.told
        OR (n.to_remind AND {rested}
            OR n.kind = 'forecast_slip' AND n.days_late > n.slip_days + (
                SELECT MAX(d.told_days_late) FROM projects_alertdelivery d
                WHERE d.alert_id = n.alert_id AND d.recipient_id = n.recipient_id))
        AND NOT EXISTS (
            SELECT 1 FROM projects_alertdelivery h
            WHERE h.alert_id = n.alert_id AND h.recipient_id = n.recipient_id
                AND h.state = 'held')
    ON CONFLICT DO NOTHING
    """
)

# a rule that repeats daily asks for nothing more than that nobody was told today
RESTED = """(n.repeat_days = 1 OR {days} >= n.repeat_days)"""
TOLD_LAST = """(
    SELECT MAX(d.occurrence) FROM projects_alertdelivery d
    WHERE d.alert_id = n.alert_id AND d.recipient_id = n.recipient_id)"""
DAYS_SINCE = {
    "postgresql": "CAST(%(today)s AS date) - " + TOLD_LAST,
    "sqlite": "julianday(%(today)s) - julianday(" + TOLD_LAST + ")",
}


def deliveries_make(vendor: str) -> str:
    """Return the statement that makes deliveries, in the database's words for days."""
    return DELIVERIES_MAKE.format(rested=RESTED.format(days=DAYS_SINCE[vendor]))


def unplaced(vendor: str) -> str:
    """Return the query of the alerts whose next level is not worked out."""
    return UNPLACED.format(levels=LEVELS[vendor])
