"""`deliveries/`: who was told; not for everybody."""

import datetime

import pytest

from projects import models
from tests import factories
from tests.conftest import ClientOf

URL = "/api/v1/deliveries/"
NOW = datetime.datetime(2026, 11, 24, 4, 0, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery(project: models.Project, people: dict[str, models.User]) -> models.AlertDelivery:
    milestone = factories.MilestoneFactory.create(project=project)
    assert milestone.planned_finish is not None
    alert = models.Alert.objects.create(
        project=project,
        milestone=milestone,
        kind="overdue",
        planned_finish=milestone.planned_finish,
        opened_at=NOW,
    )
    return models.AlertDelivery.objects.create(
        project=project,
        alert=alert,
        milestone=milestone,
        kind="overdue",
        recipient=people["official"],
        channel="email",
        occurrence=NOW.date(),
        next_at=NOW,
        deadline_at=NOW,
        created_at=NOW,
    )


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("official", 200),
        ("planner", 200),
        ("project_admin", 200),
        ("administrator", 200),
        ("viewer", 403),
        ("site_manager", 403),
    ],
)
def test_who_reads(
    delivery: models.AlertDelivery,
    people: dict[str, models.User],
    client_of: ClientOf,
    role: str,
    status: int,
) -> None:
    client = client_of(people[role])
    assert client.get(f"{URL}{delivery.pk}/").status_code == status
    listed = client.get(URL, {"state": "pending,sent", "alert": str(delivery.alert_id)})
    assert listed.status_code == status
    if status == 200:
        assert [row["id"] for row in listed.json()["results"]] == [delivery.pk]


def test_a_role_elsewhere_opens_nothing_here(
    delivery: models.AlertDelivery, people: dict[str, models.User], client_of: ClientOf
) -> None:
    factories.MembershipFactory.create(user=people["viewer"], role="planner")
    assert client_of(people["viewer"]).get(URL).json()["results"] == []
