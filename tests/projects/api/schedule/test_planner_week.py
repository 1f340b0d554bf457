"""A planner's Monday and Thursday (product.md 1), over the API alone."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from tests import factories
from tests.projects.api.schedule.plans import change, url

pytestmark = pytest.mark.django_db


def said(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content
    return answer.json()


@pytest.fixture
def third(planner: APIClient, project: models.Project) -> int:
    """Building 3# with the plan of a plant building from Monday the 2nd of March on."""
    building = factories.BuildingFactory.create(project=project, code="3#")
    body = {"template": "plant-building", "start": "2026-03-02", "code_prefix": "3-"}
    said(planner.post(f"/api/v1/buildings/{building.pk}/plan/", body), 201)
    return building.pk


def coded(planner: APIClient, project: models.Project, code: str) -> Any:
    rows = said(planner.get(f"/api/v1/activities/?project={project.pk}&search={code}"))["results"]
    [row] = rows
    return row


def test_monday(planner: APIClient, project: models.Project, third: int) -> None:
    """Schedule; critical path, float and quality; freeze the baseline."""
    answer = said(planner.post(url(project), {}))
    # 369 calendar days from 2 March
    assert (answer["problem"], answer["finish"]) == (None, "2027-03-05")
    [critical] = said(planner.get(f"{url(project)}paths/?by=total_float&count=1"))["paths"]
    codes = [each["code"] for each in critical["activities"]]
    assert (codes[0], codes[-1], critical["slack_minutes"]) == ("3-M01", "3-M23", 0)
    assert {"3-A03", "3-A08", "3-A15"} <= set(codes)
    points = said(planner.get(f"{url(project)}quality/"))["points"]
    assert next(each for each in points if each["key"] == "negative_float")["verdict"] == "pass"
    body = {"project": project.pk, "name": "批复计划", "is_current": True}
    baseline = said(planner.post("/api/v1/baselines/", body), 201)
    assert baseline["finish"] == "2027-03-05"


def test_thursday(planner: APIClient, project: models.Project, third: int) -> None:
    """What is critical and late; a move and its reasons; the handover fixed, and looked back."""
    body = {"project": project.pk, "name": "批复计划", "is_current": True}
    said(planner.post("/api/v1/baselines/", body), 201)
    piling = coded(planner, project, "3-A03")
    moved = said(change(planner, f"/api/v1/activities/{piling['id']}/", {"duration_days": 51}))[
        "schedule"
    ]
    shift = next(each for each in moved["shifts"] if each["code"] == "3-M23")
    assert (shift["shift_days"], [each["code"] for each in shift["causes"]]) == (6, ["3-A03"])
    assert shift["causes"][0]["minutes"] == shift["shift_minutes"]
    query = f"project={project.pk}&building={third}&critical=true&ordering=total_float"
    rows = said(planner.get(f"/api/v1/milestones/?{query}"))["results"]
    assert [row["code"] for row in rows][-1] == "3-M23"
    handover = rows[-1]
    late = said(planner.get(f"/api/v1/activities/{handover['id']}/lateness/"))
    assert (late["compared"], late["shift_days"]) == ("baseline", 6)
    look = {"finish": "2027-03-05", "milestone": handover["id"], "today": "2026-03-05"}
    back = said(planner.post(f"{url(project)}backward/", look))
    assert not back["met"]
    # the levelling of the site should have begun six days before it could
    assert back["must_start"][0]["code"] == "3-A02"
    assert back["must_start"][0]["urgency"] == "past"
    driver = back["drivers"][0]
    assert (driver["cause"], driver["code"]) == ("finish_by", "3-M23")
    assert driver["float_minutes"] == -6 * 1440
    change(planner, f"/api/v1/activities/{piling['id']}/", {"compression_limit_days": 10})
    crash = said(planner.post(f"{url(project)}backward/", {**look, "crash": True}))
    shortenings = [
        {"activity": each["activity"], "days": each["days"]}
        for each in crash["crash"]["shortenings"]
    ]
    assert shortenings == [{"activity": piling["id"], "days": 6}]
    adopt = {
        "plan": crash["plan"],
        "finish": "2027-03-05",
        "milestone": handover["id"],
        "shortenings": shortenings,
    }
    after = said(planner.post(f"{url(project)}backward/adopt/", adopt))
    assert (after["finish"], after["problem"]) == ("2027-03-05", None)
    assert said(planner.get(f"/api/v1/activities/{handover['id']}/lateness/"))["shift_days"] == 0
