"""`projects/{id}/schedule/`, and the changes that a schedule follows."""

import concurrent.futures
import datetime
import threading
from typing import Any

import pytest
from django.db import connections
from rest_framework.test import APIClient

from projects import models
from projects.models.words import ActivityKind
from tests import factories
from tests.commits import WITH_COMMITS
from tests.conftest import ClientOf
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.plans import NOW, change, url
from tests.projects.plans import dates, link, tasks

pytestmark = pytest.mark.django_db


def test_before_the_first_computation_there_are_no_dates(
    project: models.Project, planner: APIClient
) -> None:
    said = planner.get(url(project)).json()
    assert (said["computation"], said["finish"], said["moved"]) == (0, None, [])
    assert said["options"]["critical_by"] == "longest_path"


def test_a_computation_answers_what_the_last_result_shows(
    project: models.Project, planner: APIClient, found: dict[str, models.Activity]
) -> None:
    said = planner.post(url(project), {"critical_by": "float", "near_critical_float_days": 2})
    assert said.status_code == 200, said.content
    answer = said.json()
    assert answer["finish"] == "2026-03-11"
    assert answer["options"] == {
        "profile": "topout",
        "progress": "retained_logic",
        "critical_by": "float",
        "critical_float_days": 0,
        "near_critical_float_days": 2,
    }
    assert answer["counts"] == {
        "activities": 5,
        "links": 4,
        "finished": 0,
        "in_progress": 0,
        "critical": 4,
        "near_critical": 0,
        "provisional": 0,
        "open_ends": 3,
    }
    last = planner.get(url(project)).json()
    assert last["computed_at"] == "2026-03-05T04:00:00+00:00"
    assert {**last, "computed_at": None} == {**answer, "computed_at": None}


def test_a_changed_duration_moves_what_follows_and_says_so(
    project: models.Project, planner: APIClient, found: dict[str, models.Activity]
) -> None:
    planner.post(url(project), {})
    path = f"/api/v1/activities/{found['A'].pk}/"
    said = change(planner, path, {"duration_days": 6})
    assert said.status_code == 200, said.content
    schedule = said.json()["schedule"]
    # what moved most comes first
    assert [row["code"] for row in schedule["moved"]][:2] == ["A", "M"]
    shifts = {row["code"]: row["finish_shift_days"] for row in schedule["moved"]}
    assert shifts == {"A": 3, "M": 3, "B": 1, "E": 1}
    assert schedule["moved_count"] == 4
    assert (said.json()["forecast_finish"], said.json()["planned_finish"]) == (
        "2026-03-09",
        "2026-11-20",
    )
    assert said.json()["critical"] is True
    # a name moves nothing and computes nothing
    renamed = change(planner, path, {"name": "x"})
    assert renamed.json()["schedule"] is None
    project.refresh_from_db()
    assert project.computation == 2


def test_planned_dates_and_deadlines_stay_where_they_are(
    project: models.Project, planner: APIClient, found: dict[str, models.Activity]
) -> None:
    planner.post(url(project), {})
    before = models.Activity.objects.get(pk=found["M"].pk)
    change(planner, f"/api/v1/activities/{found['A'].pk}/", {"duration_days": 50})
    after = models.Activity.objects.get(pk=found["M"].pk)
    assert after.forecast_finish != before.forecast_finish
    assert (after.planned_finish, after.overdue_at, after.due_soon_at) == (
        before.planned_finish,
        before.overdue_at,
        before.due_soon_at,
    )


def test_without_auto_schedule_and_without_links_nothing_is_computed(
    project: models.Project, planner: APIClient
) -> None:
    lone = tasks(project, A=5)
    path = f"/api/v1/activities/{lone['A'].pk}/"
    assert change(planner, path, {"duration_days": 6}).json()["schedule"] is None
    models.Project.objects.update(auto_schedule=False)
    link({**lone, **tasks(project, B=1)}, "A FS B")
    assert change(planner, path, {"duration_days": 7}).json()["schedule"] is None
    project.refresh_from_db()
    assert project.computed_at is None


@pytest.mark.parametrize(
    ("noun", "body"),
    [
        ("A", {"constraint": "snet", "constraint_date": "2026-03-04"}),
        ("A", {"duration_clock": "calendar", "duration_days": 10}),
        ("B", {"kind": "finish_milestone", "duration_days": 0}),
        ("project", {"planned_start": "2026-03-03"}),
        ("project", {"data_date": "2026-03-04"}),
        ("calendar", {"worked_weekdays": 15}),
        ("calendar", {"shifts": [{"start": "08:00", "finish": "09:00"}]}),
        (
            "calendar",
            {
                "seasons": [
                    {"name": "x", "first": "2026-03-02", "last": "2026-03-03", "worked": False}
                ]
            },
        ),
    ],
)
def test_the_schedule_follows_every_change(
    project: models.Project,
    planner: APIClient,
    found: dict[str, models.Activity],
    noun: str,
    body: dict[str, Any],
) -> None:
    calendar = factories.CalendarFactory.create(project=project)
    change(planner, f"/api/v1/projects/{project.pk}/", {"calendar": calendar.pk})
    before = planner.get(url(project)).json()
    paths = {
        "project": f"/api/v1/projects/{project.pk}/",
        "calendar": f"/api/v1/calendars/{calendar.pk}/",
    }
    said = change(
        planner, paths.get(noun) or f"/api/v1/activities/{found.get(noun, found['A']).pk}/", body
    )
    assert said.status_code == 200, said.content
    after = planner.get(url(project)).json()
    assert after["computation"] == before["computation"] + 1
    assert after["moved_count"] > 0


