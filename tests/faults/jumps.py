"""F19 and F21 inside a process that has Django: a provider that is away, a clock that jumps."""

import datetime
import json

from django.conf import settings
from django.utils import timezone

from launcher import processes
from projects.models import AlertDelivery, Breaker
from projects.models.alert_words import DeliveryState
from projects.services.alerts import alerts_scan, deliveries_deliver, deliveries_release
from projects.services.alerts.claim import delivery_claim
from tests import factories
from tests.faults.forward import HOUR, Forward, watched_milestone

YEARS = datetime.timedelta(days=20 * 365)
LOOK = datetime.timedelta(seconds=5)
# enough failures for a channel to come to rest, and one more in the hands of who dies
TOLD = 6
WAITING = (DeliveryState.PENDING, DeliveryState.SENDING)


def provider_away(*, seconds: int) -> None:
    """Deliver what is there while nobody listens for so long, then until nothing is left.

    Prints the seconds of the clock from the provider's return until the last one went.
    """
    there, settings.EMAIL_URL = settings.EMAIL_URL, _nowhere()
    forward = Forward(timezone.now())
    returns = forward.now + datetime.timedelta(seconds=seconds)
    while AlertDelivery.objects.filter(state__in=WAITING).exists():
        if forward.now >= returns:
            settings.EMAIL_URL = there
        deliveries_deliver(clock=forward.clock)
        forward.now += LOOK
    print(json.dumps((forward.now - returns).total_seconds()))  # noqa: T201 - the answer


def _nowhere() -> str:
    return f"smtp://127.0.0.1:{processes.port_free()}"


def clock_jumps(*, milestones: int) -> None:
    """Go an hour ahead, two back, twenty years ahead and back; print how many were ever made.

    In 2046 all that is planned is overdue: the storm brake holds it. What else was made there, a
    worker that died there, a channel that came to rest there: none may trouble the present.
    """
    told = [watched_milestone("Asia/Shanghai", datetime.date(2026, 3, 2)) for _ in range(TOLD)]
    start = datetime.datetime(2026, 3, 4, 8, tzinfo=datetime.UTC)
    forward = Forward(start)
    for jump in (0 * HOUR, HOUR, -HOUR):
        forward.now = start + jump
        forward.look()
    assert AlertDelivery.objects.count() == TOLD, "an hour is no reason to tell anybody again"
    factories.MilestoneFactory.create_batch(
        milestones,
        project=told[0].project,
        building=None,
        planned_finish=datetime.date(2030, 6, 3),
    )
    _twenty_years_ahead(start + YEARS, milestones)
    # the clock is right again, and somebody lets go what the brake held
    forward.now = start + 2 * HOUR
    forward.look()
    held = AlertDelivery.objects.filter(state=DeliveryState.HELD)
    deliveries_release(rows=held, user=factories.UserFactory.create(), now=forward.now)
    deliveries_deliver(clock=forward.clock)
    sent = AlertDelivery.objects.filter(state=DeliveryState.SENT)
    assert len(sent) == TOLD, "what was told in 2026 is told once, and what is planned is not"
    # the next day's reminders go out by a channel that rests no longer
    forward.now = start + 24 * HOUR
    forward.look()
    assert len(sent.all()) == 2 * TOLD
    assert not AlertDelivery.objects.filter(state__in=WAITING).exists()
    print(AlertDelivery.objects.count())  # noqa: T201 - the answer


def _twenty_years_ahead(jumped: datetime.datetime, milestones: int) -> None:
    """Scan; die with a reminder in hand; meet a mail server that does not listen."""
    there, settings.EMAIL_URL = settings.EMAIL_URL, _nowhere()
    run = alerts_scan(now=jumped)
    assert (run.held, run.first_messages, run.deliveries_made) == (
        True,
        milestones,
        milestones + TOLD,
    )
    assert delivery_claim(now=jumped) is not None
    deliveries_deliver(clock=lambda: jumped)
    assert Breaker.objects.get().open_until is not None
    settings.EMAIL_URL = there
