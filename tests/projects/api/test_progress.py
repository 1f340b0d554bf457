"""`progress-entries/`: append-only."""

import datetime

import pytest
from django.utils import timezone

from projects import models
from projects.selectors.calendars import today_of
from tests import factories
from tests.conftest import ClientOf

URL = "/api/v1/progress-entries/"
pytestmark = pytest.mark.django_db


def test_a_site_manager_reports(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    activity = factories.ActivityFactory.create(project=project)
    site = client_of(people["site_manager"])
    made = site.post(URL, {"activity": activity.pk, "percent": 85, "note": "三层浇筑完成"})
    assert made.status_code == 201, made.content
    row = made.json()
    assert (row["percent"], row["reported_by"]) == (85, people["site_manager"].username)
    activity.refresh_from_db()
    assert activity.percent_complete == 85
    url = f"{URL}{row['id']}/"
    for method in (site.patch, site.put, site.delete):
        answer = method(url, {"note": "x"})
        assert answer.status_code == 405
        assert "GET" in answer["Allow"]
    assert (
        len(site.get(URL, {"activity": str(activity.pk), "move": "report"}).json()["results"]) == 1
    )
    assert site.get(URL, {"reported_before": "2001-01-01T00:00:00Z"}).json()["results"] == []


@pytest.mark.parametrize("role", ["viewer", "official"])
def test_readers_report_nothing(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf, role: str
) -> None:
    activity = factories.ActivityFactory.create(project=project)
    answer = client_of(people[role]).post(URL, {"activity": activity.pk, "percent": 1})
    assert answer.status_code == 403


@pytest.mark.parametrize("percent", [-1, 100.01, 12.345, "NaN", True, [], "1e400"])
def test_wrong_percentages_are_refused(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf, percent: object
) -> None:
    activity = factories.ActivityFactory.create(project=project)
    answer = client_of(people["site_manager"]).post(
        URL, {"activity": activity.pk, "percent": percent}
    )
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/percent"
    assert not models.ProgressEntry.objects.exists()


def test_activities_abroad_are_unknown(people: dict[str, models.User], client_of: ClientOf) -> None:
    foreign = factories.ActivityFactory.create()
    answer = client_of(people["site_manager"]).post(URL, {"activity": foreign.pk, "percent": 1})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "unknown_relation"


def claim_of(milestone: models.Activity) -> str:
    return f"/api/v1/milestones/{milestone.pk}/claim/"


def test_a_phone_says_when_it_was_seen(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    site = client_of(people["site_manager"])
    activity = factories.ActivityFactory.create(project=project)
    milestone = factories.MilestoneFactory.create(project=project)
    seen = timezone.now() - datetime.timedelta(days=3)
    said = {"activity": activity.pk, "percent": 85, "observed_at": seen.isoformat()}
    row = site.post(URL, said).json()
    assert datetime.datetime.fromisoformat(row["observed_at"]) == seen
    assert row["reported_at"] > row["observed_at"]
    assert site.post(claim_of(milestone), {"observed_at": seen.isoformat()}).status_code == 200
    milestone.refresh_from_db()
    assert milestone.actual_finish == today_of(project, seen)


@pytest.mark.parametrize("moment", ["yesterday", "2026-11-20T10:00:00", 7, "9999-12-31T00:00:00Z"])
def test_a_moment_that_is_none_is_refused_where_it_stands(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf, moment: object
) -> None:
    site = client_of(people["site_manager"])
    activity = factories.ActivityFactory.create(project=project)
    milestone = factories.MilestoneFactory.create(project=project)
    for url, said in ((URL, {"activity": activity.pk, "percent": 1}), (claim_of(milestone), {})):
        answer = site.post(url, {**said, "observed_at": moment})
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["pointer"] == "/observed_at"
    assert not models.ProgressEntry.objects.exists()
