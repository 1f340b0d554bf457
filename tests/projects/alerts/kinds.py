"""Days of November 2026 and rows of a plan, for the tests of every kind of rule."""

import datetime
from typing import Any

from projects.models import Activity, Alert, Project
from projects.models.alert_words import AlertKind
from tests import factories

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
SECOND = datetime.timedelta(seconds=1)
# the first instant of Monday 2 November 2026 in Shanghai
MONDAY = datetime.datetime(2026, 11, 1, 16, 0, tzinfo=datetime.UTC)
FAR = datetime.date(2027, 6, 30)


def task(project: Project, **values: Any) -> Activity:
    """A task of which nothing else is to be told."""
    row: Activity = factories.ActivityFactory.create(
        **{"project": project, "building": None, "planned_finish": FAR, **values}
    )
    return row


def gap(project: Project, percent: int, *, building: Any) -> Activity:
    return task(
        project,
        building=building,
        planned_start=datetime.date(2026, 10, 23),
        actual_start=datetime.date(2026, 10, 23),
        planned_finish=datetime.date(2026, 11, 11),
        percent_complete=percent,
    )


def kinds_open() -> list[str]:
    return sorted(Alert.objects.filter(closed_at=None).values_list("kind", flat=True))


def closed_why(kind: AlertKind) -> str:
    assert not Alert.objects.filter(kind=kind, closed_at=None).exists()
    return Alert.objects.get(kind=kind).closed_why
