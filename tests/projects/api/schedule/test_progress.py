"""Earned value, S-curves and the front line through the API, against sums done by hand."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from projects import models
from projects.models.words import Move
from scheduling import packed
from tests import factories
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.plans import NOW, change

pytestmark = pytest.mark.django_db
Found = dict[str, models.Activity]


def asked(client: APIClient, project: models.Project, what: str) -> Any:
    said = client.get(f"/api/v1/projects/{project.pk}/{what}")
    assert said.status_code == 200, said.content
    return said.json()


def frozen(client: APIClient, project: models.Project) -> int:
    """The approved plan: A Mon 2nd - Fri 6th, B Mon 9th - Wed 11th, C Mon 2nd."""
    said = client.post(
        "/api/v1/baselines/", {"project": project.pk, "name": "批复", "is_current": True}
    )
    assert said.status_code == 201, said.content
    number: int = said.json()["id"]
    return number


def progressed(activity: models.Activity, **values: Any) -> None:
    models.Activity.objects.filter(pk=activity.pk).update(**values)


@pytest.fixture
def money(found: Found) -> Found:
    """A costs 500, B 300, C 200; milestones cost nothing."""
    for code, budget in {"A": 500, "B": 300, "C": 200}.items():
        progressed(found[code], budget_cny=budget)
    return found


@pytest.fixture
def late(planner: APIClient, project: models.Project, money: Found) -> int:
    """Wednesday the 4th: A is at 40 % instead of 60, C is done; both cost 450."""
    number = frozen(planner, project)
    day = datetime.date(2026, 3, 2)
    progressed(money["A"], actual_start=day, percent_complete=40, actual_cost_cny=250)
    progressed(
        money["C"],
        actual_start=day,
        actual_finish=day,
        percent_complete=100,
        actual_cost_cny=200,
    )
    models.Project.objects.filter(pk=project.pk).update(data_date="2026-03-04")
    return number


def test_earned_value(planner: APIClient, project: models.Project, late: int) -> None:
    said = asked(planner, project, "summary/")
    assert (said["baseline"], said["unit"], said["data_date"]) == (late, "cny", "2026-03-04")
    assert (said["start"], said["finish"]) == ("2026-03-02", "2026-03-11")
    # 60 % of 500 and all of 200 are due; 40 % of 500 and all of 200 are earned
    assert (said["planned_value"], said["earned_value"], said["budget"]) == (500, 400, 1000)
    assert (said["actual_cost"], said["schedule_variance"], said["cost_variance"]) == (
        450,
        -100,
        -50,
    )
    assert said["schedule_index"] == 0.8
    assert said["cost_index"] == pytest.approx(400 / 450)
    assert said["estimates"]["typical"] == pytest.approx(1125)
    assert said["estimates"]["atypical"] == 1050
    assert (said["percent"], said["planned_percent"]) == (40, 50)


def test_earned_schedule(planner: APIClient, project: models.Project, late: int) -> None:
    time = asked(planner, project, "summary/")["earned_schedule"]
    # planned by day: 300, 400, 500, …: 400 were planned by the end of Tuesday
    assert (time["earned_days"], time["actual_days"], time["variance_days"]) == (2, 3, -1)
    assert (time["planned_days"], time["estimate_days"]) == (8, 12)


def test_each_building_for_itself(planner: APIClient, project: models.Project, late: int) -> None:
    said = asked(planner, project, "summary/")["buildings"]
    by_code = {each["code"]: (each["percent"], each["planned_percent"]) for each in said}
    rows = models.Activity.objects.filter(project=project).select_related("building")
    weighed = {row.building.code for row in rows if row.building and row.budget_cny}
    assert set(by_code) == weighed


def test_without_money_weights_count(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    said = asked(planner, project, "summary/")
    assert (said["baseline"], said["unit"], said["budget"]) == (None, "weight", 5)
    assert said["actual_cost"] is said["cost_index"] is said["estimates"]["typical"] is None


def test_curves_by_day(
    planner: APIClient, project: models.Project, late: int, money: Found
) -> None:
    for day, percent in ((2, 10), (4, 40)):
        models.ProgressEntry.objects.create(
            project=project,
            activity=money["A"],
            move=Move.REPORT,
            percent=percent,
            reported_by=models.Membership.objects.get(project=project, role="planner").user,
            reported_at=NOW.replace(day=day),
        )
    said = asked(planner, project, "s-curve/?step=day")
    assert (said["days"][0], said["days"][-1]) == ("2026-03-02", "2026-03-12")
    assert said["planned"][:3] == [300, 400, 500]
    # the weekend adds nothing, and the last day has it all
    assert said["planned"][4] == said["planned"][6] == 700
    assert said["planned"][-1] == said["early"][-1] == said["late"][-1] == 1000
    assert all(one <= other for one, other in zip(said["late"], said["early"], strict=True))
    assert said["actual"][:4] == [250, 250, 400, None]


@pytest.mark.parametrize(
    ("step", "ends"), [("", ["2026-03-08", "2026-03-11"]), ("?step=month", ["2026-03-11"])]
)
def test_curves_by_week_and_month(
    planner: APIClient, project: models.Project, found: Found, step: str, ends: list[str]
) -> None:
    assert asked(planner, project, f"s-curve/{step}")["days"] == ends


def test_the_front_line(planner: APIClient, project: models.Project, late: int) -> None:
    [point] = asked(planner, project, "front-line/")["points"]
    assert (point["code"], point["planned_percent"], point["percent"]) == ("A", 60, 40)
    assert point["ahead_days"] == -1


def test_what_was_dropped_is_earned_no_more(
    planner: APIClient, project: models.Project, late: int, money: Found
) -> None:
    path = f"/api/v1/activities/{money['B'].pk}/"
    assert planner.delete(path, headers={"If-Match": planner.get(path)["ETag"]}).status_code == 204
    assert asked(planner, project, "summary/")["budget"] == 1000


def test_bad_questions(planner: APIClient, project: models.Project, found: Found) -> None:
    for query in (
        "s-curve/?step=year",
        "s-curve/?step=day,week",
        "summary/?x=1",
        "front-line/?x=1",
    ):
        problem_in(planner.get(f"/api/v1/projects/{project.pk}/{query}"), status=400)
    models.Activity.objects.filter(pk=found["C"].pk).update(duration_days=7000)
    said = planner.get(f"/api/v1/projects/{project.pk}/s-curve/?step=day")
    problem_in(said, status=422, code="too_many_points")


def test_an_empty_project_has_nothing_to_measure(
    planner: APIClient, project: models.Project
) -> None:
    for what in ("summary/", "s-curve/", "front-line/"):
        said = planner.get(f"/api/v1/projects/{project.pk}/{what}")
        problem_in(said, status=422, code="empty_plan")


@pytest.mark.usefixtures("found")
@pytest.mark.parametrize("is_frozen", [False, True])
@pytest.mark.parametrize("what", ["summary/", "s-curve/", "front-line/"])
def test_a_long_plan_asks_the_database_no_more_often(
    planner: APIClient, project: models.Project, what: str, *, is_frozen: bool
) -> None:
    def queries() -> int:
        if is_frozen:
            models.Baseline.objects.filter(project=project).delete()
            frozen(planner, project)
        with CaptureQueriesContext(connection) as captured:
            asked(planner, project, what)
        return len(captured)

    few = queries()
    factories.ActivityFactory.create_batch(20, project=project, duration_days=5)
    assert queries() == few


@pytest.mark.parametrize("budget", [-1, "x", 1e20, True, []])
def test_bad_budgets(planner: APIClient, found: Found, budget: Any) -> None:
    path = f"/api/v1/activities/{found['A'].pk}/"
    for name in ("budget_cny", "actual_cost_cny"):
        problem_in(change(planner, path, {name: budget}), status=400)
    assert change(planner, path, {"budget_cny": "12.50"}).json()["budget_cny"] == 12.5


def test_before_the_start_no_day_has_gone(
    planner: APIClient, project: models.Project, money: Found
) -> None:
    """The Sunday before is no day of the plan: eight days are, and none of them has passed."""
    frozen(planner, project)
    models.Project.objects.filter(pk=project.pk).update(data_date="2026-03-01")
    time = asked(planner, project, "summary/")["earned_schedule"]
    assert (time["actual_days"], time["earned_days"], time["planned_days"]) == (0, 0, 8)


def test_a_baseline_of_another_version_is_named(
    planner: APIClient, project: models.Project, money: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = frozen(planner, project)
    monkeypatch.setattr(packed, "VERSION", packed.VERSION + 1)
    for path in (f"projects/{project.pk}/summary/", f"baselines/{number}/variance/"):
        problem_in(planner.get(f"/api/v1/{path}"), status=422, code="baseline_unreadable")
