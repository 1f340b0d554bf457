"""A building's plan from a template, or from another building."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from tests import factories
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.levellings import needs
from tests.projects.plans import link

pytestmark = pytest.mark.django_db


@pytest.fixture
def building(project: models.Project) -> models.Building:
    return factories.BuildingFactory.create(project=project, code="4#")


def laid(client: APIClient, building: models.Building, **body: Any) -> Any:
    said = client.post(f"/api/v1/buildings/{building.pk}/plan/", body)
    assert said.status_code == 201, said.content
    return said.json()


def copied(client: APIClient, source: models.Building, **body: Any) -> Any:
    return client.post(f"/api/v1/buildings/{source.pk}/copy-plan/", body)


def test_templates_speak_the_callers_language(planner: APIClient) -> None:
    said = planner.get("/api/v1/schedule-templates/", headers={"Accept-Language": "en"}).json()
    said = said["templates"]
    assert {"plant-building", "road", "pipelines"} <= {each["key"] for each in said}
    names = {each["key"]: each["name"] for each in said}
    assert names["road"] == "Road"
    chinese = planner.get("/api/v1/schedule-templates/", headers={"Accept-Language": "zh-hans"})
    assert {each["key"]: each["name"] for each in chinese.json()["templates"]}["road"] == "道路"
    road = next(each for each in said if each["key"] == "road")
    assert road["names"] == {"en": "Road", "zh-hans": "道路"}
    assert road["steps"][-1]["names"] == {"en": "Opened to traffic", "zh-hans": "通车"}


def test_a_plant_building_takes_369_calendar_days(
    planner: APIClient, project: models.Project, building: models.Building
) -> None:
    said = laid(planner, building, template="plant-building", start="2026-04-01", code_prefix="4-")
    rows = models.Activity.objects.filter(pk__in=said["activities"])
    assert (rows.count(), len(said["activities"])) == (23, 23)
    assert {row.building_id for row in rows} == {building.pk}
    last = rows.get(code="4-M23")
    # the end of the 369th day from 1 April on
    assert str(last.planned_finish) == "2027-04-04"
    assert said["schedule"]["finish"] == "2027-04-04"
    assert last.overdue_at is not None
    assert rows.get(code="4-M09").name == "主体结构封顶"
    digging = rows.get(code="4-A05")
    assert (digging.range_low, digging.range_likely, digging.range_high) == (80, 100, 160)
    assert rows.get(code="4-A02").range_low is None
    assert models.Link.objects.filter(successor__building=building).count() == 30


def test_a_code_is_taken_once(planner: APIClient, building: models.Building) -> None:
    laid(planner, building, template="road", start="2026-04-01")
    body = {"template": "road", "start": "2026-05-01"}
    again = planner.post(
        f"/api/v1/buildings/{building.pk}/plan/", body, headers={"Accept-Language": "en"}
    )
    fault = problem_in(again, status=409, code="already_exists")
    assert fault["errors"][0]["pointer"] == "/code_prefix"
    assert fault["codes"] == [f"R{number:02}" for number in range(1, 11)]
    assert "R05 and 5 more" in fault["detail"]
    assert models.Activity.objects.filter(building=building).count() == 10


def test_a_copy_moves_and_has_not_happened(
    planner: APIClient, project: models.Project, building: models.Building
) -> None:
    source = factories.BuildingFactory.create(project=project, code="3#")
    laid(planner, source, template="road", start="2026-03-02", code_prefix="3-")
    rows = {row.code: row for row in models.Activity.objects.filter(building=source)}
    models.Activity.objects.filter(pk=rows["3-R02"].pk).update(
        actual_start="2026-03-02", actual_finish="2026-03-05", percent_complete=100
    )
    outside = factories.ActivityFactory.create(project=project, code="X", building=building)
    link({"X": outside, "R10": rows["3-R10"]}, "R10 FS X")
    said = copied(
        planner, source, to=building.pk, offset_days=30, strip_prefix="3-", code_prefix="4-"
    )
    assert said.status_code == 201, said.content
    new = {
        row.code: row for row in models.Activity.objects.filter(pk__in=said.json()["activities"])
    }
    assert sorted(new) == sorted(code.replace("3-", "4-") for code in rows)
    assert str(new["4-R01"].constraint_date) == "2026-04-01"
    assert new["4-R02"].actual_start is None
    assert new["4-R02"].percent_complete == 0
    moved = new["4-R10"].planned_finish - rows["3-R10"].planned_finish  # type: ignore[operator] # both are planned
    assert moved.days == 30
    logic = models.Link.objects.filter(predecessor__in=new.values())
    assert logic.count() == models.Link.objects.filter(predecessor__building=source).count() - 1
    [left] = said.json()["left_behind"]
    assert models.Link.objects.get(pk=left).successor_id == outside.pk


def test_a_copy_needs_the_same_resources(
    planner: APIClient,
    project: models.Project,
    building: models.Building,
    crane: models.Resource,
) -> None:
    laid(planner, building, template="road", start="2026-03-02", code_prefix="3-")
    rows = {each.code: each for each in building.activities.all()}
    needs(crane, rows, **{"3-R02": 2, "3-R03": 1})
    target = factories.BuildingFactory.create(project=project)
    said = copied(
        planner, building, to=target.pk, offset_days=30, strip_prefix="3-", code_prefix="4-"
    )
    assert said.status_code == 201, said.content
    copies = crane.assignments.filter(activity__building=target)
    assert dict(copies.values_list("activity__code", "units")) == {"4-R02": 2, "4-R03": 1}


def test_bad_requests_lay_nothing(
    planner: APIClient, project: models.Project, building: models.Building
) -> None:
    url = f"/api/v1/buildings/{building.pk}/plan/"
    for body in (
        {},
        {"template": "castle", "start": "2026-04-01"},
        {"template": "road", "start": "yesterday"},
        {"template": "road", "start": "2026-04-01", "code_prefix": "x" * 21},
        {"template": "road", "start": "2026-04-01", "colour": "red"},
    ):
        problem_in(planner.post(url, body), status=400)
    other = factories.BuildingFactory.create()
    for to in (other.pk, 99999999, None, "1"):
        problem_in(copied(planner, building, to=to, offset_days=1), status=400)
    problem_in(copied(planner, building, to=building.pk, offset_days=10**6), status=400)
    assert not models.Activity.objects.filter(project=project).exists()


def test_a_template_ends_among_the_dates_of_a_plan(
    planner: APIClient, building: models.Building
) -> None:
    body = {"template": "road", "start": "2999-12-31"}
    refused = planner.post(f"/api/v1/buildings/{building.pk}/plan/", body)
    fault = problem_in(refused, status=400, code="out_of_range")
    assert fault["errors"][0]["pointer"] == "/start"


def test_the_same_request_twice_lays_one_plan(
    planner: APIClient, building: models.Building
) -> None:
    url = f"/api/v1/buildings/{building.pk}/plan/"
    body = {"template": "road", "start": "2026-04-01"}
    first, second = (
        planner.post(url, body, headers={"Idempotency-Key": "road-1"}) for _ in range(2)
    )
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert models.Activity.objects.filter(building=building).count() == 10


def test_a_copy_stays_among_the_dates_of_a_plan(
    planner: APIClient, project: models.Project, building: models.Building
) -> None:
    laid(planner, building, template="road", start="2900-01-01", code_prefix="a")
    said = copied(planner, building, to=building.pk, offset_days=36500, code_prefix="b")
    fault = problem_in(said, status=400, code="out_of_range")
    assert fault["errors"][0]["pointer"] == "/offset_days"
