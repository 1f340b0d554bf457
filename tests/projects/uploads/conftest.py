"""Who uploads in these tests."""

import pytest
from rest_framework.test import APIClient

from projects import models
from tests.projects.photos.conftest import site  # noqa: F401 - a fixture
from tests.projects.uploads.asking import JPEG, announce


@pytest.fixture
def url(site: APIClient, project: models.Project) -> str:  # noqa: F811 - the fixture
    """The address of an upload that was just announced."""
    return str(announce(site, JPEG, project=project.pk)["Location"])
