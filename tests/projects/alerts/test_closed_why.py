"""A closed alert says why it closed."""

import datetime

import pytest

from projects.models import Activity, Alert
from projects.models.alert_words import AlertKind
from projects.models.words import ActivityKind
from projects.services.alerts import alerts_scan
from tests.projects.alerts.conftest import OVERDUE

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)

pytestmark = pytest.mark.django_db


def closed_why(kind: AlertKind, now: datetime.datetime) -> str:
    assert alerts_scan(now=now).alerts_closed == 1
    return Alert.objects.get(kind=kind).closed_why


def test_reached(milestone: Activity) -> None:
    alerts_scan(now=OVERDUE)
    # what is reached and moved at once is reached
    moved = OVERDUE + DAY
    Activity.objects.update(reached_at=OVERDUE, compared_finish="2027-01-01", overdue_at=moved)
    assert closed_why(AlertKind.OVERDUE, OVERDUE + HOUR) == "reached"


@pytest.mark.parametrize(
    "change",
    [
        {"compared_finish": datetime.date(2026, 11, 19)},
        {"kind": ActivityKind.TASK},
        # another zone: the same date ends later
        {"overdue_at": OVERDUE + DAY},
    ],
)
def test_moved(milestone: Activity, change: dict[str, object]) -> None:
    alerts_scan(now=OVERDUE)
    Activity.objects.update(**change)
    assert alerts_scan(now=OVERDUE + HOUR).alerts_closed == 1
    assert Alert.objects.filter(closed_at__isnull=False).get().closed_why == "moved"


def test_due_soon_gives_way_to_overdue(milestone: Activity) -> None:
    alerts_scan(now=OVERDUE - HOUR)
    assert closed_why(AlertKind.DUE_SOON, OVERDUE) == "overdue"


def test_on_time_again(milestone: Activity) -> None:
    Alert.objects.create(
        project=milestone.project,
        milestone=milestone,
        kind=AlertKind.FORECAST_SLIP,
        planned_finish=datetime.date(2026, 11, 20),
        opened_at=OVERDUE - 30 * DAY,
    )
    assert closed_why(AlertKind.FORECAST_SLIP, OVERDUE - 29 * DAY) == "on_time"


def test_an_open_alert_has_no_reason(milestone: Activity) -> None:
    alerts_scan(now=OVERDUE)
    assert Alert.objects.get().closed_why == ""
