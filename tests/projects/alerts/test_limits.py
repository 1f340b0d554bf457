"""Legal limits: told in the days that they count, until they are kept."""

import datetime
from typing import Any

import pytest

from projects.models import Activity, Alert
from projects.models.alert_words import AlertKind
from projects.services.alerts import alerts_scan
from projects.services.alerts.rules import rule_default
from tests.projects.alerts.kinds import (
    DAY,
    HOUR,
    MONDAY,
    SECOND,
    closed_why,
)

pytestmark = pytest.mark.django_db


def limits() -> list[tuple[str, str]]:
    rows = Alert.objects.filter(kind=AlertKind.STATUTORY, closed_at=None).order_by("id")
    return [(alert.milestone.code, alert.planned_finish.isoformat()) for alert in rows]


def test_limits_are_told_in_the_days_that_they_count(accepted: Activity) -> None:
    """Fire: Monday the 9th, three working days before is Wednesday; filing: the 17th."""
    fire, filing = ("fire-filing", "2026-11-09"), ("completion-filing", "2026-11-17")
    alerts_scan(now=MONDAY + 2 * DAY - SECOND)
    assert limits() == []
    alerts_scan(now=MONDAY + 2 * DAY)
    assert limits() == [fire]
    alerts_scan(now=MONDAY + 12 * DAY - SECOND)
    assert limits() == [fire]
    alerts_scan(now=MONDAY + 12 * DAY)
    assert limits() == [fire, filing]


def test_a_limit_that_ran_out_stays_told(accepted: Activity) -> None:
    alerts_scan(now=MONDAY + 90 * DAY)
    assert len(limits()) == 2


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"statutory_step": "fire-filing", "reached_at": MONDAY + 3 * DAY}, "reached"),
        ({"statutory_step": ""}, "moved"),
    ],
)
def test_a_limit_is_kept(accepted: Activity, change: dict[str, Any], why: str) -> None:
    alerts_scan(now=MONDAY + 2 * DAY)
    Activity.objects.filter(statutory_step="fire-filing").update(**change)
    alerts_scan(now=MONDAY + 3 * DAY)
    assert closed_why(AlertKind.STATUTORY) == why


def test_an_acceptance_of_another_day_moves_the_limit(accepted: Activity) -> None:
    alerts_scan(now=MONDAY + 2 * DAY)
    Activity.objects.filter(pk=accepted.pk).update(actual_finish=datetime.date(2026, 11, 3))
    alerts_scan(now=MONDAY + 3 * DAY)
    assert limits() == [("fire-filing", "2026-11-10")]
    Activity.objects.filter(pk=accepted.pk).update(reached_at=None)
    assert alerts_scan(now=MONDAY + 3 * DAY + HOUR).alerts_closed == 1
    assert limits() == []


@pytest.mark.parametrize("days", [0, 5])
def test_the_projects_own_rule_says_how_many_days(accepted: Activity, days: int) -> None:
    rule_default(AlertKind.STATUTORY, project=accepted.project, statutory_days=days).save()
    alerts_scan(now=MONDAY + HOUR)
    assert bool(limits()) == (days == 5)
