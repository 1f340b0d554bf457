"""One's own choices: said with their defaults, changed with the password, held to by deliveries."""

import datetime
from typing import Any

import pytest
from django.test import Client

from projects import models
from projects.models.alert_words import AlertKind, Channel, Severity
from projects.services import alerts
from tests import factories
from tests.projects.alerts.conftest import OVERDUE
from tests.projects.api.asking import bearer, problem_in

pytestmark = pytest.mark.django_db
URL = "/api/v1/alert-preferences/"
NOW = datetime.datetime(2026, 11, 25, 8, 0, tzinfo=datetime.UTC)


@pytest.fixture
def person(db: None) -> models.User:
    return factories.UserFactory.create(username="wang", daily_summary_at=datetime.time(8))


@pytest.fixture
def client(person: models.User) -> Client:
    return bearer(person)


def chosen(client: Client, **body: Any) -> Any:
    return client.post(URL, body, content_type="application/json")


def high(client: Client, *routes: dict[str, Any], **changes: Any) -> Any:
    said = {"high": {"routes": routes}, "password": factories.PASSWORD, **changes}
    return chosen(client, **said)


def number_of(user: models.User, **changes: Any) -> models.Contact:
    values = {"channel": Channel.SMS, "value": "13800138000", "verified_at": NOW, **changes}
    return models.Contact.objects.create(user=user, **values)


def test_what_holds_where_nothing_was_chosen(client: Client, person: models.User) -> None:
    said = client.get(URL).json()
    default = {"channel": "email", "contact": None, "name": "w***@topout.example", "usable": True}
    severity = {"routes": [default], "chosen": False, "hours": None}
    assert said == {
        "language": "en",
        "daily_summary_at": "08:00",
        "weekly_report": True,
        "high": severity,
        "normal": severity,
    }
    models.User.objects.filter(pk=person.pk).update(email="")
    (route,) = client.get(URL).json()["high"]["routes"]
    assert (route["channel"], route["usable"]) == ("inbox", True)


def test_ways_are_kept_in_their_order_and_replaced_whole(
    client: Client, person: models.User
) -> None:
    number = number_of(person, label="mobile")
    ways: list[dict[str, Any]] = [
        {"channel": "sms", "contact": number.pk},
        {"channel": "email", "contact": None},
    ]
    said = high(client, *ways).json()["high"]
    assert said["chosen"]
    assert [(each["channel"], each["contact"]) for each in said["routes"]] == [
        ("sms", number.pk),
        ("email", None),
    ]
    assert said["routes"][0]["name"] == "mobile"
    assert client.get(URL).json()["normal"]["chosen"] is False
    swapped = high(client, *reversed(ways)).json()["high"]["routes"]
    assert [each["channel"] for each in swapped] == ["email", "sms"]
    assert high(client).json()["high"]["chosen"] is False
    assert not models.AlertRoute.objects.exists()


def test_what_is_not_named_stays(client: Client, person: models.User) -> None:
    assert high(client, {"channel": "inbox"}).status_code == 200
    answer = chosen(
        client,
        language="zh-hans",
        daily_summary_at=None,
        weekly_report=False,
        normal={"hours": {"tell_from": "22:00", "tell_to": "06:30"}},
    ).json()
    assert answer["high"]["routes"][0]["channel"] == "inbox"
    assert answer["normal"]["hours"] == {"tell_from": "22:00", "tell_to": "06:30"}
    person.refresh_from_db()
    found = (person.language, person.daily_summary_at, person.weekly_report)
    assert found == ("zh-hans", None, False)
    assert chosen(client, normal={"hours": None}).json()["normal"]["hours"] is None
    assert chosen(client).json()["language"] == "zh-hans"


@pytest.mark.parametrize("change", [{"routes": [{"channel": "inbox"}]}, {"hours": None}, {}])
def test_grave_alerts_are_led_elsewhere_with_the_password_only(
    client: Client, change: dict[str, Any]
) -> None:
    for said in ({}, {"password": "not-this-one"}):
        answer = chosen(client, high=change, **said)
        problem_in(answer, status=403, code="reauthentication_required")
    assert not models.AlertRoute.objects.exists()
    assert chosen(client, normal=change).status_code == 200


