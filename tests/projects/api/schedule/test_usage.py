"""The histogram of a resource over the API, against days counted by hand."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from projects.models.words import ActivityKind
from projects.selectors import usage
from tests import factories
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.levellings import adopted, needs, proposed
from tests.projects.plans import link, tasks

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(400)]


def path(project: models.Project, resource: models.Resource, **asked: Any) -> str:
    words = "".join(f"&{name}={value}" for name, value in asked.items())
    return f"/api/v1/projects/{project.pk}/resource-usage/?resource={resource.pk}{words}"


def counted(
    client: APIClient, project: models.Project, resource: models.Resource, **asked: Any
) -> Any:
    said = client.get(path(project, resource, **asked))
    assert said.status_code == 200, said.content
    return said.json()


def column(said: Any, name: str) -> list[Any]:
    return [period[name] for period in said["periods"]]


def test_days_and_weeks(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    """A(6) from Monday to Monday with two cranes, B(3) to Wednesday with one; one there is."""
    found = tasks(project, A=6, B=3)
    needs(crane, found, A=2, B=1)
    crane.capacities.create(project=project, since="2026-03-04", capacity=3)
    said = counted(planner, project, crane, step="day")
    assert (said["resource_code"], said["resource_unit"], said["next"]) == ("TC", "台", None)
    assert [period["first"][-5:] for period in said["periods"]] == [
        *("03-02", "03-03", "03-04", "03-05", "03-06", "03-07", "03-08", "03-09")
    ]
    assert column(said, "peak") == [3, 3, 3, 2, 2, 0, 0, 2]
    assert column(said, "capacity") == [1, 1, 3, 3, 3, 3, 3, 3]
    assert column(said, "used_hours") == [24, 24, 24, 16, 16, 0, 0, 16]
    assert column(said, "over_hours") == [16, 16, 0, 0, 0, 0, 0, 0]
    weeks = counted(planner, project, crane)
    assert column(weeks, "first") == ["2026-03-02", "2026-03-09"]
    assert column(weeks, "last") == ["2026-03-08", "2026-03-15"]
    assert (column(weeks, "peak"), column(weeks, "capacity")) == ([3, 2], [1, 3])
    assert column(weeks, "used_hours") == [104, 16]


def test_efforts_count_as_long_as_they_span(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    found = tasks(project, A=4, L=1)
    models.Activity.objects.filter(pk=found["L"].pk).update(kind=ActivityKind.LEVEL_OF_EFFORT)
    link(found, "A SS L", "A FF L")
    needs(crane, found, L=1)
    assert column(counted(planner, project, crane, step="day"), "peak") == [1, 1, 1, 1]


def test_after_an_adoption_nothing_is_beyond(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    needs(crane, tasks(project, A=5, B=3), A=1, B=1)
    assert column(counted(planner, project, crane), "over_hours") == [24]
    adopted(planner, proposed(planner, project))
    assert column(counted(planner, project, crane), "over_hours") == [0, 0]


def test_a_long_answer_goes_on_where_it_was_cut(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    tasks(project, A=5)
    said = counted(planner, project, crane, step="day", since="1900-01-01", until="2999-12-31")
    assert len(said["periods"]) == usage.PERIODS_MOST
    assert said["periods"][-1]["last"] < said["next"] == "1902-09-28"
    last = counted(planner, project, crane, step="week", since="2999-12-30", until="2999-12-31")
    assert (len(last["periods"]), last["next"]) == (1, None)


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ("", "resource"),
        ("resource=x", "resource"),
        ("resource={pk}&step=hour", "step"),
        ("resource={pk}&step=day,week", "step"),
        ("resource={pk}&since=2026-02-30", "since"),
        ("resource={pk}&since=0001-01-01", "since"),
        ("resource={pk}&until=9999-12-31", "until"),
        ("resource={pk}&since=2026-03-02&until=2026-03-01", "until"),
        ("resource={pk}&colour=red", "colour"),
    ],
)
def test_bad_questions(
    planner: APIClient,
    project: models.Project,
    crane: models.Resource,
    asked: str,
    pointer: str,
) -> None:
    tasks(project, A=5)
    words = asked.format(pk=crane.pk)
    refused = planner.get(f"/api/v1/projects/{project.pk}/resource-usage/?{words}")
    assert problem_in(refused, status=400)["errors"][0]["pointer"] == f"/{pointer}"


def test_resources_of_others_do_not_exist(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    tasks(project, A=5)
    foreign = factories.ResourceFactory.create()
    crane.pk, missing = 99999999, crane
    for resource in (foreign, missing):
        problem_in(planner.get(path(project, resource)), status=404, code="not_found")


def test_a_plan_in_error_is_refused(
    planner: APIClient, project: models.Project, crane: models.Resource
) -> None:
    found = tasks(project, A=5, B=3)
    link(found, "A FS B", "B FS A")
    problem_in(planner.get(path(project, crane)), status=422, code="dependency_cycle")
