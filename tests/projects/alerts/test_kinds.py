"""Every other kind of rule: from when it opens, on the boundary too, and why it closes."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from projects.models import Activity, Alert, AlertRule, Project, User
from projects.models.alert_words import AlertKind
from projects.models.words import ActivityKind, ActivityState, EvidencePolicy
from projects.services.alerts import alerts_scan
from projects.services.alerts.rules import rule_default
from projects.services.progress import milestone_claim, milestone_reopen, progress_record
from tests import factories
from tests.projects.alerts.kinds import (
    DAY,
    FAR,
    HOUR,
    MONDAY,
    SECOND,
    closed_why,
    gap,
    kinds_open,
    task,
)

pytestmark = pytest.mark.django_db


# not started: planned for Friday 30 October, the rule allows three calendar days


@pytest.fixture
def unstarted(project: Project, official: User) -> Activity:
    return task(project, planned_start=datetime.date(2026, 10, 30))


def test_what_has_not_started_is_told_when_the_rules_days_are_over(unstarted: Activity) -> None:
    over = MONDAY + DAY
    assert alerts_scan(now=over - SECOND).alerts_opened == 0
    assert alerts_scan(now=over).alerts_opened == 1
    alert = Alert.objects.get()
    assert (alert.kind, alert.planned_finish) == ("start_missed", unstarted.planned_start)
    assert alerts_scan(now=over + HOUR).alerts_opened == 0


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"actual_start": datetime.date(2026, 11, 2)}, "started"),
        ({"percent_complete": 1}, "started"),
        ({"planned_start": datetime.date(2026, 12, 1)}, "moved"),
        ({"kind": ActivityKind.LEVEL_OF_EFFORT}, "moved"),
        ({"reached_at": MONDAY}, "reached"),
    ],
)
def test_a_missed_start_heals(unstarted: Activity, change: dict[str, Any], why: str) -> None:
    alerts_scan(now=MONDAY + DAY)
    Activity.objects.update(**change)
    alerts_scan(now=MONDAY + DAY + HOUR)
    assert closed_why(AlertKind.START_MISSED) == why


@pytest.mark.parametrize(
    "values",
    [
        {"kind": ActivityKind.LEVEL_OF_EFFORT},
        {"actual_start": datetime.date(2026, 11, 2)},
        {"percent_complete": 5},
        {"planned_start": None},
    ],
)
def test_what_is_no_missed_start(project: Project, values: dict[str, Any]) -> None:
    task(project, **{"planned_start": datetime.date(2026, 10, 30), **values})
    alerts_scan(now=MONDAY + 3 * DAY)
    assert AlertKind.START_MISSED not in kinds_open()


def test_the_day_of_a_start_is_the_projects_own(official: User, project: Project) -> None:
    """On the same instant the rule's days are over in Shanghai and not yet in Lisbon."""
    lisbon = factories.ProjectFactory.create(time_zone="Europe/Lisbon")
    for each in (project, lisbon):
        task(each, planned_start=datetime.date(2026, 10, 30))
    alerts_scan(now=MONDAY + DAY)
    assert [alert.project for alert in Alert.objects.all()] == [project]
    alerts_scan(now=MONDAY + DAY + 8 * HOUR)
    assert Alert.objects.count() == 2


# claimed without evidence: three times 24 hours after the claim


@pytest.fixture
def claimed(project: Project, official: User) -> Activity:
    milestone: Activity = factories.MilestoneFactory.create(project=project, planned_finish=FAR)
    milestone_claim(user=official, milestone=milestone, now=MONDAY)
    return milestone


def test_a_claim_without_evidence_is_told_after_the_rules_days(claimed: Activity) -> None:
    assert alerts_scan(now=MONDAY + 3 * DAY - SECOND).alerts_opened == 0
    assert alerts_scan(now=MONDAY + 3 * DAY).alerts_opened == 1
    alert = Alert.objects.get()
    assert (alert.kind, alert.planned_finish) == ("claimed", datetime.date(2026, 11, 2))


