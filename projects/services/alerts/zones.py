"""Time zones of projects, and what their day is: a statement of the scan is about one of them."""

import datetime
import zoneinfo
from typing import Any

from django.db import connection

from projects.models import Project


def zones_all() -> list[str]:
    """The time zones in which there are projects."""
    return list(Project.objects.order_by().values_list("time_zone", flat=True).distinct())


def day_values(zone: str, now: datetime.datetime) -> dict[str, Any]:
    """Parameters of a statement: the zone, the instant (UTC), and the zone's day at it."""
    today = now.astimezone(zoneinfo.ZoneInfo(zone)).date()
    return {
        "zone": zone,
        "now": connection.ops.adapt_datetimefield_value(now),
        "today": connection.ops.adapt_datefield_value(today),
    }
