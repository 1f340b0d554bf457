"""Files that nobody wants, and rows whose file is gone; the same on disk and on S3."""

import datetime
import os
import uuid
from pathlib import Path
from typing import Any, Protocol

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from projects import models
from projects.services.photos import photo_add, photo_render, photos_sweep, sweep
from projects.services.photos.original import original_key
from tests import factories
from tests.projects.photos.asking import PHOTOS

NOBODYS = original_key("ab" * 32)
SIZE = "renditions/ab/" + "ab" * 32 + "-320.webp"
DAY = datetime.timedelta(hours=24)


class Store(Protocol):
    """What both stores do."""

    def open(self, key: str) -> Any: ...
    def save(self, key: str, content: Any) -> str: ...
    def exists(self, key: str) -> bool: ...
    def delete(self, key: str) -> None: ...
    def move(self, key: str, to: str) -> None: ...
    def keys_before(self, prefix: str, before: datetime.datetime) -> Any: ...


@pytest.fixture(params=["disk", "s3"])
def store(request: pytest.FixtureRequest) -> Store:
    """Either store, empty."""
    if request.param == "s3":
        request.getfixturevalue("s3")
    kept: Store = storages["default"]  # type: ignore[assignment] # ours
    return kept


@pytest.fixture
def photo(project: models.Project, store: Store) -> models.Photo:
    """A photo with its sizes."""
    photo = add(project)
    photo_render(photo_id=photo.pk, now=timezone.now())
    return photo


def add(project: models.Project) -> models.Photo:
    photo, _duplicate = photo_add(
        user=factories.UserFactory.create(),
        project=project,
        building=None,
        activity=None,
        client_upload_id=uuid.uuid4(),
        sha256="",
        file=SimpleUploadedFile("a.jpg", (PHOTOS / "orientation_1.jpg").read_bytes()),
        caption="",
        original_name="a.jpg",
        now=timezone.now(),
    )
    return photo


def keys(store: Store) -> set[str]:
    later = timezone.now() + DAY
    return {key for top in ("originals", "renditions") for key in store.keys_before(top, later)}


def test_only_what_no_row_names_goes_and_only_after_a_day(
    photo: models.Photo, store: Store
) -> None:
    kept = keys(store)
    assert len(kept) == 4
    for orphan in (NOBODYS, SIZE):
        store.save(orphan, ContentFile(b"nobody's"))

    early = photos_sweep(now=timezone.now() + DAY - datetime.timedelta(minutes=1))
    assert (early.files_removed, keys(store)) == (0, {*kept, NOBODYS, SIZE})

    late = photos_sweep(now=timezone.now() + DAY + datetime.timedelta(minutes=1))
    assert (late.files_removed, late.files_missing, keys(store)) == (2, 0, kept)
    assert models.Photo.objects.get() == photo


def test_a_row_without_its_file_is_told_and_kept(photo: models.Photo, store: Store) -> None:
    store.delete(original_key(photo.sha256))
    assert photos_sweep(now=timezone.now()).files_missing == 1

    store.delete(models.Rendition.objects.get(name="960").storage_key)
    assert photos_sweep(now=timezone.now()).files_missing == 2
    assert models.Photo.objects.get() == photo


def test_a_row_with_other_bytes_is_told(photo: models.Photo, store: Store) -> None:
    store.delete(original_key(photo.sha256))
    store.save(original_key(photo.sha256), ContentFile(b"other"))

    assert photos_sweep(now=timezone.now()).files_missing == 1


def test_an_upload_during_the_sweep_keeps_its_file(
    project: models.Project, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes lie there for nobody, and come again between the two looks."""
    first = add(project)
    address = original_key(first.sha256)
    models.Photo.objects.all().delete()
    real, looks = sweep._originals_named, []

    def named(found: Any) -> set[str]:
        answer = real(found)
        looks.append(answer)
        if len(looks) == 1:
            add(project)
        return answer

    monkeypatch.setattr(sweep, "_originals_named", named)
    counts = photos_sweep(now=timezone.now() + DAY + datetime.timedelta(minutes=1))

    assert (counts.files_removed, counts.files_missing, len(looks)) == (0, 0, 2)
    assert store.exists(address)
    assert keys(store) == {address}


def test_what_an_interrupted_sweep_put_aside_comes_back(photo: models.Photo, store: Store) -> None:
    address = original_key(photo.sha256)
    kept = keys(store)
    store.move(address, address + sweep.ASIDE)

    counts = photos_sweep(now=timezone.now() + DAY + datetime.timedelta(minutes=1))

    assert (counts.files_removed, counts.files_missing, keys(store)) == (0, 0, kept)


@pytest.mark.django_db
def test_what_was_in_flight_goes_with_either_store(store: Store) -> None:
    incoming = Path(settings.FILE_UPLOAD_TEMP_DIR)
    for name in ("old", "fresh"):
        (incoming / name).write_bytes(b"half")
    before = (timezone.now() - DAY - datetime.timedelta(minutes=1)).timestamp()
    os.utime(incoming / "old", (before, before))

    photos_sweep(now=timezone.now())

    assert [path.name for path in incoming.iterdir()] == ["fresh"]
