"""Why a milestone will be late: taken apart against the baseline, or what holds its date."""

import datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from projects.models.words import ActivityKind
from tests import factories
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.plans import change

pytestmark = pytest.mark.django_db
Found = dict[str, models.Activity]


def late(client: APIClient, activity: models.Activity) -> Any:
    said = client.get(f"/api/v1/activities/{activity.pk}/lateness/")
    assert said.status_code == 200, said.content
    return said.json()


@pytest.fixture
def baseline(planner: APIClient, project: models.Project, found: Found) -> int:
    body = {"project": project.pk, "name": "批复", "is_current": True}
    number: int = planner.post("/api/v1/baselines/", body).json()["id"]
    return number


def test_causes_add_up_to_the_shift(planner: APIClient, found: Found, baseline: int) -> None:
    for code, days in {"A": 7, "B": 4}.items():
        change(planner, f"/api/v1/activities/{found[code].pk}/", {"duration_days": days})
    said = late(planner, found["E"])
    assert (said["compared"], said["baseline"]) == ("baseline", baseline)
    assert (said["approved_finish"], said["forecast_finish"]) == ("2026-03-11", "2026-03-16")
    assert (said["shift_days"], said["shift_working_days"]) == (5, 3)
    causes = {each["code"]: (each["kind"], each["working_days"]) for each in said["causes"]}
    assert causes == {"A": ("duration", 2), "B": ("duration", 1)}
    # the whole since the freeze, not only since the last computation
    assert sum(each["working_days"] for each in said["causes"]) == said["shift_working_days"]


def test_nothing_moved(planner: APIClient, found: Found, baseline: int) -> None:
    said = late(planner, found["M"])
    assert (said["shift_days"], said["causes"]) == (0, [])


def test_without_a_baseline_the_planned_date_is_compared(planner: APIClient, found: Found) -> None:
    models.Activity.objects.filter(pk=found["E"].pk).update(planned_finish="2026-03-06")
    said = late(planner, found["E"])
    assert (said["compared"], said["baseline"], said["causes"]) == ("plan", None, [])
    assert (said["approved_finish"], said["shift_days"]) == ("2026-03-06", 5)
    held = said["held_by"]
    assert (held["code"], held["kind"]) == ("A", "project_start")


def test_what_is_newer_than_the_baseline_is_compared_with_its_plan(
    planner: APIClient, project: models.Project, found: Found, baseline: int
) -> None:
    new = factories.ActivityFactory.create(
        project=project, code="N", planned_finish=datetime.date(2026, 3, 2), duration_days=1
    )
    assert late(planner, new)["compared"] == "plan"


def test_an_effort_has_no_shift_of_its_own(
    planner: APIClient, project: models.Project, found: Found, baseline: int
) -> None:
    effort = factories.ActivityFactory.create(
        project=project, code="L", kind=ActivityKind.LEVEL_OF_EFFORT, duration_days=1
    )
    said = late(planner, effort)
    assert (said["causes"], said["shift_working_days"]) == ([], None)


def test_strangers_and_plans_in_error(
    planner: APIClient, project: models.Project, found: Found
) -> None:
    foreign = factories.ActivityFactory.create()
    problem_in(planner.get(f"/api/v1/activities/{foreign.pk}/lateness/"), status=404)
    models.Link.objects.create(project=project, predecessor=found["E"], successor=found["A"])
    answer = planner.get(f"/api/v1/activities/{found['E'].pk}/lateness/")
    problem_in(answer, status=422, code="dependency_cycle")
