"""The rule that an alert goes by: its project's own, or the default."""

import datetime

from django.db.models import F, Q

from projects.models import AlertDelivery, AlertRule
from scheduling.rules.quiet import quiet_until


def rule_of(*, project_id: int, kind: str) -> AlertRule | None:
    """Return the project's own rule, else the default; None where there is neither."""
    rows = AlertRule.objects.filter(Q(project_id=project_id) | Q(project=None), kind=kind)
    return rows.order_by(F("project_id").asc(nulls_last=True)).first()


def quiet_hours_end(delivery: AlertDelivery, now: datetime.datetime) -> datetime.datetime | None:
    """When the message may go out that quiet hours hold at `now` (UTC); None when it may now."""
    rule = rule_of(project_id=delivery.project_id, kind=delivery.kind)
    if rule is None or rule.quiet_from is None or rule.quiet_to is None:
        return None
    return quiet_until(now, delivery.project.zone, rule.quiet_from, rule.quiet_to)
