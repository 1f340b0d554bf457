"""Levelling over the API: proposed at once, searched on by a worker."""

import concurrent.futures
from typing import Any

import pytest
from django.db import connections
from rest_framework.test import APIClient

from projects import models
from projects.models.analysis_words import AnalysisState
from projects.models.words import ActivityKind
from projects.services import analyses
from tests import factories
from tests.commits import WITH_COMMITS
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.levellings import (
    Found,
    adopted,
    asked,
    dates_of,
    needs,
    overloads,
    proposed,
)
from tests.projects.api.schedule.plans import NOW
from tests.projects.plans import link, tasks

# the schemes' machine code is made once, which takes a while
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(400)]


def test_two_activities_share_a_crane(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    """A(5) and B(3) want the one crane: whoever waits, eight days it takes."""
    found = tasks(project, A=5, B=3)
    needs(crane, found, A=1, B=1)
    answer = asked(planner, project)
    assert answer.status_code == 201
    said = answer.json()
    assert (said["state"], said["progress"], said["stale"]) == ("done", 100, False)
    proposal = said["answer"]
    assert (proposal["finish_before"], proposal["finish"]) == ("2026-03-06", "2026-03-11")
    assert (proposal["bound"], proposal["gap"]) == ("2026-03-11", 0)
    assert (proposal["optimal"], proposal["within_capacity"]) == (True, True)
    [shift] = proposal["shifts"]
    other = {"A", "B"} - {shift["code"]}
    assert (shift["old_start"], shift["new_finish"]) == ("2026-03-02", "2026-03-11")
    assert shift["days_moved"] == {"A": 3, "B": 5}[shift["code"]]
    assert shift["waits_for"]["resource_name"] == "塔吊"
    assert {each["code"] for each in shift["waits_for"]["competing"]} == other
    [load] = proposal["resources"]
    assert (load["peak_before"], load["capacity_before"], load["over_hours_before"]) == (2, 1, 24)
    assert (load["peak_after"], load["over_hours_after"]) == (1, 0)
    # nothing has happened to the plan
    assert not models.Activity.objects.filter(levelled_start__isnull=False).exists()


def test_what_follows_says_whom(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    found = tasks(project, A=5, B=3, C=1)
    link(found, "A SS B", "B FS C")
    needs(crane, found, A=1, B=1)
    shifts = {each["code"]: each for each in proposed(planner, project)["answer"]["shifts"]}
    assert [each["code"] for each in shifts["C"]["follows"]] == ["B"]
    assert shifts["C"]["waits_for"] is None


def test_smoothing_never_moves_the_finish(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    """B and C fit one after the other beside A; once A needs the crane too, it does not suffice."""
    found = tasks(project, A=5, B=2, C=2)
    needs(crane, found, B=1, C=1)
    smooth = proposed(planner, project, mode="smooth")["answer"]
    assert (smooth["finish"], smooth["finish_before"]) == ("2026-03-06", "2026-03-06")
    assert (smooth["within_capacity"], smooth["optimal"]) == (True, True)
    needs(crane, found, A=1)
    tight = proposed(planner, project, mode="smooth")["answer"]
    assert (tight["finish"], tight["within_capacity"]) == ("2026-03-06", False)
    # nine days of work in five, one crane: four days of eight hours too many
    assert tight["resources"][0]["over_hours_after"] == 32
    assert tight["optimal"] is False


def test_only_the_resources_that_were_asked_for(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    found = tasks(project, A=5, B=3)
    crew = factories.ResourceFactory.create(project=project, capacity=2)
    needs(crane, found, A=1, B=1)
    needs(crew, found, A=1, B=1)
    said = proposed(planner, project, resources=[crew.pk])["answer"]
    assert (said["shifts"], said["optimal"]) == ([], True)
    assert [each["resource"] for each in said["resources"]] == [crew.pk]


def test_efforts_are_left_aside_and_said_so(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    found = tasks(project, A=5, B=3, L=1)
    models.Activity.objects.filter(pk=found["L"].pk).update(kind=ActivityKind.LEVEL_OF_EFFORT)
    link(found, "A SS L", "A FF L")
    needs(crane, found, A=1, L=1)
    said = proposed(planner, project)["answer"]
    assert said["shifts"] == []
    assert [(each["code"], each["units"]) for each in said["left_aside"]] == [("L", 1)]


def searched(client: APIClient, project: models.Project) -> tuple[Any, Any]:
    """What was answered at once, and what a worker made of it."""
    answer = asked(client, project, time_limit_s=1)
    assert answer.status_code == 202, answer.content
    assert answer.json()["state"] == "waiting"
    analyses.analysis_run(analysis_id=answer.json()["id"])
    return answer.json(), client.get(answer["Location"]).json()


@pytest.fixture
def crowded(project: models.Project) -> Found:
    """Work of which no rule proves that it could not end earlier."""
    days = {f"T{place}": 1 + place * 7 % 5 for place in range(14)}
    found = tasks(project, **days)
    link(found, *(f"T{place} FS T{place + 3}" for place in range(9)))
    crew = factories.ResourceFactory.create(project=project, capacity=4)
    needs(crew, found, **{f"T{place}": 1 + place % 3 for place in range(14)})
    return found


def test_a_worker_searches_on(planner: APIClient, project: models.Project, crowded: Found) -> None:
    first, best = searched(planner, project)
    assert first["answer"]["optimal"] is False
    assert (best["state"], best["progress"], best["stale"]) == ("done", 100, False)
    assert best["answer"]["finish"] <= first["answer"]["finish"]
    assert best["answer"]["orders"] > first["answer"]["orders"]
    assert best["answer"]["bound"] <= best["answer"]["finish"]
    # what was looked at first is another one by now
    stale = {**best, "answer": {**best["answer"], "proposal": "0" * 32}}
    problem_in(adopted(planner, stale), status=409, code="proposal_changed")
    assert adopted(planner, best).status_code == 200
    assert overloads(project) == []
    finish = max(dates_of(each)[1] for each in crowded.values())
    assert str(finish) == best["answer"]["finish"]


def test_a_proposal_is_adopted_while_the_search_goes_on(
    planner: APIClient, project: models.Project, crowded: Found
) -> None:
    answer = asked(planner, project, time_limit_s=1).json()
    assert adopted(planner, answer).status_code == 200
    assert analyses.analysis_run(analysis_id=answer["id"]) is None
    row = models.Analysis.objects.get(pk=answer["id"])
    assert (row.state, row.finished_at) == (AnalysisState.ADOPTED, NOW)


def test_a_search_that_is_dropped_is_not_made(
    planner: APIClient, project: models.Project, crowded: Found
) -> None:
    answer = asked(planner, project, time_limit_s=1).json()
    assert planner.delete(f"/api/v1/levellings/{answer['id']}/").status_code == 204
    assert analyses.analysis_run(analysis_id=answer["id"]) is None


def test_a_resource_that_ends_leaves_units_lacking(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    """No day is free after Wednesday: the second activity goes where the fewest are lacking."""
    found = tasks(project, A=3, B=3)
    needs(crane, found, A=1, B=1)
    crane.capacities.create(project=project, since="2026-03-05", capacity=0)
    said = proposed(planner, project)["answer"]
    assert (said["within_capacity"], said["optimal"]) == (False, False)
    assert said["resources"][0]["over_hours_after"] == 24


@WITH_COMMITS
def test_a_search_under_way_ends_when_its_proposal_is_dropped(
    planner: APIClient, project: models.Project, crowded: Found
) -> None:
    """Long before its five minutes are over."""
    answer = asked(planner, project, time_limit_s=300).json()

    def search() -> Any:
        try:
            return analyses.analysis_run(analysis_id=answer["id"])
        finally:
            connections.close_all()

    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        searching = pool.submit(search)
        row = models.Analysis.objects.filter(pk=answer["id"], state=AnalysisState.RUNNING)
        while not row.exists():
            assert not searching.done()
        assert planner.delete(f"/api/v1/levellings/{answer['id']}/").status_code == 204
        assert searching.result(timeout=60) is None
    assert models.Analysis.objects.get(pk=answer["id"]).state == AnalysisState.CANCELLED
