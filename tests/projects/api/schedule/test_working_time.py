"""Calendars in a computed plan: hours, make-up days, seasons, two clocks, provisional years."""

import calendar as gregorian
import datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.plans import change, url
from tests.projects.plans import link, tasks

pytestmark = pytest.mark.django_db
URL = "/api/v1/calendars/"
# by month, as the State Council's notice of 4 November 2025 leaves them
WORKED_2026 = [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
MORNING = [{"start": "08:00", "finish": "12:00"}]


def made(client: APIClient, project: models.Project, **body: Any) -> dict[str, Any]:
    said = client.post(URL, {"project": project.pk, "name": "日历", **body})
    assert said.status_code == 201, said.content
    change(client, f"/api/v1/projects/{project.pk}/", {"calendar": said.json()["id"]})
    found: dict[str, Any] = said.json()
    return found


def begun(client: APIClient, project: models.Project, day: str) -> None:
    body = {"planned_start": day, "data_date": None}
    assert change(client, f"/api/v1/projects/{project.pk}/", body).status_code == 200


def expected(client: APIClient, project: models.Project) -> dict[str, tuple[str, str]]:
    assert client.post(url(project), {}).status_code == 200
    rows = client.get("/api/v1/activities/", {"project": str(project.pk)}).json()["results"]
    return {row["code"]: (row["early_start"][5:], row["early_finish"][5:]) for row in rows}


def test_2026_has_248_working_days(planner: APIClient, project: models.Project) -> None:
    said = made(planner, project, preset="china", preset_years=[2026])
    dated = {row["date"]: row["worked"] for row in said["exceptions"]}
    counts = [0] * 12
    for day in (datetime.date(2026, 1, 1) + datetime.timedelta(days=n) for n in range(365)):
        usual = bool(said["worked_weekdays"] >> day.weekday() & 1)
        counts[day.month - 1] += dated.get(day.isoformat(), usual)
    assert counts == WORKED_2026
    assert sum(counts) == 248


def test_the_plan_counts_them_too(planner: APIClient, project: models.Project) -> None:
    found = {}
    for month, days in enumerate(WORKED_2026, start=1):
        found.update(tasks(project, **{f"T{month:02}": days}))
    link(found, *(f"T{month:02} FS T{month + 1:02}" for month in range(1, 12)))
    made(planner, project, preset="china", preset_years=[2026])
    begun(planner, project, "2026-01-01")
    for month, (start, finish) in enumerate(expected(planner, project).values(), start=1):
        assert start[:2] == finish[:2] == f"{month:02}"
        last = gregorian.monthrange(2026, month)[1]
        # what remains of the month is closed
        assert int(finish[3:]) > last - 9


@pytest.mark.parametrize(
    ("seasons", "finish"),
    [
        # 11 to 13, Saturday 14 to make up, the festival from 15 to 23, 24 February
        ([], "02-24"),
        # work goes on over the festival
        ([("2026-02-15", "2026-02-23", True)], "02-15"),
        # the site rests a week longer than the notice says
        ([("2026-02-24", "2026-03-03", False)], "03-04"),
        # of two layers the later one lies on top
        ([("2026-02-15", "2026-02-23", True), ("2026-02-15", "2026-02-16", False)], "02-17"),
    ],
)
def test_a_season_across_the_spring_festival(
    planner: APIClient, project: models.Project, seasons: list[Any], finish: str
) -> None:
    tasks(project, A=5)
    rows = [
        {"name": "春节", "first": first, "last": last, "worked": worked}
        for first, last, worked in seasons
    ]
    made(planner, project, preset="china", preset_years=[2026], seasons=rows)
    begun(planner, project, "2026-02-11")
    assert expected(planner, project)["A"] == ("02-11", finish)


def test_calendar_days_between_working_days(planner: APIClient, project: models.Project) -> None:
    """Concrete cures over the weekend (养护): its days are calendar days."""
    found = tasks(project, A=5, B=3, C=2)
    found["B"].duration_clock = "calendar"
    found["B"].save(update_fields=["duration_clock"])
    link(found, "A FS B", "B FS C")
    assert expected(planner, project) == {
        "A": ("03-02", "03-06"),
        "B": ("03-06", "03-09"),
        "C": ("03-10", "03-11"),
    }


def test_a_weekday_with_shorter_hours(planner: APIClient, project: models.Project) -> None:
    tasks(project, A=6)
    six = made(planner, project, worked_weekdays=63)
    assert expected(planner, project)["A"] == ("03-02", "03-07")
    # half of Saturday is missing, and is made up on Monday
    body = {"weekday_shifts": {"saturday": MORNING}}
    assert change(planner, f"{URL}{six['id']}/", body).json()["weekday_shifts"] == {
        "saturday": MORNING
    }
    assert expected(planner, project)["A"] == ("03-02", "03-09")
    change(planner, f"{URL}{six['id']}/", {"weekday_shifts": {}})
    assert expected(planner, project)["A"] == ("03-02", "03-07")


def test_a_dated_day_with_hours_of_its_own(planner: APIClient, project: models.Project) -> None:
    tasks(project, A=2)
    day = {"date": "2026-03-03", "worked": True, "shifts": MORNING}
    said = made(planner, project, exceptions=[day])
    assert said["exceptions"][0]["shifts"] == MORNING
    assert expected(planner, project)["A"] == ("03-02", "03-04")
    season = {"name": "抢工", "first": "2026-03-03", "last": "2026-03-03", "worked": True}
    change(planner, f"{URL}{said['id']}/", {"seasons": [season]})
    assert expected(planner, project)["A"] == ("03-02", "03-03")


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"weekday_shifts": {"funday": MORNING}}, "/weekday_shifts/funday", "unknown_field"),
        ({"weekday_shifts": {"monday": []}}, "/weekday_shifts/monday", "empty"),
        ({"weekday_shifts": {"monday": MORNING * 2}}, "/weekday_shifts/monday", "shifts_overlap"),
        ({"weekday_shifts": [1]}, "/weekday_shifts", "invalid"),
        ({"weekday_shifts": None}, "/weekday_shifts", "null_not_allowed"),
        (
            {"exceptions": [{"date": "2026-03-03", "worked": False, "shifts": MORNING}]},
            "/exceptions/0/shifts",
            "closed_day_has_no_shifts",
        ),
        (
            {"exceptions": [{"date": "2026-03-03", "worked": True, "shifts": MORNING * 2}]},
            "/exceptions/0/shifts",
            "shifts_overlap",
        ),
    ],
)
def test_bad_hours_are_refused(
    planner: APIClient, project: models.Project, body: dict[str, Any], pointer: str, code: str
) -> None:
    said = problem_in(planner.post(URL, {"project": project.pk, "name": "C", **body}), status=400)
    faults = said.get("errors") or [said]
    assert (faults[0]["pointer"], faults[0]["code"]) == (pointer, code)
    assert not models.Calendar.objects.exists()


def test_what_crosses_an_unannounced_year_says_so(
    planner: APIClient, project: models.Project
) -> None:
    found = tasks(project, A=10, B=30, M=0)
    link(found, "A FS B", "B FS M")
    made(planner, project, preset="china", preset_years=[2026, 2027])
    begun(planner, project, "2026-12-01")
    said = planner.post(url(project), {}).json()
    rows = planner.get("/api/v1/activities/", {"project": str(project.pk)}).json()["results"]
    assert {row["code"]: row["provisional"] for row in rows} == {"A": False, "B": True, "M": True}
    assert said["counts"]["provisional"] == 2
    milestone = planner.get(f"/api/v1/milestones/{found['M'].pk}/").json()
    assert milestone["provisional"] is True
