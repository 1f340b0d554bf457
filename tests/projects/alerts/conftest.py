"""A milestone planned for Friday 2026-11-20 in Shanghai, and the official who is to be told."""

import datetime

import pytest

from projects.models import Activity, Project, User
from projects.models.words import Role
from tests import factories

# the first instant after the planned Friday in Shanghai
OVERDUE = datetime.datetime(2026, 11, 20, 16, 0, tzinfo=datetime.UTC)


@pytest.fixture
def official(project: Project) -> User:
    """The project's only official."""
    return factories.MembershipFactory.create(project=project, role=Role.OFFICIAL).user


@pytest.fixture
def milestone(project: Project, official: User) -> Activity:
    """A milestone that somebody is to be told of."""
    return factories.MilestoneFactory.create(project=project)
