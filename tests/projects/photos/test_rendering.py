"""How a photo ends: ready or rejected, whatever happens to its workers."""

import datetime
import uuid

from rest_framework.test import APIClient

from projects import models
from projects.models.words import PhotoState
from projects.services.photos import photo_render
from tests.projects.photos.asking import PHOTOS, post


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
