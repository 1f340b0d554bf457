"""`alerts/{id}/promise/`, `comment/`, `history/`: the answers of people, and the whole life."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from projects.models import Activity, Alert, AlertDelivery, Project, User
from projects.models.alert_words import DeliveryState
from projects.models.words import Role
from projects.selectors import alert_life
from projects.services.alerts import alerts_scan
from tests import factories
from tests.conftest import ClientOf

URL = "/api/v1/alerts/"
DAY = datetime.timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def alert(project: Project, people: dict[str, User]) -> Alert:
    """An alert opened now, of which the official was told."""
    now = timezone.now()
    planned = now.astimezone(project.zone).date() - DAY
    factories.MilestoneFactory.create(project=project, planned_finish=planned)
    alerts_scan(now=now)
    alert = Alert.objects.get()
    AlertDelivery.objects.create(
        project=project,
        alert=alert,
        milestone=alert.milestone,
        kind=alert.kind,
        recipient=people["official"],
        channel="email",
        occurrence=datetime.date(2026, 1, 1),
        state=DeliveryState.SENT,
        subject="逾期",
        next_at=now,
        deadline_at=now,
        created_at=now,
        sent_at=now + datetime.timedelta(seconds=1),
    )
    return alert


def today(alert: Alert, days: int = 0) -> str:
    return str(timezone.now().astimezone(alert.project.zone).date() + days * DAY)


def life(client: Any, alert: Alert) -> list[dict[str, Any]]:
    answer = client.get(f"{URL}{alert.pk}/history/").json()
    assert answer["more"] is False
    happenings: list[dict[str, Any]] = answer["happenings"]
    return happenings


def test_the_whole_life(alert: Alert, people: dict[str, User], client_of: ClientOf) -> None:
    planner, official = client_of(people["planner"]), client_of(people["official"])
    at = f"{URL}{alert.pk}/"
    promised = planner.post(f"{at}promise/", {"until": today(alert, 3), "comment": "钢筋已到"})
    assert promised.status_code == 200, promised.content
    said = promised.json()
    assert (said["promised_until"], said["promised_by"]) == (
        today(alert, 3),
        people["planner"].display_name,
    )
    comment = official.post(f"{at}comment/", {"text": "请抓紧"})
    assert comment.status_code == 201
    assert comment.json()["text"] == "请抓紧"
    assert official.post(f"{at}acknowledge/", {"comment": "已约谈"}).status_code == 200
    Activity.objects.update(reached_at=timezone.now())
    alerts_scan(now=timezone.now() + datetime.timedelta(seconds=2))
    told = life(official, alert)
    assert {row["what"] for row in told} == {
        "opened",
        "told",
        "promised",
        "commented",
        "signed",
        "closed",
    }
    assert [row["at"] for row in told] == sorted(row["at"] for row in told)
    by_what = {row["what"]: row for row in told}
    assert told[0]["what"] == "opened"
    assert told[-1]["why"] == "reached"
    assert by_what["promised"]["until"] == today(alert, 3)
    assert by_what["signed"]["text"] == "已约谈"
    shown = by_what["told"]
    name = people["official"].display_name
    assert (shown["by"], shown["channel"], shown["text"]) == (name, "email", "逾期")
    row = official.get(at).json()
    assert (row["closed_why"], row["open"]) == ("reached", False)


def test_a_dead_message_says_why(
    alert: Alert, people: dict[str, User], client_of: ClientOf
) -> None:
    row = AlertDelivery.objects.get(state=DeliveryState.SENT)
    started = row.created_at + DAY
    AlertDelivery.objects.filter(pk=row.pk).update(
        state=DeliveryState.DEAD, state_reason="permanent", sent_at=None
    )
    row.tries.create(number=1, started_at=started)
    (dead,) = [r for r in life(client_of(people["planner"]), alert) if r["what"] == "undelivered"]
    assert dead["why"] == "permanent"
    assert datetime.datetime.fromisoformat(dead["at"]) == started


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SITE_MANAGER])
def test_messages_are_named_to_who_may_see_deliveries(
    alert: Alert, people: dict[str, User], client_of: ClientOf, role: Role
) -> None:
    assert [row["what"] for row in life(client_of(people[role]), alert)] == ["opened"]


def test_only_so_many_messages(
    alert: Alert, people: dict[str, User], client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alert_life, "TOLD_MOST", 0)
    answer = client_of(people["official"]).get(f"{URL}{alert.pk}/history/").json()
    assert answer["more"] is True
    assert [row["what"] for row in answer["happenings"]] == ["opened"]


def test_a_fixed_number_of_statements(
    alert: Alert, people: dict[str, User], client_of: ClientOf, django_assert_num_queries: Any
) -> None:
    client = client_of(people["official"])
    for _ in range(3):
        client.post(f"{URL}{alert.pk}/comment/", {"text": "x"})
    with django_assert_num_queries(3):
        client.get(f"{URL}{alert.pk}/history/")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "required"),
        ({"until": "2026-02-30"}, 400, "invalid"),
        ({"until": "tomorrow"}, 400, "invalid"),
        ({"until": None}, 400, "null_not_allowed"),
        ({"until": 20261204}, 400, "invalid"),
        ({"until": "2026-12-04", "by": "boss"}, 400, "unknown_field"),
        ({"until": "1999-12-31"}, 422, "promise_out_of_range"),
        ({"until": "2999-12-31"}, 422, "promise_out_of_range"),
    ],
)
def test_what_is_no_promise(
    alert: Alert,
    people: dict[str, User],
    client_of: ClientOf,
    body: dict[str, Any],
    status: int,
    code: str,
) -> None:
    answer = client_of(people["planner"]).post(f"{URL}{alert.pk}/promise/", body, format="json")
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.content
    assert not alert.events.exists()


@pytest.mark.parametrize("text", [None, "", "  ", 7, "x" * 4001, "\x00"])
def test_what_is_no_comment(
    alert: Alert, people: dict[str, User], client_of: ClientOf, text: Any
) -> None:
    client = client_of(people["planner"])
    answer = client.post(f"{URL}{alert.pk}/comment/", {"text": text}, format="json")
    assert answer.status_code == 400, answer.content
    assert not alert.events.exists()


def test_a_promise_twice_with_one_key_is_one(
    alert: Alert, people: dict[str, User], client_of: ClientOf
) -> None:
    client, body = client_of(people["planner"]), {"until": today(alert)}
    for _ in range(2):
        answer = client.post(f"{URL}{alert.pk}/promise/", body, headers={"Idempotency-Key": "once"})
        assert answer.status_code == 200
    assert alert.events.count() == 1


def test_a_promise_after_the_signature_is_too_late(
    alert: Alert, people: dict[str, User], client_of: ClientOf
) -> None:
    official = client_of(people["official"])
    assert official.post(f"{URL}{alert.pk}/acknowledge/", {}).status_code == 200
    late = official.post(f"{URL}{alert.pk}/promise/", {"until": today(alert)})
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
