"""By which channel people are told, what takes over from what, and what many at once become."""

import base64
import datetime
from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from projects.models import (
    Activity,
    AlertDelivery,
    AlertRoute,
    AlertRule,
    Breaker,
    Contact,
    Project,
    User,
)
from projects.models.alert_words import AlertKind, Channel, RecipientKind, Severity
from projects.services import alerts
from tests import factories
from tests.projects.alerts.conftest import OVERDUE
from tests.projects.alerts.smtp import scripted
from tests.projects.channels.provider import Answer, Provider
from tests.projects.channels.provider import provider as serving

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)
SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    """A server of somebody else that says yes until it is told otherwise."""
    with serving(lambda _got: Answer()) as server:
        settings.OUTGOING_INTERNAL = [server.pair]
        yield server


def webhook(provider: Provider, **whose: object) -> Contact:
    return Contact.objects.create(
        channel=Channel.WEBHOOK,
        value=f"{provider.url}/hook",
        secret=SECRET,
        verified_at=OVERDUE,
        **whose,
    )


def routed(user: User, *contacts: Contact) -> None:
    for rank, contact in enumerate(contacts, start=1):
        AlertRoute.objects.create(
            user=user,
            severity=Severity.HIGH,
            rank=rank,
            channel=contact.channel,
            contact=contact,
        )


def deliver(now: datetime.datetime = OVERDUE) -> alerts.DeliveryCounts:
    return alerts.deliveries_deliver(clock=lambda: now)


def told() -> list[tuple[int, str, str]]:
    rows = AlertDelivery.objects.order_by("id")
    return [(row.turn, row.channel, row.state) for row in rows]


def test_who_chose_a_channel_is_told_by_it_alone(
    milestone: Activity, official: User, provider: Provider
) -> None:
    routed(official, webhook(provider, user=official))
    alerts.alerts_scan(now=OVERDUE)
    assert deliver().sent == 1
    assert told() == [(0, Channel.WEBHOOK, "sent")]
    (got,) = provider.got
    row = AlertDelivery.objects.get()
    assert got.headers["Idempotency-Key"] == row.dedupe_key
    assert got.json["subject"] == row.subject
    assert "/sign/" in got.json["link"]
    assert got.json["link"] not in got.json["text"]


def test_an_address_that_is_not_verified_is_passed_over(
    milestone: Activity, official: User, provider: Provider
) -> None:
    contact = webhook(provider, user=official)
    Contact.objects.filter(pk=contact.pk).update(verified_at=None)
    routed(official, contact)
    alerts.alerts_scan(now=OVERDUE)
    assert told() == [(0, Channel.EMAIL, "pending")]


def test_a_rule_names_its_channels_and_who_has_none_of_them_is_told_anyway(
    milestone: Activity, official: User, provider: Provider
) -> None:
    routed(official, webhook(provider, user=official))
    AlertRule.objects.filter(kind=AlertKind.OVERDUE).update(channels=["sms", "feishu"])
    alerts.alerts_scan(now=OVERDUE)
    assert told() == [(0, Channel.EMAIL, "pending")]


def test_a_refused_address_is_flagged_and_the_next_way_takes_over(
    milestone: Activity, official: User, provider: Provider, settings: Settings
) -> None:
    provider.answer = lambda _got: Answer(status=410)
    contact = webhook(provider, user=official)
    routed(official, contact)
    alerts.alerts_scan(now=OVERDUE)
    with scripted() as server:
        settings.EMAIL_URL = server.url
        deliver()
        assert len(server.got) == 1
    assert told() == [(0, Channel.WEBHOOK, "dead"), (1, Channel.EMAIL, "sent")]
    contact.refresh_from_db()
    assert contact.broken_at == OVERDUE
    # one that died while another told him brings nobody else in
    alerts.alerts_scan(now=OVERDUE + MINUTE)
    assert AlertDelivery.objects.count() == 2


def test_who_has_lost_his_address_is_told_in_the_inbox(milestone: Activity, official: User) -> None:
    alerts.alerts_scan(now=OVERDUE)
    User.objects.update(email="")
    counts = deliver()
    assert (counts.failed, counts.sent) == (1, 1)
    assert told() == [(0, Channel.EMAIL, "dead"), (1, Channel.INBOX, "sent")]


def test_a_grave_alert_waits_five_minutes_for_its_way(
    milestone: Activity, official: User, provider: Provider, settings: Settings
) -> None:
    provider.answer = lambda _got: Answer(status=503)
    routed(official, webhook(provider, user=official))
    alerts.alerts_scan(now=OVERDUE)
    deliver()
    assert told() == [(0, Channel.WEBHOOK, "pending")]
    with scripted() as server:
        settings.EMAIL_URL = server.url
        deliver(OVERDUE + 6 * MINUTE)
    assert told() == [(0, Channel.WEBHOOK, "cancelled"), (1, Channel.EMAIL, "sent")]
    assert AlertDelivery.objects.get(turn=0).state_reason == "next_channel"


