"""`activities/`: planned work of every kind."""

import pytest

from projects import models
from tests import factories
from tests.conftest import ClientOf

URL = "/api/v1/activities/"
pytestmark = pytest.mark.django_db


def test_create_list_change(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    planner = client_of(people["planner"])
    made = planner.post(
        URL,
        {
            "project": project.pk,
            "code": "A08",
            "name": "主体结构",
            "duration_days": 80,
            "duration_clock": "calendar",
            "planned_start": "2026-09-01",
            "planned_finish": "2026-11-20",
            "responsible": people["site_manager"].username,
        },
    )
    assert made.status_code == 201, made.content
    assert made.json()["overdue_at"] == "2026-11-20T16:00:00Z"
    changed = planner.patch(
        f"{URL}{made.json()['id']}/",
        {"planned_finish": "2026-08-01"},
        headers={"If-Match": made["ETag"]},
    )
    assert changed.json()["errors"][0]["pointer"] == "/planned_finish"
    factories.MilestoneFactory.create(project=project)
    viewer = client_of(people["viewer"])
    assert len(viewer.get(URL).json()["results"]) == 2
    assert len(viewer.get(URL, {"kind": "task"}).json()["results"]) == 1


def test_a_milestone_has_no_duration(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    answer = client_of(people["planner"]).post(
        URL,
        {
            "project": project.pk,
            "code": "M",
            "name": "x",
            "kind": "start_milestone",
            "duration_days": 3,
        },
    )
    assert answer.json()["errors"][0]["code"] == "milestone_has_no_duration"


def test_bulk_of_two_projects_is_refused(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    other = factories.MembershipFactory.create(user=people["planner"], role="planner").project
    rows = [{"project": pk, "code": "A", "name": "x"} for pk in (project.pk, other.pk)]
    answer = client_of(people["planner"]).post(URL, rows)
    assert answer.json()["code"] == "several_projects"
    too_many = [{"project": project.pk, "code": f"{n}", "name": "x"} for n in range(1001)]
    assert client_of(people["planner"]).post(URL, too_many).status_code == 400
    assert not models.Activity.objects.exists()


def test_what_was_reported_stays(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    planner = client_of(people["planner"])
    activity = factories.ActivityFactory.create(project=project)
    planner.post("/api/v1/progress-entries/", {"activity": activity.pk, "percent": 5})
    answer = planner.delete(f"{URL}{activity.pk}/", headers={"If-Match": '"2"'})
    assert (answer.status_code, answer.json()["code"]) == (409, "in_use")
