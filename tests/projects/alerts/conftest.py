"""A milestone planned for Friday 2026-11-20 in Shanghai, and the official who is to be told."""

import datetime

import pytest

from projects.models import Activity, Project, SummaryDelivery, User
from projects.models.words import ActivityState, Role, StatutoryStep
from projects.services import alerts
from projects.services.summaries import summaries_make
from tests import factories
from tests.projects.alerts.kinds import HOUR, MONDAY, task

# the first instant after the planned Friday in Shanghai
OVERDUE = datetime.datetime(2026, 11, 20, 16, 0, tzinfo=datetime.UTC)
# the hour of the day's reminders and summaries
MORNING = OVERDUE + 8 * HOUR


@pytest.fixture
def official(project: Project) -> User:
    """The project's only official."""
    return factories.MembershipFactory.create(project=project, role=Role.OFFICIAL).user


@pytest.fixture
def milestone(project: Project, official: User) -> Activity:
    """A milestone that somebody is to be told of."""
    return factories.MilestoneFactory.create(project=project)


@pytest.fixture
def accepted(project: Project, official: User) -> Activity:
    """An acceptance that was reached on Monday; its fire filing and its filing are in the plan."""
    building = factories.BuildingFactory.create(project=project)
    for step in (StatutoryStep.COMPLETION_FILING, StatutoryStep.FIRE_FILING):
        task(project, building=building, code=step.value, statutory_step=step)
    event: Activity = factories.MilestoneFactory.create(
        project=project,
        building=building,
        statutory_step=StatutoryStep.COMPLETION,
        actual_finish=datetime.date(2026, 11, 2),
        reached_at=MONDAY + HOUR,
        state=ActivityState.ACCEPTED,
    )
    return event


@pytest.fixture
def due(milestone: Activity) -> SummaryDelivery:
    """The official's summary on the morning after his milestone fell due."""
    User.objects.update(daily_summary_at=datetime.time(8))
    alerts.alerts_scan(now=OVERDUE)
    summaries_make(now=MORNING)
    return SummaryDelivery.objects.get()
