"""`projects/{id}/deliveries/`: how they stand; retry, release and drop by id or by filter."""

import datetime
from typing import Any

import pytest
from django.test import Client

from projects import models
from projects.models.alert_words import AlertDeed, Channel, DeliveryState
from tests import factories
from tests.projects.api.asking import bearer, problem_in

NOW = datetime.datetime(2026, 11, 24, 4, 0, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(people: dict[str, models.User]) -> Client:
    return bearer(people["project_admin"])


def delivery_in(project: models.Project, **values: Any) -> models.AlertDelivery:
    milestone = factories.MilestoneFactory.create(project=project)
    alert = models.Alert.objects.create(
        project=project,
        milestone=milestone,
        kind="overdue",
        planned_finish=datetime.date(2026, 11, 20),
        opened_at=NOW,
    )
    usual = {
        "recipient": factories.UserFactory.create(),
        "channel": Channel.EMAIL,
        "occurrence": NOW.date(),
        "attempts": 12,
        "next_at": NOW,
        "deadline_at": NOW,
        "created_at": NOW,
    }
    return models.AlertDelivery.objects.create(
        project=project, alert=alert, milestone=milestone, kind="overdue", **{**usual, **values}
    )


def url(project: models.Project, deed: str = "") -> str:
    return f"/api/v1/projects/{project.pk}/deliveries/{deed}{'/' if deed else ''}"


def asked(client: Client, project: models.Project, deed: str, **body: Any) -> Any:
    return client.post(url(project, deed), body, content_type="application/json")


def state_of(row: models.AlertDelivery) -> str:
    row.refresh_from_db()
    return row.state


@pytest.mark.parametrize(
    ("deed", "before", "after"),
    [("retry", "dead", "pending"), ("release", "held", "pending"), ("drop", "held", "cancelled")],
)
def test_chosen_ones_change_and_their_alerts_say_who_did_it(
    admin: Client,
    project: models.Project,
    people: dict[str, models.User],
    deed: str,
    before: str,
    after: str,
) -> None:
    first, second = delivery_in(project, state=before), delivery_in(project, state=before)
    said = asked(admin, project, deed, ids=[first.pk])
    assert (said.status_code, said.json()) == (200, {"count": 1})
    assert (state_of(first), state_of(second)) == (after, before)
    event = models.AlertEvent.objects.get()
    words = {"retry": AlertDeed.RETRIED, "release": AlertDeed.RELEASED, "drop": AlertDeed.DROPPED}
    assert (event.alert_id, event.by, event.deed) == (
        first.alert_id,
        people["project_admin"],
        words[deed],
    )
    life = admin.get(f"/api/v1/alerts/{first.alert_id}/history/").json()["happenings"]
    assert words[deed] in [each["what"] for each in life]


def test_one_in_another_state_stops_all_and_is_named(
    admin: Client, project: models.Project
) -> None:
    held, sent = delivery_in(project, state="held"), delivery_in(project, state="sent")
    said = asked(admin, project, "release", ids=[held.pk, sent.pk])
    assert problem_in(said, status=409, code="wrong_state")["ids"] == [sent.pk]
    assert state_of(held) == "held"
    assert not models.AlertEvent.objects.exists()


def test_what_is_of_another_project_does_not_exist(admin: Client, project: models.Project) -> None:
    other = delivery_in(factories.ProjectFactory.create(), state="held")
    mine = delivery_in(project, state="held")
    problem_in(asked(admin, project, "drop", ids=[mine.pk, other.pk]), status=404)
    assert (state_of(mine), state_of(other)) == ("held", "held")


def test_one_click_releases_all_that_a_project_holds(
    admin: Client, project: models.Project
) -> None:
    held = [delivery_in(project, state="held") for _ in range(3)]
    dead, elsewhere = (
        delivery_in(project, state="dead"),
        delivery_in(factories.ProjectFactory.create(), state="held"),
    )
    assert asked(admin, project, "release").json() == {"count": 3}
    assert {state_of(row) for row in held} == {"pending"}
    assert (state_of(dead), state_of(elsewhere)) == ("dead", "held")
    assert asked(admin, project, "release").json() == {"count": 0}


@pytest.mark.parametrize(
    ("name", "value"), [("channel", "sms"), ("error_class", "permanent"), ("kind", "due_soon")]
)
def test_a_filter_chooses(admin: Client, project: models.Project, name: str, value: str) -> None:
    column = {"error_class": "last_error_class"}.get(name, name)
    chosen = delivery_in(project, state="dead")
    models.AlertDelivery.objects.filter(pk=chosen.pk).update(**{column: value})
    spared = delivery_in(project, state="dead")
    assert asked(admin, project, "retry", **{name: value}).json() == {"count": 1}
    assert (state_of(chosen), state_of(spared)) == ("pending", "dead")


def test_an_alert_and_a_recipient_choose(admin: Client, project: models.Project) -> None:
    one, two = delivery_in(project, state="dead"), delivery_in(project, state="dead")
    assert asked(admin, project, "retry", alert=one.alert_id).json() == {"count": 1}
    assert asked(admin, project, "retry", recipient=two.recipient_id).json() == {"count": 1}
    assert asked(admin, project, "retry", recipient=two.recipient_id).json() == {"count": 0}


@pytest.mark.parametrize(
    "body",
    [
        {"ids": []},
        {"ids": [0]},
        {"ids": ["1"]},
        {"ids": None},
        {"ids": [1], "channel": "sms"},
        {"ids": list(range(1, 1002))},
        {"channel": "pigeon"},
        {"state": "dead"},
        [],
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused(admin: Client, project: models.Project, body: Any) -> None:
    row = delivery_in(project, state="dead")
    said = admin.post(url(project, "retry"), body, content_type="application/json")
    problem_in(said, status=400)
    assert state_of(row) == "dead"


def test_a_repeat_under_its_key_does_nothing_twice(admin: Client, project: models.Project) -> None:
    row = delivery_in(project, state="held")
    for _ in range(2):
        said = admin.post(
            url(project, "drop"),
            {"ids": [row.pk]},
            content_type="application/json",
            headers={"Idempotency-Key": "once"},
        )
        assert (said.status_code, said.json()) == (200, {"count": 1})
    assert models.AlertEvent.objects.count() == 1


def test_what_waits_anew_has_all_its_tries_and_is_written_anew(
    admin: Client, project: models.Project
) -> None:
    row = delivery_in(project, state="dead", message=b"old", may_be_repeat=True)
    asked(admin, project, "retry", ids=[row.pk])
    row.refresh_from_db()
    assert (row.attempts, row.message, row.may_be_repeat) == (0, None, True)
    assert row.deadline_at - row.next_at == datetime.timedelta(hours=48)


def test_how_they_stand(admin: Client, project: models.Project) -> None:
    for state, channel in (("held", "email"), ("held", "email"), ("sent", "sms")):
        delivery_in(project, state=state, channel=channel)
    delivery_in(factories.ProjectFactory.create(), state="held")
    later = datetime.datetime(2999, 1, 1, tzinfo=datetime.UTC)
    robot = models.Contact.objects.create(project=project, channel=Channel.FEISHU, value="r")
    private = models.Contact.objects.create(
        user=factories.UserFactory.create(), channel=Channel.SMS, value="1"
    )
    for contact in (robot, private, None):
        models.Breaker.objects.create(
            channel=contact.channel if contact else Channel.EMAIL,
            contact=contact,
            open_until=later,
            changed_at=NOW,
        )
    models.ScannerRun.objects.create(started_at=NOW, finished_at=NOW, held=True)
    said = admin.get(url(project)).json()
    assert said["counts"] == [
        {"channel": "email", "state": "held", "count": 2},
        {"channel": "sms", "state": "sent", "count": 1},
    ]
    assert (said["held"], said["held_since"]) == (2, "2026-11-24T04:00:00Z")
    assert [each["contact"] for each in said["breakers"]] == [None, robot.pk]
    assert [each["held"] for each in said["scans"]] == [True]


@pytest.mark.parametrize("state", DeliveryState.values)
def test_only_the_right_state_is_taken(admin: Client, project: models.Project, state: str) -> None:
    row = delivery_in(project, state=state)
    for deed, before in (("retry", "dead"), ("release", "held")):
        wanted = 200 if state_of(row) == before else 409
        assert asked(admin, project, deed, ids=[row.pk]).status_code == wanted
