"""Will be late: opened past the rule's days, told once and again when it got worse, healed."""

import datetime
import email
import random

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from projects.models import Activity, Alert, AlertDelivery, AlertRule, Link, ScannerRun, User
from projects.models.alert_words import AlertKind
from projects.models.words import ActivityKind, Language
from projects.selectors.schedules import finish_shown
from projects.services import planning
from projects.services.alerts import (
    alert_acknowledge,
    alert_rule_store,
    alerts_scan,
    deliveries_deliver,
)
from scheduling.calendars.instants import day_end, day_start
from tests import factories
from tests.projects.alerts.conftest import OVERDUE
from tests.projects.alerts.test_message import text_of

PLANNED = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
# the Monday before: the milestone is not even due soon
MONDAY = OVERDUE - 5 * DAY + 9 * HOUR

pytestmark = pytest.mark.django_db


def expect(milestone: Activity, days: int) -> None:
    """Let the plan expect the milestone so many days after its planned one, as it is stored."""
    minute = day_end(milestone.planned_finish + days * DAY) if milestone.planned_finish else None
    Activity.objects.filter(pk=milestone.pk).update(forecast_finish=minute)


def told() -> list[tuple[str, int | None]]:
    rows = AlertDelivery.objects.filter(kind=AlertKind.FORECAST_SLIP).order_by("id")
    return [(row.occurrence.isoformat(), row.told_days_late) for row in rows]


@pytest.mark.parametrize(("days", "opened"), [(-9, 0), (0, 0), (3, 0), (4, 1), (400, 1)])
def test_it_opens_beyond_the_rules_days(milestone: Activity, days: int, opened: int) -> None:
    expect(milestone, days)
    assert alerts_scan(now=MONDAY).alerts_opened == opened
    assert alerts_scan(now=MONDAY + HOUR).alerts_opened == 0
    kinds = list(Alert.objects.values_list("kind", "forecast_days_late"))
    assert kinds == [(AlertKind.FORECAST_SLIP, days)] * opened


