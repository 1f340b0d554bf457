"""The dispatch loop: claimed once, judged rightly, tried again in time, never silently lost."""

import datetime
import email
import email.policy
import uuid
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from projects.models import (
    Activity,
    Alert,
    AlertDelivery,
    Breaker,
    DeliveryAttempt,
    Membership,
    User,
    WatchAlarm,
)
from projects.models.alert_words import AlertKind, Channel, DeliveryState, ErrorClass
from projects.models.words import Role
from projects.services import alerts
from projects.services.alerts.claim import claim_sent, delivery_claim, lease
from tests import factories
from tests.projects.alerts.conftest import OVERDUE
from tests.projects.alerts.smtp import DROP, Scripted, scripted

SECOND = datetime.timedelta(seconds=1)
MINUTE = datetime.timedelta(minutes=1)
HOUR = datetime.timedelta(hours=1)

pytestmark = pytest.mark.django_db
Clock = Callable[[], datetime.datetime]


def at(now: datetime.datetime) -> Clock:
    return lambda: now


@pytest.fixture
def delivery(milestone: Activity) -> AlertDelivery:
    """One delivery that is due."""
    alerts.alerts_scan(now=OVERDUE)
    return AlertDelivery.objects.get()


@pytest.fixture(autouse=True)
def _impatient(settings: Settings) -> None:
    settings.EMAIL_REPLY_SECONDS = 2


def run(settings: Settings, server: Scripted, now: datetime.datetime = OVERDUE) -> Any:
    settings.EMAIL_URL = server.url
    return alerts.deliveries_deliver(clock=at(now))


def parsed(body: bytes) -> EmailMessage:
    return email.message_from_bytes(body, policy=email.policy.default)


def test_a_due_delivery_is_sent_once(delivery: AlertDelivery, settings: Settings) -> None:
    with scripted() as server:
        assert run(settings, server).sent == 1
        assert run(settings, server).sent == 0
        assert len(server.got) == 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.sent_at) == ("sent", 1, OVERDUE)
    # the proof stays, the bytes go
    assert delivery.message is None
    assert len(delivery.message_sha256) == 64
    assert delivery.body_text
    attempt = DeliveryAttempt.objects.get()
    assert (attempt.number, attempt.ended_at, attempt.error_class) == (1, OVERDUE, "")


def test_a_retry_is_the_same_to_the_byte(delivery: AlertDelivery, settings: Settings) -> None:
    with scripted(BODY="451 later") as server:
        assert run(settings, server).failed == 1
        first = server.got
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.PENDING
    assert 15 * SECOND <= delivery.next_at - OVERDUE <= 30 * SECOND
    Activity.objects.filter(pk=delivery.milestone_id).update(name="改名")
    with scripted() as server:
        assert run(settings, server, OVERDUE + 10 * SECOND).sent == 0
        assert run(settings, server, OVERDUE + MINUTE).sent == 1
        assert server.got == first


def test_what_may_have_arrived_says_so_under_the_same_id(
    delivery: AlertDelivery, settings: Settings
) -> None:
    with scripted(BODY=DROP) as server:
        run(settings, server)
        first = parsed(server.got[0])
    with scripted() as server:
        run(settings, server, OVERDUE + MINUTE)
        second = parsed(server.got[0])
    assert first["Message-ID"] == second["Message-ID"]
    said = [part.get_content() for part in second.walk() if part.get_content_maintype() == "text"]
    assert all("may be a repeat" in text for text in said)
    assert "repeat" not in str(first.get_body(("plain",)))


def test_a_crash_is_counted_and_taken_over_after_the_lease(
    delivery: AlertDelivery, settings: Settings
) -> None:
    dead = delivery_claim(now=OVERDUE)
    assert dead is not None
    assert delivery_claim(now=OVERDUE + lease()) is None
    later = OVERDUE + lease() + SECOND
    with scripted() as server:
        assert run(settings, server, later).sent == 1
    # the one that was only slow may not write over it
    assert not claim_sent(claim=dead, now=later + HOUR)
    delivery.refresh_from_db()
    assert (delivery.attempts, delivery.sent_at, delivery.may_be_repeat) == (2, later, True)
    assert [row.ended_at for row in delivery.tries.order_by("number")][1] == later


def test_a_message_that_kills_its_worker_each_time_is_given_up(delivery: AlertDelivery) -> None:
    now = OVERDUE
    tries = 0
    while delivery_claim(now=now) is not None:
        tries += 1
        now += lease() + SECOND
    delivery.refresh_from_db()
    assert tries == delivery.max_attempts
    assert (delivery.state, delivery.state_reason) == ("dead", "attempts_used_up")


def test_after_two_days_it_is_given_up_with_a_reason(delivery: AlertDelivery) -> None:
    assert delivery_claim(now=OVERDUE + 49 * HOUR) is None
    delivery.refresh_from_db()
    assert (delivery.state, delivery.state_reason) == ("dead", "deadline")


