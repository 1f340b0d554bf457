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


def test_one_says_every_try_and_its_text_to_who_may_read_it(
    delivery: models.AlertDelivery, people: dict[str, models.User], client_of: ClientOf
) -> None:
    delivery.body_text = "3# 封顶\nhttps://topout.example/sign/secret:token/\n"
    delivery.save(update_fields=["body_text"])
    for number, error_class in ((1, "transient"), (2, "")):
        delivery.tries.create(number=number, started_at=NOW, error_class=error_class)
    shown = {
        role: client_of(people[role]).get(f"{URL}{delivery.pk}/").json()
        for role in ("project_admin", "official", "planner")
    }
    masked = "3# 封顶\nhttps://topout.example/sign/…/\n"
    # the official is its recipient
    assert [shown[role]["text"] for role in shown] == [masked, masked, None]
    tries = shown["planner"]["tries"]
    assert [(each["number"], each["error_class"]) for each in tries] == [(1, "transient"), (2, "")]


def test_a_group_has_no_recipient(
    delivery: models.AlertDelivery, people: dict[str, models.User], client_of: ClientOf
) -> None:
    robot = models.Contact.objects.create(project=delivery.project, channel="feishu", value="r")
    models.AlertDelivery.objects.update(recipient=None, contact=robot)
    assert client_of(people["planner"]).get(URL).json()["results"][0]["recipient"] is None


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("channel", "email,sms", "sms"),
        ("kind", "overdue", "due_soon"),
        ("error_class", "transient", "permanent"),
        ("created_after", "2026-11-24T12:00:00+08:00", "2026-11-24T12:00:01+08:00"),
        ("created_before", "2026-11-24T12:00:01+08:00", "2026-11-24T12:00:00+08:00"),
        ("state", "pending", "dead"),
    ],
)
def test_filters_keep_what_they_name(
    delivery: models.AlertDelivery,
    people: dict[str, models.User],
    client_of: ClientOf,
    name: str,
    right: str,
    wrong: str,
) -> None:
    models.AlertDelivery.objects.update(last_error_class="transient")
    client = client_of(people["planner"])
    for value, found in ((right, 1), (wrong, 0)):
        assert len(client.get(URL, {name: value}).json()["results"]) == found


def test_ids_find_a_milestone_and_a_recipient(
    delivery: models.AlertDelivery, people: dict[str, models.User], client_of: ClientOf
) -> None:
    client = client_of(people["planner"])
    for name in ("milestone", "recipient"):
        for value, found in ((getattr(delivery, f"{name}_id"), 1), (2**40, 0)):
            assert len(client.get(URL, {name: str(value)}).json()["results"]) == found
