"""`photos/?spread=`: some of many, evenly over the days of the project."""

import datetime

import pytest

from projects import models
from tests import factories
from tests.conftest import ClientOf
from tests.projects.api.asking import problem_in

NOW = datetime.datetime(2026, 11, 24, 4, 0, tzinfo=datetime.UTC)
URL = "/api/v1/photos/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def building(project: models.Project) -> models.Building:
    place = factories.BuildingFactory.create(project=project)
    for hour in range(0, 24 * 10, 8):
        factories.PhotoFactory.create(
            project=project, building=place, stored_at=NOW - datetime.timedelta(hours=hour)
        )
    return place


def test_days_are_those_of_the_project(
    building: models.Building, people: dict[str, models.User], client_of: ClientOf
) -> None:
    """Thirty photos of eleven days in Shanghai."""
    viewer = client_of(people["viewer"])

    def days(spread: int) -> list[str]:
        asked = {"building": building.pk, "spread": spread}
        found = viewer.get(URL, asked).json()["results"]
        moments = [datetime.datetime.fromisoformat(row["stored_at"]) for row in found]
        return sorted(f"{at.astimezone(building.project.zone):%m-%d}" for at in moments)

    assert days(11) == [f"11-{day}" for day in range(14, 25)]
    assert days(2) == ["11-14", "11-24"]
    assert len(days(30)) == len(days(200)) == 30


def test_other_filters_come_first(
    building: models.Building, people: dict[str, models.User], client_of: ClientOf
) -> None:
    view = factories.ViewpointFactory.create(building=building)
    asked = {"viewpoint": view.pk, "spread": 2}
    found = client_of(people["viewer"]).get(URL, asked).json()["results"]
    assert [row["id"] for row in found] == [photo.pk for photo in view.photos.all()]
    assert client_of(people["stranger"]).get(URL, {"spread": 2}).json()["results"] == []


@pytest.mark.parametrize("wrong", ["1", "201", "x", "-5", "2.5"])
def test_a_number_that_a_page_cannot_hold_is_refused(
    people: dict[str, models.User], client_of: ClientOf, wrong: str
) -> None:
    answer = client_of(people["viewer"]).get(URL, {"spread": wrong})
    assert "spread" in str(problem_in(answer, status=400))
