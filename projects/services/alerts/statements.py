"""The scan's statements, in the SQL that PostgreSQL and SQLite share.

Django's ORM has no INSERT … SELECT; a million milestones do not pass through Python. Both insert
in the order of ids, so that two scanners at once wait for one another and never deadlock.
"""

# the project's own rule, or the default where it has none
RULE = """
    JOIN projects_alertrule r ON r.kind = {kind} AND r.enabled = %(yes)s AND (
        r.project_id = {row}.project_id
        OR r.project_id IS NULL AND NOT EXISTS (
            SELECT 1 FROM projects_alertrule own
            WHERE own.kind = r.kind AND own.project_id = {row}.project_id))
"""

# the member `s` is one of the recipients `t`: the rule names him, or the milestone `m` does
BY_RULE = """t.whom = 'role' AND t.role = s.role
    OR t.whom = 'unit' AND t.unit = s.unit
    OR t.whom = 'user' AND t.user_id = s.user_id"""
BY_MILESTONE = """t.whom = 'responsible' AND m.responsible_id = s.user_id
    OR t.whom = 'lead_unit' AND s.unit <> '' AND m.lead_unit = s.unit
    OR t.whom = 'supervising_unit' AND s.unit <> '' AND m.supervising_unit = s.unit"""
MATCH = f"({BY_RULE} OR {BY_MILESTONE})"

# who can be told at all: everybody has an inbox
REACHED = "u.is_active = %(yes)s"
# the project's contact `k` is one of the recipients `t`, and may be used
GROUP = """t.whom = 'contact' AND k.id = t.contact_id AND k.project_id = a.project_id
    AND k.verified_at IS NOT NULL AND k.broken_at IS NULL"""
