"""Alert rules: stored and removed; the deadlines that follow from them move along."""

from collections.abc import Iterable

from django.db import transaction

from projects.models import AlertRule, Project
from projects.services.planning import deadlines_refresh


@transaction.atomic
def alert_rule_store(*, rule: AlertRule) -> int:
    """Store a new or changed rule; return how many milestones got other deadlines.

    Whatever changed, the days ahead of the projects concerned are asked for anew: a rule may
    have come, left for another project or kind, or stand in for the default. A rule that is
    switched off still says from when a milestone counts as due soon; it only tells nobody.
    """
    before = AlertRule.objects.filter(pk=rule.pk).values_list("project_id", flat=True)
    concerned = {*before, rule.project_id}
    rule.save()
    return deadlines_refresh(projects=_projects(concerned))


@transaction.atomic
def alert_rules_delete(*, rules: Iterable[AlertRule]) -> int:
    """Remove rules; their projects fall back to the default. Returns the deadlines moved."""
    found = list(rules)
    AlertRule.objects.filter(pk__in=[rule.pk for rule in found]).delete()
    return deadlines_refresh(projects=_projects({rule.project_id for rule in found}))


def _projects(ids: set[int | None]) -> Iterable[Project]:
    """The projects of these rules; the default, which has none, concerns every project."""
    rows = Project.objects.select_related("calendar")
    named = {pk for pk in ids if pk is not None}
    return rows if named != ids else rows.filter(pk__in=named)
