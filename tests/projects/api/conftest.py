"""Who calls in the tests of the API, and what the middleware finds after `collectstatic`."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from rest_framework.test import APIClient

from projects import models
from tests import factories
from tests.conftest import ClientOf
from tests.projects.api.asking import bearer
from tests.projects.api.stage import Stage, rows_in, stage_set


@pytest.fixture(autouse=True, scope="session")
def _static_root() -> None:
    """Make the folder that WhiteNoise warns about when it is missing."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def stage(db: None) -> Stage:
    """Two projects and everybody who may call."""
    return stage_set()


@pytest.fixture
def planner(people: dict[str, models.User], client_of: ClientOf) -> APIClient:
    return client_of(people["planner"])


@pytest.fixture
def inside(db: None) -> tuple[Client, dict[str, Any]]:
    """The client of who may do everything, and the ids of a project's rows by noun."""
    project = factories.ProjectFactory.create()
    people = factories.cast(project)
    return bearer(people["administrator"]), rows_in(project, people)


@pytest.fixture
def admin(people: dict[str, models.User], client_of: ClientOf) -> APIClient:
    return client_of(people["project_admin"])
