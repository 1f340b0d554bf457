"""Whom an alert rule reaches: levels that reach nobody, and who would be told if.

It asks with the very conditions that the scan tells people by, so that it cannot promise more.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from projects.models import Activity, AlertRule, Contact, User
from projects.selectors.alert_rules import quiet_over, quiet_spans
from projects.selectors.office import office_hours
from projects.services.alerts.routes import ways_of
from projects.services.alerts.statements import BY_MILESTONE, BY_RULE, GROUP, MATCH, REACHED
from scheduling.rules.ladder import climbs_at

# the levels of rules that reach somebody of the project, by any of its open activities
REACHING = f"""
    SELECT DISTINCT a.rule_id, t.level
    FROM (
        SELECT r.id AS rule_id, COALESCE(r.project_id, %(project)s) AS project_id
        FROM projects_alertrule r WHERE r.id IN ({{ids}})) a
    JOIN projects_alertrecipient t ON t.rule_id = a.rule_id
    WHERE EXISTS (
            SELECT 1 FROM projects_membership s
            JOIN projects_user u ON u.id = s.user_id AND {REACHED}
            WHERE s.project_id = a.project_id AND ({BY_RULE}))
        OR EXISTS (
            SELECT 1 FROM projects_membership s
            JOIN projects_user u ON u.id = s.user_id AND {REACHED}
            JOIN projects_activity m ON m.project_id = s.project_id AND m.reached_at IS NULL
            WHERE s.project_id = a.project_id AND ({BY_MILESTONE}))
        OR EXISTS (SELECT 1 FROM projects_contact k WHERE {GROUP})
"""  # noqa: S608 - constants; ids are numbers
PEOPLE = f"""
    SELECT DISTINCT t.level, u.id
    FROM projects_activity m
    JOIN projects_alertrecipient t ON t.rule_id = %(rule)s
    JOIN projects_membership s ON s.project_id = m.project_id AND {MATCH}
    JOIN projects_user u ON u.id = s.user_id AND {REACHED}
    WHERE m.id = %(milestone)s
"""  # noqa: S608 - constants of this package
GROUPS = f"""
    SELECT DISTINCT t.level, k.id
    FROM projects_activity a
    JOIN projects_alertrecipient t ON t.rule_id = %(rule)s
    JOIN projects_contact k ON {GROUP}
    WHERE a.id = %(milestone)s
"""  # noqa: S608 - constants of this package


@dataclass(frozen=True)
class Told:
    """Somebody who would be told, and by which channels, the first one first.

    `told_from` is when quiet hours and his own let it out (UTC); None where they leave no hour.
    """

    user: User
    channels: list[str]
    told_from: datetime.datetime | None


@dataclass(frozen=True)
class LevelTold:
    """One level of the ladder, if nobody signs before.

    `at` is when the level is told, `told_from` when quiet hours let its messages go; both UTC.
    Who is told at an earlier level is not named again.
    """

    level: int
    at: datetime.datetime
    told_from: datetime.datetime
    people: list[Told] = field(default_factory=list)
    groups: list[Contact] = field(default_factory=list)


def levels_reaching(
    *, rules: Iterable[AlertRule], project_id: int | None = None
) -> dict[int, set[int]]:
    """The levels of each rule that reach somebody, in one query; a default's in the project."""
    found: dict[int, set[int]] = {rule.pk: set() for rule in rules}
    if not found:
        return found
    statement = REACHING.format(ids=", ".join(str(int(pk)) for pk in found))
    for rule, level in _rows(statement, {"project": project_id, "yes": True}):
        found[rule].add(level)
    return found


def levels_told(*, rule: AlertRule, milestone: Activity, now: datetime.datetime) -> list[LevelTold]:
    """Who would be told at which level and when, if the milestone were alerted of at `now`.

    A level that reaches nobody is passed over at once, as `climb` does.
    """
    values = {"rule": rule.pk, "milestone": milestone.pk, "yes": True}
    people, groups = _rows(PEOPLE, values), _rows(GROUPS, values)
    reached = {level for level, _who in (*people, *groups)}
    users = User.objects.in_bulk([pk for _level, pk in people])
    contacts = Contact.objects.in_bulk([pk for _level, pk in groups])
    users_at, groups_at = _first_levels(people), _first_levels(groups)
    spans, zone = quiet_spans(rule=rule, users=users), milestone.project.zone
    return [
        LevelTold(
            level,
            at,
            # the hours of one rule never fill the day
            quiet_over(spans[None], zone, at) or at,
            [_told(users[pk], rule, quiet_over(spans[pk], zone, at)) for pk in users_at[level]],
            [contacts[pk] for pk in groups_at[level]],
        )
        for level, at in enumerate(_instants(rule, milestone, reached, now), start=1)
    ]


def _instants(
    rule: AlertRule, milestone: Activity, reached: set[int], now: datetime.datetime
) -> list[datetime.datetime]:
    office = office_hours(time_zone=milestone.project.time_zone, year=now.year)
    instants = [now]
    for level, wait in enumerate(rule.waits[1:], start=1):
        since = instants[-1]
        instants.append(climbs_at(since, wait, office) if level in reached else since)
    return instants


def _told(user: User, rule: AlertRule, told_from: datetime.datetime | None) -> Told:
    ways = ways_of(user=user, severity=rule.severity, allowed=rule.channels)
    return Told(user, list(dict.fromkeys(str(way.channel) for way in ways)), told_from)


def _first_levels(rows: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    """Who is told first at which level; who belongs to several is told at the first of them."""
    first: dict[int, int] = {}
    for level, who in sorted(rows):
        first.setdefault(who, level)
    found: dict[int, list[int]] = defaultdict(list)
    for who, level in sorted(first.items()):
        found[level].append(who)
    return found


def _rows(statement: str, values: dict[str, Any]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [(int(left), int(right)) for left, right in cursor.fetchall()]