def test_progress_is_followed_and_never_refused_for_the_plan(
    project: models.Project,
    planner: APIClient,
    people: dict[str, models.User],
    client_of: ClientOf,
    found: dict[str, models.Activity],
) -> None:
    planner.post(url(project), {"data_date": "2026-03-04"})
    site = client_of(people["site_manager"])
    entry = {
        "activity": found["A"].pk,
        "percent": 20,
        "actual_start": "2026-03-02",
        "remaining_days": 9,
    }
    said = site.post("/api/v1/progress-entries/", entry)
    assert said.status_code == 201, said.content
    assert said.json()["schedule"]["moved"][0]["code"] in found
    assert dates(found["A"]) == ("03-02", "03-16")
    # the site is a day ahead of the data date: the report stands, the schedule waits
    late = site.post(
        "/api/v1/progress-entries/", {"activity": found["C"].pk, "actual_start": "2026-03-05"}
    )
    assert late.status_code == 201, late.content
    assert late.json()["schedule"]["problem"] == "actual_after_data_date"
    assert late.json()["schedule"]["computation"] == 2
    assert planner.get(url(project)).json()["problem"] == "actual_after_data_date"
    refused = problem_in(planner.post(url(project), {}), status=422, code="actual_after_data_date")
    assert [each["code"] for each in refused["activities"]] == ["C"]
    # an edit of the plan is not held up by it either
    path = f"/api/v1/activities/{found['B'].pk}/"
    assert change(planner, path, {"duration_days": 4}).json()["schedule"]["problem"]
    moved_on = planner.post(url(project), {"data_date": "2026-03-05"})
    assert moved_on.json()["problem"] is None
    assert planner.get(url(project)).json()["problem"] is None


def test_a_claim_moves_the_forecast(
    project: models.Project, planner: APIClient, found: dict[str, models.Activity]
) -> None:
    models.Project.objects.update(data_date=NOW.date())
    planner.post(url(project), {})
    claimed = planner.post(f"/api/v1/milestones/{found['M'].pk}/claim/", {"note": "done"})
    assert claimed.status_code == 200, claimed.content
    assert claimed.json()["forecast"] == "2026-03-05"
    assert claimed.json()["schedule"]["computation"] == 2


def test_milestones_are_found_by_forecast_float_and_criticality(
    project: models.Project, planner: APIClient, found: dict[str, models.Activity]
) -> None:
    late = tasks(project, L=0, S=0)
    models.Activity.objects.filter(code="S").update(kind=ActivityKind.START_MILESTONE)
    link({**found, **late}, "L FS E", "S FS L")
    planner.post(url(project), {})

    def codes(query: str) -> list[str]:
        rows = planner.get(f"/api/v1/milestones/?{query}").json()["results"]
        return [row["code"] for row in rows]

    rows = {row["code"]: row for row in planner.get("/api/v1/milestones/").json()["results"]}
    assert (rows["M"]["forecast"], rows["M"]["total_float"]) == ("2026-03-06", 0)
    assert (rows["S"]["forecast"], rows["S"]["total_float"]) == ("2026-03-02", 8)
    assert codes("critical=true&ordering=forecast") == ["M", "E"]
    assert codes("critical=false&float_lte=7.5") == []
    assert sorted(codes("critical=false&float_lte=8")) == ["L", "S"]
    assert codes("forecast_after=2026-03-06&ordering=-forecast") == ["E", "M"]
    assert codes("forecast_after=2026-03-07") == ["E"]
    assert "S" in codes("forecast_before=2026-03-02")
    assert "S" not in codes("forecast_before=2026-03-01")
    assert "M" in codes("forecast_before=2026-03-06")
    assert "M" not in codes("forecast_before=2026-03-05")
    assert codes("ordering=-total_float,forecast")[-2:] == ["M", "E"]
    for query in (
        "float_lte=NaN",
        "float_lte=1e9",
        "float_lte=1,5",
        "critical=1",
        "forecast_after=x",
    ):
        problem_in(planner.get(f"/api/v1/milestones/?{query}"), status=400)


@WITH_COMMITS
def test_two_planners_at_once_never_interleave(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    chain = tasks(project, **{f"T{number}": 2 for number in range(30)})
    link(chain, *(f"T{number} FS T{number + 1}" for number in range(29)))
    client_of(people["planner"]).post(url(project), {})
    barrier = threading.Barrier(4)

    def ask(code: str) -> int:
        try:
            client = client_of(people["planner"])
            barrier.wait()
            path = f"/api/v1/activities/{chain[code].pk}/"
            return int(change(client, path, {"duration_days": 5}).status_code)
        finally:
            connections.close_all()

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(ask, ["T0", "T7", "T15", "T29"]))
    assert codes == [200] * 4
    project.refresh_from_db()
    assert project.computation == 5
    # the last computation saw every change: another one finds nothing to move
    again = client_of(people["planner"]).post(url(project), {}).json()
    assert again["moved_count"] == 0
    assert dates(chain["T29"])[1] == f"{datetime.date.fromisoformat(again['finish']):%m-%d}"
