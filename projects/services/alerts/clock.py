"""What a clock that was far ahead left behind, once it is right again."""

import datetime

from projects.models import AlertDelivery, Breaker
from projects.models.alert_words import DeliveryState

# longer than anything waits for: a delivery's own deadline comes first
AHEAD = datetime.timedelta(hours=48)
# far beyond a lease and a rest, and beyond what the clocks of two machines differ by: to end a
# lease that is held would be to send its message twice
HELD_AHEAD = datetime.timedelta(hours=1)
UNSENT = (DeliveryState.PENDING, DeliveryState.SENDING)


def clock_set_right(*, now: datetime.datetime) -> int:
    """Call off deliveries that were made in the future, and wait no longer for instants in it.

    Leases, waits and rests are spans from an instant that may have been wrong: what lies further
    ahead than the span is long would never end. Returns how many deliveries were touched.
    """
    waiting = AlertDelivery.objects.filter(state__in=UNSENT)
    made_ahead = waiting.filter(created_at__gt=now + AHEAD).update(
        state=DeliveryState.CANCELLED,
        state_reason="clock_set_back",
        lease_token=None,
        lease_until=None,
        message=None,
    )
    late = waiting.filter(next_at__gt=now + AHEAD).update(next_at=now)
    orphaned = waiting.filter(lease_until__gt=now + HELD_AHEAD).update(lease_until=now)
    Breaker.objects.filter(open_until__gt=now + HELD_AHEAD).update(open_until=now)
    return made_ahead + late + orphaned
