"""The rule that an alert goes by: its project's own, or the default."""

import datetime

from django.db.models import F, Q

from projects.models import AlertDelivery, AlertHours, AlertRule
from projects.models.alert_words import AlertKind, Severity
from scheduling.rules.quiet import quiet_until


def rule_of(*, project_id: int, kind: str) -> AlertRule | None:
    """Return the project's own rule, else the default; None where there is neither."""
    rows = AlertRule.objects.filter(Q(project_id=project_id) | Q(project=None), kind=kind)
    return rows.order_by(F("project_id").asc(nulls_last=True)).first()


def rules_held(*, project_id: int) -> list[AlertRule]:
    """Return the rules that hold in a project, one of each kind, with their recipients."""
    rows = AlertRule.objects.filter(Q(project_id=project_id) | Q(project=None))
    rows = rows.prefetch_related("recipients__user", "recipients__contact")
    # the project's own overwrites the default
    held = {rule.kind: rule for rule in rows.order_by(F("project_id").asc(nulls_first=True))}
    return [held[kind] for kind in AlertKind.values if kind in held]


def quiet_hours_end(delivery: AlertDelivery, now: datetime.datetime) -> datetime.datetime | None:
    """When the message may go out that is held at `now` (UTC); None when it may now.

    The rule's quiet hours hold it, and those of the person outside of the hours that he chose.
    """
    rule = rule_of(project_id=delivery.project_id, kind=delivery.kind)
    severity = rule.severity if rule else Severity.NORMAL
    spans = [(rule.quiet_from, rule.quiet_to)] if rule else []
    if delivery.recipient_id is not None:
        chosen = AlertHours.objects.filter(user_id=delivery.recipient_id, severity=severity)
        # quiet from the hour until which he wants to be told to the one from which he does
        spans += chosen.values_list("tell_to", "tell_from")
    zone = delivery.project.zone
    ends = [quiet_until(now, zone, begin, end) for begin, end in spans if begin and end]
    return max((end for end in ends if end), default=None)
