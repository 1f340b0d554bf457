"""What every test gets: a temporary media root, a quick password hash, no broker but memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from projects import models
from projects.models.alert_words import AlertKind
from projects.services.alerts import alert_rule_store
from projects.services.alerts.rules import rule_default
from tests import factories
from tests.chromium import opened

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
TEST_DATA = Path(__file__).resolve().parent / "data"
DATABASES = {"db", "transactional_db", "django_db_setup", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what no database can change: such a test need not run on both."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if not item.get_closest_marker("django_db") and not names & DATABASES:
            item.add_marker("databaseless")


@pytest.fixture(scope="session")
def django_db_setup(  # it takes the place of pytest-django's own
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """End what servers' threads left connected: PostgreSQL drops no database that is in use."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser for every test of this process that looks at pages."""
    with opened() as browser:
        yield browser


@pytest.fixture(autouse=True)
def _house(settings: Settings, tmp_path: Path) -> None:
    """Keep a test's files and cache to itself; the slow password hash proves nothing here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MAIL_DIR = tmp_path / "mail"
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media" / "incoming").mkdir(parents=True)
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "media" / "incoming")
    settings.STORAGES = {
        "default": {
            "BACKEND": "projects.storage.DurableFileStorage",
            "OPTIONS": {"location": str(tmp_path / "media"), "base_url": None},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    cache.clear()
    # a test with real commits empties their table; what is remembered of it names rows that went
    ContentType.objects.clear_cache()


@pytest.fixture(autouse=True)
def _default_rules(request: pytest.FixtureRequest, _house: None) -> None:
    """Bring the default alert rules back: a test with real commits leaves its tables empty."""
    if "_django_db_helper" in request.fixturenames:
        request.getfixturevalue("_django_db_helper")
    marker = request.node.get_closest_marker("django_db")
    if marker or {"db", "transactional_db"} & set(request.fixturenames):
        kept = set(models.AlertRule.objects.filter(project=None).values_list("kind", flat=True))
        for kind in set(AlertKind) - kept:
            alert_rule_store(rule=rule_default(kind))


@pytest.fixture
def project(db: None) -> models.Project:
    """An empty project in Shanghai's time zone."""
    return factories.ProjectFactory.create()


@pytest.fixture
def people(project: models.Project) -> dict[str, models.User]:
    """The cast of `project`: one user per role name, `stranger` and `administrator`."""
    return factories.cast(project)


@pytest.fixture
def client_of() -> "ClientOf":
    """Return a maker of API clients that are signed in as somebody."""
    return ClientOf()


class ClientOf:
    """`client_of(user)` is an API client signed in as that user."""

    def __call__(self, user: models.User) -> APIClient:
        client = APIClient()
        client.force_authenticate(user)
        return client
