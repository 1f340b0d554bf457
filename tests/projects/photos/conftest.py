"""Who uploads in these tests."""

import pytest
from rest_framework.test import APIClient

from projects import models
from tests.conftest import ClientOf


@pytest.fixture
def site(project: models.Project, people: dict[str, models.User], client_of: ClientOf) -> APIClient:
    """Return the client of the project's site manager."""
    return client_of(people["site_manager"])
