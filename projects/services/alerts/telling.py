"""The statement that makes deliveries: who is told of which open alert, and by what.

It comes in two forms, one for people and one for projects' own contacts (a group's robot, a
webhook); both are the same sentence about another sort of target.
"""

from projects.services.alerts.statements import GROUP, MATCH, REACHED, RULE

# whoever has no delivery of the alert yet gets a first message; the others get the reminder of
# every so many days, or are told that a finish is expected later still than they know by more than
# the rule's days: once a day at most, and neither behind a delivery that still waits for an
# administrator; nobody is told of what is promised while its day is not over. Who belongs to
# several levels is told at the first of them.
TELL = (
    """
    INSERT INTO projects_alertdelivery
        (project_id, alert_id, milestone_id, kind, recipient_id, contact_id, channel, occurrence,
         step, turn, reminder, told_days_late, state, state_reason, attempts, max_attempts, next_at,
         deadline_at, subject, body_text, message_sha256, provider_id, last_error_class,
         last_error_text, may_be_repeat, created_at)
    SELECT n.project_id, n.alert_id, n.milestone_id, n.kind, {address}, %(today)s,
        n.step, 0, n.told AND n.days_late IS NULL, n.days_late, 'pending', '', 0, 12, %(now)s,
        %(deadline)s, '', '', '', '', '', '', %(no)s, %(now)s
    FROM (
        SELECT w.*, EXISTS (
            SELECT 1 FROM projects_alertdelivery d
            WHERE d.alert_id = w.alert_id AND {told_w}) AS told
        FROM (
            SELECT a.project_id, a.id AS alert_id, a.milestone_id, a.kind, {target},
                MIN(t.level) AS step, r.slip_days, r.repeat_days, r.severity,
                CAST(r.channels AS text) AS allowed,
                CASE WHEN a.kind = 'forecast_slip' THEN m.forecast_days_late END AS days_late,
                a.kind IN ('overdue', 'statutory') AND r.repeat_days > 0
                    AND r.remind_from <= %(clock)s AS to_remind
            FROM projects_alert a
            JOIN projects_project p ON p.id = a.project_id AND p.time_zone = %(zone)s
            JOIN projects_activity m ON m.id = a.milestone_id
    """  # noqa: S608 - constants of this module; values are parameters
    + RULE.format(kind="a.kind", row="a")
    + """
            JOIN projects_alertrecipient t ON t.rule_id = r.id AND t.level <= a.level
            {targets}
            WHERE a.closed_at IS NULL AND a.acknowledged_at IS NULL
                AND (a.promised_until IS NULL OR a.promised_until < %(today)s)
                AND NOT EXISTS (
                    SELECT 1 FROM projects_alertdelivery d
                    WHERE d.milestone_id = a.milestone_id AND {told_row} AND d.kind = a.kind
                        AND d.occurrence = %(today)s)
            GROUP BY a.project_id, a.id, a.milestone_id, a.kind, {grouped}, r.slip_days,
                r.repeat_days, r.remind_from, r.severity, CAST(r.channels AS text),
                m.forecast_days_late
        ) w
        ORDER BY w.alert_id, w.target_id
    ) n {route}
    WHERE NOT n.told
        OR (n.to_remind AND (n.repeat_days = 1 OR {days} >= n.repeat_days)
            OR n.kind = 'forecast_slip' AND n.days_late > n.slip_days + (
                SELECT MAX(d.told_days_late) FROM projects_alertdelivery d
                WHERE d.alert_id = n.alert_id AND {told_n}))
        AND NOT EXISTS (
            SELECT 1 FROM projects_alertdelivery d
            WHERE d.alert_id = n.alert_id AND {told_n} AND d.state = 'held')
    ON CONFLICT DO NOTHING
    """
)

# the first of a person's routes that can be used and that the rule allows, else the account's
# e-mail, else the inbox: nobody goes untold because of what he chose
ROUTE = """
    LEFT JOIN projects_alertroute c ON c.id = (
        SELECT e.id FROM projects_alertroute e
        LEFT JOIN projects_contact k ON k.id = e.contact_id
        WHERE e.user_id = n.target_id AND e.severity = n.severity
            AND (e.contact_id IS NULL AND (e.channel <> 'email' OR n.email <> '')
                OR k.verified_at IS NOT NULL AND k.broken_at IS NULL)
            AND (n.allowed = '[]' OR n.allowed LIKE '%%"' || e.channel || '"%%')
        ORDER BY e.rank LIMIT 1)"""

PEOPLE = {
    "address": """n.target_id, c.contact_id,
        COALESCE(c.channel, CASE WHEN n.email <> '' THEN 'email' ELSE 'inbox' END)""",
    "target": "u.id AS target_id, u.email",
    "grouped": "u.id, u.email",
    "targets": f"""
        JOIN projects_membership s ON s.project_id = a.project_id AND {MATCH}
        JOIN projects_user u ON u.id = s.user_id AND {REACHED}""",
    "told": "d.recipient_id = {target}",
    "row": "u.id",
    "route": ROUTE,
}
GROUPS = {
    "address": "NULL, n.target_id, n.channel",
    "target": "k.id AS target_id, k.channel",
    "grouped": "k.id, k.channel",
    "targets": f"JOIN projects_contact k ON {GROUP}",
    "told": "d.contact_id = {target} AND d.recipient_id IS NULL",
    "row": "k.id",
    "route": "",
}

# how many days ago the target was told last
DAYS_SINCE = {
    "postgresql": "CAST(%(today)s AS date) - {last}",
    "sqlite": "julianday(%(today)s) - julianday({last})",
}
LAST = """(
    SELECT MAX(d.occurrence) FROM projects_alertdelivery d
    WHERE d.alert_id = n.alert_id AND {told})"""


def deliveries_make(vendor: str) -> tuple[str, ...]:
    """Return the statements that make deliveries, in the database's words for days."""
    return tuple(_statement(form, vendor) for form in (PEOPLE, GROUPS))


def _statement(form: dict[str, str], vendor: str) -> str:
    told = {row: form["told"].format(target=f"{row}.target_id") for row in "wn"}
    return TELL.format(
        **form,
        told_w=told["w"],
        told_n=told["n"],
        told_row=form["told"].format(target=form["row"]),
        days=DAYS_SINCE[vendor].format(last=LAST.format(told=told["n"])),
    )
