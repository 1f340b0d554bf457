"""What belongs to another project does not exist: on the board, in filters and in bodies."""

import json
from typing import Any

import pytest

from projects import models
from tests.projects.api.asking import problem_in, token_of
from tests.projects.api.stage import NOBODY, Stage


def test_board_shows_own_projects_only(stage: Stage) -> None:
    for name, expected in (
        ("viewer", {stage.own["projects"]}),
        ("other project's admin", {stage.other["projects"]}),
        ("member of nothing", set()),
        ("administrator", {stage.own["projects"], stage.other["projects"]}),
    ):
        board = stage.callers[name].get("/api/v1/portfolio/").json()
        assert {project["id"] for project in board["projects"]} == expected
    for name in NOBODY:
        problem_in(stage.callers[name].get("/api/v1/portfolio/"), status=401)


def test_filters_find_nothing_of_others(stage: Stage) -> None:
    client = stage.callers["project_admin"]
    for noun in ("buildings", "milestones", "activities", "calendars", "memberships", "alerts"):
        foreign = client.get(f"/api/v1/{noun}/?project={stage.other['projects']}").json()
        missing = client.get(f"/api/v1/{noun}/?project=999999").json()
        assert foreign["results"] == missing["results"] == []


BODIES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "buildings": ("project", "projects", {"code": "X", "name": "x"}),
    "calendars": ("project", "projects", {"name": "x"}),
    "activities": ("project", "projects", {"code": "X", "name": "x"}),
    "milestones": ("building", "buildings", {"code": "X", "name": "x"}),
    "resources": ("project", "projects", {"code": "X", "name": "x", "capacity": 1}),
    "memberships": ("project", "projects", {"user": "newcomer", "role": "viewer"}),
    "progress-entries": ("activity", "activities", {"percent": 50}),
}


@pytest.mark.parametrize("noun", BODIES)
def test_ids_in_bodies_answer_alike_for_foreign_and_missing(stage: Stage, noun: str) -> None:
    field, related, rest = BODIES[noun]
    before = {name: getattr(models, name).objects.count() for name in ("Building", "Activity")}
    answers = []
    for pk in (stage.other[related], 10**12, 10**23):
        body = {"project": stage.own["projects"], **rest, field: pk}
        if noun == "progress-entries":
            del body["project"]
        response = stage.callers["project_admin"].post(
            f"/api/v1/{noun}/", json.dumps(body), content_type="application/json"
        )
        answer = problem_in(response, status=400, code="unknown_relation")
        answers.append((answer["detail"], [each["pointer"] for each in answer["errors"]]))
    assert len({str(each) for each in answers}) == 1, answers
    assert answers[0][1] == [f"/{field}"]
    assert before == {
        name: getattr(models, name).objects.count() for name in ("Building", "Activity")
    }


def test_own_tokens_for_everybody_signed_in(stage: Stage) -> None:
    for name, client in stage.callers.items():
        response = client.get("/api/v1/auth/tokens/")
        assert response.status_code == (401 if name in NOBODY else 200)
    assert token_of(models.User.objects.get(username="gone"))
