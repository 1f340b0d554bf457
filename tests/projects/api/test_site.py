"""`site/`: what the phone takes along."""

import datetime
import gzip
from typing import Any

import pytest
import time_machine

from projects import models
from projects.selectors import site
from scheduling.calendars.instants import day_end
from tests import factories
from tests.conftest import ClientOf

URL = "/api/v1/site/"
NOW = datetime.datetime(2026, 11, 24, 4, 0, tzinfo=datetime.UTC)
TODAY = NOW.date()
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def day(shift: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=shift)


def codes(answer: Any) -> list[str]:
    return [row["code"] for row in answer.json()["projects"][0]["activities"]]


def test_open_milestones_and_the_work_of_the_week(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    building = factories.BuildingFactory.create(
        project=project,
        footprint={"type": "Polygon", "coordinates": [[[0, 0], [3, 0], [0, 3], [0, 0]]]},
    )
    milestone = factories.MilestoneFactory
    milestone.create(
        project=project,
        building=building,
        code="LATE",
        planned_finish=day(-9),
        forecast_finish=day_end(day(3)),
    )
    milestone.create(project=project, building=building, code="FAR", planned_finish=day(300))
    ago = NOW - datetime.timedelta(days=8)
    milestone.create(project=project, code="LONG-AGO", planned_finish=day(-9), reached_at=ago)
    milestone.create(project=project, code="JUST", planned_finish=day(-9), reached_at=NOW)
    task = factories.ActivityFactory
    task.create(project=project, code="NEXT", planned_start=day(6), planned_finish=day(9))
    task.create(project=project, code="LATER", planned_start=day(9), planned_finish=day(19))
    task.create(project=project, code="NOW", actual_start=day(-2), planned_finish=day(8))
    task.create(project=project, code="DONE", actual_start=day(-2), actual_finish=day(-1))

    answer = client_of(people["site_manager"]).get(URL)
    assert codes(answer) == ["LATE", "JUST", "NOW", "NEXT", "FAR"]
    said = answer.json()
    assert said["user"] == people["site_manager"].username
    (sheet,) = said["projects"]
    assert sheet["today"] == "2026-11-24"
    assert {"id": building.pk, "centre": [1, 1]}.items() <= sheet["buildings"][0].items()
    late, _just, under_way, *_later = sheet["activities"]
    assert (late["light"]["colour"], late["building_id"]) == ("orange", building.pk)
    assert (late["days_late"], late["forecast"]) == (7, "2026-11-27")
    assert (under_way["light"], under_way["days_late"]) == (None, 0)


def test_a_phone_is_told_how_many_it_does_not_see(
    project: models.Project,
    people: dict[str, models.User],
    client_of: ClientOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(site, "ACTIVITIES_MOST", 2)
    for shift in (3, 1, 2):
        factories.MilestoneFactory.create(
            project=project, code=f"M{shift}", planned_finish=day(shift)
        )
    answer = client_of(people["site_manager"]).get(URL)
    assert codes(answer) == ["M1", "M2"]
    assert answer.json()["projects"][0]["left_out"] == 1


def test_the_sheet_is_short_on_a_poor_line(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    for number in range(20):
        factories.MilestoneFactory.create(project=project, code=f"M{number}")
    phone = client_of(people["site_manager"])
    whole, short = phone.get(URL), phone.get(URL, headers={"Accept-Encoding": "gzip"})
    assert short["Content-Encoding"] == "gzip"
    assert len(short.content) < len(whole.content) / 5
    assert len(gzip.decompress(short.content)) == len(whole.content)


def test_a_project_with_nothing_in_it(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    (sheet,) = client_of(people["planner"]).get(URL).json()["projects"]
    assert sheet["id"] == project.pk
    assert (sheet["buildings"], sheet["activities"], sheet["left_out"]) == ([], [], 0)


def test_who_may_report_nowhere_gets_no_project(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    foreign = factories.MembershipFactory.create(role="site_manager")
    for role in ("viewer", "official"):
        assert client_of(people[role]).get(URL).json()["projects"] == []
    (sheet,) = client_of(foreign.user).get(URL).json()["projects"]
    assert sheet["id"] == foreign.project_id != project.pk
    assert client_of(people["viewer"]).get(f"{URL}?project={project.pk}").status_code == 400
