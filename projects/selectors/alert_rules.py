"""The rule that an alert goes by: its project's own, or the default."""

import datetime
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import F, Q

from projects.models import AlertDelivery, AlertHours, AlertRule
from projects.models.alert_words import AlertKind, Severity
from scheduling.rules.quiet import quiet_until

# hours of the day as local wall times, over midnight where they run backwards
Span = tuple[datetime.time, datetime.time]
ROUND_THE_CLOCK = datetime.timedelta(days=1)


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
    who = delivery.recipient_id
    quiet = quiet_spans(rule=rule, users=[] if who is None else [who])[who]
    return quiet_end(quiet, delivery.project.zone, now)


def quiet_spans(*, rule: AlertRule | None, users: Iterable[int]) -> Mapping[int | None, list[Span]]:
    """The hours, local to the project, in which people hear nothing by the rule, by user.

    None stands for whoever has no hours of his own, such as a group.
    """
    severity = rule.severity if rule else Severity.NORMAL
    general: list[Span] = []
    if rule and rule.quiet_from and rule.quiet_to:
        general = [(rule.quiet_from, rule.quiet_to)]
    found: dict[int | None, list[Span]] = defaultdict(lambda: [*general])
    chosen = AlertHours.objects.filter(user_id__in=list(users), severity=severity)
    for user, tell_from, tell_to in chosen.values_list("user_id", "tell_from", "tell_to"):
        # quiet from the hour until which he wants to be told to the one from which he does
        found[user].append((tell_to, tell_from))
    return found


def quiet_end(
    spans: Iterable[Span], zone: zoneinfo.ZoneInfo, now: datetime.datetime
) -> datetime.datetime | None:
    """When the spans are over that hold at `now`; None when none does. Others may begin then."""
    ends = [quiet_until(now, zone, begin, end) for begin, end in spans]
    return max((end for end in ends if end), default=None)


def quiet_over(
    spans: Iterable[Span], zone: zoneinfo.ZoneInfo, now: datetime.datetime
) -> datetime.datetime | None:
    """The first instant from `now` (UTC) in none of the spans; None where a day has none."""
    instant = now
    while (end := quiet_end(spans, zone, instant)) is not None:
        if end - now > ROUND_THE_CLOCK:
            return None
        instant = end
    return instant
