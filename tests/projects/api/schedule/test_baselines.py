"""Freezing a plan, and what has moved since."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from projects import models
from tests import factories
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.plans import change
from tests.projects.plans import link, tasks

pytestmark = pytest.mark.django_db
Found = dict[str, models.Activity]
URL = "/api/v1/baselines/"


def taken(client: APIClient, project: models.Project, name: str, **rest: Any) -> Any:
    said = client.post(URL, {"project": project.pk, "name": name, **rest})
    assert said.status_code == 201, said.content
    return said.json()


def test_a_baseline_is_the_plan_as_it_was(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    said = taken(planner, project, "批复计划", note="第一版", is_current=True)
    assert (said["finish"], said["computation"]) == ("2026-03-11", 1)
    who = models.Membership.objects.get(project=project, role="planner").user.username
    assert (said["taken_by"], said["is_current"]) == (who, True)
    lines = models.BaselineActivity.objects.filter(baseline=said["id"])
    assert {line.code for line in lines} == set(found)
    change(planner, f"/api/v1/activities/{found['A'].pk}/", {"duration_days": 9})
    again = planner.get(f"{URL}{said['id']}/").json()
    assert again["finish"] == "2026-03-11"


def test_freezing_reads_the_plan_once(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("a plan is read by COPY there, which no query log shows")
    with CaptureQueriesContext(connection) as captured:
        taken(planner, project, "批复计划")
    reads = [each["sql"] for each in captured if "n_predecessor" in each["sql"]]
    assert len(reads) == 1


def test_variance_against_the_plan_now(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    pk = taken(planner, project, "批复计划")["id"]
    nothing = planner.get(f"{URL}{pk}/variance/").json()
    assert {line["finish_working_days"] for line in nothing["activities"]} == {0}
    change(planner, f"/api/v1/activities/{found['A'].pk}/", {"duration_days": 7})
    said = planner.get(f"{URL}{pk}/variance/").json()
    assert (said["baseline_finish"], said["finish"]) == ("2026-03-11", "2026-03-13")
    assert (said["finish_working_days"], said["finish_calendar_days"]) == (2, 2)
    lines = {line["code"]: line for line in said["activities"]}
    assert lines["A"]["start_working_days"] == 0
    assert lines["A"]["finish_working_days"] == 2
    assert lines["A"]["finish_calendar_days"] == 4
    assert lines["C"]["finish_working_days"] == 0


def test_new_and_dropped_activities_are_listed(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    pk = taken(planner, project, "批复计划")["id"]
    path = f"/api/v1/activities/{found['C'].pk}/"
    planner.delete(path, headers={"If-Match": planner.get(path)["ETag"]})
    tasks(project, N=2)
    said = planner.get(f"{URL}{pk}/variance/").json()
    assert [line["code"] for line in said["added"]] == ["N"]
    assert [(line["code"], line["activity"]) for line in said["dropped"]] == [("C", None)]


def test_two_baselines_compared(planner: APIClient, project: models.Project, found: Found) -> None:
    first = taken(planner, project, "一")["id"]
    change(planner, f"/api/v1/activities/{found['B'].pk}/", {"duration_days": 5})
    second = taken(planner, project, "二")["id"]
    said = planner.get(f"{URL}{first}/variance/?against={second}").json()
    assert (said["against"], said["finish_working_days"]) == (second, 2)
    back = planner.get(f"{URL}{second}/variance/?against={first}").json()
    assert back["finish_working_days"] == -2


def test_the_calendar_is_frozen_with_it(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    calendar = factories.CalendarFactory.create(project=project)
    models.Project.objects.filter(pk=project.pk).update(calendar=calendar)
    pk = taken(planner, project, "批复计划")["id"]
    season = {"name": "停工", "first": "2026-03-04", "last": "2026-03-05", "worked": False}
    change(planner, f"/api/v1/calendars/{calendar.pk}/", {"seasons": [season]})
    said = planner.get(f"{URL}{pk}/variance/").json()
    # in the calendar of today two days' work would have moved by nothing
    assert said["finish_working_days"] == 2


def test_one_is_current(planner: APIClient, project: models.Project, found: Found) -> None:
    first = taken(planner, project, "一", is_current=True)["id"]
    second = taken(planner, project, "二", is_current=True)["id"]
    assert planner.get(f"{URL}{first}/").json()["is_current"] is False
    change(planner, f"{URL}{first}/", {"is_current": True})
    current = models.Baseline.objects.get(project=project, is_current=True)
    assert current.pk == first
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Baseline.objects.filter(pk=second).update(is_current=True)


def test_the_current_one_stays(planner: APIClient, project: models.Project, found: Found) -> None:
    pk = taken(planner, project, "一", is_current=True)["id"]
    etag = planner.get(f"{URL}{pk}/")["ETag"]
    gone = planner.delete(f"{URL}{pk}/", headers={"If-Match": etag})
    problem_in(gone, status=409, code="in_use")
    etag = change(planner, f"{URL}{pk}/", {"is_current": False})["ETag"]
    assert planner.delete(f"{URL}{pk}/", headers={"If-Match": etag}).status_code == 204


def test_what_was_frozen_does_not_change(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    pk = taken(planner, project, "一")["id"]
    for name in ("data_date", "computation", "finish", "taken_at", "project"):
        said = change(planner, f"{URL}{pk}/", {name: "2026-01-01"})
        problem_in(said, status=400)


def test_a_plan_in_error_is_not_frozen(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    link(found, "E FS A")
    said = planner.post(URL, {"project": project.pk, "name": "一"})
    problem_in(said, status=422, code="dependency_cycle")
    empty = factories.ProjectFactory.create()
    planner_of = models.Membership.objects.get(project=project, role="planner")
    factories.MembershipFactory.create(project=empty, user=planner_of.user, role="planner")
    said = planner.post(URL, {"project": empty.pk, "name": "一"})
    problem_in(said, status=422, code="empty_plan")
    assert not models.Baseline.objects.exists()


def test_a_name_is_taken_once(planner: APIClient, project: models.Project, found: Found) -> None:
    taken(planner, project, "一")
    said = planner.post(URL, {"project": project.pk, "name": "一"})
    problem_in(said, status=409, code="already_exists")


def test_a_baseline_of_another_project_is_none(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    pk = taken(planner, project, "一")["id"]
    problem_in(planner.get(f"{URL}{pk}/variance/?against=99999999"), status=404)
    problem_in(planner.get(f"{URL}{pk}/variance/?against=x"), status=400)


def test_a_bad_plan_warns_or_is_refused(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    models.Link.objects.filter(successor=found["C"]).delete()
    link(found, "A SS+3 C")
    models.Project.objects.filter(pk=project.pk).update(quality_thresholds={"lags": 0.0})
    said = taken(planner, project, "一")
    assert "lags" in [point["key"] for point in said["warnings"]]
    models.Project.objects.filter(pk=project.pk).update(quality_policy="refuse")
    refused = planner.post(URL, {"project": project.pk, "name": "二"})
    fault = problem_in(refused, status=422, code="quality_refused")
    assert "lags" in [point["key"] for point in fault["points"]]
    assert not models.Baseline.objects.filter(name="二").exists()
    models.Project.objects.filter(pk=project.pk).update(quality_policy="off")
    assert taken(planner, project, "三")["warnings"] == []
