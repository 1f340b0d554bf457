"""Ranges that planners keep on activities, and what a risk analysis takes from them."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from rest_framework.test import APIClient

from projects import models
from projects.services import analyses
from tests import factories
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.plans import change, url

pytestmark = pytest.mark.django_db
Found = dict[str, models.Activity]
DAYS = {"range_low": 7, "range_likely": 7, "range_high": 7, "range_counted_in": "days"}
PERCENT = {"range_low": 80, "range_likely": 100, "range_high": 150}


def keep(client: APIClient, activity: models.Activity, **ranges: Any) -> Any:
    return change(client, f"/api/v1/activities/{activity.pk}/", ranges)


def analysed(client: APIClient, project: models.Project, **body: Any) -> Any:
    said = client.post(f"{url(project)}risk/", {"iterations": 1000, **body})
    assert said.status_code == 202, said.content
    analyses.analysis_run(analysis_id=said.json()["id"])
    return client.get(said["Location"]).json()


def test_a_kept_range_is_what_an_analysis_takes(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    """A takes seven days instead of five, always: every percentile is two days later."""
    assert keep(planner, found["A"], **DAYS).json()["range_high"] == 7
    answer = analysed(planner, project)["answer"]
    assert answer["finish"]["p10"] == answer["finish"]["p95"] == "2026-03-13"
    assert answer["sources"] == {"asked": 0, "kept": 1, "usual": 0, "fixed": 2}


def test_the_rest_varies_as_the_project_says(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    keep(planner, found["A"], **PERCENT)
    change(planner, f"/api/v1/projects/{project.pk}/", {"risk_low": 90, "risk_high": 130})
    answer = analysed(planner, project)["answer"]
    assert answer["sources"] == {"asked": 0, "kept": 1, "usual": 2, "fixed": 0}
    assert {each["code"] for each in answer["tornado"]} == {"A", "B", "C"}


def test_what_a_request_says_goes_before_what_is_kept(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    keep(planner, found["A"], **DAYS)
    answer = analysed(planner, project, ranges=[], spread={"low": 100, "likely": 100, "high": 100})
    assert answer["answer"]["finish"]["p95"] == "2026-03-11"
    assert answer["answer"]["sources"] == {"asked": 0, "kept": 0, "usual": 3, "fixed": 0}
    line = {"activity": found["B"].pk, "counted_in": "days", "low": 4, "likely": 4, "high": 4}
    answer = analysed(planner, project, ranges=[line])["answer"]
    assert (answer["finish"]["p95"], answer["sources"]["asked"]) == ("2026-03-12", 1)


def test_a_group_is_late_together(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    """The finish of two that go together spreads wider than that of two that do not."""
    for code in "AB":
        keep(planner, found[code], range_low=10, range_likely=100, range_high=900)
    apart = analysed(planner, project, iterations=10_000)["answer"]["finish"]
    change(planner, f"/api/v1/projects/{project.pk}/", {"risk_correlation": 1})
    for code in "AB":
        keep(planner, found[code], risk_group="soil")
    together = analysed(planner, project, iterations=10_000)["answer"]["finish"]
    assert together["p95"] > apart["p95"]
    assert together["p10"] < apart["p10"]


def test_without_any_range_there_is_nothing_to_ask(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    problem_in(planner.post(f"{url(project)}risk/", {}), status=400, code="nothing_varies")
    assert not models.Analysis.objects.exists()


def test_an_answer_belongs_to_the_ranges_that_were_kept_when_it_was_asked(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    keep(planner, found["A"], **DAYS)
    said = planner.post(f"{url(project)}risk/", {"iterations": 1000})
    keep(planner, found["A"], range_low=9, range_likely=9, range_high=9)
    analyses.analysis_run(analysis_id=said.json()["id"])
    read = planner.get(said["Location"]).json()
    assert read["answer"]["finish"]["p95"] == "2026-03-13"
    assert read["stale"] is True


def test_the_same_question_again_is_noted(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    keep(planner, found["A"], **PERCENT)
    first = analysed(planner, project, seed=7)
    assert first["same_as"] is None
    again = analysed(planner, project, seed=7)
    assert (again["same_as"], again["answer"]) == (first["id"], first["answer"])
    assert analysed(planner, project, seed=8)["same_as"] is None
    keep(planner, found["A"], range_high=160)
    assert analysed(planner, project, seed=7)["same_as"] is None
    rows = planner.get(f"{url(project)}risk/").json()["analyses"]
    assert [row["same_as"] for row in rows] == [None, None, first["id"], None]


def test_a_copy_keeps_them(planner: APIClient, project: models.Project, found: Found) -> None:
    source, target = (
        models.Building.objects.create(project=project, code=code, name=code) for code in "12"
    )
    for activity in found.values():
        change(planner, f"/api/v1/activities/{activity.pk}/", {"building": source.pk})
    keep(planner, found["A"], **DAYS, range_shape="triangular", risk_group="soil")
    body = {"to": target.pk, "offset_days": 30, "code_prefix": "2-"}
    said = planner.post(f"/api/v1/buildings/{source.pk}/copy-plan/", body)
    assert said.status_code == 201, said.content
    copy = models.Activity.objects.get(project=project, code="2-A")
    kept = {**DAYS, "range_shape": "triangular", "risk_group": "soil"}
    assert {name: getattr(copy, name) for name in kept} == kept


def test_a_list_brings_them(planner: APIClient, project: models.Project) -> None:
    rows = [
        {"project": project.pk, "code": f"N{i}", "name": "n", "duration_days": 5, **PERCENT}
        for i in range(2)
    ]
    said = planner.post("/api/v1/activities/", rows)
    assert said.status_code == 201, said.content
    assert [row["range_low"] for row in said.json()] == [80, 80]
    rows[1]["range_low"] = 120
    again = [{**row, "code": f"{row['code']}b"} for row in rows]
    refused = planner.post("/api/v1/activities/", again)
    fault = problem_in(refused, status=400, code="invalid_range")
    assert fault["errors"][0]["pointer"] == "/1/range_low"


BAD: list[tuple[dict[str, Any], str]] = [
    ({"range_low": 80}, "incomplete_range"),
    ({"range_low": 80, "range_likely": 100}, "incomplete_range"),
    ({**PERCENT, "range_low": 101}, "invalid_range"),
    ({**PERCENT, "range_high": 99}, "invalid_range"),
    ({"range_low": 0, "range_likely": 0, "range_high": 0}, "invalid_range"),
    ({**PERCENT, "range_high": 10_001}, "invalid_range"),
    ({**DAYS, "range_high": 36_501}, "max_value"),
    ({**PERCENT, "range_low": -1}, "min_value"),
    ({**PERCENT, "range_low": "80"}, "invalid"),
    ({**PERCENT, "range_shape": "square"}, "invalid_choice"),
    ({"risk_group": "x" * 41}, "max_length"),
]


@pytest.mark.parametrize(("body", "code"), BAD)
def test_what_is_no_range_is_refused(
    planner: APIClient, found: Found, body: dict[str, Any], code: str
) -> None:
    problem_in(keep(planner, found["A"], **body), status=400, code=code)
    found["A"].refresh_from_db()
    assert found["A"].range_low is None


def test_only_work_has_a_range(planner: APIClient, found: Found) -> None:
    problem_in(keep(planner, found["M"], **PERCENT), status=400, code="only_tasks_vary")
    keep(planner, found["A"], **PERCENT)
    milestone = {"kind": "finish_milestone", "duration_days": 0}
    problem_in(keep(planner, found["A"], **milestone), status=400, code="only_tasks_vary")
    none = dict.fromkeys(("range_low", "range_likely", "range_high"))
    assert keep(planner, found["A"], **milestone, **none).status_code == 200


@pytest.mark.parametrize(
    "values",
    [
        {"range_low": 80.0},
        {"range_low": 80.0, "range_likely": 100.0},
        {"range_low": 110.0, "range_likely": 100.0, "range_high": 120.0},
        {"range_low": 80.0, "range_likely": 100.0, "range_high": 10_001.0},
        {"range_low": -1.0, "range_likely": 100.0, "range_high": 120.0},
        {"range_low": 0.0, "range_likely": 0.0, "range_high": 0.0},
    ],
)
def test_the_database_refuses_it_too(found: Found, values: dict[str, float]) -> None:
    rows = models.Activity.objects.filter(pk=found["A"].pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**values)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"risk_low": 90}, "incomplete_range"),
        ({"risk_low": 101, "risk_high": 120}, "max_value"),
        ({"risk_low": 90, "risk_high": 99}, "min_value"),
        ({"risk_correlation": 1.1}, "max_value"),
        ({"risk_correlation": None}, "null_not_allowed"),
    ],
)
def test_a_usual_range_lies_around_the_plan(
    planner: APIClient, project: models.Project, values: dict[str, Any], code: str
) -> None:
    refused = change(planner, f"/api/v1/projects/{project.pk}/", values)
    problem_in(refused, status=400, code=code)
    rows = models.Project.objects.filter(pk=project.pk)
    if code == "incomplete_range":
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)


def test_many_ranges_at_once(planner: APIClient, project: models.Project, found: Found) -> None:
    line = {"activity": found["A"].pk, "version": 1, **PERCENT}
    group = {"activity": found["B"].pk, "version": 1, "risk_group": "soil"}
    path = f"{url(project)}ranges/"
    said = planner.post(path, {"ranges": [line, group]})
    assert said.status_code == 200, said.content
    assert said.json()["activities"] == [
        {"activity": found["A"].pk, "version": 2},
        {"activity": found["B"].pk, "version": 2},
    ]
    listed = planner.get("/api/v1/activities/", {"ranged": "true"}).json()["results"]
    assert [(row["code"], row["range_high"], row["version"]) for row in listed] == [("A", 150, 2)]
    listed = planner.get("/api/v1/activities/", {"risk_group": "soil"}).json()["results"]
    assert [row["code"] for row in listed] == ["B"]
    none = dict.fromkeys(("range_low", "range_likely", "range_high"))
    assert planner.post(path, {"ranges": [{**line, **none, "version": 2}]}).status_code == 200
    assert planner.get("/api/v1/activities/", {"ranged": "true"}).json()["results"] == []


def test_many_ranges_are_stored_all_or_none(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    path, good = f"{url(project)}ranges/", {"activity": found["A"].pk, "version": 1, **PERCENT}
    alien = factories.ActivityFactory.create()
    bad: list[tuple[dict[str, Any], int, str, str]] = [
        (
            {"activity": found["B"].pk, "version": 2, **PERCENT},
            412,
            "precondition_failed",
            "version",
        ),
        ({"activity": found["M"].pk, "version": 1, **PERCENT}, 400, "only_tasks_vary", "range_low"),
        ({"activity": alien.pk, "version": 1}, 400, "unknown_relation", "activity"),
        ({**good}, 400, "unknown_relation", "activity"),
        ({"activity": found["B"].pk}, 400, "required", "version"),
    ]
    for line, status, code, name in bad:
        refused = planner.post(path, {"ranges": [good, line]})
        fault = problem_in(refused, status=status, code=code)
        assert fault["errors"][0]["pointer"] == f"/ranges/1/{name}"
    problem_in(planner.post(path, {"ranges": []}), status=400)
    found["A"].refresh_from_db()
    assert (found["A"].range_low, found["A"].version) == (None, 1)
