"""Gaps below 序时进度: at which milestone a building's is told, and when it ends."""

import datetime
from typing import Any

import pytest

from projects.models import Activity, Alert, AlertRule, Project, User
from projects.models.alert_words import AlertKind
from projects.services.alerts import alerts_scan
from tests import factories
from tests.projects.alerts.kinds import (
    DAY,
    FAR,
    HOUR,
    MONDAY,
    closed_why,
    gap,
)

pytestmark = pytest.mark.django_db


def gaps() -> list[tuple[str, str]]:
    rows = Alert.objects.filter(kind=AlertKind.PROGRESS_GAP, closed_at=None).order_by("id")
    return [(alert.milestone.code, str(alert.points_behind)) for alert in rows]


@pytest.fixture
def two(project: Project, official: User) -> tuple[Any, Any]:
    """Two buildings with a milestone each, and one more that comes later."""
    AlertRule.objects.exclude(kind=AlertKind.PROGRESS_GAP).update(enabled=False)
    first, second = factories.BuildingFactory.create_batch(2, project=project)
    for building, code in ((first, "M1"), (second, "M2"), (first, "M0")):
        later = FAR + (DAY if code == "M0" else 0 * DAY)
        factories.MilestoneFactory.create(
            project=project, building=building, code=code, planned_finish=later
        )
    return first, second


def test_a_building_behind_the_plan_is_told_at_its_next_milestone(
    project: Project, two: tuple[Any, Any]
) -> None:
    """On Monday 10 of 20 days are over: exactly ten points are allowed, and a building ahead."""
    behind = gap(project, 40, building=two[0])
    gap(project, 90, building=two[1])
    assert alerts_scan(now=MONDAY + 9 * HOUR).alerts_opened == 0
    Activity.objects.filter(pk=behind.pk).update(percent_complete="39.99")
    assert alerts_scan(now=MONDAY + 10 * HOUR).alerts_opened == 1
    assert gaps() == [("M1", "10.01")]


def test_gaps_are_looked_at_once_an_hour(project: Project, two: tuple[Any, Any]) -> None:
    alerts_scan(now=MONDAY)
    gap(project, 0, building=two[0])
    assert alerts_scan(now=MONDAY + 59 * datetime.timedelta(minutes=1)).alerts_opened == 0
    assert alerts_scan(now=MONDAY + HOUR).alerts_opened == 1


def test_a_gap_closes_when_it_is_made_up(project: Project, two: tuple[Any, Any]) -> None:
    row = gap(project, 0, building=two[0])
    alerts_scan(now=MONDAY)
    # better, and still behind: nothing new, nothing closed
    for hours, percent, left in ((1, 45, 1), (2, 49, 1), (3, 50, 0)):
        Activity.objects.filter(pk=row.pk).update(percent_complete=percent)
        assert alerts_scan(now=MONDAY + hours * HOUR).alerts_opened == 0
        assert len(gaps()) == left
    assert closed_why(AlertKind.PROGRESS_GAP) == "caught_up"


def test_weights_count_and_what_has_no_building_is_one_of_its_own(
    project: Project, two: tuple[Any, Any]
) -> None:
    factories.MilestoneFactory.create(project=project, building=None, code="M9", planned_finish=FAR)
    for percent, weight in ((50, 1), (0, 3)):
        row = gap(project, percent, building=None)
        Activity.objects.filter(pk=row.pk).update(weight=weight)
    alerts_scan(now=MONDAY)
    assert gaps() == [("M9", "37.50")]


def test_one_gap_is_told_once_though_another_milestone_is_next(
    project: Project, two: tuple[Any, Any]
) -> None:
    gap(project, 0, building=two[0])
    alerts_scan(now=MONDAY)
    factories.MilestoneFactory.create(
        project=project, building=two[0], code="M7", planned_finish=FAR - 30 * DAY
    )
    alerts_scan(now=MONDAY + HOUR)
    assert [code for code, _points in gaps()] == ["M1"]
