"""SQL statements of every list, sign-in included: the same for one row and for thirty.

`query_counts.json` is the record; a change of it is a change to look at.
"""

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from projects import models
from projects.api.urls import router
from projects.models.words import Role
from projects.selectors import calendars, lights
from projects.services.alerts.rule_changes import alert_rule_create
from tests import factories

COUNTS: dict[str, int] = json.loads(
    (Path(__file__).parent / "query_counts.json").read_text(encoding="utf-8")
)
NOW = datetime.datetime(2026, 11, 24, 4, 0, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(project: models.Project) -> models.User:
    member = factories.MembershipFactory.create(project=project, role=Role.PLANNER)
    calendar = factories.CalendarFactory.create(project=project)
    models.Project.objects.filter(pk=project.pk).update(calendar=calendar)
    return member.user


@pytest.fixture
def client(planner: models.User) -> APIClient:
    token, text = models.AuthToken.objects.create(user=planner)
    models.AuthToken.objects.filter(pk=token.pk).update(
        session_hash=planner.get_session_auth_hash()
    )
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {text}")
    return client


def milestone_add(project: models.Project, user: models.User) -> models.Activity:
    milestone = factories.MilestoneFactory.create(project=project, responsible=user)
    factories.PhotoFactory.create(
        project=project, building=milestone.building, activity=milestone, uploaded_by=user
    )
    return milestone


def alert_add(project: models.Project, user: models.User) -> models.Alert:
    milestone = milestone_add(project, user)
    assert milestone.planned_finish is not None
    return models.Alert.objects.create(
        project=project,
        milestone=milestone,
        kind="overdue",
        planned_finish=milestone.planned_finish,
        opened_at=NOW,
        acknowledged_at=NOW,
        acknowledged_by=user,
    )


def delivery_add(project: models.Project, user: models.User) -> None:
    alert = alert_add(project, user)
    models.AlertDelivery.objects.create(
        project=project,
        alert=alert,
        milestone=alert.milestone,
        kind="overdue",
        recipient=user,
        channel="email",
        occurrence=NOW.date(),
        next_at=NOW,
        deadline_at=NOW,
        created_at=NOW,
    )


def viewpoint_add(project: models.Project, _user: models.User) -> None:
    building = factories.BuildingFactory.create(project=project)
    factories.ViewpointFactory.create(building=building, latitude=36.7, longitude=119.2)


def match_add(project: models.Project, user: models.User) -> None:
    earlier, later = (
        factories.PhotoFactory.create(project=project, uploaded_by=user) for _ in range(2)
    )
    factories.PhotoMatchFactory.create(
        photo=later,
        earlier=earlier,
        settled_at=NOW,
        settled_by=user,
        settled_reason="same view",
    )


def contact_add(_project: models.Project, user: models.User) -> None:
    models.Contact.objects.create(
        user=user, channel="email", value=f"{models.Contact.objects.count()}@topout.example"
    )


def webhook_add(project: models.Project, user: models.User) -> None:
    models.Membership.objects.filter(project=project, user=user).update(role=Role.PROJECT_ADMIN)
    models.Contact.objects.create(
        project=project, channel="feishu", value=f"https://x/{models.Contact.objects.count()}"
    )


def entry_add(project: models.Project, user: models.User) -> None:
    models.ProgressEntry.objects.create(
        project=project,
        activity=factories.ActivityFactory.create(project=project),
        percent=5,
        reported_by=user,
        reported_at=NOW,
    )


def calendar_add(project: models.Project, _user: models.User) -> None:
    calendar = factories.CalendarFactory.create(project=project)
    models.CalendarException.objects.create(calendar=calendar, date=NOW.date(), worked=False)


def link_add(project: models.Project, _user: models.User) -> None:
    ends = factories.ActivityFactory.create_batch(2, project=project)
    models.Link.objects.create(project=project, predecessor=ends[0], successor=ends[1])


def assignment_add(project: models.Project, _user: models.User) -> None:
    activity = factories.ActivityFactory.create(project=project)
    crane = factories.ResourceFactory.create(project=project)
    models.ResourceCapacity.objects.create(
        project=project, resource=crane, since=NOW.date(), capacity=2
    )
    models.Assignment.objects.create(project=project, activity=activity, resource=crane)


def baseline_add(project: models.Project, user: models.User) -> None:
    models.Baseline.objects.create(
        project=project,
        name=f"{models.Baseline.objects.count()}",
        taken_at=NOW,
        taken_by=user,
        data_date=NOW.date(),
        computation=1,
        network=b"",
        finish=1_060_000_000,
    )


def alert_rule_add(_project: models.Project, user: models.User) -> None:
    """A project has one rule of a kind: each comes with a project of its own."""
    member = factories.MembershipFactory.create(user=user)
    alert_rule_create(project=member.project, data={"kind": "overdue"}, levels=None)


ADD: dict[str, Callable[[models.Project, models.User], Any]] = {
    "projects": lambda _project, user: factories.MembershipFactory.create(user=user),
    "buildings": lambda project, _user: factories.BuildingFactory.create(project=project),
    "memberships": lambda project, _user: factories.MembershipFactory.create(project=project),
    "calendars": calendar_add,
    "links": link_add,
    "resources": assignment_add,
    "assignments": assignment_add,
    "baselines": baseline_add,
    "milestones": milestone_add,
    "activities": milestone_add,
    "progress-entries": entry_add,
    "photos": milestone_add,
    "photo-matches": match_add,
    "viewpoints": viewpoint_add,
    "alerts": alert_add,
    "deliveries": delivery_add,
    "alert-rules": alert_rule_add,
    "contacts": contact_add,
    "webhooks": webhook_add,
    "portfolio": alert_add,
    "site": milestone_add,
}


def test_every_list_is_counted() -> None:
    lists = {prefix for prefix, _view, _name in router.registry}
    assert set(COUNTS) == set(ADD) == lists


@pytest.mark.parametrize("name", sorted(ADD))
@pytest.mark.parametrize("rows", [1, 30])
def test_query_counts(
    project: models.Project, planner: models.User, client: APIClient, name: str, rows: int
) -> None:
    for _ in range(rows):
        ADD[name](project, planner)
    url = f"/api/v1/{name}/"
    # the first request notes the token's use and reads the calendar into memory
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(url)
    assert answer.status_code == 200
    assert len(captured) == COUNTS[name], [query["sql"] for query in captured]


def test_an_unseen_calendar_costs_two_queries_more(
    project: models.Project, planner: models.User, client: APIClient
) -> None:
    milestone_add(project, planner)
    client.get("/api/v1/milestones/")
    calendars.forget()
    lights.judgement_of.cache_clear()
    with CaptureQueriesContext(connection) as captured:
        client.get("/api/v1/milestones/")
    assert len(captured) == COUNTS["milestones"] + 2


@pytest.mark.parametrize("rows", [1, 30])
def test_a_trend_costs_four_queries_more(
    project: models.Project, planner: models.User, client: APIClient, rows: int
) -> None:
    """Clocks, moves, kept forecasts and baselines, for one project as for thirty."""
    for _ in range(rows):
        place = factories.MembershipFactory.create(user=planner).project
        models.Project.objects.filter(pk=place.pk).update(compare_with="baseline")
        alert_add(place, planner)
    client.get("/api/v1/portfolio/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/api/v1/portfolio/?trend_days=7").status_code == 200
    assert len(captured) == COUNTS["portfolio"] + 4, [query["sql"] for query in captured]
