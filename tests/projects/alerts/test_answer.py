"""Promises and comments: who may, until when, and what they keep people from being told."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from projects.errors import RuleBroken
from projects.models import Activity, Alert, AlertDelivery, AlertEvent, User
from projects.models.alert_words import DeliveryState
from projects.services import alerts
from projects.services.alerts.answer import PROMISE_MOST
from projects.services.alerts.recheck import cancel_reason
from tests import factories
from tests.projects.alerts.conftest import OVERDUE

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
# the Saturday on site that begins with OVERDUE
TODAY = datetime.date(2026, 11, 21)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alert(milestone: Activity) -> Alert:
    """An open alert that the official was told of."""
    alerts.alerts_scan(now=OVERDUE)
    return Alert.objects.get()


def refused(alert: Alert, user: User, until: datetime.date = TODAY) -> tuple[str, int]:
    with pytest.raises(RuleBroken) as broken:
        alerts.alert_promise(alert=alert, user=user, until=until, now=OVERDUE)
    return broken.value.code, broken.value.status


def test_a_promise_silences_until_its_day_is_over(alert: Alert, official: User) -> None:
    alerts.alert_promise(alert=alert, user=official, until=TODAY + DAY, now=OVERDUE + HOUR)
    # the day after at nine, and the last minute of the promised day
    for now in (OVERDUE + DAY + 9 * HOUR, OVERDUE + 2 * DAY - HOUR / 60):
        assert alerts.alerts_scan(now=now).deliveries_made == 0
    # from then on as if nothing had been promised
    assert alerts.alerts_scan(now=OVERDUE + 2 * DAY + 8 * HOUR).deliveries_made == 1


def test_a_reminder_on_its_way_is_taken_back(alert: Alert, official: User) -> None:
    AlertDelivery.objects.update(state=DeliveryState.SENT)
    alerts.alerts_scan(now=OVERDUE + DAY + 8 * HOUR)
    reminder = AlertDelivery.objects.get(reminder=True)
    now = OVERDUE + DAY + 9 * HOUR
    assert cancel_reason(reminder, now) == ""
    alerts.alert_promise(alert=alert, user=official, until=TODAY + DAY, now=now)
    reminder = AlertDelivery.objects.get(reminder=True)
    assert cancel_reason(reminder, now) == "promised"
    assert cancel_reason(reminder, now + DAY) == ""
    # a first message is news, promised or not
    AlertDelivery.objects.filter(pk=reminder.pk).update(reminder=False)
    assert cancel_reason(AlertDelivery.objects.get(pk=reminder.pk), now) == ""


def test_the_last_promise_counts_and_all_are_kept(alert: Alert, official: User) -> None:
    for number, until in enumerate((TODAY, TODAY + 5 * DAY, TODAY + DAY)):
        now = OVERDUE + number * HOUR
        alerts.alert_promise(alert=alert, user=official, until=until, comment="x", now=now)
    alert.refresh_from_db()
    assert (alert.promised_until, alert.promised_at) == (TODAY + DAY, OVERDUE + 2 * HOUR)
    kept = AlertEvent.objects.values_list("until", "text", "by")
    assert list(kept) == [
        (until, "x", official.pk) for until in (TODAY, TODAY + 5 * DAY, TODAY + DAY)
    ]


def test_a_day_in_the_past_or_far_ahead_is_no_promise(alert: Alert, official: User) -> None:
    far = TODAY + PROMISE_MOST * DAY
    for day in (TODAY - DAY, far + DAY, datetime.date.min, datetime.date.max):
        assert refused(alert, official, day) == ("promise_out_of_range", 422)
    assert not AlertEvent.objects.exists()
    alerts.alert_promise(alert=alert, user=official, until=far, now=OVERDUE)


@pytest.mark.parametrize("end", ["closed", "signed"])
def test_what_waits_for_nobody_takes_no_promise(alert: Alert, official: User, end: str) -> None:
    if end == "signed":
        alerts.alert_acknowledge(alert=alert, user=official, now=OVERDUE)
    else:
        Alert.objects.update(closed_at=OVERDUE)
    assert refused(alert, official) == ("conflict", 409)
    assert not AlertEvent.objects.exists()
    # to say something is never too late
    alerts.alert_comment(alert=alert, user=official, text="已约谈", now=OVERDUE)
    assert AlertEvent.objects.get().text == "已约谈"


@pytest.mark.parametrize("who", ["viewer", "stranger"])
def test_who_does_not_work_there_answers_nothing(alert: Alert, who: str) -> None:
    user = factories.cast(alert.project)[who]
    assert refused(alert, user) == ("permission_denied", 403)
    with pytest.raises(RuleBroken):
        alerts.alert_comment(alert=alert, user=user, text="x", now=OVERDUE)
    # a viewer who is responsible for the milestone may
    Activity.objects.update(responsible=user)
    fresh = Alert.objects.get()
    if who == "viewer":
        alerts.alert_promise(alert=fresh, user=user, until=TODAY, now=OVERDUE)
    else:
        assert refused(fresh, user) == ("permission_denied", 403)


def test_the_database_keeps_promises_whole(alert: Alert, official: User) -> None:
    for broken in (
        {"promised_until": TODAY},
        {"promised_at": OVERDUE, "promised_by": official},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Alert.objects.update(**broken)
    for event in (
        {"deed": "promised", "by": official},
        {"deed": "commented", "by": official, "until": TODAY},
        {"deed": "commented"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            AlertEvent.objects.create(alert=alert, at=OVERDUE, **event)
