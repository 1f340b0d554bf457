"""Uploads through the API: receipts, kinds, duplicates, forms."""

import datetime
import hashlib
import uuid

import pytest
from rest_framework.test import APIClient

from projects import models
from projects.models.words import PhotoState, TakenAtSource
from projects.services.photos import photo_render, photos_due
from tests import factories
from tests.conftest import SHARED, ClientOf
from tests.projects.photos.asking import PHOTOS, post, stored_files

People = dict[str, models.User]


def test_a_photo_gets_a_receipt_and_its_sizes(site: APIClient, project: models.Project) -> None:
    milestone = factories.MilestoneFactory.create(project=project)
    path = PHOTOS / "orientation_6.jpg"

    response = post(
        site,
        path,
        milestone=milestone.pk,
        caption="屋面",
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )

    assert response.status_code == 201, response.content
    assert response.json()["duplicate"] is False
    assert response.json()["building"] == milestone.building_id
    assert response.json()["state"] == PhotoState.PROCESSING
    photo = models.Photo.objects.get()
    original = site.get(f"/api/v1/photos/{photo.pk}/original/")
    assert b"".join(original.streaming_content) == path.read_bytes()  # type: ignore[attr-defined] # it streams a file
    assert site.get(f"/api/v1/photos/{photo.pk}/renditions/320/").status_code == 404

    later = photo.stored_at + datetime.timedelta(seconds=1)
    assert photos_due(now=later) == [photo.pk]
    assert photo_render(photo_id=photo.pk, now=later) == PhotoState.READY

    shown = site.get(f"/api/v1/photos/{photo.pk}/").json()
    assert shown["state"] == PhotoState.READY
    assert (photo.orientation, photo.width, photo.height) == (6, 480, 320)
    size = site.get(shown["renditions"]["320"])
    assert size["Content-Type"] == "image/webp"
    assert size["X-Content-Type-Options"] == "nosniff"
    rendition = models.Rendition.objects.get(photo=photo, name="320")
    assert (rendition.width, rendition.height) == (320, 213)


GOOD = sorted(path.name for path in PHOTOS.iterdir() if not path.name.startswith("orientation"))


@pytest.mark.parametrize("name", GOOD)
def test_every_good_kind_is_kept_and_rendered(
    site: APIClient, project: models.Project, name: str
) -> None:
    response = post(site, PHOTOS / name, project=project.pk)

    assert response.status_code == 201, response.content
    now = datetime.datetime.now(datetime.UTC)
    assert photo_render(photo_id=response.json()["id"], now=now) == PhotoState.READY


def test_the_same_photo_again_is_the_same_photo(site: APIClient, project: models.Project) -> None:
    first = post(site, PHOTOS / "orientation_1.jpg", project=project.pk)
    again = post(site, PHOTOS / "orientation_1.jpg", project=project.pk)

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["duplicate"] is True
    assert again.json()["id"] == first.json()["id"]
    assert models.Photo.objects.count() == 1
    assert len(stored_files()) == 1


def test_an_upload_id_belongs_to_one_photo(site: APIClient, project: models.Project) -> None:
    upload_id = str(uuid.uuid4())
    post(site, PHOTOS / "orientation_1.jpg", project=project.pk, client_upload_id=upload_id)

    other = post(site, PHOTOS / "orientation_2.jpg", project=project.pk, client_upload_id=upload_id)

    assert (other.status_code, other.json()["code"]) == (409, "upload_id_reused")
    assert models.Photo.objects.count() == 1


def test_a_large_upload_is_not_written_twice_and_the_proxy_may_read_it(
    site: APIClient, project: models.Project
) -> None:
    large = (PHOTOS / "orientation_1.jpg").read_bytes() + bytes(3 * 1024 * 1024)

    response = post(site, large, project=project.pk)

    assert response.status_code == 201, response.content
    (original,) = stored_files()
    assert original.read_bytes() == large
    assert original.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    "form",
    [
        {"project": ""},
        {"client_upload_id": "seven"},
        {"project": "1e3"},
        {"project": "9" * 30},
        {"colour": "red"},
        {"sha256": "abc"},
        {"caption": "x" * 501},
        {"milestone": "999999"},
    ],
)
def test_a_wrong_form_is_told_field_by_field(
    site: APIClient, project: models.Project, form: dict[str, str]
) -> None:
    response = post(site, PHOTOS / "orientation_1.jpg", **{"project": project.pk, **form})

    assert response.status_code == 400, response.content
    assert response.json()["errors"]
    assert models.Photo.objects.count() == 0


def test_another_projects_milestone_is_unknown(site: APIClient, project: models.Project) -> None:
    foreign = factories.MilestoneFactory.create()

    response = post(site, PHOTOS / "orientation_1.jpg", milestone=foreign.pk)

    assert response.status_code == 400
    assert models.Photo.objects.count() == 0


def test_a_viewer_sees_neither_place_nor_original(
    site: APIClient, project: models.Project, people: People, client_of: ClientOf
) -> None:
    photo = factories.PhotoFactory.create(project=project, latitude=36.7, longitude=119.1)
    viewer = client_of(people["viewer"])

    assert site.get(f"/api/v1/photos/{photo.pk}/").json()["latitude"] == 36.7
    assert viewer.get(f"/api/v1/photos/{photo.pk}/").json()["latitude"] is None
    assert viewer.get(f"/api/v1/photos/{photo.pk}/original/").status_code == 403
    assert client_of(people["stranger"]).get(f"/api/v1/photos/{photo.pk}/").status_code == 404


def test_real_cameras(site: APIClient, project: models.Project) -> None:
    """Photos of the shared collection, where it is present beside the repository."""
    folder = SHARED / "data" / "photos"
    files = sorted(path for path in folder.glob("*") if path.suffix.lower() in {".jpg", ".heic"})
    if not files:
        pytest.skip("the shared photo collection is not beside this checkout")
    for path in files:
        response = post(site, path, project=project.pk)
        assert response.status_code in (200, 201, 422), (path.name, response.content)
    nokia = models.Photo.objects.get(original_name="HMD_Nokia_8.3_5G.jpg")
    assert nokia.taken_at_source == TakenAtSource.EXIF_OFFSET
    assert nokia.taken_at_zone == "+03:00"
    nikon = models.Photo.objects.get(original_name="DSCN0010.jpg")
    assert nikon.taken_at_source == TakenAtSource.EXIF_PROJECT_ZONE
    assert nikon.taken_at == datetime.datetime(2008, 10, 22, 8, 28, 39, tzinfo=datetime.UTC)
    assert models.Photo.objects.filter(original_name="iphone_13_pro_max.HEIC").exists()
