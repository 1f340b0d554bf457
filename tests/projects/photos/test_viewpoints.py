"""The same view over the months is one viewpoint, another place or direction is another."""

import dataclasses
import datetime

import pytest
from PIL import Image
from rest_framework.test import APIClient

from projects import models
from projects.demo.drawing import Scene, Weather, picture
from projects.services.photos import photo_compare, photo_render, photos_compare
from tests import factories
from tests.conftest import ClientOf
from tests.projects.photos.asking import post
from tests.projects.photos.pictures import SMALL, jpeg_of, site_photo

SCENE = Scene(seed=1, storeys=6, floors=2, bays=9)


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def grown(floors: int) -> Image.Image:
    """The scene some weeks later."""
    weather = list(Weather)[floors % 3]
    later = dataclasses.replace(SCENE, seed=floors, floors=floors, weather=weather)
    return picture(later).resize(SMALL)


def taken(
    client: APIClient,
    image: Image.Image,
    building: models.Building,
    *,
    metres: float = 0,
    direction: float | None = None,
    placed: bool = True,
) -> int:
    """Upload a photo taken some metres north of the corner; returns its viewpoint."""
    place = {
        "device_latitude": f"{36.7 + metres / 111_195:.7f}",
        "device_longitude": "119.2",
        "device_accuracy_m": "5",
    }
    # bytes of its own each time
    content = jpeg_of(image, 60 + models.Photo.objects.count())
    made = post(client, content, building=building.pk, **(place if placed else {}))
    pk = int(made.json()["id"])
    models.Photo.objects.filter(pk=pk).update(direction_deg=direction)
    photo_render(photo_id=pk, now=now())
    photo_compare(photo_id=pk, now=now())
    return int(client.get(f"/api/v1/photos/{pk}/").json()["viewpoint"])


@pytest.fixture
def building(project: models.Project) -> models.Building:
    made: models.Building = factories.BuildingFactory.create(project=project)
    return made


def test_a_building_that_grows_keeps_its_view(site: APIClient, building: models.Building) -> None:
    views = {taken(site, grown(floors), building, metres=floors) for floors in (2, 3, 4)}
    assert len(views) == 1
    (row,) = site.get(f"/api/v1/viewpoints/?building={building.pk}").json()["results"]
    assert (row["id"], row["photo_count"]) == (views.pop(), 3)
    assert row["first_photo"]["id"] < row["last_photo"]["id"]
    assert row["latitude"] == pytest.approx(36.7, abs=0.001)
    rows = site.get(f"/api/v1/photos/?viewpoint={row['id']}&ordering=stored_at").json()["results"]
    assert len(rows) == 3


def test_another_place_direction_or_building_is_another_view(
    site: APIClient, project: models.Project, building: models.Building
) -> None:
    first = taken(site, site_photo(1), building, direction=10)
    assert taken(site, site_photo(1), building, direction=12) == first
    assert taken(site, grown(2), building, direction=100) != first
    assert taken(site, site_photo(1), building, metres=500, direction=10) != first
    other = factories.BuildingFactory.create(project=project)
    assert taken(site, site_photo(1), other, direction=10) != first


def test_without_position_likeness_decides(site: APIClient, building: models.Building) -> None:
    first = taken(site, grown(3), building, placed=False)
    assert taken(site, grown(3), building, placed=False) == first
    assert taken(site, site_photo(5), building, placed=False) != first


def test_a_photo_of_no_building_has_no_view(site: APIClient, project: models.Project) -> None:
    pk = int(post(site, jpeg_of(site_photo(1)), project=project.pk).json()["id"])
    photo_render(photo_id=pk, now=now())
    photo_compare(photo_id=pk, now=now())
    assert models.Photo.objects.get(pk=pk).viewpoint is None


def test_a_photo_of_another_building_is_grouped_there(
    site: APIClient, project: models.Project, building: models.Building
) -> None:
    first = taken(site, site_photo(1), building)
    photo = models.Photo.objects.get()
    other = factories.BuildingFactory.create(project=project)
    path = f"/api/v1/photos/{photo.pk}/"
    tag = site.get(path)["ETag"]
    moved = site.patch(path, {"building": other.pk}, format="json", headers={"If-Match": tag})
    assert moved.json()["viewpoint"] is None
    assert photos_compare(now=now()) == 1
    shown = site.get(path).json()["viewpoint"]
    assert shown not in (None, first)
    assert [row["id"] for row in site.get("/api/v1/viewpoints/").json()["results"]] == [shown]


def test_a_viewer_sees_the_view_and_not_its_place(
    site: APIClient,
    building: models.Building,
    people: dict[str, models.User],
    client_of: ClientOf,
) -> None:
    view = taken(site, site_photo(1), building, direction=10)
    shown = client_of(people["viewer"]).get(f"/api/v1/viewpoints/{view}/").json()
    assert (shown["photo_count"], shown["latitude"], shown["direction_deg"]) == (1, None, None)
