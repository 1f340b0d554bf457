"""The fourteen points through the API, their thresholds, and what bad ones are answered."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.levellings import needs
from tests.projects.api.schedule.plans import change, url
from tests.projects.plans import link

pytestmark = pytest.mark.django_db
Found = dict[str, models.Activity]


def asked(client: APIClient, project: models.Project) -> Any:
    said = client.get(f"{url(project)}quality/")
    assert said.status_code == 200, said.content
    return said.json()


def point_of(said: Any, key: str) -> Any:
    return next(point for point in said["points"] if point["key"] == key)


def limits(client: APIClient, project: models.Project, thresholds: Any) -> Any:
    return change(client, f"/api/v1/projects/{project.pk}/", {"quality_thresholds": thresholds})


def test_fourteen_points_in_their_published_order(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    said = asked(planner, project)
    assert [point["number"] for point in said["points"]] == list(range(1, 15))
    assert "DCMA" in said["reference"]
    assert (said["quality_policy"], said["quality_thresholds"]) == ("warn", {})
    assert all(point["names"]["zh-hans"] and point["names"]["en"] for point in said["points"])
    assert all(point["formula"] for point in said["points"])


def test_what_nothing_holds_is_named(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    models.Link.objects.filter(predecessor=found["C"]).delete()
    logic = point_of(asked(planner, project), "logic")
    assert "C" in [each["code"] for each in logic["activities"]]
    assert logic["offending"] == len(logic["activities"])
    assert logic["verdict"] == "fail"
    assert logic["share"] == logic["numerator"] / logic["denominator"]


def test_leads_are_named_by_their_links(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    models.Link.objects.filter(successor=found["B"]).delete()
    link(found, "M FS-1 B")
    led = models.Link.objects.get(successor=found["B"])
    leads = point_of(asked(planner, project), "leads")
    assert (leads["links"], leads["numerator"], leads["verdict"]) == ([led.pk], 1, "fail")


def test_a_planner_sets_the_limits(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    models.Link.objects.filter(successor=found["B"]).delete()
    link(found, "M FS-1 B")
    said = limits(planner, project, {"leads": 0.5, "high_float_days": 20})
    assert said.status_code == 200, said.content
    assert said.json()["quality_thresholds"] == {"leads": 0.5, "high_float_days": 20}
    after = asked(planner, project)
    assert (point_of(after, "leads")["threshold"], point_of(after, "leads")["verdict"]) == (
        0.5,
        "pass",
    )
    assert limits(planner, project, {}).json()["quality_thresholds"] == {}
    assert point_of(asked(planner, project), "leads")["verdict"] == "fail"


def test_what_has_a_resource_or_a_budget_is_loaded(
    planner: APIClient, project: models.Project, crane: models.Resource, found: Found
) -> None:
    resources = point_of(asked(planner, project), "resources")
    assert {each["code"] for each in resources["activities"]} == {"A", "B", "C"}
    needs(crane, found, A=1)
    models.Activity.objects.filter(pk=found["B"].pk).update(budget_cny=0)
    resources = point_of(asked(planner, project), "resources")
    assert {each["code"] for each in resources["activities"]} == {"C"}


def test_a_late_activity_misses_the_current_baseline(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    assert point_of(asked(planner, project), "missed_tasks")["verdict"] == "not_applicable"
    taken = planner.post(
        "/api/v1/baselines/", {"project": project.pk, "name": "批复", "is_current": True}
    )
    assert taken.status_code == 201
    models.Activity.objects.filter(pk=found["C"].pk).update(
        actual_start="2026-03-02", actual_finish="2026-03-04", percent_complete=100
    )
    missed = point_of(asked(planner, project), "missed_tasks")
    assert [each["code"] for each in missed["activities"]] == ["C"]


@pytest.mark.parametrize(
    "thresholds",
    [
        None,
        [],
        "0.05",
        {"leads": -0.1},
        {"leads": 1.5},
        {"leads": "0.1"},
        {"leads": None},
        {"leads": True},
        {"leads": float("1e308")},
        {"high_float_days": 1e9},
        {"no_such_point": 0.1},
    ],
)
def test_bad_limits_change_nothing(
    planner: APIClient, project: models.Project, thresholds: Any
) -> None:
    problem_in(limits(planner, project, thresholds), status=400)
    project.refresh_from_db()
    assert project.quality_thresholds == {}


def test_a_policy_is_one_of_three(planner: APIClient, project: models.Project) -> None:
    path = f"/api/v1/projects/{project.pk}/"
    assert change(planner, path, {"quality_policy": "refuse"}).json()["quality_policy"] == "refuse"
    problem_in(change(planner, path, {"quality_policy": "shout"}), status=400)


def test_a_plan_in_error_is_not_assessed(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    models.Link.objects.create(project=project, predecessor=found["E"], successor=found["A"])
    problem_in(planner.get(f"{url(project)}quality/"), status=422, code="dependency_cycle")
    problem_in(planner.get(f"{url(project)}quality/?x=1"), status=400)
