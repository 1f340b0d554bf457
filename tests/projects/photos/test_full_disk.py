"""A volume that is full: told with 507, nothing half-written, and well again when there is room."""

import errno
import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.utils import timezone
from rest_framework.test import APIClient

from projects import models
from projects.models.words import PhotoState
from projects.services.photos import photo_render
from projects.services.photos.original import original_key
from tests.projects.photos.asking import PHOTOS, post, stored_files

JPEG = (PHOTOS / "orientation_1.jpg").read_bytes()
VOLUME_MB = 8
UPLOADS = 50


def megabyte() -> bytes:
    """A photo of a megabyte that was never sent before: what follows its end is not looked at."""
    return JPEG + os.urandom(1024 * 1024 - len(JPEG))


@pytest.fixture
def volume(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A real volume of a few megabytes as the store of photos."""
    folder = tmp_path / "volume"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={VOLUME_MB}m", "tmpfs", str(folder)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"NOT TESTED: no volume can be mounted here: {mounted.stderr.strip()}")
    settings.MEDIA_ROOT = folder
    settings.FILE_UPLOAD_TEMP_DIR = str(folder / "incoming")
    options = {"location": str(folder), "base_url": None}
    store = {**settings.STORAGES["default"], "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": store}
    # the system's own word is wanted, not our floor's
    settings.MEDIA_FLOOR_BYTES = 0
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def room(volume: Path) -> int:
    """Bytes that are free."""
    found = os.statvfs(volume)
    return found.f_bavail * found.f_frsize


def test_uploads_to_a_full_volume(site: APIClient, project: models.Project, volume: Path) -> None:
    filler = volume / "filler"
    filler.write_bytes(bytes(2 * 1024 * 1024))

    answers = [post(site, megabyte(), project=project.pk) for _ in range(UPLOADS)]

    codes = [answer.status_code for answer in answers]
    accepted = codes.count(201)
    assert codes == [201] * accepted + [507] * (UPLOADS - accepted)
    assert 3 <= accepted < VOLUME_MB
    assert answers[-1].json()["code"] == "storage_full"
    photos = list(models.Photo.objects.all())
    assert len(photos) == accepted
    assert {path.name for path in stored_files()} == {photo.sha256 for photo in photos} | {"filler"}
    for photo in photos:
        body = (volume / original_key(photo.sha256)).read_bytes()
        assert hashlib.sha256(body).hexdigest() == photo.sha256

    filler.unlink()
    assert post(site, megabyte(), project=project.pk).status_code == 201


def test_rendering_on_a_full_volume_blames_no_photo(
    site: APIClient, project: models.Project, volume: Path
) -> None:
    post(site, PHOTOS / "orientation_1.jpg", project=project.pk)
    photo = models.Photo.objects.get()
    filler = volume / "filler"
    filler.write_bytes(bytes(room(volume) - 8192))

    assert photo_render(photo_id=photo.pk, now=timezone.now()) is None

    photo.refresh_from_db()
    assert (photo.state, photo.render_attempts) == (PhotoState.PROCESSING, 0)
    assert {path.name for path in stored_files()} == {photo.sha256, "filler"}
    filler.unlink()
    assert photo.render_next_at is not None
    assert photo_render(photo_id=photo.pk, now=photo.render_next_at) == PhotoState.READY


def test_a_floor_keeps_room_for_others(
    site: APIClient, project: models.Project, settings: Any
) -> None:
    settings.MEDIA_FLOOR_BYTES = 2**62

    response = post(site, PHOTOS / "orientation_1.jpg", project=project.pk)

    assert (response.status_code, response.json()["code"]) == (507, "storage_full")
    assert models.Photo.objects.count() == 0


def test_a_disk_that_fills_while_receiving_is_507(
    site: APIClient, project: models.Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same without a volume of its own, which only root may mount."""

    def no_room(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", no_room)

    response = post(site, megabyte(), project=project.pk)

    assert (response.status_code, response.json()["code"]) == (507, "storage_full")
    assert models.Photo.objects.count() == 0
    assert stored_files() == []
