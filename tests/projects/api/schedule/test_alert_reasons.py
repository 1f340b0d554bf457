"""Why an alert's milestone is late: on one alert always, on a page of them when asked for."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from projects import models
from projects.models.alert_words import AlertKind
from tests import factories
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.plans import change

pytestmark = pytest.mark.django_db
Found = dict[str, models.Activity]
URL = "/api/v1/alerts/"


def alert_open(milestone: models.Activity) -> models.Alert:
    return models.Alert.objects.create(
        project=milestone.project,
        milestone=milestone,
        kind=AlertKind.FORECAST_SLIP,
        planned_finish=datetime.date(2026, 3, 11),
        opened_at=timezone.now(),
    )


@pytest.fixture
def alert(planner: APIClient, project: models.Project, found: Found) -> models.Alert:
    """An alert of M, which two longer activities moved since the plan was approved."""
    body = {"project": project.pk, "name": "批复", "is_current": True}
    assert planner.post("/api/v1/baselines/", body).status_code == 201
    models.Activity.objects.filter(pk=found["A"].pk).update(name="桩基检测", name_en="Pile tests")
    for code, days in {"A": 7, "B": 4}.items():
        change(planner, f"/api/v1/activities/{found[code].pk}/", {"duration_days": days})
    return alert_open(found["M"])


def reason_of(client: APIClient, alert: models.Alert, language: str = "en") -> Any:
    answer = client.get(f"{URL}{alert.pk}/", headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.content
    return answer.json()["reason"]


def test_the_reason_is_data_and_a_line(
    planner: APIClient, found: Found, alert: models.Alert
) -> None:
    said = reason_of(planner, alert)
    whole = planner.get(f"/api/v1/activities/{found['M'].pk}/lateness/").json()
    for name in ("compared", "baseline", "approved_finish", "forecast_finish", "shift_days"):
        assert said[name] == whole[name], name
    english = [{**cause, "name_en": None} for cause in said["causes"]]
    assert english == [{**cause, "name_en": None} for cause in whole["causes"]]
    assert said["causes"][0]["name_en"] == "Pile tests"
    assert said["total_float"] == 0
    day = said["forecast_finish"]
    assert said["text"].startswith(f"+{said['shift_days']} d to {day}: A Pile tests (duration")
    assert "A 桩基检测（" in reason_of(planner, alert, "zh-hans")["text"]


def test_a_list_says_it_when_asked(planner: APIClient, found: Found, alert: models.Alert) -> None:
    alert_open(factories.MilestoneFactory.create(project=alert.project))
    rows = planner.get(URL).json()["results"]
    assert [row["reason"] for row in rows] == [None, None]
    english = {"Accept-Language": "en"}
    rows = planner.get(URL, {"include": "reason"}, headers=english).json()["results"]
    # the new milestone has no forecast before the plan is computed again
    assert [row["reason"] for row in rows] == [None, reason_of(planner, alert)]
    problem_in(planner.get(URL, {"include": "causes"}), status=400)
    problem_in(planner.get(f"{URL}{alert.pk}/", {"include": "reason"}), status=400)


def test_a_page_reads_each_plan_once(
    planner: APIClient, found: Found, alert: models.Alert, django_assert_num_queries: Any
) -> None:
    planner.get(URL, {"include": "reason"})
    # the page; lines, baseline and plan; names, and English ones
    with django_assert_num_queries(6):
        planner.get(URL, {"include": "reason"})
    alert_open(found["E"])
    with django_assert_num_queries(6):
        rows = planner.get(URL, {"include": "reason"}).json()["results"]
    assert all(row["reason"]["causes"] for row in rows)


def test_what_is_over_or_unknown_has_none(
    planner: APIClient, found: Found, alert: models.Alert
) -> None:
    models.Alert.objects.update(closed_at=timezone.now())
    assert reason_of(planner, alert) is None
    models.Alert.objects.update(closed_at=None)
    models.Activity.objects.filter(pk=found["M"].pk).update(forecast_finish=None)
    assert reason_of(planner, alert) is None


def test_a_baseline_that_cannot_be_read_leaves_the_dates(
    planner: APIClient, alert: models.Alert
) -> None:
    whole = reason_of(planner, alert)
    models.Baseline.objects.update(network=b"of another time")
    said = reason_of(planner, alert)
    assert said["causes"] == []
    assert said["shift_days"] == whole["shift_days"]
    assert said["text"] == f"+{said['shift_days']} d to {said['forecast_finish']}"
