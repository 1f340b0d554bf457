"""A building's plan, copied into another project: what stands for what there."""

import datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from projects.models.words import Role
from tests import factories
from tests.conftest import ClientOf
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.levellings import needs
from tests.projects.plans import dates, link, tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(people: dict[str, models.User]) -> models.Building:
    """A building of another project in which the same planner plans."""
    building = factories.BuildingFactory.create()
    factories.MembershipFactory.create(
        project=building.project, user=people["planner"], role=Role.PLANNER
    )
    return building


@pytest.fixture
def plan(project: models.Project, crane: models.Resource) -> dict[str, models.Activity]:
    """A(5) → M → B(3); A by a calendar of its own, and B needs two cranes."""
    found = tasks(project, A=5, M=0, B=3)
    link(found, "A FS M", "M FS B")
    calendar = factories.CalendarFactory.create(project=project, name="夜班", worked_weekdays=127)
    calendar.exceptions.create(date=datetime.date(2026, 3, 3), worked=False, name="停工")
    models.Activity.objects.filter(pk=found["A"].pk).update(calendar=calendar)
    needs(crane, found, B=2)
    crane.capacities.create(project=project, since="2026-03-09", capacity=2)
    return found


def copied(client: APIClient, plan: dict[str, models.Activity], to: int, **body: Any) -> Any:
    source = plan["A"].building_id
    return client.post(f"/api/v1/buildings/{source}/copy-plan/", {"to": to, **body})


def test_what_the_other_project_lacks_is_made_there(
    planner: APIClient, plan: dict[str, models.Activity], elsewhere: models.Building
) -> None:
    answer = copied(planner, plan, elsewhere.pk, offset_days=7)
    assert answer.status_code == 201, answer.content
    said = answer.json()
    made = {row.code: row for row in elsewhere.activities.all()}
    assert sorted(made) == ["A", "B", "M"]
    assert {row.project_id for row in made.values()} == {elsewhere.project_id}
    [calendar] = elsewhere.project.calendars.all()
    assert (said["calendars"], calendar.name) == ([calendar.pk], "夜班")
    assert calendar.exceptions.get().name == "停工"
    assert made["A"].calendar == calendar
    [crane] = elsewhere.project.resources.all()
    assert (said["resources"], crane.code) == ([crane.pk], "TC")
    assert str(crane.capacities.get().since) == "2026-03-16"
    assert made["B"].assignments.get().resource == crane
    assert models.Link.objects.filter(project=elsewhere.project).count() == 2
    assert said["schedule"]["finish"] is not None
    assert dates(made["B"]) > dates(made["A"])


def test_what_it_has_of_that_name_is_taken(
    planner: APIClient, plan: dict[str, models.Activity], elsewhere: models.Building
) -> None:
    theirs = factories.CalendarFactory.create(project=elsewhere.project, name="夜班")
    tower = factories.ResourceFactory.create(project=elsewhere.project, code="TC", capacity=5)
    said = copied(planner, plan, elsewhere.pk, offset_days=0).json()
    assert (said["calendars"], said["resources"]) == ([], [])
    assert elsewhere.activities.get(code="A").calendar == theirs
    assert elsewhere.activities.get(code="B").assignments.get().resource == tower


def test_a_person_goes_along_where_he_is_a_member(
    planner: APIClient,
    people: dict[str, models.User],
    plan: dict[str, models.Activity],
    elsewhere: models.Building,
) -> None:
    responsible = {"A": people["planner"], "B": people["site_manager"]}
    for code, person in responsible.items():
        models.Activity.objects.filter(pk=plan[code].pk).update(responsible=person)
    said = copied(planner, plan, elsewhere.pk, offset_days=0).json()
    made = {row.code: row for row in elsewhere.activities.all()}
    assert made["A"].responsible == people["planner"]
    assert made["B"].responsible is None
    assert said["without_person"] == [made["B"].pk]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SITE_MANAGER, Role.OFFICIAL])
def test_only_planners_of_the_other_project_copy_into_it(
    client_of: ClientOf,
    people: dict[str, models.User],
    plan: dict[str, models.Activity],
    role: Role,
) -> None:
    building = factories.BuildingFactory.create()
    factories.MembershipFactory.create(project=building.project, user=people["planner"], role=role)
    refused = copied(client_of(people["planner"]), plan, building.pk, offset_days=0)
    problem_in(refused, status=403, code="permission_denied")
    assert not building.activities.exists()


def test_another_projects_building_is_not_there(
    planner: APIClient, plan: dict[str, models.Activity]
) -> None:
    foreign = factories.BuildingFactory.create()
    refused = copied(planner, plan, foreign.pk, offset_days=0)
    problem_in(refused, status=400, code="unknown_relation")


def test_clashing_codes_are_named_and_nothing_is_made(
    planner: APIClient, plan: dict[str, models.Activity], elsewhere: models.Building
) -> None:
    factories.ActivityFactory.create(project=elsewhere.project, code="x-M")
    refused = copied(planner, plan, elsewhere.pk, offset_days=0, code_prefix="x-")
    fault = problem_in(refused, status=409, code="already_exists")
    assert fault["codes"] == ["x-M"]
    assert fault["errors"][0]["pointer"] == "/code_prefix"
    assert not elsewhere.activities.exists()
    assert not elsewhere.project.calendars.exists()
    assert not elsewhere.project.resources.exists()


def test_codes_that_become_one_are_named(
    planner: APIClient, project: models.Project, elsewhere: models.Building
) -> None:
    found = tasks(project, A=1, xA=1)
    refused = copied(planner, found, elsewhere.pk, offset_days=0, strip_prefix="x")
    assert problem_in(refused, status=409, code="already_exists")["codes"] == ["A"]
