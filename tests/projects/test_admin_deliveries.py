"""What an administrator does to deliveries in the admin: some by hand, a project's by one click."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from projects import models
from projects.models.alert_words import AlertDeed, AlertKind, Channel, DeliveryState
from projects.models.words import Role
from tests import factories

NOW = datetime.datetime(2026, 11, 24, 2, tzinfo=datetime.UTC)
LIST = reverse("admin:projects_alertdelivery_changelist")
BRAKE = reverse("admin:projects_storm_brake")


@pytest.fixture
def boss(db: None, client: Client) -> Client:
    user = factories.UserFactory.create(username="boss", is_superuser=True, is_staff=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def delivery_in(project: models.Project, state: DeliveryState) -> models.AlertDelivery:
    milestone = factories.MilestoneFactory.create(project=project)
    alert = models.Alert.objects.create(
        project=project,
        milestone=milestone,
        kind=AlertKind.OVERDUE,
        planned_finish=datetime.date(2026, 11, 20),
        opened_at=NOW,
    )
    return models.AlertDelivery.objects.create(
        project=project,
        alert=alert,
        milestone=milestone,
        kind=alert.kind,
        recipient=factories.UserFactory.create(),
        channel=Channel.EMAIL,
        occurrence=datetime.date(2026, 11, 21),
        state=state,
        attempts=12,
        next_at=NOW,
        deadline_at=NOW,
        created_at=NOW,
    )


def states(*rows: models.AlertDelivery) -> list[str]:
    kept = models.AlertDelivery.objects.in_bulk([row.pk for row in rows])
    return [kept[row.pk].state for row in rows]


@pytest.mark.parametrize(
    ("action", "before", "after", "deed"),
    [
        ("release_held", DeliveryState.HELD, DeliveryState.PENDING, AlertDeed.RELEASED),
        ("drop_held", DeliveryState.HELD, DeliveryState.CANCELLED, AlertDeed.DROPPED),
        ("retry_dead", DeliveryState.DEAD, DeliveryState.PENDING, AlertDeed.RETRIED),
    ],
)
def test_what_is_in_the_right_state_changes_and_its_alert_says_who_did_it(
    boss: Client,
    project: models.Project,
    action: str,
    before: DeliveryState,
    after: DeliveryState,
    deed: AlertDeed,
) -> None:
    chosen, spared = delivery_in(project, before), delivery_in(project, DeliveryState.SENT)
    ids = [chosen.pk, spared.pk]
    answer = boss.post(LIST, {"action": action, "_selected_action": ids}, follow=True)
    assert len(list(answer.context["messages"])) == 1
    assert states(chosen, spared) == [after, DeliveryState.SENT]
    event = models.AlertEvent.objects.get()
    assert (event.alert_id, event.deed) == (chosen.alert_id, deed)
    assert event.by is not None
    assert event.by.username == "boss"


def test_one_click_releases_a_project_and_another_drops_one(
    boss: Client, project: models.Project
) -> None:
    other = factories.ProjectFactory.create()
    mine, theirs = delivery_in(project, DeliveryState.HELD), delivery_in(other, DeliveryState.HELD)
    shown = [row.project for row in boss.get(BRAKE).context["held"]]
    assert shown == [project.pk, other.pk]
    boss.post(BRAKE, {"project": str(project.pk), "release": "x"})
    assert states(mine, theirs) == [DeliveryState.PENDING, DeliveryState.HELD]
    boss.post(BRAKE, {"project": str(other.pk), "drop": "x"})
    assert states(mine, theirs) == [DeliveryState.PENDING, DeliveryState.CANCELLED]
    assert list(boss.get(BRAKE).context["held"]) == []


@pytest.mark.parametrize("project_id", ["", "x", "-1", "٣", "9" * 9, "9" * 30])
def test_a_project_that_is_none_changes_nothing(
    boss: Client, project: models.Project, project_id: str
) -> None:
    held = delivery_in(project, DeliveryState.HELD)
    assert boss.post(BRAKE, {"project": project_id, "release": "x"}).status_code == 302
    assert states(held) == [DeliveryState.HELD]


def test_the_page_names_the_channels_that_rest(boss: Client) -> None:
    later = datetime.datetime(2999, 1, 1, tzinfo=datetime.UTC)
    models.Breaker.objects.create(
        channel=Channel.SMS, open_until=later, last_error_text="balance", changed_at=NOW
    )
    assert "balance" in boss.get(BRAKE).content.decode()


def test_the_text_is_shown_without_its_secret(boss: Client, project: models.Project) -> None:
    delivery = delivery_in(project, DeliveryState.SENT)
    delivery.body_text = "3# late\nhttps://topout.example/sign/secret:token/\n"
    delivery.save(update_fields=["body_text"])
    page = boss.get(reverse("admin:projects_alertdelivery_change", args=[delivery.pk]))
    said = page.content.decode()
    assert "3# late" in said
    assert "secret:token" not in said


def test_whoever_may_not_look_at_deliveries_sees_no_brake(
    client: Client, project: models.Project
) -> None:
    clerk = factories.UserFactory.create(is_staff=True)
    factories.MembershipFactory.create(project=project, user=clerk, role=Role.PROJECT_ADMIN)
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(BRAKE).status_code == 403
    assert client.post(BRAKE, {"project": str(project.pk), "drop": "x"}).status_code == 403
