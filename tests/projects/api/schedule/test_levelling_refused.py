"""What is no question to levelling, and what no levelling can answer."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from tests import factories
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.levellings import (
    Found,
    asked,
    needs,
)
from tests.projects.plans import tasks

# the schemes' machine code is made once, which takes a while
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(400)]


BAD: list[dict[str, Any]] = [
    {"mode": None},
    {"mode": "stretch"},
    {"time_limit_s": 301},
    {"time_limit_s": -1},
    {"time_limit_s": "5"},
    {"resources": []},
    {"resources": [99999999]},
    {"resources": [2**70]},
    {"resources": "x"},
    {"seed": -1},
    {"colour": "red"},
]


@pytest.mark.parametrize("body", BAD)
def test_bad_requests(
    planner: APIClient, project: models.Project, crane: models.Resource, body: dict[str, Any]
) -> None:
    needs(crane, tasks(project, A=5), A=1)
    problem_in(asked(planner, project, **body), status=400)
    assert not models.Analysis.objects.exists()


def test_foreign_resources_do_not_exist(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    needs(crane, tasks(project, A=5), A=1)
    foreign = factories.ResourceFactory.create()
    fault = problem_in(
        asked(planner, project, resources=[crane.pk, foreign.pk]),
        status=400,
        code="unknown_relation",
    )
    assert fault["errors"][0]["pointer"] == "/resources/1"
    twice = asked(planner, project, resources=[crane.pk, crane.pk])
    problem_in(twice, status=400)


def test_a_demand_above_every_capacity_is_named(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    found = tasks(project, A=5, B=3)
    needs(crane, found, A=3, B=1)
    crane.capacities.create(project=project, since="2027-01-01", capacity=2)
    fault = problem_in(asked(planner, project), status=422, code="demand_above_capacity")
    [line] = fault["demands"]
    assert (line["code"], line["resource_code"], line["units"], line["capacity"]) == (
        "A",
        "TC",
        3,
        2,
    )
    assert "塔吊" in fault["detail"]
    # what is done needs nothing any more
    done = {"actual_start": "2026-03-02", "actual_finish": "2026-03-04"}
    models.Activity.objects.filter(pk=found["A"].pk).update(**done)
    assert asked(planner, project).status_code == 201


def test_nothing_to_level(
    planner: APIClient, project: models.Project, crane: models.Resource, found: Found
) -> None:
    problem_in(asked(planner, project), status=422, code="nothing_to_level")


def test_a_plan_in_error_is_refused(
    planner: APIClient, project: models.Project, crane: models.Resource, found: Found
) -> None:
    needs(crane, found, A=1)
    models.Link.objects.create(project=project, predecessor=found["E"], successor=found["A"])
    problem_in(asked(planner, project), status=422, code="dependency_cycle")


def test_a_century_by_the_minute_is_too_much(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    """Calendars that differ by a minute, and work for a hundred years."""
    found = tasks(project, A=36500, B=1)
    odd = factories.CalendarFactory.create(project=project, shifts=[[480, 721]])
    models.Activity.objects.filter(pk=found["B"].pk).update(calendar=odd)
    needs(crane, found, A=1, B=1)
    problem_in(asked(planner, project), status=422, code="too_fine_to_level")
    models.Activity.objects.filter(pk=found["B"].pk).update(calendar=None)
    assert asked(planner, project).status_code == 201
