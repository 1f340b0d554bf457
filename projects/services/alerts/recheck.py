"""Whether a delivery should still go out: looked at again right before it is sent."""

import datetime
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper

from projects.models import Alert, AlertDelivery, Membership
from projects.models.alert_words import DeliveryState
from projects.selectors.calendars import today_of
from projects.services.alerts.due import still_due
from projects.services.alerts.routes import same_target

# what a newer delivery must be for an older one to have nothing to add
SUPERSEDING = (
    DeliveryState.PENDING,
    DeliveryState.SENDING,
    DeliveryState.BUNDLED,
    DeliveryState.SENT,
)


def cancel_reason(delivery: AlertDelivery, now: datetime.datetime) -> str:
    """Why a delivery should not go out after all; empty when it should.

    The milestone itself is looked at: the scan that closes a healed alert may be a minute away.
    """
    alert = delivery.alert
    found = None if alert.closed_at else _asked(delivery, now)
    if found is None or not found.due:
        return "healed"
    if alert.acknowledged_at:
        return "acknowledged"
    if delivery.reminder and _is_promised(alert, now):
        return "promised"
    gone = _recipient_gone(delivery, is_member=found.member)
    if gone:
        return gone
    return "superseded" if found.superseded else ""


def _asked(delivery: AlertDelivery, now: datetime.datetime) -> Any:
    """Ask the database all of it at once; None where the alert is gone."""
    rows = Alert.objects.filter(pk=delivery.alert_id)
    members = Membership.objects.filter(project_id=delivery.project_id, user=delivery.recipient)
    # by the order of making and not of days: a clock that jumped ahead left days to come behind
    newer = AlertDelivery.objects.filter(
        same_target(delivery),
        alert_id=delivery.alert_id,
        pk__gt=delivery.pk,
        state__in=SUPERSEDING,
    )
    # the next way of the same telling says nothing new
    newer = newer.exclude(occurrence=delivery.occurrence, step=delivery.step)
    asked = rows.annotate(
        due=ExpressionWrapper(still_due(now, [delivery.kind]), output_field=BooleanField()),
        member=Exists(members),
        superseded=Exists(newer),
    )
    return asked.values_list("due", "member", "superseded", named=True).first()


def _recipient_gone(delivery: AlertDelivery, *, is_member: bool) -> str:
    """Who left, or may not sign in any more, hears nothing; a group hears as long as it is one."""
    if delivery.recipient is None:
        contact = delivery.contact
        return "" if contact and contact.project_id == delivery.project_id else "recipient_gone"
    if not delivery.recipient.is_active:
        return "recipient_gone"
    return "" if is_member else "not_a_member"


def _is_promised(alert: Alert, now: datetime.datetime) -> bool:
    """Is the day over that somebody promised? Before that it is no use to remind anybody."""
    until = alert.promised_until
    return until is not None and today_of(alert.project, now) <= until
