"""The job and the command make and send the summaries whose hour it is."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from projects.models import SummaryDelivery, User
from projects.models.words import Role
from projects.services.photos import photos_sweep
from tasks.summaries import send_summaries
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def official() -> User:
    """Somebody whose hour it is by the clock on his wall, and who has nothing to be told."""
    project = factories.ProjectFactory.create(time_zone="UTC")
    user = factories.MembershipFactory.create(project=project, role=Role.OFFICIAL).user
    # the job looks at the clock: by then it is the same hour, or the next
    wanted = timezone.now().replace(second=0, microsecond=0)
    User.objects.filter(pk=user.pk).update(daily_summary_at=wanted.time(), weekly_report=False)
    return user


def test_the_job_and_the_command_leave_one_a_day(official: User, settings: Settings) -> None:
    send_summaries()
    row = SummaryDelivery.objects.get(recipient=official)
    assert (row.state, row.state_reason) == ("cancelled", "nothing_to_tell")
    said = io.StringIO()
    call_command("send_summaries", stdout=said)
    assert said.getvalue().startswith("made 0, sent 0")


def test_old_ones_are_swept(official: User) -> None:
    now = timezone.now()
    for days in (89, 91):
        SummaryDelivery.objects.create(
            kind="daily",
            recipient=official,
            day=now.date() - datetime.timedelta(days=days),
            time_zone="UTC",
            since=now,
            next_at=now,
            deadline_at=now,
            created_at=now - datetime.timedelta(days=days),
        )
    photos_sweep(now=now)
    assert SummaryDelivery.objects.count() == 1