def test_an_unknown_address_is_given_up_at_once(
    delivery: AlertDelivery, settings: Settings
) -> None:
    with scripted(RCPT="550 no such user") as server:
        run(settings, server)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.last_error_class) == ("dead", ErrorClass.PERMANENT)


def test_a_wrong_password_costs_no_attempt_and_rests_the_channel(
    delivery: AlertDelivery, settings: Settings
) -> None:
    with scripted(AUTH="535 wrong") as server:
        settings.EMAIL_URL = f"smtp://me:word@127.0.0.1:{server.port}"
        alerts.deliveries_deliver(clock=at(OVERDUE))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("pending", 0)
    with scripted() as server:
        assert run(settings, server, OVERDUE + 30 * SECOND).sent == 0
        assert run(settings, server, OVERDUE + 2 * MINUTE).sent == 1
    assert not Breaker.objects.exists()
    assert WatchAlarm.objects.count() == 1


def test_one_that_cannot_be_written_does_not_stop_the_others(
    delivery: AlertDelivery, settings: Settings
) -> None:
    good = factories.UserFactory.create()
    factories.MembershipFactory.create(project=delivery.project, user=good, role=Role.OFFICIAL)
    User.objects.filter(pk=delivery.person.pk).update(email="two\nlines@topout.example")
    alerts.alerts_scan(now=OVERDUE)
    with scripted() as server:
        counts = run(settings, server)
    assert (counts.sent, counts.failed) == (1, 1)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.last_error_class) == ("dead", ErrorClass.BUG)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda row: Alert.objects.update(closed_at=OVERDUE), "healed"),
        # no scan has seen these yet
        (lambda row: Activity.objects.update(reached_at=OVERDUE), "healed"),
        (lambda row: Activity.objects.update(compared_finish="2026-12-18"), "healed"),
        (lambda row: Activity.objects.update(overdue_at=OVERDUE + HOUR), "healed"),
        (
            lambda row: Alert.objects.update(
                acknowledged_at=OVERDUE, acknowledged_by=row.recipient
            ),
            "acknowledged",
        ),
        (lambda row: User.objects.update(is_active=False), "recipient_gone"),
        (lambda row: Membership.objects.all().delete(), "not_a_member"),
    ],
)
def test_what_is_no_longer_true_is_not_sent(
    delivery: AlertDelivery, settings: Settings, change: Callable[[Any], object], reason: str
) -> None:
    change(delivery)
    with scripted() as server:
        assert run(settings, server).cancelled == 1
        assert server.got == []
    delivery.refresh_from_db()
    assert (delivery.state, delivery.state_reason) == ("cancelled", reason)


def test_a_long_silence_ends_with_the_newest_message_only(
    delivery: AlertDelivery, settings: Settings
) -> None:
    later = OVERDUE + 34 * HOUR
    alerts.alerts_scan(now=later)
    with scripted() as server:
        counts = run(settings, server, later)
    assert (counts.sent, counts.cancelled) == (1, 1)
    delivery.refresh_from_db()
    assert delivery.state_reason == "superseded"


@pytest.mark.parametrize(
    ("newer", "sent"), [("held", 1), ("dead", 1), ("cancelled", 1), ("sent", 0), ("pending", 1)]
)
def test_only_a_message_that_goes_out_replaces_an_older_one(
    delivery: AlertDelivery, settings: Settings, newer: str, sent: int
) -> None:
    later = OVERDUE + 34 * HOUR
    alerts.alerts_scan(now=later)
    AlertDelivery.objects.exclude(pk=delivery.pk).update(state=newer)
    with scripted() as server:
        assert run(settings, server, later).sent == sent
    delivery.refresh_from_db()
    replaced = newer in ("sent", "pending")
    assert delivery.state == (DeliveryState.CANCELLED if replaced else DeliveryState.SENT)
    assert delivery.state_reason == ("superseded" if replaced else "")


def test_dead_letters_can_be_tried_again(delivery: AlertDelivery, settings: Settings) -> None:
    with scripted(RCPT="550 no such user") as server:
        run(settings, server)
    rows, chief = AlertDelivery.objects.all(), factories.UserFactory.create(username="chief")
    assert alerts.deliveries_retry(rows=rows, user=chief, now=OVERDUE + HOUR) == 1
    with scripted() as server:
        assert run(settings, server, OVERDUE + HOUR).sent == 1


def test_a_dedupe_key_is_unique_to_its_delivery() -> None:
    row = AlertDelivery(
        milestone_id=1,
        recipient_id=2,
        kind=AlertKind.OVERDUE,
        occurrence=OVERDUE.date(),
        channel=Channel.EMAIL,
        lease_token=uuid.uuid4(),
    )
    same = row.dedupe_key
    row.occurrence += datetime.timedelta(days=1)
    assert row.dedupe_key != same
