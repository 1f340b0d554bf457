"""The demo's week is lived once, and never over what really happened."""

import datetime

import pytest
from pytest_django.fixtures import Settings

from projects.demo.people import Cast
from projects.demo.plan import GOERTEK
from projects.demo.week import STEP, WEEK, alerts_follow
from projects.models import Alert, AlertEvent, Project, ScannerRun
from projects.models.alert_words import AlertDeed
from projects.models.words import Role
from projects.services.alerts import alerts_scan
from tests import factories
from tests.projects.alerts.conftest import OVERDUE

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def base(db: None) -> Project:
    """The base with a milestone that fell due on Friday, and an official."""
    project = factories.ProjectFactory.create(code=GOERTEK.code)
    factories.MembershipFactory.create(project=project, role=Role.OFFICIAL)
    factories.MilestoneFactory.create(project=project)
    return project


@pytest.fixture
def cast(base: Project) -> Cast:
    """Who signs and who comments; both are told."""
    official = base.memberships.get(role=Role.OFFICIAL).user
    site = factories.MembershipFactory.create(project=base, role=Role.SITE_MANAGER).user
    return {"official": official, "site": site}


def test_what_opened_since_stays_open(base: Project, cast: Cast) -> None:
    alerts_scan(now=OVERDUE)
    before = Alert.objects.get(closed_at=None)
    alerts_follow(cast=cast, now=OVERDUE + MINUTE)
    after = Alert.objects.get(closed_at=None)
    assert (after.pk, after.opened_at) == (before.pk, before.opened_at)
    assert ScannerRun.objects.count() == 2


def test_where_nobody_looked_the_week_is_lived_and_commented_once(
    base: Project, cast: Cast
) -> None:
    alerts_follow(cast=cast, now=OVERDUE + WEEK)
    assert ScannerRun.objects.count() == WEEK // STEP + 1
    alerts_follow(cast=cast, now=OVERDUE + WEEK + MINUTE)
    assert ScannerRun.objects.count() == WEEK // STEP + 2
    assert AlertEvent.objects.filter(deed=AlertDeed.COMMENTED).count() == 1


def test_a_mail_server_is_told_nothing_of_the_past(
    base: Project, cast: Cast, settings: Settings
) -> None:
    settings.EMAIL_URL = "smtp://127.0.0.1:9"
    alerts_follow(cast=cast, now=OVERDUE + WEEK)
    assert ScannerRun.objects.count() == 1