def test_it_opens_exactly_the_right_ones(milestone: Activity) -> None:
    """Random milestones of every kind and state against the definition, in Python's dates."""
    rng = random.Random(20)
    expected = set()
    own = factories.ProjectFactory.create()
    rule = AlertRule(project=own, kind=AlertKind.FORECAST_SLIP, slip_days=10)
    alert_rule_store(rule=rule)
    for project, slip_days in ((milestone.project, 3), (own, 10)):
        building = factories.BuildingFactory.create(project=project)
        for _ in range(80):
            kind = rng.choice(ActivityKind.values)
            planned = rng.choice([None, *(PLANNED + n * DAY for n in range(-6, 12))])
            row = factories.ActivityFactory.create(
                project=project, building=building, kind=kind, planned_finish=planned
            )
            minute = rng.choice([None, day_start(PLANNED) + rng.randrange(-9 * 1440, 40 * 1440)])
            minute = minute and rng.choice([minute, minute // 1440 * 1440])
            reached = rng.choice([None, None, MONDAY])
            Activity.objects.filter(pk=row.pk).update(forecast_finish=minute, reached_at=reached)
            day = finish_shown(kind, minute)
            if day is None or planned is None or reached or not row.is_milestone:
                continue
            ahead = planned >= MONDAY.astimezone(project.zone).date()
            if ahead and (day - planned).days > slip_days:
                expected.add((row.pk, (day - planned).days))
    alerts_scan(now=MONDAY)
    found = Alert.objects.filter(kind=AlertKind.FORECAST_SLIP)
    assert set(found.values_list("milestone_id", "forecast_days_late")) == expected
    assert len(expected) > 10


def test_it_is_told_once_however_the_forecast_swings(milestone: Activity) -> None:
    for number, days in enumerate((4, 3, 4, 1, 5, 2, 4, 7)):
        expect(milestone, days)
        alerts_scan(now=MONDAY + number * 12 * HOUR)
    assert Alert.objects.filter(kind=AlertKind.FORECAST_SLIP).count() == 1
    assert told() == [("2026-11-16", 4)]


def test_it_is_told_again_when_it_got_worse_by_as_many_days(milestone: Activity) -> None:
    expect(milestone, 4)
    alerts_scan(now=MONDAY)
    expect(milestone, 8)
    # not twice a day, whatever happens
    assert alerts_scan(now=MONDAY + HOUR).deliveries_made == 0
    run = alerts_scan(now=MONDAY + DAY)
    assert (run.alerts_opened, run.first_messages) == (1, 2)  # due soon today, and the news
    alerts_scan(now=MONDAY + 2 * DAY)
    expect(milestone, 5)
    alerts_scan(now=MONDAY + 2 * DAY + HOUR)
    expect(milestone, 11)
    alerts_scan(now=MONDAY + 3 * DAY)
    assert told() == [("2026-11-16", 4), ("2026-11-17", 8)]
    assert set(AlertDelivery.objects.values_list("reminder", flat=True)) == {False}


def test_many_that_got_worse_at_once_are_a_storm(milestone: Activity) -> None:
    others = factories.MilestoneFactory.create_batch(3, project=milestone.project)
    for number, (days, held) in enumerate(((4, False), (30, True))):
        for row in (milestone, *others):
            expect(row, days)
        # no run is left behind that would make many look usual
        ScannerRun.objects.all().delete()
        now = MONDAY - (8 - number) * DAY
        assert alerts_scan(now=now, storm_least=3 if held else 4).held == held


def test_it_heals_when_it_is_expected_on_time(milestone: Activity, official: User) -> None:
    expect(milestone, 4)
    alerts_scan(now=MONDAY)
    expect(milestone, 0)
    assert deliveries_deliver(clock=lambda: MONDAY + HOUR).cancelled == 1
    assert alerts_scan(now=MONDAY + HOUR).alerts_closed == 1
    expect(milestone, 4)
    # a new alert, and on one day no second message
    run = alerts_scan(now=MONDAY + 2 * HOUR)
    assert (run.alerts_opened, run.deliveries_made) == (1, 0)


@pytest.mark.parametrize("end", ["reached", "moved", "gone"])
def test_it_ends_with_what_made_it_true(milestone: Activity, end: str) -> None:
    expect(milestone, 4)
    alerts_scan(now=MONDAY)
    rows = Activity.objects.filter(pk=milestone.pk)
    if end == "reached":
        rows.update(reached_at=MONDAY)
    elif end == "moved":
        planning.activity_update(
            activity=milestone,
            data={"planned_finish": PLANNED + 30 * DAY},
            user=factories.UserFactory.create(),
            now=MONDAY,
        )
    else:
        rows.update(forecast_finish=None)
    assert alerts_scan(now=MONDAY + HOUR).alerts_closed == 1
    assert not Alert.objects.filter(closed_at=None).exists()


def test_overdue_takes_its_place(milestone: Activity) -> None:
    expect(milestone, 9)
    alerts_scan(now=OVERDUE - HOUR)
    before = set(Alert.objects.filter(closed_at=None).values_list("kind", flat=True))
    assert before == {AlertKind.DUE_SOON, AlertKind.FORECAST_SLIP}
    alerts_scan(now=OVERDUE)
    assert Alert.objects.get(closed_at=None).kind == AlertKind.OVERDUE
    assert alerts_scan(now=OVERDUE + HOUR).alerts_opened == 0


def test_a_signature_silences_also_what_gets_worse(milestone: Activity, official: User) -> None:
    expect(milestone, 4)
    alerts_scan(now=MONDAY)
    alert_acknowledge(alert=Alert.objects.get(), user=official, now=MONDAY + HOUR)
    expect(milestone, 40)
    alerts_scan(now=MONDAY + DAY)
    assert told() == [("2026-11-16", 4)]


def test_each_is_told_what_is_news_to_him(milestone: Activity, official: User) -> None:
    """Who joined later knows the later date already."""
    expect(milestone, 4)
    alerts_scan(now=MONDAY - 9 * DAY)
    expect(milestone, 7)
    late = factories.MembershipFactory.create(project=milestone.project, role="official").user
    alerts_scan(now=MONDAY - 8 * DAY)
    expect(milestone, 8)
    alerts_scan(now=MONDAY - 7 * DAY)
    rows = AlertDelivery.objects.order_by("id").values_list("recipient", "told_days_late")
    assert list(rows) == [(official.pk, 4), (late.pk, 7), (official.pk, 8)]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            Language.ENGLISH,
            (
                "[Will be late]",
                "expected 2026-11-28 (+8 d)",
                "Expected 8 days late",
                "last told: 4",
            ),
        ),
        (
            Language.CHINESE,
            ("【预计延误】", "预计 2026-11-28（+8 天）", "预计晚 8 天", "上次告知：晚 4"),
        ),
    ],
)
def test_the_mail_says_how_late_and_that_it_got_worse(
    milestone: Activity,
    official: User,
    settings: Settings,
    language: Language,
    said: tuple[str, str, str, str],
) -> None:
    User.objects.filter(pk=official.pk).update(language=language)
    for days, now in ((4, MONDAY - 9 * DAY), (8, MONDAY - 8 * DAY)):
        expect(milestone, days)
        alerts_scan(now=now)
        assert deliveries_deliver(clock=lambda at=now: at).sent == 1  # type: ignore[misc] # bound now
    first, second = sorted(settings.MAIL_DIR.glob("*.eml"), key=lambda path: path.stat().st_mtime)
    mails = [
        email.message_from_bytes(kept.read_bytes(), policy=email.policy.default)
        for kept in (first, second)
    ]
    tag, where, headline, before = said
    assert tag in mails[1]["Subject"]
    assert where in mails[1]["Subject"]
    for kind in ("plain", "html"):
        assert headline in text_of(mails[1], kind)
        assert before in text_of(mails[1], kind)
        assert before not in text_of(mails[0], kind)


