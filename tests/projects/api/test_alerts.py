"""`alerts/`: listed to members, signed by those who must act."""

import datetime

import pytest

from projects import models
from projects.models.words import AlertKind
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
    models.Activity.objects.filter(pk=alert.milestone_id).update(responsible=people["site_manager"])
    answer = client_of(people["site_manager"]).post(f"{URL}{alert.pk}/acknowledge/", {})
    assert answer.status_code == 200, answer.content
    assert answer.json()["acknowledged_by"] == people["site_manager"].username
