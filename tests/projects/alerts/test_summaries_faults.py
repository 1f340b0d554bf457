"""Summaries while servers are away, workers die and two are at it: everybody gets his one."""

import datetime
import email
import email.policy
import threading

import pytest
from django.db import connections
from pytest_django.fixtures import Settings

from projects.models import (
    Activity,
    Breaker,
    Project,
    SummaryDelivery,
    User,
)
from projects.models.alert_words import Channel, DeliveryState
from projects.models.words import Role
from projects.services import alerts
from projects.services.alerts.claim import lease
from projects.services.summaries import summaries_make, summaries_send
from projects.services.summaries.claim import summary_cancelled, summary_claim
from tests import factories
from tests.projects.alerts.conftest import MORNING, OVERDUE
from tests.projects.alerts.smtp import DROP, scripted
from tests.projects.alerts.test_summaries_sent import (
    HOUR,
    MINUTE,
    mail_in,
    send,
    state_of,
    text_of,
)

pytestmark = pytest.mark.django_db


def test_a_server_that_comes_back_gets_the_same_bytes(
    due: SummaryDelivery, settings: Settings
) -> None:
    with scripted(RCPT="451 later") as server:
        assert send(settings, server) == 0
    assert state_of(due) == (DeliveryState.PENDING, "")
    assert due.last_error_class == "transient"
    kept = due.message
    assert kept is not None
    Activity.objects.update(name="renamed meanwhile")
    with scripted() as server:
        assert send(settings, server, MORNING + HOUR) == 1
        assert server.got[0].rstrip() == bytes(kept).rstrip()
    assert state_of(due) == (DeliveryState.SENT, "")


def test_one_that_may_have_arrived_says_so_under_the_same_id(
    due: SummaryDelivery, settings: Settings
) -> None:
    with scripted(BODY=DROP) as server:
        send(settings, server)
        first = mail_in(server)
    with scripted() as server:
        assert send(settings, server, MORNING + HOUR) == 1
        second = mail_in(server)
    assert first["Message-ID"] == second["Message-ID"]
    assert "may be a repeat" not in text_of(first)
    assert "may be a repeat" in text_of(second)


def test_one_whose_worker_died_comes_back_when_its_lease_is_over(
    due: SummaryDelivery, settings: Settings
) -> None:
    assert summary_claim(now=MORNING) is not None
    with scripted() as server:
        assert send(settings, server, MORNING + lease()) == 0
        assert send(settings, server, MORNING + lease() + MINUTE) == 1
        assert "may be a repeat" in text_of(mail_in(server))


def test_a_late_worker_overwrites_nothing(due: SummaryDelivery, settings: Settings) -> None:
    frozen = summary_claim(now=MORNING)
    assert frozen is not None
    with scripted() as server:
        assert send(settings, server, MORNING + lease() + MINUTE) == 1
    assert not summary_cancelled(row=frozen, reason="late")
    assert state_of(due) == (DeliveryState.SENT, "")


@pytest.mark.parametrize(
    ("answers", "after", "state", "reason"),
    [
        ({"RCPT": "550 no such user"}, 0 * HOUR, "dead", "permanent"),
        ({"RCPT": "451 later"}, 12 * HOUR, "dead", "transient"),
        ({}, 13 * HOUR, "dead", "deadline"),
    ],
)
def test_it_is_given_up_visibly(
    due: SummaryDelivery,
    settings: Settings,
    answers: dict[str, str],
    after: datetime.timedelta,
    state: str,
    reason: str,
) -> None:
    with scripted(**answers) as server:
        assert send(settings, server, MORNING + after) == 0
    assert state_of(due) == (state, reason)


def test_a_message_that_kills_its_workers_is_given_up(due: SummaryDelivery) -> None:
    now = MORNING
    SummaryDelivery.objects.update(deadline_at=MORNING + 1000 * HOUR)
    for _ in range(12):
        assert summary_claim(now=now) is not None
        now += lease() + MINUTE
    assert summary_claim(now=now) is None
    assert state_of(due) == (DeliveryState.DEAD, "attempts_used_up")


def test_it_waits_while_the_mail_server_is_left_alone(
    due: SummaryDelivery, settings: Settings
) -> None:
    Breaker.objects.create(
        channel=Channel.EMAIL, open_until=MORNING + MINUTE, changed_at=MORNING, failures=5
    )
    with scripted() as server:
        assert send(settings, server) == 0
        assert send(settings, server, MORNING + MINUTE) == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_write_to_everybody_once(project: Project, settings: Settings) -> None:
    people = factories.MembershipFactory.create_batch(12, project=project, role=Role.OFFICIAL)
    User.objects.update(daily_summary_at=datetime.time(8))
    factories.MilestoneFactory.create(project=project)
    alerts.alerts_scan(now=OVERDUE)
    start = threading.Barrier(2)

    def summarize() -> None:
        start.wait()
        summaries_make(now=MORNING)
        summaries_send(clock=lambda: MORNING)
        connections.close_all()

    with scripted() as server:
        settings.EMAIL_URL = server.url
        threads = [threading.Thread(target=summarize) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        mails = [email.message_from_bytes(found) for found in server.got]
    addresses = sorted(str(mail["To"]) for mail in mails)
    assert addresses == sorted(member.user.email for member in people)
    assert len({mail["Message-ID"] for mail in mails}) == 12
    assert set(SummaryDelivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}
