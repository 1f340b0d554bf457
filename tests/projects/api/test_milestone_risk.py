"""`milestones/?include=risk`: the last analysis beside the rows, stale once the plan is another."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from projects import models
from projects.services import analyses
from tests import factories
from tests.conftest import ClientOf
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.plans import NOW, change
from tests.projects.plans import link, tasks

pytestmark = pytest.mark.django_db
URL = "/api/v1/milestones/"
Found = dict[str, models.Activity]
# the list's two, the project, the analysis, the plan's three, the kept ranges' two
RISK_QUERIES = 9
SPREAD = {"low": 80, "likely": 100, "high": 150}


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def found(project: models.Project) -> Found:
    """A(5) → M → B(3) → E."""
    made = tasks(project, A=5, M=0, B=3, E=0)
    link(made, "A FS M", "M FS B", "B FS E")
    return made


def analysed(client: APIClient, project: models.Project) -> Any:
    path = f"/api/v1/projects/{project.pk}/schedule/risk/"
    said = client.post(path, {"iterations": 1000, "spread": SPREAD})
    analyses.analysis_run(analysis_id=said.json()["id"])
    return client.get(said["Location"]).json()


def rows(client: APIClient, **asked: Any) -> dict[str, Any]:
    said = client.get(URL, {"include": "risk", **asked})
    assert said.status_code == 200, said.content
    return {row["code"]: row["risk"] for row in said.json()["results"]}


def test_each_milestone_shows_the_last_finished_analysis(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    assert rows(planner, project=project.pk) == {"M": None, "E": None}
    analysed(planner, project)
    last = analysed(planner, project)
    waits = planner.post(f"/api/v1/projects/{project.pk}/schedule/risk/", {"spread": SPREAD})
    assert waits.status_code == 202
    shown = rows(planner, project=project.pk)
    for each in last["answer"]["milestones"]:
        assert shown[each["code"]] == {
            "analysis": last["id"],
            "finished_at": last["finished_at"],
            "p50": each["p50"],
            "p80": each["p80"],
            "stale": False,
        }
    assert shown["M"]["p50"] < shown["E"]["p50"] <= shown["E"]["p80"]


def test_a_changed_plan_makes_it_stale_and_a_new_milestone_has_none(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    analysed(planner, project)
    change(planner, f"/api/v1/activities/{found['B'].pk}/", {"duration_days": 4})
    factories.MilestoneFactory.create(project=project, building=None, code="N")
    shown = rows(planner, project=project.pk)
    assert (shown["M"]["stale"], shown["E"]["stale"], shown["N"]) == (True, True, None)


def test_one_milestone_with_the_fields_that_are_asked_for(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    path = f"{URL}{found['E'].pk}/"
    assert planner.get(path, {"include": "risk"}).json()["risk"] is None
    last = analysed(planner, project)
    said = planner.get(path, {"include": "risk", "fields": "code"}).json()
    assert (set(said), said["risk"]["analysis"]) == ({"code", "risk"}, last["id"])
    assert "risk" not in planner.get(path).json()


def test_a_list_of_several_projects_is_refused(planner: APIClient, found: Found) -> None:
    fault = problem_in(planner.get(URL, {"include": "risk"}), status=400, code="required")
    assert (fault["errors"][0]["location"], fault["errors"][0]["pointer"]) == ("query", "/project")
    problem_in(planner.get(URL, {"include": "rain"}), status=400)


def test_what_is_not_yours_shows_nothing(
    planner: APIClient, project: models.Project, found: Found, client_of: ClientOf
) -> None:
    analysed(planner, project)
    stranger = client_of(factories.MembershipFactory.create().user)
    assert rows(stranger, project=project.pk) == {}
    problem_in(stranger.get(f"{URL}{found['E'].pk}/", {"include": "risk"}), status=404)


def test_many_milestones_cost_no_more_queries_than_one(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    analysed(planner, project)

    def counted() -> int:
        rows(planner, project=project.pk)
        with CaptureQueriesContext(connection) as captured:
            rows(planner, project=project.pk)
        return len(captured)

    few = counted()
    factories.MilestoneFactory.create_batch(30, project=project, building=None)
    analysed(planner, project)
    assert counted() == few == RISK_QUERIES
