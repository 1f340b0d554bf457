"""Why a date is what it is, float paths, and open ends, as the API tells them."""

import datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from tests import factories
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.plans import url
from tests.projects.plans import link, tasks

pytestmark = pytest.mark.django_db
Found = dict[str, models.Activity]


def derived(client: APIClient, activity: models.Activity, query: str = "") -> Any:
    said = client.get(f"/api/v1/activities/{activity.pk}/derivation/{query}")
    assert said.status_code == 200, said.content
    return said.json()["dates"]


def test_a_link_decides_and_is_named(planner: APIClient, found: Found) -> None:
    start, finish, *late = derived(planner, found["B"])
    assert (start["date"], finish["date"]) == ("early_start", "early_finish")
    assert (start["code"], start["at"]) == ("B", "2026-03-09T08:00:00")
    cause = start["cause"]
    assert (cause["kind"], cause["slack_minutes"]) == ("link", 0)
    assert cause["link"]["predecessor_code"] == "M"
    assert (cause["link"]["kind"], cause["link"]["lag_minutes"]) == ("FS", 0)
    assert cause["calendar_shift_minutes"] == (2 * 24 + 15) * 60, "Friday 17:00 to Monday 08:00"
    assert [each["date"] for each in late] == ["late_start", "late_finish"]


def test_runners_up_say_by_how_much_they_ask_for_less(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    [date] = derived(planner, found["E"], "?date=early_finish")
    assert date["cause"]["link"]["predecessor_code"] == "B"
    other = next(each for each in date["others"] if each["kind"] == "link")
    assert (other["link"]["predecessor_code"], other["slack_days"]) == ("C", 7)


def test_a_chain_leads_to_what_is_no_link(planner: APIClient, found: Found) -> None:
    [date] = derived(planner, found["E"], "?date=early_finish&chain=true")
    assert [each["code"] for each in date["chain"]] == ["B", "M", "A"]
    assert date["chain"][-1]["cause"]["kind"] == "project_start"


def test_a_constraint_decides(planner: APIClient, found: Found) -> None:
    models.Activity.objects.filter(pk=found["C"].pk).update(
        constraint="snet", constraint_date=datetime.date(2026, 3, 4)
    )
    [date] = derived(planner, found["C"], "?date=early_start")
    assert (date["cause"]["kind"], date["cause"]["constraint"]) == ("constraint", "snet")
    assert date["at"] == "2026-03-04T08:00:00"


def test_what_has_happened_is_its_own_cause(planner: APIClient, found: Found) -> None:
    day = datetime.date(2026, 3, 3)
    models.Activity.objects.filter(pk=found["C"].pk).update(actual_start=day, actual_finish=day)
    assert {each["cause"]["kind"] for each in derived(planner, found["C"])} >= {"actual"}


def test_paths_come_tightest_first(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    first, second = planner.get(url(project) + "paths/").json()["paths"]
    assert [each["code"] for each in first["activities"]] == ["A", "M", "B", "E"]
    assert (first["slack_minutes"], first["joins"]) == (0, None)
    assert len(first["links"]) == 3
    assert [each["code"] for each in second["activities"]] == ["C"]
    assert (second["slack_minutes"], second["joins"]) == (7 * 480, found["E"].pk)
    one = planner.get(url(project) + f"paths/?count=1&by=total_float&to={found['M'].pk}").json()
    assert [[each["code"] for each in path["activities"]] for path in one["paths"]] == [["A", "M"]]


def test_open_ends_are_listed_and_counted(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    link(found, "A SS C")
    models.Link.objects.filter(successor=found["E"], predecessor=found["C"]).update(kind="SS")
    said = planner.get(url(project) + "open-ends/").json()["open_ends"]
    assert [(each["code"], each["missing"]) for each in said] == [
        ("A", "no_predecessor"),
        ("C", "dangling_finish"),
        ("E", "no_successor"),
    ]
    assert planner.post(url(project), {}).json()["counts"]["open_ends"] == 3


@pytest.mark.parametrize(
    "query",
    [
        "paths/?count=0",
        "paths/?count=21",
        "paths/?by=luck",
        "paths/?by=free_float,total_float",
        "paths/?to=x",
        "paths/?to=99999999",
        "open-ends/?x=1",
        "paths/?count=2&count=3",
    ],
)
def test_wrong_questions(
    planner: APIClient, project: models.Project, found: Found, query: str
) -> None:
    problem_in(planner.get(url(project) + query), status=400)


@pytest.mark.parametrize("query", ["?date=noon", "?chain=maybe", "?page=2"])
def test_wrong_questions_about_a_date(planner: APIClient, found: Found, query: str) -> None:
    path = f"/api/v1/activities/{found['A'].pk}/derivation/"
    problem_in(planner.get(path + query), status=400)


def test_a_plan_in_error_is_named(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    link(found, "E FS A")
    path = f"/api/v1/activities/{found['A'].pk}/derivation/"
    said = problem_in(planner.get(path), status=422, code="dependency_cycle")
    assert len(said["links"]) == 4
    problem_in(planner.get(url(project) + "paths/"), status=422, code="dependency_cycle")


def test_an_empty_plan_has_nothing_to_ask(planner: APIClient, project: models.Project) -> None:
    problem_in(planner.get(url(project) + "open-ends/"), status=422, code="empty_plan")


def test_another_projects_activity_is_no_target(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    other = tasks(factories.ProjectFactory.create(), X=1)["X"]
    problem_in(planner.get(url(project) + f"paths/?to={other.pk}"), status=400)
    problem_in(planner.get(f"/api/v1/activities/{other.pk}/derivation/"), status=404)
