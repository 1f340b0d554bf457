"""What lateness is measured from: the plan as it stands, or what the current baseline froze."""

import datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from projects.services import alerts
from projects.services.planning.baselines import baseline_take, baseline_update
from tests.projects.api.schedule.plans import NOW, change

pytestmark = pytest.mark.django_db
Found = dict[str, models.Activity]
# M is computed for Friday; today is Thursday
FROZEN, TODAY = "2026-03-06", "2026-03-05"
PLANNED = "2026-03-03"


def frozen(client: APIClient, project: models.Project, name: str = "批复计划") -> int:
    body = {"project": project.pk, "name": name, "is_current": True}
    said = client.post("/api/v1/baselines/", body)
    assert said.status_code == 201, said.content
    return int(said.json()["id"])


def compare_with(client: APIClient, project: models.Project, what: str) -> None:
    said = change(client, f"/api/v1/projects/{project.pk}/", {"compare_with": what})
    assert said.status_code == 200, said.content


def planned(client: APIClient, milestone: models.Activity, day: str | None) -> None:
    path = f"/api/v1/milestones/{milestone.pk}/"
    assert change(client, path, {"planned_finish": day}).status_code == 200


def row(client: APIClient, milestone: models.Activity) -> dict[str, Any]:
    said: dict[str, Any] = client.get(f"/api/v1/milestones/{milestone.pk}/").json()
    return said


def codes(client: APIClient, **query: str) -> list[str]:
    rows = client.get("/api/v1/milestones/", query).json()["results"]
    return [each["code"] for each in rows]


def compared(client: APIClient, milestone: models.Activity) -> tuple[Any, ...]:
    said = row(client, milestone)
    names = ("compared_date", "planned_finish", "baseline_finish", "overdue", "days_late")
    return tuple(said[name] for name in names)


def test_the_project_says_which_date_is_compared(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    planned(planner, found["M"], PLANNED)
    frozen(planner, project)
    assert compared(planner, found["M"]) == ("current_plan", PLANNED, FROZEN, True, 2)
    assert codes(planner, overdue="true") == ["M"]
    compare_with(planner, project, "baseline")
    assert compared(planner, found["M"]) == ("baseline", PLANNED, FROZEN, False, 0)
    assert codes(planner, overdue="true") == []
    compare_with(planner, project, "current_plan")
    assert compared(planner, found["M"]) == ("current_plan", PLANNED, FROZEN, True, 2)


def test_lights_filters_and_the_board_compare_alike(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    planned(planner, found["M"], "2026-02-02")
    frozen(planner, project)
    assert codes(planner, light="red") == ["M"]
    compare_with(planner, project, "baseline")
    assert codes(planner, light="red") == []
    assert "M" in codes(planner, light="yellow")
    board = planner.get("/api/v1/portfolio/").json()["projects"][0]["buildings"][0]
    shown = {each["code"]: each for each in board["milestones"]}["M"]
    assert (shown["compared_date"], shown["baseline_finish"]) == ("baseline", FROZEN)
    assert shown["light"] == row(planner, found["M"])["light"]
    history = planner.get(f"/api/v1/milestones/{found['M'].pk}/light-history/").json()
    assert history["compared_date"] == "baseline"
    assert history["runs"][0]["light"] == shown["light"]


def test_a_moved_plan_does_not_move_what_was_approved(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    frozen(planner, project)
    compare_with(planner, project, "baseline")
    planned(planner, found["M"], "2026-12-01")
    assert compared(planner, found["M"])[:3] == ("baseline", "2026-12-01", FROZEN)
    assert str(models.Activity.objects.get(pk=found["M"].pk).compared_finish) == FROZEN


def test_another_baseline_and_none(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    planned(planner, found["M"], None)
    first = frozen(planner, project)
    compare_with(planner, project, "baseline")
    change(planner, f"/api/v1/activities/{found['A'].pk}/", {"duration_days": 7})
    second = frozen(planner, project, "二")
    assert row(planner, found["M"])["baseline_finish"] == "2026-03-10"
    change(planner, f"/api/v1/baselines/{first}/", {"is_current": True})
    assert row(planner, found["M"])["baseline_finish"] == FROZEN
    change(planner, f"/api/v1/baselines/{first}/", {"is_current": False})
    assert compared(planner, found["M"]) == ("current_plan", None, None, False, 0)
    stored = models.Activity.objects.get(pk=found["M"].pk)
    assert (stored.compared_finish, stored.overdue_at, stored.due_soon_at) == (None, None, None)
    change(planner, f"/api/v1/baselines/{second}/", {"is_current": True})
    assert compared(planner, found["M"])[0] == "baseline"


def test_what_the_baseline_does_not_know_is_held_to_the_plan(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    frozen(planner, project)
    compare_with(planner, project, "baseline")
    new = planner.post(
        "/api/v1/milestones/",
        {"project": project.pk, "code": "N", "name": "新", "planned_finish": PLANNED},
    ).json()
    assert (new["compared_date"], new["overdue"], new["days_late"]) == ("current_plan", True, 2)


def test_the_alert_names_the_date_that_was_compared(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    planned(planner, found["M"], PLANNED)
    frozen(planner, project)
    alerts.alerts_scan(now=NOW)
    assert models.Alert.objects.get(kind="overdue").planned_finish.isoformat() == PLANNED
    compare_with(planner, project, "baseline")
    alerts.alerts_scan(now=NOW)
    assert not models.Alert.objects.filter(kind="overdue", closed_at=None).exists()
    alerts.alerts_scan(now=NOW + datetime.timedelta(days=2))
    opened = models.Alert.objects.get(kind="overdue", closed_at=None)
    assert opened.planned_finish.isoformat() == FROZEN


def test_following_the_baseline_costs_the_same_for_many(
    project: models.Project,
    people: dict[str, models.User],
    found: Found,
    django_assert_max_num_queries: Any,
) -> None:
    baseline, _quality = baseline_take(
        project=project, user=people["planner"], data={"name": "一", "is_current": True}, now=NOW
    )
    with django_assert_max_num_queries(16):
        baseline_update(baseline=baseline, data={"is_current": False})
