"""Files that nobody wants, and rows whose file is gone."""

import datetime
from pathlib import Path

from django.conf import settings
from rest_framework.test import APIClient

from projects import models
from projects.services.photos import photos_sweep
from tests.projects.photos.asking import PHOTOS, post, stored_files


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
