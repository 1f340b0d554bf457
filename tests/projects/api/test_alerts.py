"""`alerts/`: listed to members, signed by those who must act."""

import datetime

import pytest
import time_machine

from projects import models
from projects.models.alert_words import AlertKind
from tests import factories
from tests.conftest import ClientOf

URL = "/api/v1/alerts/"
NOW = datetime.datetime(2026, 11, 24, 4, 0, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def alert(project: models.Project) -> models.Alert:
    milestone = factories.MilestoneFactory.create(project=project)
    assert milestone.planned_finish is not None
    return models.Alert.objects.create(
        project=project,
        milestone=milestone,
        kind=AlertKind.OVERDUE,
        planned_finish=milestone.planned_finish,
        opened_at=NOW,
    )


def responsible_make(alert: models.Alert, user: models.User) -> models.User:
    """Make the user responsible for the alert's milestone."""
    models.Activity.objects.filter(pk=alert.milestone_id).update(responsible=user)
    return user


def test_what_will_be_late_is_listed_and_signed_for_like_the_rest(
    alert: models.Alert, people: dict[str, models.User], client_of: ClientOf
) -> None:
    slip = models.Alert.objects.create(
        project=alert.project,
        milestone=factories.MilestoneFactory.create(project=alert.project),
        kind=AlertKind.FORECAST_SLIP,
        planned_finish=alert.planned_finish,
        forecast_days_late=6,
        opened_at=NOW,
    )
    official = client_of(people["official"])
    (row,) = official.get(URL, {"kind": "forecast_slip"}).json()["results"]
    assert (row["id"], row["forecast_days_late"]) == (slip.pk, 6)
    assert official.get(URL, {"kind": "overdue,forecast_slip"}).json()["results"][1:]
    assert official.post(f"{URL}{slip.pk}/acknowledge/", {}).status_code == 200
    assert official.get(URL, {"acknowledged": "false"}).json()["results"][0]["id"] == alert.pk


def test_filters(alert: models.Alert, people: dict[str, models.User], client_of: ClientOf) -> None:
    viewer = client_of(people["viewer"])
    for query, count in (
        ({"open": "true", "kind": "overdue", "acknowledged": "false"}, 1),
        ({"open": "false"}, 0),
        ({"acknowledged": "true"}, 0),
        ({"kind": "due_soon"}, 0),
        ({"milestone": alert.milestone_id}, 1),
    ):
        assert len(viewer.get(URL, query).json()["results"]) == count, query
    row = viewer.get(f"{URL}{alert.pk}/").json()
    assert (row["milestone_code"], row["open"]) == (alert.milestone.code, True)
    assert client_of(people["stranger"]).get(f"{URL}{alert.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [("viewer", 403), ("planner", 403), ("official", 200), ("project_admin", 200)],
)
def test_who_signs(
    alert: models.Alert,
    people: dict[str, models.User],
    client_of: ClientOf,
    role: str,
    status: int,
) -> None:
    client = client_of(people[role])
    answer = client.post(f"{URL}{alert.pk}/acknowledge/", {"comment": "已约谈"})
    assert answer.status_code == status, answer.content
    alert.refresh_from_db()
    assert (alert.acknowledged_at is not None) == (status == 200)


def test_the_responsible_signs_too(
    alert: models.Alert, people: dict[str, models.User], client_of: ClientOf
) -> None:
    site_manager = responsible_make(alert, people["site_manager"])
    answer = client_of(site_manager).post(f"{URL}{alert.pk}/acknowledge/", {})
    assert answer.status_code == 200, answer.content
    assert answer.json()["acknowledged_by"] == site_manager.username
    assert answer.json()["can_acknowledge"] is False


def test_the_responsible_signs_for_his_own_milestone_only(
    alert: models.Alert, people: dict[str, models.User], client_of: ClientOf
) -> None:
    other = factories.MilestoneFactory.create(project=alert.project)
    models.Activity.objects.filter(pk=other.pk).update(responsible=people["site_manager"])
    answer = client_of(people["site_manager"]).post(f"{URL}{alert.pk}/acknowledge/", {})
    assert answer.status_code == 403
    alert.refresh_from_db()
    assert alert.acknowledged_at is None


def test_a_responsible_person_who_left_does_not_see_it_any_more(
    alert: models.Alert, people: dict[str, models.User], client_of: ClientOf
) -> None:
    gone = responsible_make(alert, people["site_manager"])
    models.Membership.objects.filter(user=gone).delete()
    assert client_of(gone).post(f"{URL}{alert.pk}/acknowledge/", {}).status_code == 404


@pytest.mark.parametrize("responsible", ["", "planner", "stranger"])
def test_the_row_says_whose_signature_would_be_taken(
    alert: models.Alert, people: dict[str, models.User], client_of: ClientOf, responsible: str
) -> None:
    if responsible:
        responsible_make(alert, people[responsible])
    members = {name: user for name, user in people.items() if name != "stranger"}
    said = {}
    for name, user in members.items():
        shown = client_of(user).get(f"{URL}{alert.pk}/").json()["can_acknowledge"]
        (listed,) = client_of(user).get(URL).json()["results"]
        assert listed["can_acknowledge"] is shown
        said[name] = shown
    signers = {"official", "project_admin", "administrator", responsible} & members.keys()
    assert {name for name, may in said.items() if may} == signers
    # the field and the deed agree, for everybody
    for name, user in members.items():
        models.Alert.objects.update(acknowledged_at=None, acknowledged_by=None)
        answer = client_of(user).post(f"{URL}{alert.pk}/acknowledge/", {})
        assert answer.status_code == (200 if said[name] else 403), name


@pytest.mark.parametrize("end", ["closed_at", "acknowledged_at"])
def test_what_does_not_wait_any_more_is_not_signed_for(
    alert: models.Alert, people: dict[str, models.User], client_of: ClientOf, end: str
) -> None:
    signer = people["project_admin"] if end == "acknowledged_at" else None
    models.Alert.objects.update(**{end: NOW}, acknowledged_by=signer)
    official = client_of(people["official"])
    assert official.get(f"{URL}{alert.pk}/").json()["can_acknowledge"] is False
    assert official.post(f"{URL}{alert.pk}/acknowledge/", {}).status_code == 409


@pytest.mark.parametrize(
    ("family", "given", "shown"),
    [
        ("王", "建国", "王建国"),
        ("Smith", "Anna", "Anna Smith"),
        ("Müller", "Jörg", "Jörg Müller"),
        ("", "建国", "建国"),
        ("", "", None),
    ],
)
def test_the_signer_is_shown_by_name(
    alert: models.Alert,
    people: dict[str, models.User],
    client_of: ClientOf,
    family: str,
    given: str,
    shown: str | None,
) -> None:
    official = people["official"]
    official.last_name, official.first_name = family, given
    official.save()
    client = client_of(official)
    client.post(f"{URL}{alert.pk}/acknowledge/", {})
    expected = shown or official.username
    assert client.get(f"{URL}{alert.pk}/").json()["acknowledged_by"] == expected
    (row,) = client.get("/api/v1/portfolio/").json()["projects"]
    (building,) = row["buildings"]
    assert building["milestones"][0]["open_alert"]["acknowledged_by"] == expected


def test_an_alert_says_where_it_is_and_how_late(
    alert: models.Alert, people: dict[str, models.User], client_of: ClientOf
) -> None:
    """The reader needs no second question; what is closed is called by its kind."""
    building = factories.BuildingFactory.create(project=alert.project, name_en="Hall 3")
    models.Activity.objects.filter(pk=alert.milestone_id).update(building=building)
    viewer = client_of(people["viewer"])
    with time_machine.travel(NOW, tick=False):
        models.Alert.objects.filter(pk=alert.pk).update(planned_finish="2026-11-16")
        row = viewer.get(f"{URL}{alert.pk}/", headers={"Accept-Language": "en"}).json()
    assert row["place"] == {
        "project_name": alert.project.name,
        "project_name_en": alert.project.name_en,
        "time_zone": "Asia/Shanghai",
        "building_code": building.code,
        "building_name": building.name,
        "building_name_en": "Hall 3",
    }
    assert row["headline"] == "6 working days late"
    models.Alert.objects.filter(pk=alert.pk).update(closed_at=NOW, closed_why="reached")
    row = viewer.get(f"{URL}{alert.pk}/", headers={"Accept-Language": "en"}).json()
    assert row["headline"].lower() == "overdue"


@pytest.mark.parametrize(
    ("role", "answers"), [("viewer", False), ("planner", True), ("official", True)]
)
def test_an_alert_says_who_may_answer_and_whom_it_was_told(
    alert: models.Alert,
    people: dict[str, models.User],
    client_of: ClientOf,
    role: str,
    answers: bool,
) -> None:
    caller = client_of(people[role])
    (row,) = caller.get(URL, {"told": "false"}).json()["results"]
    assert (row["told"], row["can_answer"]) == (False, answers)
    models.AlertDelivery.objects.create(
        project=alert.project,
        alert=alert,
        milestone=alert.milestone,
        kind=alert.kind,
        recipient=people[role],
        channel="email",
        occurrence=NOW.date(),
        next_at=NOW,
        deadline_at=NOW,
        created_at=NOW,
    )
    (row,) = caller.get(URL, {"told": "true"}).json()["results"]
    # whoever is told may sign, and so may answer
    assert (row["told"], row["can_answer"], row["can_acknowledge"]) == (True, True, True)
    assert caller.get(URL, {"told": "false"}).json()["results"] == []
