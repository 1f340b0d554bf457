"""Somebody with addresses of his own."""

import pytest
from django.test import Client

from projects import models
from tests import factories
from tests.projects.api.asking import bearer


@pytest.fixture
def person(db: None) -> models.User:
    return factories.UserFactory.create(username="wang")


@pytest.fixture
def client(person: models.User) -> Client:
    return bearer(person)
