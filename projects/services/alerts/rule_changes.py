"""A project's own alert rules as its administrators write them: checked whole, then stored."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from projects.models import AlertRule, Project
from projects.models.alert_words import AlertKind
from projects.services.alerts.rule_check import (
    Levels,
    levels_check,
    quiet_hours_check,
    thresholds_check,
    waits_check,
)
from projects.services.alerts.rules import alert_rule_store, recipients_set, rule_default
from projects.services.rows import row_set, row_store, unique_guard


@transaction.atomic
def alert_rule_create(
    *, project: Project, data: Mapping[str, Any], levels: Levels | None
) -> AlertRule:
    """Give the project a rule of its own for a kind; what `data` leaves out is as the default is.

    Without `levels` it has the default ones. 409 `already_exists` where it has one of that kind.
    """
    thresholds_check(kind=data["kind"], given=data)
    rest = {name: value for name, value in data.items() if name != "kind"}
    rule = rule_default(AlertKind(data["kind"]), project=project, **rest)
    _check(rule, levels)
    with unique_guard(pointer="/kind"):
        alert_rule_store(rule=rule, levels=levels)
    return rule


@transaction.atomic
def alert_rule_update(
    *, rule: AlertRule, data: Mapping[str, Any], levels: Levels | None
) -> AlertRule:
    """Change a rule; `levels` take the place of all that it had."""
    thresholds_check(kind=rule.kind, given=data)
    row_set(row=rule, data=data)
    _check(rule, levels)
    row_store(row=rule, names=list(data), pointer="/kind")
    alert_rule_store(rule=rule)
    if levels is not None:
        recipients_set(rule=rule, levels=levels)
    return rule


def _check(rule: AlertRule, levels: Levels | None) -> None:
    quiet_hours_check(rule=rule)
    waits_check(waits=rule.waits)
    if levels is not None:
        levels_check(project_id=int(rule.project_id or 0), levels=levels)