def test_a_computation_opens_it_and_the_next_one_heals_it(milestone: Activity) -> None:
    """The whole way: work grows, the milestone's forecast moves, and back."""
    project = milestone.project
    work = factories.ActivityFactory.create(project=project, code="A1", duration_days=5)
    Link.objects.create(project=project, predecessor=work, successor=milestone)
    begin = datetime.date(2026, 11, 16)
    type(project).objects.filter(pk=project.pk).update(planned_start=begin)
    project.refresh_from_db()
    counts = []
    for duration in (5, 12, 5):
        Activity.objects.filter(pk=work.pk).update(duration_days=duration)
        planning.schedule_compute(project=project, options={}, now=MONDAY)
        run = alerts_scan(now=MONDAY)
        counts.append((run.alerts_opened, run.alerts_closed))
    assert counts == [(0, 0), (1, 0), (0, 1)]


@pytest.mark.parametrize(("days", "touched"), [(-3, 0), (0, 0), (9, 1)])
def test_only_a_milestone_that_gets_late_touches_an_index(
    milestone: Activity, days: int, touched: int
) -> None:
    """A computation may move many rows: their forecasts stand in no index."""
    if connection.vendor != "postgresql":
        pytest.skip("heap-only updates are PostgreSQL's")
    task = factories.ActivityFactory.create(project=milestone.project)
    counted = (
        "SELECT n_tup_upd - n_tup_hot_upd FROM pg_stat_xact_user_tables "
        "WHERE relname = 'projects_activity'"
    )

    def not_heap_only() -> int:
        with connection.cursor() as cursor:
            cursor.execute(counted)
            return int(cursor.fetchone()[0])

    before = not_heap_only()
    for row in (milestone, task):
        expect(row, days)
    assert not_heap_only() - before == touched
