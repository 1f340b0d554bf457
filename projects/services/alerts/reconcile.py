"""The day's account: what was made must be what was sent, given up, called off, held or waits.

Everything is counted in SQL; nothing is mended here. What does not add up is an alarm, by the
path that needs neither Redis nor a worker.
"""

import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from projects.models import AlertDelivery, AlertEvent, DeliveryAttempt, Reconciliation
from projects.models.alert_words import AlertDeed, DeliveryState
from projects.models.reconciliation import DEFECTS, STATES
from projects.services.alerts.statements import GROUP, MATCH, REACHED, RULE
from projects.services.alerts.watch import alarm_raise

DAY = datetime.timedelta(days=1)
# a delivery is given up when it is its turn, and a try ends when its lease does
GRACE = datetime.timedelta(hours=1)
# what healed and came back on one day is told again on the next
UNTOLD_AFTER = DAY + GRACE
# each state belongs to one line of the account; one that is in none shows as a difference
LINES = {
    "sent": (DeliveryState.SENT,),
    "dead": (DeliveryState.DEAD,),
    "cancelled": (DeliveryState.CANCELLED,),
    "held": (DeliveryState.HELD,),
    "waiting": (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.BUNDLED),
}
UNENDING = (DeliveryState.SENDING, DeliveryState.DEAD)

UNTOLD = (
    """
    SELECT COUNT(*) FROM projects_alert a
    JOIN projects_activity m ON m.id = a.milestone_id
    """  # noqa: S608 - constants; values are parameters
    + RULE.format(kind="a.kind", row="a")
    + """
    WHERE a.closed_at IS NULL AND a.acknowledged_at IS NULL AND a.promised_until IS NULL
        AND a.opened_at < %(before)s
        AND NOT EXISTS (SELECT 1 FROM projects_alertdelivery d WHERE d.alert_id = a.id)
        AND (EXISTS (
            SELECT 1 FROM projects_alertrecipient t
            JOIN projects_membership s ON s.project_id = a.project_id
            JOIN projects_user u ON u.id = s.user_id
            WHERE t.rule_id = r.id AND t.level <= a.level
                AND s.created_at < %(before)s AND """
    + MATCH
    + " AND "
    + REACHED
    + """) OR EXISTS (
            SELECT 1 FROM projects_alertrecipient t
            JOIN projects_contact k ON """
    + GROUP
    + """ WHERE t.rule_id = r.id AND t.level <= a.level AND k.verified_at < %(before)s))
    """
)


def alerts_reconcile(*, now: datetime.datetime) -> Reconciliation:
    """Close the account from the last one's end up to `now` (UTC), and sound what is wrong.

    Asked again on the same day (UTC) it counts that day's account anew.
    """
    day = now.date()
    last = Reconciliation.objects.filter(day__lt=day).order_by("-day").first()
    since = last.until if last else now - DAY
    with transaction.atomic():
        values = {**_account(since, now), **_defects(since, now)}
        values["unreceipted"] = _unreceipted(values["channels"])
        values["not_added_up"] = values["created"] - sum(values[line] for line in STATES)
        row, _made = Reconciliation.objects.update_or_create(
            day=day, defaults={"since": since, "until": now, **values}
        )
    if row.difference:
        detail = _("The alerts of %(day)s do not add up: %(wrong)s") % {
            "day": day.isoformat(),
            "wrong": ", ".join(f"{name} {values[name]}" for name in DEFECTS if values[name]),
        }
        alarm_raise(about="reconciliation", detail=detail, now=now)
    return row


def alerts_reconcile_daily(*, now: datetime.datetime) -> Reconciliation | None:
    """Close the day's account if nobody did yet."""
    if Reconciliation.objects.filter(day=now.date()).exists():
        return None
    return alerts_reconcile(now=now)


def _account(since: datetime.datetime, until: datetime.datetime) -> dict[str, Any]:
    """Count what was made by what became of it, in one statement; and what was sent by channel."""
    rows = AlertDelivery.objects.filter(created_at__gte=since, created_at__lt=until)
    lines = {line: Count("pk", filter=Q(state__in=states)) for line, states in LINES.items()}
    counts = rows.aggregate(created=Count("pk"), **lines)
    # what was told in another one's message has no receipt of its own
    sent = AlertDelivery.objects.filter(
        state=DeliveryState.SENT, sent_at__gte=since, sent_at__lt=until, digest__isnull=True
    )
    by_channel = (
        sent.order_by()
        .values_list("channel")
        .annotate(sent=Count("pk"), receipts=Count("pk", filter=~Q(provider_id="")))
        .order_by("channel")
    )
    counts["channels"] = {
        channel: {"sent": number, "receipts": receipts} for channel, number, receipts in by_channel
    }
    return dict(counts)


def _defects(since: datetime.datetime, now: datetime.datetime) -> dict[str, int]:
    well_ended = DeliveryAttempt.objects.filter(
        delivery_id=OuterRef("pk"), ended_at__isnull=False, error_class=""
    )
    deliveries = AlertDelivery.objects
    untried = deliveries.filter(
        ~Exists(well_ended), state=DeliveryState.SENT, sent_at__gte=since, digest__isnull=True
    )
    unended = DeliveryAttempt.objects.filter(
        ended_at__isnull=True, started_at__gte=since, started_at__lt=now - GRACE
    ).exclude(Q(delivery__state__in=UNENDING) | Q(delivery__may_be_repeat=True))
    late = deliveries.filter(state__in=LINES["waiting"], deadline_at__lt=now - GRACE)
    # an administrator who has something sent again knows that somebody may hear it twice
    by_hand = AlertEvent.objects.filter(alert_id=OuterRef("alert_id"), deed=AlertDeed.RETRIED)
    again = (
        deliveries.filter(
            ~Exists(by_hand),
            state=DeliveryState.SENT,
            sent_at__gte=since - DAY,
            recipient__isnull=False,
        )
        .order_by()
        .values("milestone_id", "recipient_id", "kind", "occurrence")
        .annotate(times=Count("pk"))
        .filter(times__gt=1)
        .aggregate(people=Count("times"))
    )
    return {
        "alerts_untold": _untold(now),
        "sent_untried": untried.count(),
        "tries_unended": unended.count(),
        "past_deadline": late.count(),
        "told_twice": again["people"],
    }


def _untold(now: datetime.datetime) -> int:
    """Open alerts that nobody was told of, though somebody was to be told for more than a day."""
    before = connection.ops.adapt_datetimefield_value(now - UNTOLD_AFTER)
    with connection.cursor() as cursor:
        cursor.execute(UNTOLD, {"before": before, "yes": True})
        return int(cursor.fetchone()[0])


def _unreceipted(channels: dict[str, dict[str, int]]) -> int:
    """Sent without the provider's id by channels that gave ids to others."""
    return sum(each["sent"] - each["receipts"] for each in channels.values() if each["receipts"])