def test_a_second_claim_waits_anew(claimed: Activity, official: User) -> None:
    milestone_reopen(user=official, milestone=claimed, reason="not there", now=MONDAY + DAY)
    milestone_claim(user=official, milestone=claimed, now=MONDAY + 2 * DAY)
    assert alerts_scan(now=MONDAY + 5 * DAY - SECOND).alerts_opened == 0
    assert alerts_scan(now=MONDAY + 5 * DAY).alerts_opened == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"state": ActivityState.EVIDENCED}, "evidenced"),
        ({"state": ActivityState.PLANNED}, "reopened"),
        ({"state": ActivityState.ACCEPTED, "reached_at": MONDAY}, "reached"),
    ],
)
def test_a_claim_heals(claimed: Activity, change: dict[str, Any], why: str) -> None:
    alerts_scan(now=MONDAY + 3 * DAY)
    Activity.objects.update(**change)
    alerts_scan(now=MONDAY + 3 * DAY + HOUR)
    assert closed_why(AlertKind.CLAIMED) == why


def test_who_may_claim_without_evidence_is_not_asked_for_it(
    project: Project, official: User
) -> None:
    milestone = factories.MilestoneFactory.create(
        project=project, planned_finish=FAR, evidence_policy=EvidencePolicy.CLAIMED
    )
    milestone_claim(user=official, milestone=milestone, now=MONDAY)
    assert alerts_scan(now=MONDAY + 30 * DAY).alerts_opened == 0


# no report: in progress, and silent for seven days


@pytest.fixture
def silent(project: Project, official: User) -> Activity:
    return task(project, actual_start=datetime.date(2026, 10, 25))


def test_silence_is_told_after_the_rules_days(silent: Activity, official: User) -> None:
    """Nobody ever reported: seven whole days since the day of the start."""
    assert alerts_scan(now=MONDAY - SECOND).alerts_opened == 0
    assert alerts_scan(now=MONDAY).alerts_opened == 1
    assert Alert.objects.get().kind == "no_report"


def test_a_report_heals_and_starts_the_days_anew(silent: Activity, official: User) -> None:
    said = MONDAY + DAY
    progress_record(user=official, activity=silent, percent=Decimal(20), now=said)
    assert alerts_scan(now=said + 7 * DAY - SECOND).alerts_opened == 0
    assert alerts_scan(now=said + 7 * DAY).alerts_opened == 1
    progress_record(user=official, activity=silent, percent=Decimal(30), now=said + 8 * DAY)
    alerts_scan(now=said + 8 * DAY + HOUR)
    assert closed_why(AlertKind.NO_REPORT) == "reported"


def test_what_is_done_owes_no_report(silent: Activity) -> None:
    Activity.objects.update(reached_at=MONDAY)
    assert alerts_scan(now=MONDAY + 30 * DAY).alerts_opened == 0


# behind the plan: half the days are gone, the rule allows ten points


# legal limits: accepted on Monday 2 November, the filing is due within 15 calendar days


# every kind: a rule that is off opens nothing


@pytest.mark.parametrize("kind", list(AlertKind))
def test_a_project_has_a_default_rule_of_every_kind(db: None, kind: AlertKind) -> None:
    rule = AlertRule.objects.get(project=None, kind=kind)
    assert rule.enabled
    assert len(rule.waits) == rule.recipients.order_by("-level")[0].level == 3
    assert rule.severity == ("high" if kind in ("overdue", "statutory") else "normal")


def test_a_rule_that_is_off_opens_nothing(
    accepted: Activity,
    silent: Activity,
    unstarted: Activity,
    claimed: Activity,
    project: Project,
) -> None:
    gap(project, 0, building=accepted.building)
    factories.MilestoneFactory.create(project=project, building=accepted.building)
    for kind in AlertKind:
        rule_default(kind, project=project, enabled=False).save()
    assert alerts_scan(now=MONDAY + 30 * DAY).alerts_opened == 0
    AlertRule.objects.filter(project=project).delete()
    assert alerts_scan(now=MONDAY + 30 * DAY + HOUR).alerts_opened > 0
    assert set(kinds_open()) >= {
        AlertKind.START_MISSED,
        AlertKind.CLAIMED,
        AlertKind.NO_REPORT,
        AlertKind.PROGRESS_GAP,
        AlertKind.STATUTORY,
    }


# what people read: a line fit for a header, whatever the names are
