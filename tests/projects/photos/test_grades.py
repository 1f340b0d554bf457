"""Grades through the API: given at the upload, filtered by, and given anew."""

import datetime
import uuid

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from projects import models
from projects.services.photos import photos_grade
from tests import factories
from tests.conftest import ClientOf
from tests.data.make_photos import encoded, exif_block, scene, site_gps
from tests.projects.photos.asking import PHOTOS, post

People = dict[str, models.User]


def box(west: float, south: float, east: float, north: float) -> dict[str, object]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


AROUND = box(119.19, 36.69, 119.21, 36.71)
AT_THE_CAMERA = box(119.1999, 36.6999, 119.2001, 36.7001)
ELSEWHERE = box(120.19, 36.69, 120.21, 36.71)


def bytes_of(**tags: object) -> bytes:
    """A file of its own each time."""
    return encoded(scene(), "JPEG", exif=exif_block(make=str(uuid.uuid4()), **tags))  # type: ignore[arg-type] # tags


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@pytest.fixture
def fenced(project: models.Project) -> models.Project:
    """The project with a boundary around where the test photos were taken."""
    project.site_boundary = AROUND
    project.save(update_fields=["site_boundary"])
    return project


def test_a_photo_is_graded_with_its_receipt(site: APIClient, fenced: models.Project) -> None:
    taken = now() - datetime.timedelta(minutes=5)
    stamp = taken.strftime("%Y:%m:%d %H:%M:%S")
    said = post(
        site, bytes_of(taken=stamp, offset="+00:00", gps=site_gps()), project=fenced.pk
    ).json()
    assert (said["grade"], said["site_place"]) == ("strong", "site")
    assert said["grade_words"].startswith("充分")
    assert [reason["code"] for reason in said["grade_reasons"]] == [
        "time_camera_offset",
        "place_site",
    ]
    assert all(reason["words"] for reason in said["grade_reasons"])


def test_the_phone_fills_what_the_file_lacks(site: APIClient, fenced: models.Project) -> None:
    taken = (now() - datetime.timedelta(minutes=1)).astimezone(
        datetime.timezone(datetime.timedelta(hours=8))
    )
    said = post(
        site,
        bytes_of(),
        project=fenced.pk,
        device_taken_at=taken.isoformat(),
        device_latitude="36.70001",
        device_longitude="119.2",
        device_accuracy_m="12.5",
    ).json()
    assert (said["taken_at_source"], said["taken_at_zone"]) == ("device", "+08:00")
    assert datetime.datetime.fromisoformat(said["taken_at"]) == taken
    assert (said["device_latitude"], said["device_accuracy_m"]) == (36.70001, 12.5)
    assert said["latitude"] is None
    assert said["grade"] == "strong"


def test_a_phone_a_year_ahead_is_not_believed(site: APIClient, fenced: models.Project) -> None:
    ahead = now() + datetime.timedelta(days=365)
    said = post(site, bytes_of(), project=fenced.pk, device_taken_at=ahead.isoformat()).json()
    assert (said["taken_at"], said["taken_at_source"]) == (None, "unknown")
    assert said["clock_ahead_s"] > 364 * 86400
    assert said["grade"] == "doubtful"


@pytest.mark.parametrize(
    ("form", "pointer"),
    [
        ({"device_taken_at": "2026-11-24T08:00:00"}, "/device_taken_at"),
        ({"device_taken_at": "yesterday"}, "/device_taken_at"),
        ({"device_latitude": "36.7"}, "/device_longitude"),
        ({"device_accuracy_m": "5"}, "/device_latitude"),
        ({"device_latitude": "nan", "device_longitude": "1"}, "/device_latitude"),
        ({"device_latitude": "91", "device_longitude": "1"}, "/device_latitude"),
        ({"device_latitude": "1e1", "device_longitude": "1"}, "/device_latitude"),
        (
            {"device_latitude": "1", "device_longitude": "1", "device_accuracy_m": "-1"},
            "/device_accuracy_m",
        ),
    ],
)
def test_what_a_phone_cannot_mean_is_refused(
    site: APIClient, project: models.Project, form: dict[str, str], pointer: str
) -> None:
    response = post(site, PHOTOS / "bare.jpg", project=project.pk, **form)
    assert response.status_code == 400, response.content
    assert pointer in [error["pointer"] for error in response.json()["errors"]]


