"""What a clock that ran ahead leaves behind: called off or due, and never waited for."""

import datetime

import pytest

from projects.models import Activity, AlertDelivery, Breaker
from projects.models.alert_words import Channel, DeliveryState
from projects.services.alerts import alerts_scan
from projects.services.alerts.claim import delivery_claim, lease
from projects.services.alerts.clock import clock_set_right
from tests.projects.alerts.conftest import OVERDUE

YEARS = datetime.timedelta(days=20 * 365)
HOUR = datetime.timedelta(hours=1)

pytestmark = pytest.mark.django_db


def states() -> list[tuple[str, str]]:
    return list(AlertDelivery.objects.order_by("id").values_list("state", "state_reason"))


def test_what_was_made_in_the_future_is_called_off(milestone: Activity) -> None:
    alerts_scan(now=OVERDUE + YEARS)
    assert delivery_claim(now=OVERDUE + YEARS) is not None
    assert clock_set_right(now=OVERDUE) == 1
    assert states() == [(DeliveryState.CANCELLED, "clock_set_back")]


def test_what_waits_for_the_future_is_due(milestone: Activity) -> None:
    alerts_scan(now=OVERDUE)
    AlertDelivery.objects.update(next_at=OVERDUE + YEARS)
    assert clock_set_right(now=OVERDUE + HOUR) == 1
    assert delivery_claim(now=OVERDUE + HOUR) is not None


def test_a_lease_of_the_future_is_over(milestone: Activity) -> None:
    alerts_scan(now=OVERDUE)
    assert delivery_claim(now=OVERDUE) is not None
    AlertDelivery.objects.update(lease_until=OVERDUE + YEARS)
    later = OVERDUE + HOUR
    assert clock_set_right(now=later) == 1
    claim = delivery_claim(now=later + datetime.timedelta(seconds=1))
    assert claim is not None
    assert claim.delivery.may_be_repeat


def test_a_rest_until_the_future_is_over() -> None:
    Breaker.objects.create(channel=Channel.EMAIL, open_until=OVERDUE + YEARS, changed_at=OVERDUE)
    clock_set_right(now=OVERDUE)
    assert Breaker.objects.get().open_until == OVERDUE


def test_what_may_wait_so_long_is_left_alone(milestone: Activity) -> None:
    alerts_scan(now=OVERDUE)
    assert delivery_claim(now=OVERDUE) is not None
    Breaker.objects.create(
        channel=Channel.EMAIL,
        open_until=OVERDUE + datetime.timedelta(seconds=60),
        changed_at=OVERDUE,
    )
    # whoever scans may have a clock that goes after
    assert clock_set_right(now=OVERDUE - HOUR / 2) == 0
    row = AlertDelivery.objects.get()
    assert (row.state, row.lease_until) == (DeliveryState.SENDING, OVERDUE + lease())
    assert Breaker.objects.filter(open_until__gt=OVERDUE).exists()
