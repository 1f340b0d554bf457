"""Every other kind of rule: from when it opens, on the boundary too, and why it closes."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from projects.models import Activity, Alert, AlertRule, Project, User
from projects.models.alert_words import AlertKind
from projects.models.words import ActivityKind, ActivityState, EvidencePolicy, StatutoryStep
from projects.selectors.alert_words import compared_label, headline_of
from projects.selectors.alerts import alert_story
from projects.services.alerts import alerts_scan
from projects.services.alerts.rules import rule_default
from projects.services.alerts.wording import SUBJECT_MAX, subject_of
from projects.services.progress import milestone_claim, milestone_reopen, progress_record
from tests import factories

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
SECOND = datetime.timedelta(seconds=1)
# the first instant of Monday 2 November 2026 in Shanghai
MONDAY = datetime.datetime(2026, 11, 1, 16, 0, tzinfo=datetime.UTC)
FAR = datetime.date(2027, 6, 30)

pytestmark = pytest.mark.django_db


def task(project: Project, **values: Any) -> Activity:
    """A task of which nothing else is to be told."""
    row: Activity = factories.ActivityFactory.create(
        **{"project": project, "building": None, "planned_finish": FAR, **values}
    )
    return row


def kinds_open() -> list[str]:
    return sorted(Alert.objects.filter(closed_at=None).values_list("kind", flat=True))


def closed_why(kind: AlertKind) -> str:
    assert not Alert.objects.filter(kind=kind, closed_at=None).exists()
    return Alert.objects.get(kind=kind).closed_why


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


def gap(project: Project, percent: int, *, building: Any) -> Activity:
    return task(
        project,
        building=building,
        planned_start=datetime.date(2026, 10, 23),
        actual_start=datetime.date(2026, 10, 23),
        planned_finish=datetime.date(2026, 11, 11),
        percent_complete=percent,
    )


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


# legal limits: accepted on Monday 2 November, the filing is due within 15 calendar days


@pytest.fixture
def accepted(project: Project, official: User) -> Activity:
    """An acceptance that was reached on Monday; its fire filing and its filing are in the plan."""
    building = factories.BuildingFactory.create(project=project)
    for step in (StatutoryStep.COMPLETION_FILING, StatutoryStep.FIRE_FILING):
        task(project, building=building, code=step.value, statutory_step=step)
    event: Activity = factories.MilestoneFactory.create(
        project=project,
        building=building,
        statutory_step=StatutoryStep.COMPLETION,
        actual_finish=datetime.date(2026, 11, 2),
        reached_at=MONDAY + HOUR,
        state=ActivityState.ACCEPTED,
    )
    return event


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

HOSTILE = "<b>封顶</b>\r\nBcc: x@y {{ x }} %(what)s %s 👷‍♀️\u2028"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("kind", list(AlertKind))
def test_a_subject_is_one_line_whatever_the_names_are(
    project: Project, kind: AlertKind, language: str
) -> None:
    Project.objects.filter(pk=project.pk).update(name=(HOSTILE * 5)[:200])
    milestone = factories.MilestoneFactory.create(project=project, name=(HOSTILE * 8)[:200])
    alert = Alert.objects.create(
        project_id=project.pk,
        milestone=milestone,
        kind=kind,
        planned_finish=datetime.date(2026, 10, 30),
        points_behind=Decimal("12.5") if kind == AlertKind.PROGRESS_GAP else None,
        opened_at=MONDAY,
    )
    alert = Alert.objects.select_related("project", "milestone__building").get(pk=alert.pk)
    with translation.override(language):
        story = alert_story(alert=alert, now=MONDAY)
        subject, headline = subject_of(story), headline_of(alert, story.working_days_late)
        assert compared_label(alert)
    assert 0 < len(subject) <= SUBJECT_MAX
    assert subject.isprintable() or "\u200d" in subject
    assert not {"\r", "\n", "\u2028"} & {*subject, *headline}
    assert headline
    # who is told, and in which words, differs by kind
    assert ("working day" in headline) == (
        language == "en"
        and kind
        in (
            AlertKind.OVERDUE,
            AlertKind.DUE_SOON,
            AlertKind.FORECAST_SLIP,
            AlertKind.START_MISSED,
            AlertKind.STATUTORY,
        )
    )


def test_kinds_are_told_apart_in_both_languages(project: Project) -> None:
    milestone = factories.MilestoneFactory.create(project=project, planned_finish=FAR)
    for language in ("en", "zh-hans"):
        with translation.override(language):
            said = {
                headline_of(Alert(project=project, milestone=milestone, kind=kind), 0)
                for kind in AlertKind
            }
        assert len(said) == len(AlertKind)
