"""Rows and their judgement: calendars in memory, photos in one query, the project's day."""

import datetime
from typing import Any

import pytest

from projects import models
from projects.api.milestone_rows import MilestoneRow, rows_built
from projects.selectors.calendars import calendar_of, calendars_of, today_of
from projects.selectors.lights import SHIPPED, judgement_of, worst
from projects.selectors.milestones import COLUMNS
from projects.services import planning
from scheduling.calendars import workdays
from tests import factories

NOW = datetime.datetime(2026, 11, 24, 17, 0, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


def built(now: datetime.datetime = NOW) -> list[dict[str, Any]]:
    rows = models.Milestone.objects.order_by("id").values(*COLUMNS)
    return rows_built(list(rows), now=now)


def test_builder_and_schema_agree(project: models.Project) -> None:
    factories.MilestoneFactory.create(project=project)
    assert list(built()[0]) == list(MilestoneRow().fields)


def test_the_day_is_the_projects(project: models.Project) -> None:
    factories.MilestoneFactory.create(project=project, planned_finish=datetime.date(2026, 11, 24))
    # 17:00 UTC is the next day in Shanghai
    assert today_of(project, NOW) == datetime.date(2026, 11, 25)
    assert (built()[0]["overdue"], built()[0]["days_late"]) == (True, 1)
    before = NOW - datetime.timedelta(hours=2)
    assert (built(before)[0]["overdue"], built(before)[0]["due_soon"]) == (False, True)


def test_a_calendars_change_shows_at_once(project: models.Project) -> None:
    calendar = planning.calendar_create(project=project, data={"name": "C"})
    planning.project_update(project=project, data={"calendar": calendar})
    factories.MilestoneFactory.create(project=project, planned_finish=datetime.date(2026, 11, 20))
    assert built()[0]["days_late"] == 3
    planning.calendar_update(
        calendar=calendar,
        data={},
        exceptions=[{"date": datetime.date(2026, 11, 21), "worked": True}],
    )
    assert built()[0]["days_late"] == 4


def test_without_calendar_monday_to_friday(project: models.Project) -> None:
    assert calendar_of(project) is workdays.MONDAY_TO_FRIDAY
    assert calendars_of([project]) == {project.pk: workdays.MONDAY_TO_FRIDAY}


def test_reached_late_stays_late(project: models.Project) -> None:
    factories.MilestoneFactory.create(
        project=project,
        planned_finish=datetime.date(2026, 11, 18),
        actual_finish=datetime.date(2026, 11, 20),
        reached_at=NOW,
    )
    row = built()[0]
    assert (row["days_late"], row["overdue"], row["light"]["colour"]) == (2, False, "green")


def test_photos_are_summed_up(project: models.Project) -> None:
    user = factories.UserFactory.create()
    milestones = factories.MilestoneFactory.create_batch(2, project=project)
    for milestone, state in zip([*milestones, milestones[0]], ["ready"] * 3, strict=True):
        last = factories.PhotoFactory.create(
            project=project, activity=milestone, uploaded_by=user, state=state
        )
    factories.PhotoFactory.create(
        project=project, activity=milestones[0], uploaded_by=user, state="rejected"
    )
    first, second = models.Milestone.objects.order_by("pk").values(*COLUMNS)
    assert (first["photo_count"], second["photo_count"]) == (2, 1)
    assert first["latest_photo_id"] == last.pk
    assert first["latest_photo__stored_at"].tzinfo is not None


def test_the_worst_light_wins() -> None:
    today = datetime.date(2026, 11, 24)
    found = [
        judgement_of(SHIPPED["days-late"], None, planned, None, today).light
        for planned in (None, datetime.date(2027, 1, 1), datetime.date(2026, 11, 1))
    ]
    assert worst(found)["colour"] == "red"
    assert worst(found[:2])["colour"] == "green"
    assert worst([])["colour"] == "grey"