def test_lists_filter_by_grade_and_by_place(site: APIClient, fenced: models.Project) -> None:
    here = post(site, bytes_of(gps=site_gps()), project=fenced.pk).json()["id"]
    nowhere = post(site, PHOTOS / "bare.jpg", project=fenced.pk).json()["id"]

    def ids(query: str) -> list[int]:
        response = site.get(f"/api/v1/photos/?{query}")
        assert response.status_code == 200, response.content
        return [row["id"] for row in response.json()["results"]]

    assert ids("grade=weak") == [nowhere]
    assert ids("grade=fair,strong") == [here]
    assert ids("near=36.7,119.2,50") == [here]
    assert ids("near=36.701,119.2,100") == []
    assert ids("near=36.701,119.2,120") == [here]
    for wrong in ("36.7,119.2", "91,0,5", "1,181,5", "1,1,100001", "nan,1,1", "1,1,-5", "a"):
        assert site.get(f"/api/v1/photos/?near={wrong}").status_code == 400, wrong


def test_who_may_not_see_the_place_neither_measures_nor_probes_it(
    site: APIClient, fenced: models.Project, people: People, client_of: ClientOf
) -> None:
    made = post(site, bytes_of(gps=site_gps(36.72)), project=fenced.pk).json()
    assert [r["value"] for r in made["grade_reasons"] if r["code"] == "place_outside"] == [1112.0]
    viewer = client_of(people["viewer"])
    shown = viewer.get(f"/api/v1/photos/{made['id']}/").json()
    assert shown["grade"] == "doubtful"
    assert [shown[name] for name in ("latitude", "site_distance_m", "device_latitude")] == [
        None
    ] * 3
    assert [r["value"] for r in shown["grade_reasons"] if r["code"] == "place_outside"] == [None]
    assert viewer.get("/api/v1/photos/?near=36.72,119.2,500").json()["results"] == []


def test_a_moved_boundary_changes_the_grade(
    site: APIClient, fenced: models.Project, people: People, client_of: ClientOf
) -> None:
    made = post(site, bytes_of(gps=site_gps()), project=fenced.pk).json()
    assert made["site_place"] == "site"
    planner = client_of(people["planner"])
    tag = planner.get(f"/api/v1/projects/{fenced.pk}/")["ETag"]
    response = planner.patch(
        f"/api/v1/projects/{fenced.pk}/",
        {"site_boundary": ELSEWHERE},
        format="json",
        headers={"If-Match": tag},
    )
    assert response.status_code == 200, response.content
    photos_grade(now=now())
    shown = site.get(f"/api/v1/photos/{made['id']}/").json()
    assert (shown["site_place"], shown["grade"]) == ("outside", "doubtful")


def test_a_photo_of_another_building_is_measured_against_that_one(
    site: APIClient, fenced: models.Project
) -> None:
    near, far = (
        factories.BuildingFactory.create(project=fenced, footprint=area)
        for area in (
            box(119.1999, 36.6999, 119.2001, 36.7001),
            box(119.205, 36.705, 119.206, 36.706),
        )
    )
    made = post(site, bytes_of(gps=site_gps()), project=fenced.pk, building=near.pk)
    assert made.json()["site_place"] == "building"
    moved = site.patch(
        f"/api/v1/photos/{made.json()['id']}/",
        {"building": far.pk},
        format="json",
        headers={"If-Match": made["ETag"]},
    )
    assert moved.json()["site_place"] == "site"


def test_photos_older_than_grades_are_looked_at_again(
    site: APIClient, fenced: models.Project
) -> None:
    made = post(site, bytes_of(gps=site_gps()), project=fenced.pk).json()["id"]
    lost = factories.PhotoFactory.create(project=fenced)
    models.Photo.objects.update(grade="", grade_reasons=[], metadata_stripped=None, grade_due=True)

    call_command("grade_photos")

    photo = models.Photo.objects.get(pk=made)
    assert (photo.grade, photo.metadata_stripped, photo.grade_due) == ("fair", False, False)
    lost.refresh_from_db()
    assert (lost.grade, lost.grade_due) == ("weak", False)
    assert photos_grade(now=now()) == 0


def test_a_building_whose_footprint_changes_has_its_photos_graded_anew(
    site: APIClient, fenced: models.Project, people: People, client_of: ClientOf
) -> None:
    building = factories.BuildingFactory.create(project=fenced)
    made = post(site, bytes_of(gps=site_gps()), project=fenced.pk, building=building.pk).json()
    assert made["site_place"] == "site"
    planner = client_of(people["planner"])
    path = f"/api/v1/buildings/{building.pk}/"
    response = planner.patch(
        path,
        {"footprint": AT_THE_CAMERA},
        format="json",
        headers={"If-Match": planner.get(path)["ETag"]},
    )
    assert response.status_code == 200, response.content
    photos_grade(now=now())
    assert site.get(f"/api/v1/photos/{made['id']}/").json()["site_place"] == "building"
