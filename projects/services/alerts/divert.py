"""What is grave does not wait for a channel that rests: the person's next one takes over."""

import datetime

from django.db import transaction
from django.db.models import Q

from projects.models import AlertDelivery, Breaker
from projects.models.alert_words import DeliveryState
from projects.services.alerts.routes import PATIENCE, is_urgent, turn_next

# a longer queue is dealt with minute by minute
ROWS_MOST = 500


@transaction.atomic
def deliveries_divert(*, now: datetime.datetime) -> int:
    """Hand over what is grave and has waited for a resting channel; returns how many went.

    Rows without another active way stay where they are and go out when the channel is back.
    """
    resting = Q(pk__in=())
    for channel, contact in Breaker.objects.filter(open_until__isnull=False).values_list(
        "channel", "contact_id"
    ):
        resting |= Q(channel=channel) if contact is None else Q(contact_id=contact)
    rows = AlertDelivery.objects.filter(
        resting,
        state=DeliveryState.PENDING,
        created_at__lte=now - PATIENCE,
        recipient__isnull=False,
    )
    rows = rows.select_for_update(of=("self",)).select_related("recipient").order_by("id")
    gone = [
        row.pk
        for row in rows[:ROWS_MOST]
        if is_urgent(row, now) and turn_next(delivery=row, now=now, actively=True)
    ]
    return AlertDelivery.objects.filter(pk__in=gone).update(
        state=DeliveryState.CANCELLED, state_reason="next_channel", message=None
    )
