"""`resources/` and `assignments/`: what there is of whom since when, and who needs it."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from rest_framework.test import APIClient

from projects import models
from tests import factories
from tests.projects.api.asking import problem_in
from tests.projects.plans import tasks

RESOURCES, ASSIGNMENTS = "/api/v1/resources/", "/api/v1/assignments/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def crane(project: models.Project) -> models.Resource:
    return factories.ResourceFactory.create(project=project, code="TC")


def body(project: models.Project, **rest: Any) -> dict[str, Any]:
    return {"project": project.pk, "code": "GW", "name": "钢筋工", "capacity": 12, **rest}


def test_a_resource_with_its_capacities(project: models.Project, planner: APIClient) -> None:
    lines = [{"since": "2026-05-01", "capacity": 20}, {"since": "2026-04-01", "capacity": 0}]
    made = planner.post(RESOURCES, body(project, name_en="Steel fixers", capacities=lines))
    assert made.status_code == 201, made.content
    assert made.json()["capacities"] == sorted(lines, key=lambda line: str(line["since"]))
    path = f"{RESOURCES}{made.json()['id']}/"
    renamed = planner.patch(path, {"name": "钢筋班组"}, headers={"If-Match": made["ETag"]})
    assert (renamed.json()["name"], len(renamed.json()["capacities"])) == ("钢筋班组", 2)
    emptied = planner.patch(path, {"capacities": []}, headers={"If-Match": renamed["ETag"]})
    assert (emptied.json()["capacities"], emptied.json()["version"]) == ([], 3)
    stale = planner.patch(path, {"capacity": 1}, headers={"If-Match": made["ETag"]})
    problem_in(stale, status=412)


def test_a_code_is_taken_once_a_project(
    project: models.Project, planner: APIClient, crane: models.Resource
) -> None:
    fault = problem_in(
        planner.post(RESOURCES, body(project, code=crane.code)), status=409, code="already_exists"
    )
    assert fault["errors"][0]["pointer"] == "/code"


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"capacity": -1}, "/capacity"),
        ({"capacity": 16_384}, "/capacity"),
        ({"capacity": 1.5}, "/capacity"),
        ({"capacity": "2"}, "/capacity"),
        ({"capacity": None}, "/capacity"),
        ({"capacities": [{"since": "2026-02-30", "capacity": 1}]}, "/capacities/0/since"),
        ({"capacities": [{"since": "2026-02-01", "capacity": -1}]}, "/capacities/0/capacity"),
        ({"capacities": [{"since": "2026-02-01"}]}, "/capacities/0/capacity"),
        (
            {
                "capacities": [
                    {"since": "2026-02-01", "capacity": 1},
                    {"since": "2026-02-01", "capacity": 2},
                ]
            },
            "/capacities/1/since",
        ),
        ({"capacities": "x"}, "/capacities"),
        ({"calendar": 1}, "/calendar"),
    ],
)
def test_bad_resources(
    project: models.Project, planner: APIClient, wrong: dict[str, Any], pointer: str
) -> None:
    fault = problem_in(planner.post(RESOURCES, body(project, **wrong)), status=400)
    assert [each["pointer"] for each in fault["errors"]] == [pointer]
    assert not models.Resource.objects.exists()


def test_a_failed_change_leaves_the_capacities(
    project: models.Project, planner: APIClient, crane: models.Resource
) -> None:
    crane.capacities.create(project=project, since="2026-05-01", capacity=3)
    factories.ResourceFactory.create(project=project, code="GW")
    path = f"{RESOURCES}{crane.pk}/"
    refused = planner.patch(
        path,
        {"code": "GW", "capacities": []},
        headers={"If-Match": planner.get(path)["ETag"]},
    )
    problem_in(refused, status=409)
    assert crane.capacities.count() == 1


def test_an_assignment_is_made_changed_and_removed(
    project: models.Project, planner: APIClient, crane: models.Resource
) -> None:
    found = tasks(project, A=5)
    made = planner.post(ASSIGNMENTS, {"activity": found["A"].pk, "resource": crane.pk})
    assert made.status_code == 201, made.content
    assert (made.json()["project"], made.json()["units"]) == (project.pk, 1)
    path = f"{ASSIGNMENTS}{made.json()['id']}/"
    problem_in(planner.delete(path), status=428)
    changed = planner.patch(path, {"units": 2}, headers={"If-Match": made["ETag"]})
    assert changed.json()["units"] == 2
    moved = planner.patch(path, {"resource": crane.pk}, headers={"If-Match": changed["ETag"]})
    problem_in(moved, status=400)
    used = f"{RESOURCES}{crane.pk}/"
    refused = planner.delete(used, headers={"If-Match": planner.get(used)["ETag"]})
    problem_in(refused, status=409, code="in_use")
    assert planner.delete(path, headers={"If-Match": changed["ETag"]}).status_code == 204
    free = planner.delete(used, headers={"If-Match": planner.get(used)["ETag"]})
    assert free.status_code == 204


def test_many_assignments_all_or_none(
    project: models.Project, planner: APIClient, crane: models.Resource
) -> None:
    found = tasks(project, A=5, B=3, C=1)
    rows = [{"activity": found[code].pk, "resource": crane.pk} for code in ("A", "B")]
    made = planner.post(ASSIGNMENTS, rows)
    assert [row["activity"] for row in made.json()] == [found["A"].pk, found["B"].pk]
    again = [{"activity": found["C"].pk, "resource": crane.pk}, rows[0]]
    fault = problem_in(planner.post(ASSIGNMENTS, again), status=409, code="already_exists")
    assert fault["errors"][0]["pointer"] == "/1/resource"
    single = problem_in(planner.post(ASSIGNMENTS, rows[0]), status=409, code="already_exists")
    assert single["errors"][0]["pointer"] == "/resource"
    assert models.Assignment.objects.count() == 2
    listed = planner.get(f"{ASSIGNMENTS}?activity={found['A'].pk}&resource={crane.pk}").json()
    assert len(listed["results"]) == 1


def test_two_hundred_lines_ask_for_their_ends_once(
    project: models.Project,
    planner: APIClient,
    crane: models.Resource,
    django_assert_max_num_queries: Any,
) -> None:
    found = tasks(project, **{f"T{place}": 1 for place in range(200)})
    rows = [{"activity": each.pk, "resource": crane.pk} for each in found.values()]
    with django_assert_max_num_queries(25):
        assert planner.post(ASSIGNMENTS, rows).status_code == 201


@pytest.mark.parametrize("units", [0, -1, 16_384, 1.5, "1", None])
def test_bad_units(
    project: models.Project, planner: APIClient, crane: models.Resource, units: Any
) -> None:
    found = tasks(project, A=5)
    refused = planner.post(
        ASSIGNMENTS, {"activity": found["A"].pk, "resource": crane.pk, "units": units}
    )
    assert problem_in(refused, status=400)["errors"][0]["pointer"] == "/units"


def test_ends_of_others_do_not_exist(
    project: models.Project,
    planner: APIClient,
    crane: models.Resource,
    people: dict[str, models.User],
) -> None:
    """Neither somebody else's, nor those of another project of one's own."""
    found = tasks(project, A=5)
    foreign = factories.ResourceFactory.create()
    elsewhere = factories.ResourceFactory.create()
    factories.MembershipFactory.create(
        project=elsewhere.project, user=people["planner"], role="planner"
    )
    answers = set()
    for pk in (foreign.pk, elsewhere.pk, 10**12, 10**23):
        line = {"activity": found["A"].pk, "resource": pk}
        refused = planner.post(ASSIGNMENTS, line)
        fault = problem_in(refused, status=400, code="unknown_relation")
        answers.add((fault["detail"], fault["errors"][0]["pointer"]))
        many = planner.post(ASSIGNMENTS, [{"activity": found["A"].pk, "resource": crane.pk}, line])
        fault = problem_in(many, status=400, code="unknown_relation")
        assert fault["errors"][0]["pointer"] == "/1/resource"
    assert len(answers) == 1
    assert not models.Assignment.objects.exists()


def test_a_milestone_needs_nothing(
    project: models.Project, planner: APIClient, crane: models.Resource
) -> None:
    found = tasks(project, M=0)
    refused = planner.post(ASSIGNMENTS, {"activity": found["M"].pk, "resource": crane.pk})
    fault = problem_in(refused, status=400, code="milestone_does_no_work")
    assert fault["errors"][0]["pointer"] == "/activity"


def test_what_needs_a_resource_does_not_become_a_milestone(
    project: models.Project, planner: APIClient, crane: models.Resource
) -> None:
    found = tasks(project, A=5)
    models.Assignment.objects.create(project=project, activity=found["A"], resource=crane)
    path = f"/api/v1/activities/{found['A'].pk}/"
    refused = planner.patch(
        path,
        {"kind": "finish_milestone", "duration_days": 0},
        headers={"If-Match": planner.get(path)["ETag"]},
    )
    fault = problem_in(refused, status=409, code="in_use")
    assert fault["errors"][0]["pointer"] == "/kind"


@pytest.mark.parametrize("units", [0, 16_384])
def test_the_database_keeps_units_in_range(
    project: models.Project, crane: models.Resource, units: int
) -> None:
    found = tasks(project, A=5)
    rows = models.Assignment.objects
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.create(project=project, activity=found["A"], resource=crane, units=units)
    with pytest.raises(IntegrityError), transaction.atomic():
        crane.capacities.create(project=project, since="2026-05-01", capacity=16_384)
