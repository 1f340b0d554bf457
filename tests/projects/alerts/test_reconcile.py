"""The day's account: it adds up after ordinary days, and every defect shows and is sounded."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from projects.models import Activity, AlertDelivery, Membership, Reconciliation, User, WatchAlarm
from projects.models.alert_words import AlertDeed, DeliveryState
from projects.models.reconciliation import DEFECTS
from projects.services.alerts import (
    alerts_reconcile,
    alerts_reconcile_daily,
    alerts_scan,
    deliveries_deliver,
)
from projects.services.alerts.claim import delivery_claim, lease
from tests import factories
from tests.projects.alerts.conftest import OVERDUE
from tests.projects.alerts.smtp import scripted

HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR
pytestmark = pytest.mark.django_db


@pytest.fixture
def told(milestone: Activity, settings: Settings) -> AlertDelivery:
    """An alert that its official was told of."""
    alerts_scan(now=OVERDUE)
    with scripted() as server:
        settings.EMAIL_URL = server.url
        deliveries_deliver(clock=lambda: OVERDUE)
    return AlertDelivery.objects.get()


def wrong(now: datetime.datetime = OVERDUE + HOUR) -> dict[str, int]:
    """What is wrong by then."""
    row = alerts_reconcile(now=now)
    return {name: getattr(row, name) for name in DEFECTS if getattr(row, name)}


def test_a_day_of_all_sorts_adds_up(told: AlertDelivery) -> None:
    states = ("held", "dead", "cancelled", "pending", "bundled", "sending")
    for number, state in enumerate(states, start=1):
        told.pk, told.turn, told.state = None, number, state
        told.deadline_at = OVERDUE + 2 * DAY
        told.lease_until = OVERDUE + DAY
        told.save()
    row = alerts_reconcile(now=OVERDUE + HOUR)
    assert (row.created, row.sent, row.dead, row.cancelled, row.held, row.waiting) == (
        7,
        1,
        1,
        1,
        1,
        3,
    )
    assert (row.difference, row.channels) == (0, {"email": {"sent": 1, "receipts": 0}})
    assert not WatchAlarm.objects.exists()


def test_a_day_is_counted_once_and_the_next_begins_where_it_ended(told: AlertDelivery) -> None:
    first = alerts_reconcile_daily(now=OVERDUE + HOUR)
    assert first is not None
    assert alerts_reconcile_daily(now=OVERDUE + 2 * HOUR) is None
    second = alerts_reconcile_daily(now=OVERDUE + HOUR + DAY)
    assert second is not None
    assert (second.since, second.created) == (first.until, 0)


def test_by_hand_the_day_is_counted_anew(told: AlertDelivery) -> None:
    first = alerts_reconcile(now=OVERDUE + HOUR)
    again = alerts_reconcile(now=OVERDUE + 2 * HOUR)
    assert (again.pk, again.created) == (first.pk, 1)


def test_an_alert_that_nobody_was_told_of(told: AlertDelivery) -> None:
    AlertDelivery.objects.all().delete()
    Membership.objects.update(created_at=OVERDUE - DAY)
    assert wrong(OVERDUE + DAY) == {}
    assert wrong(OVERDUE + DAY + 2 * HOUR) == {"alerts_untold": 1}
    told.alert.acknowledged_at, told.alert.acknowledged_by = OVERDUE, told.recipient
    told.alert.save()
    assert wrong(OVERDUE + DAY + 2 * HOUR) == {}


def test_nobody_is_missed_where_nobody_was_to_be_told(told: AlertDelivery) -> None:
    AlertDelivery.objects.all().delete()
    Membership.objects.update(created_at=OVERDUE - DAY)
    User.objects.filter(pk=told.person.pk).update(is_active=False)
    assert wrong(OVERDUE + DAY + 2 * HOUR) == {}


def test_sent_without_a_try(told: AlertDelivery) -> None:
    told.tries.all().delete()
    assert wrong() == {"sent_untried": 1}


def test_sent_although_its_only_try_failed(told: AlertDelivery) -> None:
    told.tries.update(error_class="permanent")
    assert wrong() == {"sent_untried": 1}


def test_a_try_without_an_end_is_accounted_for_by_what_follows_a_crash(
    milestone: Activity, settings: Settings
) -> None:
    alerts_scan(now=OVERDUE)
    assert delivery_claim(now=OVERDUE) is not None
    assert wrong(OVERDUE + 2 * HOUR) == {}
    with scripted() as server:
        settings.EMAIL_URL = server.url
        deliveries_deliver(clock=lambda: OVERDUE + 2 * lease())
    assert wrong(OVERDUE + 2 * HOUR) == {}
    AlertDelivery.objects.update(may_be_repeat=False)
    assert wrong(OVERDUE + 2 * HOUR) == {"tries_unended": 1}


def test_neither_sent_nor_given_up(told: AlertDelivery) -> None:
    AlertDelivery.objects.update(state=DeliveryState.PENDING, deadline_at=OVERDUE)
    assert wrong(OVERDUE + HOUR) == {}
    assert wrong(OVERDUE + 2 * HOUR) == {"past_deadline": 1}


def test_told_twice(told: AlertDelivery) -> None:
    first = told.tries.get()
    told.pk, told.turn = None, 1
    told.save()
    told.tries.create(number=1, started_at=first.started_at, ended_at=first.ended_at)
    assert wrong() == {"told_twice": 1}
    told.alert.events.create(deed=AlertDeed.RETRIED, at=OVERDUE, by=told.person)
    assert wrong() == {}


def test_a_channel_that_gives_receipts_gives_one_for_each(told: AlertDelivery) -> None:
    other = factories.UserFactory.create()
    try_of = told.tries.get()
    told.pk, told.recipient, told.provider_id = None, other, "m-1"
    told.save()
    told.tries.create(number=1, started_at=try_of.started_at, ended_at=try_of.ended_at)
    assert wrong() == {"unreceipted": 1}


def test_a_state_that_is_in_no_line_shows(told: AlertDelivery) -> None:
    AlertDelivery.objects.update(state="lost")
    assert wrong() == {"not_added_up": 1}


def test_what_is_wrong_is_sounded_by_mail(told: AlertDelivery, settings: Settings) -> None:
    factories.UserFactory.create(username="chief", is_superuser=True)
    told.tries.all().delete()
    with scripted() as server:
        settings.EMAIL_URL = server.url
        alerts_reconcile(now=OVERDUE + HOUR)
        assert [b"sent_untried 1" in mail for mail in server.got] == [True]


def test_by_hand_it_fails_when_it_does_not_add_up(told: AlertDelivery) -> None:
    AlertDelivery.objects.update(state=DeliveryState.PENDING)
    with pytest.raises(CommandError, match="past_deadline 1"):
        call_command("reconcile_alerts", stdout=io.StringIO())
    AlertDelivery.objects.update(state=DeliveryState.DEAD)
    said = io.StringIO()
    call_command("reconcile_alerts", stdout=said)
    assert said.getvalue().startswith("made ")
    assert Reconciliation.objects.count() == 1
