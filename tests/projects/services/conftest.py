"""Who reports, and of what."""

import pytest

from projects import models
from tests import factories


@pytest.fixture
def user(db: None) -> models.User:
    return factories.UserFactory.create()


@pytest.fixture
def milestone(project: models.Project) -> models.Activity:
    return factories.MilestoneFactory.create(project=project)
