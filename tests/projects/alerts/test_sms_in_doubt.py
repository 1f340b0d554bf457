"""A text whose answer was lost: the provider is asked, and only then is it sent again or not."""

import dataclasses
import datetime
from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from backend import channels
from projects.models import Activity, AlertDelivery, AlertRoute, Contact, User
from projects.models.alert_words import Channel, DeliveryState, ErrorClass, Severity
from projects.services import alerts
from tests.projects.alerts.conftest import OVERDUE
from tests.projects.channels.fakes import Aliyun
from tests.projects.channels.provider import Answer, provider, said

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)
NUMBER = "13800000000"
# OVERDUE is midnight in Shanghai, so the day of Beijing is the next one
BEIJING_DAY = "20261121"


@pytest.fixture
def aliyun(settings: Settings, milestone: Activity, official: User) -> Iterator[Aliyun]:
    """The provider, and an official who is told by text message."""
    contact = Contact.objects.create(
        user=official, channel=Channel.SMS, value=f"+86{NUMBER}", verified_at=OVERDUE
    )
    AlertRoute.objects.create(
        user=official, severity=Severity.HIGH, rank=1, channel=Channel.SMS, contact=contact
    )
    fake = Aliyun()
    with provider(fake) as server:
        settings.OUTGOING_INTERNAL = [server.pair]
        settings.SMS = dataclasses.replace(
            channels.sms(),
            provider="aliyun",
            url=server.url,
            key_id="id",
            secret="hidden",
            sign_name="工地",
            template="SMS_1",
            fields={"what": "{subject}"},
        )
        yield fake


def in_doubt(aliyun: Aliyun, *, taken: bool) -> AlertDelivery:
    """Send a text of which no answer comes back; the provider took it or did not."""
    if taken:
        aliyun.lost_answers = 1
    else:
        aliyun.send_answer = Answer(drop=True)
    alerts.alerts_scan(now=OVERDUE)
    alerts.deliveries_deliver(clock=lambda: OVERDUE)
    aliyun.send_answer = None
    for record in aliyun.records:
        record["day"] = BEIJING_DAY
    row = AlertDelivery.objects.get()
    assert (row.state, row.last_error_class) == (DeliveryState.PENDING, ErrorClass.AMBIGUOUS)
    assert aliyun.asked == 0
    return row


def again(row: AlertDelivery, now: datetime.datetime = OVERDUE + HOUR) -> None:
    alerts.deliveries_deliver(clock=lambda: now)
    row.refresh_from_db()


def test_what_was_taken_is_not_sent_again(aliyun: Aliyun) -> None:
    row = in_doubt(aliyun, taken=True)
    again(row)
    assert (row.state, aliyun.asked, len(aliyun.records)) == (DeliveryState.SENT, 1, 1)


def test_what_was_not_taken_is_sent(aliyun: Aliyun) -> None:
    row = in_doubt(aliyun, taken=False)
    aliyun.keep(NUMBER, BEIJING_DAY, "of another alert")
    again(row)
    assert (row.state, row.provider_id, aliyun.asked) == (DeliveryState.SENT, "b2", 1)


def test_what_the_network_refused_is_sent_again(aliyun: Aliyun) -> None:
    aliyun.status = 2
    row = in_doubt(aliyun, taken=True)
    again(row)
    assert (row.state, len(aliyun.records)) == (DeliveryState.SENT, 2)


def test_a_full_page_and_a_later_day_are_looked_through(aliyun: Aliyun) -> None:
    row = in_doubt(aliyun, taken=False)
    for _ in range(50):
        aliyun.keep(NUMBER, BEIJING_DAY, "of another alert")
    aliyun.keep(NUMBER, "20261122", row.dedupe_key)
    again(row, OVERDUE + 25 * HOUR)
    assert (row.state, aliyun.asked) == (DeliveryState.SENT, 3)
    assert len(aliyun.records) == 51


@pytest.mark.parametrize(
    "silence",
    [
        Answer(drop=True),
        Answer(503),
        said(Code="OK", Message="OK"),
        said(Code="isp.SYSTEM_ERROR", Message="later"),
    ],
    ids=["no answer", "away", "no list", "later"],
)
def test_nothing_is_sent_while_nobody_answers(aliyun: Aliyun, silence: Answer) -> None:
    row = in_doubt(aliyun, taken=True)
    aliyun.query_answer = silence
    # before another channel takes over
    again(row, OVERDUE + 2 * MINUTE)
    assert (row.state, row.last_error_class) == (DeliveryState.PENDING, ErrorClass.TRANSIENT)
    aliyun.query_answer = None
    again(row, OVERDUE + HOUR)
    assert (row.state, len(aliyun.records)) == (DeliveryState.SENT, 1)


def test_an_account_that_may_not_ask_sends_again(aliyun: Aliyun) -> None:
    row = in_doubt(aliyun, taken=True)
    aliyun.query_answer = said(Code="isp.RAM_PERMISSION_DENY", Message="no")
    again(row)
    assert (row.state, len(aliyun.records)) == (DeliveryState.SENT, 2)