def test_a_grave_alert_does_not_wait_for_a_channel_that_rests(
    milestone: Activity, official: User, provider: Provider, settings: Settings
) -> None:
    """The mail's server refuses the password: the breaker opens before anything was tried twice."""
    AlertRoute.objects.create(
        user=official, severity=Severity.HIGH, rank=1, channel=Channel.EMAIL, contact=None
    )
    spare = webhook(provider, user=official)
    AlertRoute.objects.create(
        user=official, severity=Severity.HIGH, rank=2, channel=Channel.WEBHOOK, contact=spare
    )
    alerts.alerts_scan(now=OVERDUE)
    with scripted(AUTH="535 wrong") as server:
        settings.EMAIL_URL = f"smtp://me:word@127.0.0.1:{server.port}"
        deliver()
    assert alerts.deliveries_divert(now=OVERDUE + 4 * MINUTE) == 0
    assert alerts.deliveries_divert(now=OVERDUE + 5 * MINUTE) == 1
    assert alerts.deliveries_divert(now=OVERDUE + 5 * MINUTE) == 0
    assert deliver(OVERDUE + 5 * MINUTE).sent == 1
    assert told() == [(0, Channel.EMAIL, "cancelled"), (1, Channel.WEBHOOK, "sent")]


def test_the_inbox_is_no_way_around_a_channel_that_rests(
    milestone: Activity, official: User, settings: Settings
) -> None:
    alerts.alerts_scan(now=OVERDUE)
    with scripted(AUTH="535 wrong") as server:
        settings.EMAIL_URL = f"smtp://me:word@127.0.0.1:{server.port}"
        deliver()
    assert alerts.deliveries_divert(now=OVERDUE + 9 * MINUTE) == 0
    with scripted() as server:
        settings.EMAIL_URL = server.url
        assert deliver(OVERDUE + 9 * MINUTE).sent == 1
        assert len(server.got) == 1


def test_a_group_is_told_beside_the_people_and_again_as_a_reminder(
    milestone: Activity, official: User, provider: Provider
) -> None:
    group = webhook(provider, project=milestone.project)
    rule = AlertRule.objects.get(kind=AlertKind.OVERDUE)
    rule.recipients.create(level=1, whom=RecipientKind.CONTACT, contact=group)
    alerts.alerts_scan(now=OVERDUE)
    alerts.alerts_scan(now=OVERDUE + MINUTE)
    groups = AlertDelivery.objects.filter(recipient=None)
    assert [(row.channel, row.contact, row.reminder) for row in groups] == [
        (Channel.WEBHOOK, group, False)
    ]
    groups_due = groups.get()
    AlertDelivery.objects.exclude(pk=groups_due.pk).delete()
    assert deliver().sent == 1
    assert "/sign/" not in provider.got[0].json["link"]
    alerts.alerts_scan(now=OVERDUE + datetime.timedelta(days=1, hours=9))
    assert [row.reminder for row in groups.order_by("id")] == [False, True]


def test_another_projects_group_is_never_told(
    milestone: Activity, official: User, provider: Provider
) -> None:
    elsewhere = webhook(provider, project=factories.ProjectFactory.create())
    rule = AlertRule.objects.get(kind=AlertKind.OVERDUE)
    rule.recipients.create(level=1, whom=RecipientKind.CONTACT, contact=elsewhere)
    alerts.alerts_scan(now=OVERDUE)
    assert not AlertDelivery.objects.filter(recipient=None).exists()


def test_one_providers_failures_rest_its_contact_and_nobody_elses(
    project: Project, official: User, provider: Provider
) -> None:
    other = factories.MembershipFactory.create(project=project, role="official").user
    provider.answer = lambda got: Answer(status=503 if got.path == "/hook" else 200)
    routed(official, webhook(provider, user=official))
    well = webhook(provider, user=other)
    Contact.objects.filter(pk=well.pk).update(value=f"{provider.url}/well")
    routed(other, well)
    for _ in range(5):
        factories.MilestoneFactory.create(project=project)
    alerts.alerts_scan(now=OVERDUE)
    deliver()
    assert sum(got.path == "/well" for got in provider.got) == 5
    (breaker,) = Breaker.objects.all()
    assert (breaker.contact, breaker.failures) == (official.contacts.get(), 5)
    # one probe a minute, and with its success all follow
    deliver(OVERDUE + 2 * MINUTE)
    assert sum(got.path == "/hook" for got in provider.got) == 6
    provider.answer = lambda _got: Answer()
    deliver(OVERDUE + 4 * MINUTE)
    assert set(told()) == {(0, Channel.WEBHOOK, "sent")}
    assert not Breaker.objects.exists()
