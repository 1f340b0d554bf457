"""How the deliveries of a project stand, and what holds them up."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Min, Q, QuerySet

from projects.models import AlertDelivery, Breaker, Project, ScannerRun
from projects.models.alert_words import DeliveryState

RUNS_SHOWN = 10
# whoever opens it signs as the recipient
SIGN_LINK = re.compile(r"/sign/[^/\s]+")


@dataclass(frozen=True)
class Held:
    """What the storm brake holds of one project, since when (UTC)."""

    project: int
    code: str
    name: str
    count: int
    since: datetime.datetime


class Stand(NamedTuple):
    """A project's deliveries at one glance; `counts` by channel and state."""

    counts: Sequence[Any]
    held: int
    held_since: datetime.datetime | None
    breakers: list[Breaker]
    runs: list[ScannerRun]


def held_by_project() -> list[Held]:
    """What waits for an administrator, the project with the most first."""
    rows = (
        AlertDelivery.objects.filter(state=DeliveryState.HELD)
        .order_by()
        .values_list("project_id", "project__code", "project__name")
        .annotate(count=Count("pk"), since=Min("created_at"))
        .order_by("-count", "project_id")
    )
    return [Held(*row) for row in rows]


def breakers_open(*, now: datetime.datetime) -> QuerySet[Breaker]:
    """Channels, and contacts of channels, at which nothing is tried for the time being."""
    return Breaker.objects.filter(open_until__gt=now).select_related("contact")


def deliveries_stand(*, project: Project, now: datetime.datetime) -> Stand:
    """Collect how a project's deliveries stand.

    Of the breakers those of whole channels, and of the project's own robots and webhooks: a
    person's own addresses are his.
    """
    rows = AlertDelivery.objects.filter(project=project)
    counts = rows.order_by().values("channel", "state").annotate(count=Count("pk"))
    held = rows.filter(state=DeliveryState.HELD).aggregate(
        count=Count("pk"), since=Min("created_at")
    )
    shared = Q(contact__isnull=True) | Q(contact__project=project)
    return Stand(
        counts=list(counts.order_by("channel", "state")),
        held=held["count"],
        held_since=held["since"],
        breakers=list(breakers_open(now=now).filter(shared)),
        runs=list(ScannerRun.objects.order_by("-finished_at")[:RUNS_SHOWN]),
    )


def text_shown(delivery: AlertDelivery) -> str:
    """What the delivery said, for others than its recipient: without its link's secret."""
    return SIGN_LINK.sub("/sign/…", delivery.body_text)
