"""A provider that was away and is back: what waits because of it goes out at once."""

import datetime

import pytest
from pytest_django.fixtures import Settings

from projects.models import AlertDelivery, Breaker, Project, User
from projects.models.alert_words import Channel, ErrorClass
from projects.services.alerts import alerts_scan, deliveries_deliver
from tests import factories
from tests.projects.alerts.conftest import OVERDUE
from tests.projects.alerts.smtp import scripted

HOUR = datetime.timedelta(hours=1)
SECOND = datetime.timedelta(seconds=1)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rested_until", "reason", "sent"),
    [(OVERDUE - SECOND, "", 3), (None, "", 1), (OVERDUE - SECOND, "quiet_hours", 1)],
)
def test_only_a_provider_that_rested_makes_others_due(
    project: Project,
    official: User,
    settings: Settings,
    rested_until: datetime.datetime | None,
    reason: str,
    sent: int,
) -> None:
    factories.MilestoneFactory.create_batch(3, project=project)
    alerts_scan(now=OVERDUE)
    first = AlertDelivery.objects.earliest("pk")
    AlertDelivery.objects.exclude(pk=first.pk).update(
        next_at=OVERDUE + HOUR, last_error_class=ErrorClass.TRANSIENT, state_reason=reason
    )
    Breaker.objects.create(
        channel=Channel.EMAIL, failures=5, open_until=rested_until, changed_at=OVERDUE
    )
    with scripted() as server:
        settings.EMAIL_URL = server.url
        deliveries_deliver(clock=lambda: OVERDUE)
        assert len(server.got) == sent
    assert not Breaker.objects.exists()
