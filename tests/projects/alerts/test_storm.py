"""The storm brake: it holds too many first messages at once, and never the daily reminders."""

import datetime

import pytest
from pytest_django.fixtures import Settings

from projects.models import AlertDelivery, Membership, Project, ScannerRun, User
from projects.models.alert_words import DeliveryState
from projects.models.words import Role
from projects.services.alerts import alerts_scan, deliveries_deliver, deliveries_release
from tests import factories
from tests.projects.alerts.conftest import MORNING, OVERDUE
from tests.projects.alerts.smtp import scripted

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
LEAST = 2

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(project: Project, official: User) -> Project:
    """Three milestones that become overdue at once: one more than passes the brake."""
    factories.MilestoneFactory.create_batch(3, project=project)
    return project


def scan(now: datetime.datetime) -> ScannerRun:
    return alerts_scan(now=now, storm_least=LEAST)


def told_without_history(now: datetime.datetime) -> None:
    """Let everything pass, and leave no run behind that would make many look usual."""
    alerts_scan(now=now)
    ScannerRun.objects.all().delete()


def states() -> list[tuple[str, bool]]:
    rows = AlertDelivery.objects.order_by("id").values_list("state", "reminder")
    return [(str(state), reminder) for state, reminder in rows]


def deliver(settings: Settings, now: datetime.datetime) -> int:
    with scripted() as server:
        settings.EMAIL_URL = server.url
        deliveries_deliver(clock=lambda: now)
        return len(server.got)


def release(now: datetime.datetime) -> int:
    chief = factories.UserFactory.create(username="chief")
    return deliveries_release(rows=AlertDelivery.objects.all(), user=chief, now=now)


def test_too_many_first_messages_are_held_until_released(three: Project) -> None:
    run = scan(OVERDUE)
    assert (run.held, run.deliveries_made, run.first_messages) == (True, 3, 3)
    assert states() == [("held", False)] * 3
    assert release(OVERDUE + HOUR) == 3
    assert states() == [("pending", False)] * 3


def test_as_many_as_the_least_pass(three: Project) -> None:
    assert not alerts_scan(now=OVERDUE, storm_least=3).held
    assert states() == [("pending", False)] * 3


def test_after_a_release_the_daily_reminders_go_out(three: Project, settings: Settings) -> None:
    scan(OVERDUE)
    release(OVERDUE + HOUR)
    assert deliver(settings, OVERDUE + HOUR) == 3
    for days in (1, 2, 3):
        morning = MORNING + days * DAY
        run = scan(morning)
        assert (run.held, run.deliveries_made, run.first_messages) == (False, 3, 0)
        assert deliver(settings, morning) == 3
    assert states() == [("sent", False)] * 3 + [("sent", True)] * 9


def test_nothing_piles_up_behind_what_is_held(three: Project, settings: Settings) -> None:
    scan(OVERDUE)
    for days in range(4):
        assert scan(MORNING + days * DAY).deliveries_made == 0
    released = MORNING + 3 * DAY + HOUR
    release(released)
    assert deliver(settings, released) == 3
    # the ones that were held are this day's message; the next day has its own
    assert scan(released + DAY).deliveries_made == 3


def test_only_the_new_ones_of_a_scan_are_held(three: Project, settings: Settings) -> None:
    told_without_history(OVERDUE)
    deliver(settings, OVERDUE)
    factories.MilestoneFactory.create_batch(3, project=three)
    run = scan(MORNING + DAY)
    assert (run.held, run.deliveries_made, run.first_messages) == (True, 6, 3)
    waiting = AlertDelivery.objects.exclude(state=DeliveryState.SENT)
    assert {row.state for row in waiting if row.reminder} == {DeliveryState.PENDING}
    assert {row.state for row in waiting if not row.reminder} == {DeliveryState.HELD}
    assert deliver(settings, MORNING + DAY) == 3


def test_who_joins_late_gets_first_messages_and_these_count(three: Project) -> None:
    told_without_history(OVERDUE)
    newcomer = factories.MembershipFactory.create(project=three, role=Role.OFFICIAL).user
    run = scan(MORNING + DAY)
    assert (run.held, run.deliveries_made, run.first_messages) == (True, 6, 3)
    held = AlertDelivery.objects.filter(state=DeliveryState.HELD)
    assert {row.recipient_id for row in held} == {newcomer.pk}


def test_reminders_of_the_week_do_not_loosen_the_brake(three: Project) -> None:
    hour_ago = OVERDUE - HOUR
    ScannerRun.objects.create(started_at=hour_ago, finished_at=hour_ago, deliveries_made=1000)
    assert scan(OVERDUE).held


def test_a_busy_week_of_first_messages_does(three: Project) -> None:
    hour_ago = OVERDUE - HOUR
    ScannerRun.objects.create(
        started_at=hour_ago, finished_at=hour_ago, deliveries_made=1, first_messages=1
    )
    assert not scan(OVERDUE).held


def test_a_clock_twenty_years_ahead_is_braked_and_leaves_no_trap(
    project: Project, official: User, settings: Settings
) -> None:
    told = factories.MilestoneFactory.create(project=project)
    scan(OVERDUE)
    assert deliver(settings, OVERDUE) == 1
    later = datetime.date(2030, 6, 3)
    factories.MilestoneFactory.create_batch(3, project=project, planned_finish=later)
    jumped = scan(OVERDUE + 20 * 365 * DAY)
    assert (jumped.held, jumped.first_messages) == (True, 3)
    assert AlertDelivery.objects.filter(state=DeliveryState.HELD).count() == 3
    # the clock is set right: what was never due closes, and the next day's reminder goes out
    # although one that is dated 2046 lies in front of it
    morning = MORNING + DAY
    back = scan(morning)
    assert (back.alerts_closed, back.deliveries_made, back.held) == (3, 1, False)
    assert deliver(settings, morning) == 1
    sent = AlertDelivery.objects.filter(state=DeliveryState.SENT)
    assert [row.milestone_id for row in sent] == [told.pk, told.pk]
    release(morning)
    assert deliver(settings, morning) == 0
    healed = AlertDelivery.objects.filter(state_reason="healed", state=DeliveryState.CANCELLED)
    assert healed.count() == 3


def test_a_held_message_of_one_who_left_is_not_sent(three: Project, settings: Settings) -> None:
    scan(OVERDUE)
    Membership.objects.filter(project=three).delete()
    release(OVERDUE + HOUR)
    assert deliver(settings, OVERDUE + HOUR) == 0
    assert set(AlertDelivery.objects.values_list("state_reason", flat=True)) == {"not_a_member"}
