"""What the schedule's endpoints refuse, and calendars as they are given."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from tests import factories
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.plans import change, url
from tests.projects.plans import dates, link, tasks

pytestmark = pytest.mark.django_db


def test_an_edit_that_leaves_the_calendar_is_refused_and_undone(
    project: models.Project, planner: APIClient
) -> None:
    chain = tasks(project, **{f"T{number}": 36500 for number in range(60)})
    link(chain, *(f"T{number} FS T{number + 1}" for number in range(59)))
    said = change(planner, f"/api/v1/activities/{chain['T3'].pk}/", {"duration_days": 36499})
    problem_in(said, status=422, code="beyond_calendar")
    chain["T3"].refresh_from_db()
    assert chain["T3"].duration_days == 36500


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"data_date": "0001-01-01"}, "/data_date", "out_of_range"),
        ({"data_date": "9999-12-31"}, "/data_date", "out_of_range"),
        ({"data_date": "2026-02-30"}, "/data_date", "invalid"),
        ({"profile": "excel"}, "/profile", "invalid_choice"),
        ({"progress": "hope"}, "/progress", "invalid_choice"),
        ({"critical_by": "luck"}, "/critical_by", "invalid_choice"),
        ({"critical_float_days": "NaN"}, "/critical_float_days", "invalid"),
        ({"critical_float_days": True}, "/critical_float_days", "invalid"),
        ({"critical_float_days": 1e9}, "/critical_float_days", "max_value"),
        ({"near_critical_float_days": []}, "/near_critical_float_days", "invalid"),
        ({"speed": 1}, "/speed", "unknown_field"),
        ([], "", "invalid"),
    ],
)
def test_wrong_options_are_refused(
    project: models.Project, planner: APIClient, body: Any, pointer: str, code: str
) -> None:
    said = problem_in(planner.post(url(project), body), status=400)
    assert [(each["pointer"], each["code"]) for each in said["errors"]] == [(pointer, code)]
    project.refresh_from_db()
    assert project.computation == 0


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"duration_days": -1}, "/duration_days", "min_value"),
        ({"duration_days": 10**9}, "/duration_days", "max_value"),
        ({"duration_days": "NaN"}, "/duration_days", "invalid"),
        ({"constraint": "snet"}, "/constraint_date", "constraint_date_missing"),
        ({"constraint_date": "2026-03-02"}, "/constraint_date", "constraint_has_no_date"),
        (
            {"secondary_constraint": "fnlt"},
            "/secondary_constraint_date",
            "constraint_date_missing",
        ),
        ({"constraint": "soon"}, "/constraint", "invalid_choice"),
        (
            {"constraint": "snet", "constraint_date": "0001-01-01"},
            "/constraint_date",
            "out_of_range",
        ),
        (
            {"suspended_on": "2026-03-04", "resumes_on": "2026-03-03"},
            "/resumes_on",
            "resumes_before_suspension",
        ),
        ({"forecast_finish": "2026-03-04"}, "/forecast_finish", "read_only_field"),
        ({"total_float": 1}, "/total_float", "read_only_field"),
        ({"remaining_days": 1}, "/remaining_days", "read_only_field"),
        ({"compression_limit_days": -1}, "/compression_limit_days", "min_value"),
        ({"compression_cost_per_day": -1}, "/compression_cost_per_day", "min_value"),
    ],
)
def test_wrong_demands_are_refused(
    planner: APIClient,
    found: dict[str, models.Activity],
    body: dict[str, Any],
    pointer: str,
    code: str,
) -> None:
    said = problem_in(change(planner, f"/api/v1/activities/{found['A'].pk}/", body), status=400)
    assert [(each["pointer"], each["code"]) for each in said["errors"]] == [(pointer, code)]


def test_percent_101_and_a_finish_before_the_start(
    planner: APIClient, found: dict[str, models.Activity]
) -> None:
    entries = "/api/v1/progress-entries/"
    row = {"activity": found["A"].pk}
    problem_in(planner.post(entries, {**row, "percent": 101}), status=400, code="max_value")
    backwards = {"actual_start": "2026-03-04", "actual_finish": "2026-03-03"}
    problem_in(planner.post(entries, {**row, **backwards}), status=400, code="finish_before_start")


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"shifts": []}, "/shifts", "empty"),
        ({"shifts": [{"start": "8:00", "finish": "12:00"}]}, "/shifts/0/start", "invalid"),
        ({"shifts": [{"start": 8, "finish": "24:01"}]}, "/shifts/0/start", "invalid"),
        ({"shifts": [{"start": "08:00"}]}, "/shifts/0/finish", "required"),
        ({"shifts": [{"start": "12:00", "finish": "08:00"}]}, "/shifts", "shifts_overlap"),
        (
            {
                "shifts": [
                    {"start": "08:00", "finish": "12:00"},
                    {"start": "11:00", "finish": "17:00"},
                ]
            },
            "/shifts",
            "shifts_overlap",
        ),
        (
            {
                "seasons": [
                    {"name": "x", "first": "2026-03-02", "last": "2026-03-01", "worked": True}
                ]
            },
            "/seasons/0/last",
            "invalid",
        ),
        (
            {
                "seasons": [
                    {"name": "x", "first": "2026-03-02", "last": "2036-03-01", "worked": True}
                ]
            },
            "/seasons/0/last",
            "invalid",
        ),
        (
            {"seasons": [{"name": "x", "first": "2026-03-02", "last": "2026-03-03", "worked": 1}]},
            "/seasons/0/worked",
            "invalid",
        ),
    ],
)
def test_wrong_hours_and_seasons_are_refused(
    project: models.Project, planner: APIClient, body: dict[str, Any], pointer: str, code: str
) -> None:
    calendar = factories.CalendarFactory.create(project=project)
    said = problem_in(change(planner, f"/api/v1/calendars/{calendar.pk}/", body), status=400)
    first = said["errors"][0]
    assert (first["pointer"], first["code"]) == (pointer, code)


def test_hours_and_seasons_come_back_as_they_went(
    project: models.Project, planner: APIClient
) -> None:
    body = {
        "project": project.pk,
        "name": "三班",
        "shifts": [{"start": "00:00", "finish": "08:00"}, {"start": "16:00", "finish": "24:00"}],
        "seasons": [{"name": "x", "first": "2026-03-02", "last": "2026-03-03", "worked": True}],
    }
    made = planner.post("/api/v1/calendars/", body)
    assert made.status_code == 201, made.content
    assert {name: made.json()[name] for name in body} == body


def test_fifty_years_without_a_working_day_are_waited_for(
    project: models.Project, planner: APIClient, found: dict[str, models.Activity]
) -> None:
    calendar = factories.CalendarFactory.create(project=project, worked_weekdays=1)
    stops = [
        {"name": "x", "first": f"{year}-01-01", "last": f"{year}-12-31", "worked": False}
        for year in range(2026, 2076)
    ]
    change(planner, f"/api/v1/calendars/{calendar.pk}/", {"seasons": stops})
    said = change(planner, f"/api/v1/projects/{project.pk}/", {"calendar": calendar.pk})
    assert said.status_code == 200, said.content
    # the first Monday after them
    assert dates(found["C"]) == ("01-06", "01-06")
    assert planner.get(url(project)).json()["start"] == "2026-03-02"
    assert planner.get(url(project)).json()["finish"][:4] == "2076"


def test_a_constraint_on_a_day_off_begins_on_the_next_working_day(
    planner: APIClient, found: dict[str, models.Activity]
) -> None:
    said = change(
        planner,
        f"/api/v1/activities/{found['A'].pk}/",
        {"constraint": "snet", "constraint_date": "2026-03-07"},
    )
    assert said.json()["forecast_start"] == "2026-03-09"
