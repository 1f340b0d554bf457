"""`projects/{id}/statutory-clocks/`: due days from the accepted event, counted by hand."""

import datetime
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from projects import models
from tests import factories
from tests.conftest import ClientOf
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.plans import change

pytestmark = pytest.mark.django_db
# accepted on Wednesday, 11 February 2026: four days before the Spring Festival's nine
ACCEPTED = datetime.date(2026, 2, 11)


def at(day: datetime.date) -> Any:
    return time_machine.travel(
        datetime.datetime.combine(day, datetime.time(4), datetime.UTC), tick=False
    )


def line(building: models.Building, step: str, reached: datetime.date | None = None) -> Any:
    noon = reached and datetime.datetime.combine(reached, datetime.time(4), datetime.UTC)
    return factories.MilestoneFactory.create(
        project=building.project,
        building=building,
        statutory_step=step,
        planned_finish=datetime.date(2026, 3, 2),
        actual_finish=reached,
        reached_at=noon,
    )


def clocks(client: APIClient, project: models.Project) -> dict[str, dict[str, Any]]:
    said = client.get(
        f"/api/v1/projects/{project.pk}/statutory-clocks/", headers={"Accept-Language": "en"}
    )
    assert said.status_code == 200, said.content
    return {row["clock"]["key"]: row for row in said.json()["clocks"]}


@pytest.fixture
def viewer(people: dict[str, models.User], client_of: ClientOf) -> APIClient:
    return client_of(people["viewer"])


@pytest.fixture
def building(project: models.Project) -> models.Building:
    return factories.BuildingFactory.create(project=project)


def test_they_run_from_the_accepted_event(
    viewer: APIClient, project: models.Project, building: models.Building
) -> None:
    event = line(building, "completion_acceptance", ACCEPTED)
    act = line(building, "completion-filing")
    with at(datetime.date(2026, 2, 14)):
        found = clocks(viewer, project)
    filing, fire = found["completion-filing"], found["fire-filing"]
    # calendar days run through the festival, working days wait for it: 12, 13, 14, 24, 25
    assert (filing["due"], filing["days_left"]) == ("2026-02-26", 12)
    assert (fire["due"], fire["days_left"]) == ("2026-02-25", 2)
    assert (filing["state"], filing["starts_on"], filing["accepted"]) == (
        "running",
        "2026-02-11",
        True,
    )
    assert filing["event"]["activity"] == event.pk
    assert [each["activity"] for each in filing["acts"]] == [act.pk]
    assert fire["acts"] == []
    assert (filing["clock"]["name"], filing["clock"]["counted"], fire["clock"]["counted"]) == (
        "Filing of the completion acceptance",
        "calendar",
        "working",
    )
    assert "279" in filing["clock"]["source"]


@pytest.mark.parametrize(
    ("done", "today", "state"),
    [
        (datetime.date(2026, 2, 26), datetime.date(2026, 3, 9), "kept"),
        (datetime.date(2026, 2, 27), datetime.date(2026, 3, 9), "kept_late"),
        (None, datetime.date(2026, 2, 26), "running"),
        (None, datetime.date(2026, 2, 27), "overdue"),
    ],
)
def test_kept_or_missed_to_the_day(
    viewer: APIClient,
    project: models.Project,
    building: models.Building,
    done: datetime.date | None,
    today: datetime.date,
    state: str,
) -> None:
    line(building, "completion_acceptance", ACCEPTED)
    line(building, "completion-filing", done)
    with at(today):
        found = clocks(viewer, project)["completion-filing"]
    assert found["state"] == state
    assert found["days_left"] == (None if done else (datetime.date(2026, 2, 26) - today).days)


def test_before_the_acceptance_they_wait_for_what_is_expected(
    viewer: APIClient, project: models.Project, building: models.Building
) -> None:
    line(building, "completion_acceptance")
    found = clocks(viewer, project)["completion-filing"]
    assert (found["state"], found["accepted"], found["days_left"]) == ("waiting", False, None)
    # the planned day, as nothing was computed
    assert (found["starts_on"], found["due"]) == ("2026-03-02", "2026-03-17")


def test_special_works_and_the_region_change_what_holds(
    viewer: APIClient,
    client_of: ClientOf,
    people: dict[str, models.User],
    project: models.Project,
    building: models.Building,
) -> None:
    line(building, "completion_acceptance", ACCEPTED)
    planner = client_of(people["planner"])
    change(planner, f"/api/v1/buildings/{building.pk}/", {"works": "special"})
    assert set(clocks(viewer, project)) == {"completion-filing"}
    change(planner, f"/api/v1/projects/{project.pk}/", {"region": "CN-BJ"})
    found = clocks(viewer, project)
    assert set(found) == {"completion-filing", "joint-acceptance-application"}
    assert found["joint-acceptance-application"]["clock"]["region"] == "CN-BJ"


@pytest.mark.parametrize("region", ["", "US", "CN-", "CN-bj", "CN-BEI", "CN-B1", None, 7])
def test_an_unknown_region_is_refused(
    client_of: ClientOf, people: dict[str, models.User], project: models.Project, region: Any
) -> None:
    planner = client_of(people["planner"])
    said = change(planner, f"/api/v1/projects/{project.pk}/", {"region": region})
    assert problem_in(said, status=400)["errors"][0]["pointer"] == "/region"


def test_each_building_has_its_own(viewer: APIClient, project: models.Project) -> None:
    first, second = factories.BuildingFactory.create_batch(2, project=project)
    line(first, "completion_acceptance", ACCEPTED)
    line(second, "completion_acceptance", datetime.date(2026, 2, 10))
    line(second, "completion-filing", datetime.date(2026, 2, 12))
    said = viewer.get(f"/api/v1/projects/{project.pk}/statutory-clocks/").json()["clocks"]
    filings = [row for row in said if row["clock"]["key"] == "completion-filing"]
    assert [(row["building"], row["done_on"]) for row in filings] == [
        (second.pk, "2026-02-12"),
        (first.pk, None),
    ]


@pytest.mark.parametrize("year", [1950, 2005, 2027, 2200])
def test_years_without_a_notice_are_provisional(
    viewer: APIClient, project: models.Project, building: models.Building, year: int
) -> None:
    line(building, "completion_acceptance", datetime.date(year, 3, 2))
    found = clocks(viewer, project)
    assert found["fire-filing"]["provisional"] is (year != 2005)
    assert found["completion-filing"]["provisional"] is False


def test_a_project_without_acceptances_has_none(viewer: APIClient, project: models.Project) -> None:
    assert clocks(viewer, project) == {}
