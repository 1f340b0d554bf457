"""One scan: close what healed, open what is due, make the deliveries. Set by set, in SQL.

Any number of scanners may run at once: unique constraints decide, not a lock. A scan looks at
state, never at the hour of its start, so the scan after an outage makes up for all it missed.
"""

import datetime
import statistics
import zoneinfo

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from projects.models import Alert, AlertDelivery, Project, ScannerRun
from projects.models.alert_words import DeliveryState
from projects.services.alerts.claim import members_release
from projects.services.alerts.climb import alerts_climb
from projects.services.alerts.clock import clock_set_right
from projects.services.alerts.counts import Changed
from projects.services.alerts.due import alerts_close
from projects.services.alerts.gaps import gaps_due, gaps_look
from projects.services.alerts.limits import limits_look
from projects.services.alerts.opening import alerts_open
from projects.services.alerts.telling import deliveries_make
from projects.services.alerts.zones import day_values

DEADLINE = datetime.timedelta(hours=48)
STORM_LEAST = 500
STORM_FACTOR = 10
STORM_SPAN = datetime.timedelta(days=7)


def alerts_scan(*, now: datetime.datetime, storm_least: int = STORM_LEAST) -> ScannerRun:
    """Bring alerts and deliveries up to `now` (UTC) and record the run.

    Deliveries are made for today's occurrence (the project's local day) only: after three days
    of downtime people get one message and not three. More messages with something new than
    `storm_least` and ten times the week's median are held until somebody releases them;
    reminders are expected work, however many, and neither count nor wait.
    """
    started = timezone.now()
    with transaction.atomic():
        clock_set_right(now=now)
        members_release()
        closed = alerts_close(now)
        gaps = gaps_due(now)
        looked = [limits_look(now), gaps_look(now) if gaps else Changed(0, 0)]
        opened = alerts_open(now) + sum(each.opened for each in looked)
        closed += sum(each.closed for each in looked)
        alerts_climb(now=now)
        made = sum(_deliveries_make(zone, now) for zone in _zones_alerted())
        first = _first_messages(now)
        first_count = first.count() if made else 0
        held = _storm(first_count, storm_least, now)
        if held:
            first.update(state=DeliveryState.HELD, state_reason="storm_brake")
        return ScannerRun.objects.create(
            started_at=started,
            finished_at=Now(),
            alerts_opened=opened,
            alerts_closed=closed,
            deliveries_made=made,
            first_messages=first_count,
            held=held,
            gaps_at=now if gaps else None,
        )


def _zones_alerted() -> list[str]:
    """Time zones of the projects that have something to tell."""
    rows = Alert.objects.filter(closed_at__isnull=True, acknowledged_at__isnull=True)
    zones = Project.objects.filter(Exists(rows.filter(project_id=OuterRef("pk"))))
    return list(zones.order_by().values_list("time_zone", flat=True).distinct())


def _deliveries_make(zone: str, now: datetime.datetime) -> int:
    local = now.astimezone(zoneinfo.ZoneInfo(zone))
    ops = connection.ops
    values = {
        **day_values(zone, now),
        "clock": ops.adapt_timefield_value(local.time().replace(microsecond=0)),
        "deadline": ops.adapt_datetimefield_value(now + DEADLINE),
        "yes": True,
        "no": False,
    }
    with connection.cursor() as cursor:
        made = 0
        for statement in deliveries_make(connection.vendor):
            cursor.execute(statement, values)
            made += cursor.rowcount
        return made


def _first_messages(now: datetime.datetime) -> QuerySet[AlertDelivery]:
    """The scan's own deliveries that tell people something new."""
    # next_at says the same as created_at, and there is an index on it
    return AlertDelivery.objects.filter(
        state=DeliveryState.PENDING, next_at=now, created_at=now, reminder=False
    )


def _storm(first_count: int, storm_least: int, now: datetime.datetime) -> bool:
    """Are this many first messages beyond what the last week makes plausible?"""
    if first_count <= storm_least:
        return False
    usual = ScannerRun.objects.filter(
        finished_at__gte=now - STORM_SPAN, first_messages__gt=0, held=False
    ).values_list("first_messages", flat=True)
    median = statistics.median(usual) if usual else 0
    return first_count > STORM_FACTOR * median
