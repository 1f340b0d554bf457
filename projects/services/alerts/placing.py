"""The statements that place open alerts on the ladder of their rules."""

from projects.services.alerts.statements import GROUP, MATCH, REACHED, RULE

# how many levels a rule has
LEVELS = {
    "postgresql": "jsonb_array_length(r.waits)",
    "sqlite": "json_array_length(r.waits)",
}

# open alerts `a` of which it is not known when they climb
WAITING = (
    """
    FROM projects_alert a
    JOIN projects_project p ON p.id = a.project_id
    """
    + RULE.format(kind="a.kind", row="a")
    + """
    WHERE a.closed_at IS NULL AND a.acknowledged_at IS NULL AND a.climbs_at IS NULL
        AND a.level < {levels}
    """
)

# a level that reaches nobody in the project is passed over; where none does, the last one stands
PASS_OVER = (
    """
    UPDATE projects_alert SET level = n.level
    FROM (
        SELECT a.id, COALESCE((
            SELECT MIN(x.level) FROM (
                SELECT t.level FROM projects_alertrecipient t
                JOIN projects_membership s ON s.project_id = a.project_id
                JOIN projects_activity m ON m.id = a.milestone_id
                JOIN projects_user u ON u.id = s.user_id
                WHERE t.rule_id = r.id AND t.level >= a.level AND """  # noqa: S608 - constants of this module; values are parameters
    + MATCH
    + " AND "
    + REACHED
    + """
                UNION ALL
                SELECT t.level FROM projects_alertrecipient t
                JOIN projects_contact k ON """
    + GROUP
    + """
                WHERE t.rule_id = r.id AND t.level >= a.level) x), {levels}) AS level
    """
    + WAITING
    + """) n
    WHERE projects_alert.id = n.id AND projects_alert.level < n.level
    """
).replace("%(yes)s", "TRUE")

# what the instant of the next climb depends on
UNPLACED = (
    """
    SELECT a.id, a.level, a.opened_at, a.climbed_at, a.promised_at, p.time_zone, r.id AS rule_id
    """
    + WAITING
    + "ORDER BY a.id"
).replace("%(yes)s", "TRUE")


def pass_over(vendor: str) -> str:
    """Return the statement that takes alerts to the first level that reaches somebody."""
    return PASS_OVER.format(levels=LEVELS[vendor])


def unplaced(vendor: str) -> str:
    """Return the query of the alerts whose next level is not worked out."""
    return UNPLACED.format(levels=LEVELS[vendor])
