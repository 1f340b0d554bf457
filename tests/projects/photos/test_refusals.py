"""What is no photo, too large or finds no room: told clearly, and nothing left behind."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from projects import models
from tests.projects.photos.asking import PHOTOS, post, stored_files


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
