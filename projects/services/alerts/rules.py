"""Alert rules: stored and removed; deadlines and ladders that follow from them move along."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from projects.models import Alert, AlertRecipient, AlertRule, Project
from projects.models.alert_words import AlertKind, RecipientKind, Severity
from projects.models.words import Role
from projects.services.planning import deadlines_refresh

# what each level of a new rule names: the responsible unit, the supervising unit, the officials
DEFAULT_LADDER: Sequence[Sequence[Mapping[str, Any]]] = (
    (
        {"whom": RecipientKind.RESPONSIBLE},
        {"whom": RecipientKind.LEAD_UNIT},
        {"whom": RecipientKind.ROLE, "role": Role.SITE_MANAGER},
        {"whom": RecipientKind.ROLE, "role": Role.PLANNER},
    ),
    (
        {"whom": RecipientKind.SUPERVISING_UNIT},
        {"whom": RecipientKind.ROLE, "role": Role.PROJECT_ADMIN},
    ),
    ({"whom": RecipientKind.ROLE, "role": Role.OFFICIAL},),
)

Levels = Sequence[Sequence[Mapping[str, Any]]]

# what must not wait, and is repeated every day until somebody signs
GRAVE = (AlertKind.OVERDUE, AlertKind.STATUTORY)


def rule_default(kind: AlertKind, **given: Any) -> AlertRule:
    """Return a rule of that kind, not stored, as it is where nobody says otherwise."""
    grave = kind in GRAVE
    severity = Severity.HIGH if grave else Severity.NORMAL
    return AlertRule(**{"kind": kind, "severity": severity, "repeat_days": int(grave), **given})


@transaction.atomic
def alert_rule_store(*, rule: AlertRule, levels: Levels | None = None) -> int:
    """Store a new or changed rule; return how many milestones got other deadlines.

    `levels` replace its recipients, level by level; a new rule without has the default ones.
    Whatever changed, the days ahead of the projects concerned are asked for anew: a rule may
    have come, left for another project or kind, or stand in for the default. A rule that is
    switched off still says from when a milestone counts as due soon; it only tells nobody.
    """
    before = AlertRule.objects.filter(pk=rule.pk).values_list("project_id", flat=True)
    concerned = {*before, rule.project_id}
    is_new = rule.pk is None
    rule.save()
    if levels is None and is_new:
        levels = DEFAULT_LADDER
    if levels is not None:
        recipients_set(rule=rule, levels=levels)
    ladders_forget(project_ids=concerned)
    return deadlines_refresh(projects=_projects(concerned))


@transaction.atomic
def alert_rules_delete(*, rules: Iterable[AlertRule]) -> int:
    """Remove rules; their projects fall back to the default. Returns the deadlines moved."""
    found = list(rules)
    concerned = {rule.project_id for rule in found}
    AlertRule.objects.filter(pk__in=[rule.pk for rule in found]).delete()
    ladders_forget(project_ids=concerned)
    return deadlines_refresh(projects=_projects(concerned))


def recipients_set(*, rule: AlertRule, levels: Levels) -> None:
    """Write who is told at each level of the rule, in place of who was."""
    AlertRecipient.objects.filter(rule=rule).delete()
    AlertRecipient.objects.bulk_create(
        AlertRecipient(rule=rule, level=level, **each)
        for level, named in enumerate(levels, start=1)
        for each in named
    )


def ladders_forget(*, project_ids: set[int | None]) -> None:
    """Let the next scan work out anew when open alerts climb: their rule changed."""
    rows = Alert.objects.filter(closed_at__isnull=True, climbs_at__isnull=False)
    _of_projects(rows, "project_id", project_ids).update(climbs_at=None)


def _projects(ids: set[int | None]) -> Iterable[Project]:
    return _of_projects(Project.objects.select_related("calendar"), "pk", ids)


def _of_projects(rows: QuerySet[Any], path: str, ids: set[int | None]) -> QuerySet[Any]:
    """The rows of the rules' projects; the default, which has none, concerns every project."""
    named = {pk for pk in ids if pk is not None}
    return rows if named != ids else rows.filter(**{f"{path}__in": named})
