"""The plan in columns, as the chart reads it."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from projects import models
from projects.models.words import ActivityKind, Constraint
from tests import factories
from tests.projects.api.schedule.plans import change, url
from tests.projects.plans import tasks

pytestmark = pytest.mark.django_db
Found = dict[str, models.Activity]
# the project with the caller's role, and the six of the columns
QUERIES = 7


def asked(client: APIClient, project: models.Project) -> Any:
    said = client.get(f"/api/v1/projects/{project.pk}/gantt/")
    assert said.status_code == 200, said.content
    return said.json()


def day(text: str) -> int:
    return (datetime.date.fromisoformat(f"2026-{text}") - datetime.date(1970, 1, 1)).days


def by_code(activities: dict[str, list[Any]], column: str) -> dict[str, Any]:
    return dict(zip(activities["code"], activities[column], strict=True))


def test_it_says_whose_plan_it_is_and_what_the_reader_may(
    planner: APIClient, project: models.Project
) -> None:
    said = asked(planner, project)
    assert (said["project"], said["name"], said["name_en"], said["role"]) == (
        project.pk,
        project.name,
        project.name_en,
        "planner",
    )


def test_the_columns_hold_what_the_activities_say(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    planner.post(url(project), {})
    said = asked(planner, project)["activities"]

    assert len({len(column) for column in said.values()}) == 1
    assert by_code(said, "id") == {code: each.pk for code, each in found.items()}
    rows = planner.get(f"/api/v1/activities/?project={project.pk}").json()["results"]
    dated = ("early_start", "early_finish", "late_start", "late_finish", "forecast_finish")
    for row in rows:
        for name in dated:
            assert by_code(said, name)[row["code"]] == day(row[name][5:]), (row["code"], name)
        for name in ("total_float", "critical", "version", "kind", "duration_days"):
            assert by_code(said, name)[row["code"]] == row[name], (row["code"], name)


def test_a_milestone_stands_on_the_day_that_it_ends(
    planner: APIClient, project: models.Project
) -> None:
    made = tasks(project, A=5, S=0, M=0)
    models.Activity.objects.filter(pk=made["S"].pk).update(kind=ActivityKind.START_MILESTONE)
    models.Link.objects.bulk_create(
        models.Link(project=project, predecessor=made["A"], successor=made[code]) for code in "SM"
    )
    planner.post(url(project), {})
    said = asked(planner, project)["activities"]

    for end in ("forecast_start", "forecast_finish"):
        assert by_code(said, end)["M"] == day("03-06")
    # it begins what comes after, and here that begins where A ends: at the end of Friday
    assert by_code(said, "forecast_start")["S"] == by_code(said, "forecast_finish")["S"]


def test_before_a_computation_there_are_planned_days_only(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    body = {"constraint": Constraint.SNET, "constraint_date": "2026-03-04"}
    models.Project.objects.filter(pk=project.pk).update(auto_schedule=False)
    assert change(planner, f"/api/v1/activities/{found['A'].pk}/", body).status_code == 200
    said = asked(planner, project)

    assert said["computation"] == 0
    activities = said["activities"]
    assert by_code(activities, "forecast_start")["A"] is None
    assert by_code(activities, "constraint")["A"] == "snet"
    assert by_code(activities, "constraint_date")["A"] == day("03-04")
    assert by_code(activities, "version")["A"] == found["A"].version + 1


def test_the_baseline_shows_where_a_bar_was(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    planner.post(url(project), {})
    body = {"project": project.pk, "name": "批复", "is_current": True}
    assert planner.post("/api/v1/baselines/", body).status_code == 201
    change(planner, f"/api/v1/activities/{found['A'].pk}/", {"duration_days": 7})
    said = asked(planner, project)["activities"]

    assert by_code(said, "baseline_start")["B"] == day("03-09")
    assert by_code(said, "baseline_finish")["B"] == day("03-11")
    assert by_code(said, "forecast_start")["B"] == day("03-11")


def test_links_name_their_ends(planner: APIClient, project: models.Project, found: Found) -> None:
    models.Link.objects.filter(successor=found["M"]).update(kind="SS", lag_days="-1.5")
    said = asked(planner, project)["links"]
    ends = dict(zip(said["predecessor"], said["successor"], strict=True))

    assert ends[found["A"].pk] == found["M"].pk
    place = said["predecessor"].index(found["A"].pk)
    assert (said["kind"][place], said["lag_days"][place]) == ("SS", -1.5)
    assert said["lag_percent"][place] is None


def test_calendars_say_what_is_closed_and_what_is_made_up(
    planner: APIClient, project: models.Project
) -> None:
    calendar = factories.CalendarFactory.create(project=project, worked_weekdays=63)
    season = {"name": "冬歇", "first": "2026-12-01", "last": "2027-02-28", "worked": False}
    models.Calendar.objects.filter(pk=calendar.pk).update(seasons=[season])
    plain = factories.CalendarFactory.create(project=project, name="plain")
    for date, worked in (("2026-02-17", False), ("2026-02-14", True)):
        models.CalendarException.objects.create(
            calendar=calendar, date=date, worked=worked, name="春节"
        )
    said = {each["id"]: each for each in asked(planner, project)["calendars"]}

    assert said[calendar.pk]["weekly"] == [True] * 6 + [False]
    assert said[calendar.pk]["days"] == [day("02-14"), day("02-17")]
    assert said[calendar.pk]["worked"] == [True, False]
    assert said[calendar.pk]["names"] == ["春节", "春节"]
    assert said[calendar.pk]["seasons"][0]["first"] == day("12-01")
    assert said[plain.pk]["days"] == []


def test_an_empty_project_has_empty_columns(planner: APIClient, project: models.Project) -> None:
    said = asked(planner, project)

    assert said["activities"]["id"] == said["activities"]["baseline_start"] == []
    assert said["links"]["kind"] == said["calendars"] == []


def test_another_projects_plan_stays_there(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    other = factories.ProjectFactory.create()
    tasks(other, X=5)

    assert "X" not in asked(planner, project)["activities"]["code"]
    assert planner.get(f"/api/v1/projects/{other.pk}/gantt/").status_code == 404
    assert planner.get(f"/api/v1/projects/{project.pk}/gantt/?page=2").status_code == 400


@pytest.mark.parametrize("count", [1, 40])
def test_it_asks_as_often_however_large_the_plan_is(
    planner: APIClient, project: models.Project, count: int
) -> None:
    tasks(project, **{f"T{number}": 5 for number in range(count)})
    asked(planner, project)
    with CaptureQueriesContext(connection) as captured:
        asked(planner, project)
    assert len(captured) == QUERIES, [query["sql"] for query in captured]
