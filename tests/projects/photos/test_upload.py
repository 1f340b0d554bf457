"""Uploads through the API: receipts, refusals, duplicates, and nothing left behind."""

import datetime
import errno
import hashlib
import os
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from rest_framework.test import APIClient

from projects import models
from projects.models.words import ActivityState, PhotoState, TakenAtSource
from projects.services.photos import photo_render, photos_due, photos_sweep
from projects.services.progress import milestone_claim
from tests import factories
from tests.conftest import SHARED, TEST_DATA, ClientOf

PHOTOS = TEST_DATA / "photos"
NOW = datetime.datetime(2026, 11, 24, 2, 0, tzinfo=datetime.UTC)
People = dict[str, models.User]


def post(client: APIClient, path: Path | bytes, **form: Any) -> Any:
    """Upload a file with a fresh upload id unless the form names one."""
    body = path if isinstance(path, bytes) else path.read_bytes()
    name = "photo.jpg" if isinstance(path, bytes) else path.name
    form = {"client_upload_id": str(uuid.uuid4()), "file": SimpleUploadedFile(name, body), **form}
    return client.post("/api/v1/photos/", form, format="multipart")


def stored_files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.fixture
def site(project: models.Project, people: People, client_of: ClientOf) -> APIClient:
    return client_of(people["site_manager"])


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
    assert b"".join(original.streaming_content) == path.read_bytes()  # type: ignore[attr-defined]
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


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"not a photo at all", 422),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422),
        (b"GIF89a" + bytes(100), 422),
        (b"\xff\xd8\xff\xe0" + bytes(64), 422),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", 422),
    ],
)
def test_what_is_no_photo_is_refused_and_leaves_nothing(
    site: APIClient, project: models.Project, body: bytes, status: int
) -> None:
    response = post(site, body, project=project.pk)

    assert response.status_code == status, response.content
    assert response["Content-Type"].startswith("application/problem+json")
    assert response.json()["code"]
    assert models.Photo.objects.count() == 0
    assert stored_files() == []


def test_other_bytes_than_announced_are_refused(site: APIClient, project: models.Project) -> None:
    response = post(site, PHOTOS / "orientation_1.jpg", project=project.pk, sha256="0" * 64)

    assert (response.status_code, response.json()["code"]) == (422, "checksum_mismatch")
    assert stored_files() == []


def test_too_large_is_413(site: APIClient, project: models.Project, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 1000

    response = post(site, PHOTOS / "orientation_1.jpg", project=project.pk)

    assert (response.status_code, response.json()["code"]) == (413, "too_large")
    assert stored_files() == []


def test_a_full_disk_is_507(site: APIClient, project: models.Project, settings: Any) -> None:
    settings.MEDIA_FLOOR_BYTES = 2**62

    response = post(site, PHOTOS / "orientation_1.jpg", project=project.pk)

    assert (response.status_code, response.json()["code"]) == (507, "storage_full")
    assert models.Photo.objects.count() == 0


def test_a_disk_that_fills_while_receiving_is_507(
    site: APIClient, project: models.Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    # no volume of a few megabytes can be mounted without root
    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", no_room)
    large = (PHOTOS / "orientation_1.jpg").read_bytes() + bytes(3 * 1024 * 1024)

    response = post(site, large, project=project.pk)

    assert (response.status_code, response.json()["code"]) == (507, "storage_full")
    assert models.Photo.objects.count() == 0
    assert stored_files() == []


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


def test_photos_make_a_claim_evidence(
    site: APIClient, project: models.Project, people: People
) -> None:
    milestone = factories.MilestoneFactory.create(project=project)
    milestone_claim(user=people["site_manager"], milestone=milestone, now=NOW)

    post(site, PHOTOS / "orientation_1.jpg", milestone=milestone.pk)

    milestone.refresh_from_db()
    assert milestone.state == ActivityState.EVIDENCED
    assert milestone.reached_at is not None


def test_a_viewer_sees_neither_place_nor_original(
    site: APIClient, project: models.Project, people: People, client_of: ClientOf
) -> None:
    photo = factories.PhotoFactory.create(project=project, latitude=36.7, longitude=119.1)
    viewer = client_of(people["viewer"])

    assert site.get(f"/api/v1/photos/{photo.pk}/").json()["latitude"] == 36.7
    assert viewer.get(f"/api/v1/photos/{photo.pk}/").json()["latitude"] is None
    assert viewer.get(f"/api/v1/photos/{photo.pk}/original/").status_code == 403
    assert client_of(people["stranger"]).get(f"/api/v1/photos/{photo.pk}/").status_code == 404


def test_a_cut_photo_is_rejected_later_and_stays_retrievable(
    site: APIClient, project: models.Project
) -> None:
    whole = (PHOTOS / "orientation_1.jpg").read_bytes()
    response = post(site, whole[: len(whole) * 2 // 3], project=project.pk)
    assert response.status_code == 201, response.content

    state = photo_render(photo_id=response.json()["id"], now=datetime.datetime.now(datetime.UTC))

    assert state == PhotoState.REJECTED
    shown = site.get(f"/api/v1/photos/{response.json()['id']}/").json()
    assert shown["reject_code"] == "image_truncated"
    assert site.get(f"/api/v1/photos/{response.json()['id']}/original/").status_code == 200


def test_a_dead_workers_photo_is_taken_up_again(site: APIClient, project: models.Project) -> None:
    response = post(site, PHOTOS / "orientation_1.jpg", project=project.pk)
    now = datetime.datetime.now(datetime.UTC)
    # a worker claimed it and died: attempt counted, lease running
    models.Photo.objects.update(
        render_attempts=1,
        render_lease_token=uuid.uuid4(),
        render_next_at=now + datetime.timedelta(seconds=60),
    )

    assert photo_render(photo_id=response.json()["id"], now=now) is None
    later = now + datetime.timedelta(seconds=61)
    assert photo_render(photo_id=response.json()["id"], now=later) == PhotoState.READY


def test_a_photo_that_kills_its_workers_ends_rejected(
    site: APIClient, project: models.Project
) -> None:
    response = post(site, PHOTOS / "orientation_1.jpg", project=project.pk)
    models.Photo.objects.update(render_attempts=5)

    state = photo_render(photo_id=response.json()["id"], now=datetime.datetime.now(datetime.UTC))

    assert state == PhotoState.REJECTED
    assert models.Photo.objects.get().reject_code == "render_failed"


def test_the_sweep_removes_only_what_no_row_names(site: APIClient, project: models.Project) -> None:
    post(site, PHOTOS / "orientation_1.jpg", project=project.pk)
    kept = stored_files()
    orphan = Path(settings.MEDIA_ROOT) / "originals" / "ab" / "cd" / ("ab" * 32)
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"nobody's")
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=25)

    counts = photos_sweep(now=later)

    assert counts.files_removed == 1
    assert stored_files() == kept
    kept[0].unlink()
    assert photos_sweep(now=later).files_missing == 1
    assert models.Photo.objects.count() == 1


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
