"""Durability: the order of the writes, and a real S3 API."""

import os
import threading
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from projects import models
from projects.models.words import PhotoState
from projects.services.photos import photo_add, photo_render
from projects.storage import DurableFileStorage, DurableS3Storage
from tests import factories
from tests.commits import WITH_COMMITS
from tests.conftest import TEST_DATA

PHOTO = TEST_DATA / "photos" / "orientation_1.jpg"


def add(project: models.Project, user: models.User, body: bytes) -> tuple[models.Photo, bool]:
    return photo_add(
        user=user,
        project=project,
        building=None,
        activity=None,
        client_upload_id=uuid.uuid4(),
        sha256="",
        file=SimpleUploadedFile("a.jpg", body),
        caption="",
        original_name="a.jpg",
        now=timezone.now(),
    )


def test_bytes_are_synced_before_the_row_is_written(
    project: models.Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = factories.UserFactory.create()
    order: list[str] = []
    real_fsync, real_link = os.fsync, os.link

    def fsync(handle: int) -> None:
        kind = "folder" if Path(f"/proc/self/fd/{handle}").resolve().is_dir() else "file"
        order.append(f"fsync {kind}")
        real_fsync(handle)

    def link(source: Any, target: Any) -> None:
        order.append("link")
        real_link(source, target)

    def statement(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith('INSERT INTO "projects_photo"'):
            order.append("row")
        return execute(sql, *rest)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "link", link)
    with connection.execute_wrapper(statement):
        add(project, user, PHOTO.read_bytes())

    essential = [step for index, step in enumerate(order) if step not in order[:index]]
    assert order.index("fsync file") < order.index("link") < order.index("row")
    assert "fsync folder" in order[order.index("link") : order.index("row")]
    assert essential[-1] == "row"


def test_a_file_cut_by_a_crash_does_not_pass_for_the_content(tmp_path: Path) -> None:
    storage = DurableFileStorage(location=str(tmp_path / "store"))
    source = tmp_path / "upload"
    source.write_bytes(b"the whole photo")
    target = tmp_path / "store" / "originals" / "x"
    target.parent.mkdir(parents=True)
    target.write_bytes(b"the who")

    storage.put("originals/x", source)

    assert target.read_bytes() == b"the whole photo"
    assert sorted(path.name for path in target.parent.iterdir()) == ["x"]


@WITH_COMMITS
def test_two_uploads_of_one_photo_at_once_make_one_row() -> None:
    project = factories.ProjectFactory.create()
    users = [factories.UserFactory.create() for _ in range(4)]
    body = PHOTO.read_bytes()
    start = threading.Barrier(len(users))
    results: list[tuple[int, bool]] = []

    def upload(user: models.User) -> None:
        try:
            start.wait()
            photo, duplicate = add(project, user, body)
            results.append((photo.pk, duplicate))
        finally:
            connection.close()

    threads = [threading.Thread(target=upload, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(duplicate for _pk, duplicate in results) == [False, True, True, True]
    assert len({pk for pk, _duplicate in results}) == 1
    assert models.Photo.objects.count() == 1


def test_s3_keeps_originals_and_sizes(s3: DurableS3Storage, project: models.Project) -> None:
    user = factories.UserFactory.create()

    photo, _ = add(project, user, PHOTO.read_bytes())

    with s3.open(f"originals/{photo.sha256[:2]}/{photo.sha256[2:4]}/{photo.sha256}") as file:
        assert file.read() == PHOTO.read_bytes()
    assert photo_render(photo_id=photo.pk, now=timezone.now()) == PhotoState.READY
    rendition = models.Rendition.objects.get(photo=photo, name="320")
    assert s3.size(rendition.storage_key) == rendition.size_bytes
    assert "X-Amz-Expires=300" in s3.link_to(rendition.storage_key)


def test_s3_writes_once(s3: DurableS3Storage, tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.write_bytes(b"the first")
    second.write_bytes(b"the other")
    s3.put("originals/x", first)

    s3.put("originals/x", second)

    with s3.open("originals/x") as file:
        assert file.read() == b"the first"
