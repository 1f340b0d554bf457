"""One message for many: what waits for one person and channel at once is told together."""

import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from projects.models import AlertDelivery
from projects.models.alert_words import DeliveryState
from projects.selectors.alert_rules import quiet_hours_end
from projects.services.alerts.recheck import cancel_reason

# one message names no more
MEMBERS_MOST = 500


def digest_gather(*, head: AlertDelivery, bundled: bool, now: datetime.datetime) -> int:
    """Bundle with `head` what else waits for its recipient and way; return how many there are.

    It bundles once more than `ALERT_DIGEST_OVER` wait in all. What is not true any more or has
    quiet hours of its own stays behind; what was bundled for a try before and has healed since is
    let go, and the message is written anew unless it may have arrived. `bundled` is whether
    something was.
    """
    if head.digest_id is not None or not settings.ALERT_DIGEST_OVER:
        return 0
    members = list(members_of(head)) if bundled else []
    if members:
        return _refreshed(head, members, now)
    waiting = _companions(head, now)
    if len(waiting) < settings.ALERT_DIGEST_OVER:
        return 0
    true = [row for row in waiting if _goes_out(row, now)]
    if len(true) < settings.ALERT_DIGEST_OVER:
        return 0
    found = AlertDelivery.objects.filter(
        pk__in=[row.pk for row in true], state=DeliveryState.PENDING
    )
    return found.update(state=DeliveryState.BUNDLED, digest=head)


def members_of(head: AlertDelivery) -> QuerySet[AlertDelivery]:
    """What is told in the head's message beside itself, in the order of making."""
    rows = AlertDelivery.objects.filter(digest=head, state=DeliveryState.BUNDLED)
    return rows.select_related(
        "alert__project__calendar", "alert__milestone__building", "recipient"
    ).order_by("id")


def _companions(head: AlertDelivery, now: datetime.datetime) -> list[AlertDelivery]:
    rows = AlertDelivery.objects.filter(
        Q(recipient_id=head.recipient_id) & Q(contact_id=head.contact_id),
        channel=head.channel,
        state=DeliveryState.PENDING,
        next_at__lte=now,
        deadline_at__gte=now,
        # one in doubt repeats its own message
        may_be_repeat=False,
        members__isnull=True,
    ).exclude(pk=head.pk)
    rows = rows.select_related("alert__project__calendar", "recipient")
    return list(rows.order_by("next_at", "id")[:MEMBERS_MOST])


def _goes_out(row: AlertDelivery, now: datetime.datetime) -> bool:
    """Is it still to be said, and now? What is not is dealt with when its own turn comes."""
    return not cancel_reason(row, now) and quiet_hours_end(row, now) is None


def _refreshed(head: AlertDelivery, members: list[AlertDelivery], now: datetime.datetime) -> int:
    gone = [row.pk for row in members if not _goes_out(row, now)]
    if gone and not head.may_be_repeat:
        AlertDelivery.objects.filter(pk__in=gone).update(state=DeliveryState.PENDING, digest=None)
        head.message = None
        head.save(update_fields=["message"])
        return len(members) - len(gone)
    return len(members)