def test_the_account_is_told_of_grave_changes_only(client: Client, person: models.User) -> None:
    chosen(client, normal={"routes": [{"channel": "inbox"}]})
    assert not models.ContactNotice.objects.exists()
    high(client, {"channel": "inbox"})
    notice = models.ContactNotice.objects.get()
    assert (notice.event, notice.value, notice.user) == ("routes", person.email, person)


def test_only_own_and_proven_addresses_are_ways(client: Client, person: models.User) -> None:
    other = factories.UserFactory.create()
    project = factories.MembershipFactory.create(user=person, role="project_admin").project
    group = models.Contact.objects.create(
        project=project, channel=Channel.FEISHU, value="http://8.8.8.8/", verified_at=NOW
    )
    unproven = number_of(person, value="13900139000", verified_at=None)
    for way, code in (
        ({"channel": "sms", "contact": number_of(other).pk}, "unknown_relation"),
        ({"channel": "feishu", "contact": group.pk}, "unknown_relation"),
        ({"channel": "email", "contact": number_of(person).pk}, "unknown_relation"),
        ({"channel": "sms", "contact": 10**12}, "unknown_relation"),
        ({"channel": "sms", "contact": unproven.pk}, "not_verified"),
        ({"channel": "sms"}, "contact_missing"),
    ):
        said = problem_in(high(client, {"channel": "inbox"}, way), status=400, code=code)
        assert said["errors"][0]["pointer"] == "/high/routes/1/contact"
    twice = high(client, {"channel": "inbox"}, {"channel": "inbox"})
    problem_in(twice, status=400, code="duplicate_route")
    assert not models.AlertRoute.objects.exists()


def test_an_address_that_was_refused_since_is_said_to_be_unusable(
    client: Client, person: models.User
) -> None:
    number = number_of(person, broken_at=NOW)
    (route,) = high(client, {"channel": "sms", "contact": number.pk}).json()["high"]["routes"]
    assert route["usable"] is False
    assert route["name"] == "***8000"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (
            {"normal": {"hours": {"tell_from": "08:00", "tell_to": "08:00"}}},
            "/normal/hours/tell_to",
        ),
        (
            {"normal": {"hours": {"tell_from": "24:00", "tell_to": "08:00"}}},
            "/normal/hours/tell_from",
        ),
        ({"normal": {"hours": {"tell_from": "08:00"}}}, "/normal/hours/tell_to"),
        ({"normal": {"routes": [{"channel": "inbox"}] * 11}}, "/normal/routes"),
        ({"normal": {"routes": [{"channel": "pigeon"}]}}, "/normal/routes/0/channel"),
        ({"normal": {"quiet": 1}}, "/normal/quiet"),
        ({"daily_summary_at": "8 o'clock"}, "/daily_summary_at"),
        ({"daily_summary_at": 8}, "/daily_summary_at"),
        ({"language": "fr"}, "/language"),
        ({"weekly_report": "yes"}, "/weekly_report"),
        ({"grave": {}}, "/grave"),
    ],
)
def test_choices_that_are_none(client: Client, body: dict[str, Any], pointer: str) -> None:
    said = problem_in(chosen(client, **body), status=400)
    assert said["errors"][0]["pointer"].startswith(pointer)
    assert not models.AlertHours.objects.exists()


def test_a_message_waits_for_the_hours_of_its_reader(project: models.Project) -> None:
    """Midnight on site: who wants to be told from eight to eight is told at eight, nobody else."""
    reader = factories.MembershipFactory.create(project=project, role="official").user
    factories.MembershipFactory.create(project=project, role="official")
    factories.MilestoneFactory.create(project=project)
    rule = models.AlertRule.objects.get(project=None, kind=AlertKind.OVERDUE)
    for severity in Severity.values:
        models.AlertHours.objects.create(
            user=reader,
            severity=severity,
            tell_from=datetime.time(8),
            tell_to=datetime.time(20),
        )
    alerts.alerts_scan(now=OVERDUE)
    counts = alerts.deliveries_deliver(clock=lambda: OVERDUE)
    assert (counts.sent, counts.postponed) == (1, 1)
    waiting = models.AlertDelivery.objects.get(state="pending")
    eight = OVERDUE + datetime.timedelta(hours=8)
    assert (waiting.recipient, waiting.next_at) == (reader, eight)
    # those who want grave alerts at any hour get them
    models.AlertHours.objects.filter(severity=rule.severity).delete()
    models.AlertDelivery.objects.update(next_at=OVERDUE)
    assert alerts.deliveries_deliver(clock=lambda: OVERDUE).sent == 1
