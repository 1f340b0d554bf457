"""What many alerts at once for one person become."""

import datetime

import pytest
from pytest_django.fixtures import Settings

from projects.models import Activity, AlertDelivery, Project, User
from projects.services import alerts
from tests import factories
from tests.projects.alerts.conftest import OVERDUE
from tests.projects.alerts.smtp import scripted

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)


def deliver(now: datetime.datetime = OVERDUE) -> alerts.DeliveryCounts:
    return alerts.deliveries_deliver(clock=lambda: now)


@pytest.fixture
def many(project: Project, official: User) -> list[Activity]:
    """Seven milestones that fall due at once for one person."""
    return [factories.MilestoneFactory.create(project=project) for _ in range(7)]


def test_more_than_five_at_once_are_one_mail(
    many: list[Activity], official: User, settings: Settings
) -> None:
    alerts.alerts_scan(now=OVERDUE)
    with scripted() as server:
        settings.EMAIL_URL = server.url
        assert deliver().sent == 1
        assert len(server.got) == 1
    rows = list(AlertDelivery.objects.order_by("id"))
    assert {(row.state, row.sent_at) for row in rows} == {("sent", OVERDUE)}
    assert [row.digest for row in rows] == [None, *[rows[0]] * 6]
    for milestone in many:
        assert milestone.name in rows[0].body_text
    assert all(row.milestone.name in row.subject for row in rows)
    assert rows[0].body_text.count("/sign/") == 7


def test_five_at_once_are_five_mails(many: list[Activity], settings: Settings) -> None:
    Activity.objects.filter(pk__in=[each.pk for each in many[:2]]).update(reached_at=OVERDUE)
    alerts.alerts_scan(now=OVERDUE)
    with scripted() as server:
        settings.EMAIL_URL = server.url
        assert deliver().sent == 5


def test_a_digest_that_fails_goes_out_whole_and_without_what_healed(
    many: list[Activity], settings: Settings
) -> None:
    alerts.alerts_scan(now=OVERDUE)
    with scripted(BODY="451 later") as server:
        settings.EMAIL_URL = server.url
        assert deliver().failed == 1
    Activity.objects.filter(pk=many[3].pk).update(reached_at=OVERDUE)
    with scripted() as server:
        settings.EMAIL_URL = server.url
        counts = deliver(OVERDUE + 2 * MINUTE)
        assert len(server.got) == 1
    assert (counts.sent, counts.cancelled) == (1, 1)
    states = AlertDelivery.objects.values_list("milestone_id", "state")
    assert dict(states) == {each.pk: "cancelled" if each == many[3] else "sent" for each in many}


def test_a_signature_for_the_first_lets_the_others_go(
    many: list[Activity], official: User, settings: Settings
) -> None:
    alerts.alerts_scan(now=OVERDUE)
    with scripted(BODY="451 later") as server:
        settings.EMAIL_URL = server.url
        deliver()
    first = AlertDelivery.objects.order_by("id")[0]
    alerts.alert_acknowledge(alert=first.alert, user=official, now=OVERDUE)
    alerts.alerts_scan(now=OVERDUE + MINUTE)
    with scripted() as server:
        settings.EMAIL_URL = server.url
        assert deliver(OVERDUE + 2 * MINUTE).sent == 1
        assert len(server.got) == 1
    states = list(AlertDelivery.objects.order_by("id").values_list("state", flat=True))
    assert states == ["cancelled", *["sent"] * 6]


def test_digests_to_one_mailbox_keep_a_minute_between_them(
    many: list[Activity], project: Project, settings: Settings
) -> None:
    alerts.alerts_scan(now=OVERDUE)
    with scripted() as server:
        settings.EMAIL_URL = server.url
        deliver()
        for _ in range(7):
            factories.MilestoneFactory.create(project=project)
        alerts.alerts_scan(now=OVERDUE)
        assert deliver(OVERDUE).postponed == 1
        assert deliver(OVERDUE + MINUTE).sent == 1
        assert len(server.got) == 2
