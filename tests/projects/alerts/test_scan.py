"""The scan: what is opened, closed and told, in every zone, however often and however late."""

import datetime
import threading
import zoneinfo
from typing import Any

import pytest
from django.db import connection, connections

from projects.models import (
    Activity,
    Alert,
    AlertDelivery,
    AlertRule,
    Membership,
    Project,
    User,
)
from projects.models.alert_words import AlertKind, Channel, DeliveryState
from projects.models.words import Role
from projects.selectors.calendars import calendar_of
from projects.services.alerts import alert_acknowledge, alert_rule_store, alerts_scan
from projects.services.planning import deadlines_set
from tests import factories
from tests.commits import WITH_COMMITS
from tests.projects.alerts.conftest import OVERDUE

MINUTE = datetime.timedelta(minutes=1)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
SECOND = datetime.timedelta(seconds=1)

# every app: knox's own token table, which we do not use, points at our users and must go along

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str, str]]:
    rows = AlertDelivery.objects.order_by("occurrence", "id")
    return [(str(row.occurrence), row.kind, row.person.username) for row in rows]


def move(milestone: Activity, planned: datetime.date) -> None:
    milestone.planned_finish = planned
    zone = milestone.project.zone
    deadlines_set(activity=milestone, calendar=calendar_of(milestone.project), zone=zone)
    milestone.save()


def test_overdue_begins_when_the_day_is_over_on_site(milestone: Activity) -> None:
    alerts_scan(now=OVERDUE - SECOND)
    assert not Alert.objects.filter(kind=AlertKind.OVERDUE).exists()
    assert alerts_scan(now=OVERDUE).alerts_opened == 1
    assert Alert.objects.filter(kind=AlertKind.OVERDUE, closed_at=None).count() == 1


@pytest.mark.parametrize(
    ("zone", "planned", "instant"),
    [
        ("Asia/Shanghai", "2026-12-31", "2026-12-31T16:00"),
        # the night in which the clocks go back, and the one in which they go forward
        ("America/New_York", "2026-10-31", "2026-11-01T04:00"),
        ("America/New_York", "2026-11-01", "2026-11-02T05:00"),
        ("Europe/Paris", "2026-03-28", "2026-03-28T23:00"),
        ("Europe/Paris", "2026-03-29", "2026-03-29T22:00"),
        ("Europe/Paris", "2028-02-29", "2028-02-29T23:00"),
    ],
)
def test_the_moment_follows_the_zone_and_its_clock_changes(
    zone: str, planned: str, instant: str
) -> None:
    project = factories.ProjectFactory.create(time_zone=zone)
    factories.MembershipFactory.create(project=project, role=Role.OFFICIAL)
    finish = datetime.date.fromisoformat(planned)
    factories.MilestoneFactory.create(project=project, planned_finish=finish)
    moment = datetime.datetime.fromisoformat(instant).replace(tzinfo=datetime.UTC)
    alerts_scan(now=moment - SECOND)
    assert not Alert.objects.filter(kind=AlertKind.OVERDUE).exists()
    alerts_scan(now=moment)
    assert told()[-1][:2] == (str(finish + DAY), "overdue")


@pytest.mark.parametrize(
    ("zone", "sunday"),
    # summer time ends on the Sunday; Shanghai has none
    [("Asia/Shanghai", 25), ("Europe/Paris", 25), ("America/New_York", 32)],
)
def test_one_a_local_day_from_eight_across_a_clock_change(zone: str, sunday: int) -> None:
    project = factories.ProjectFactory.create(time_zone=zone)
    factories.MembershipFactory.create(project=project, role=Role.OFFICIAL)
    begun = datetime.date(2026, 9, 30) + DAY * (sunday - 1)
    factories.MilestoneFactory.create(project=project, planned_finish=begun - DAY)
    site = zoneinfo.ZoneInfo(zone)
    now = datetime.datetime.combine(begun, datetime.time(0, 30), site).astimezone(datetime.UTC)
    first_told: dict[str, datetime.time] = {}
    # from Saturday to Monday, and a day has 25 hours
    for _ in range(3 * 24 * 2):
        if alerts_scan(now=now).deliveries_made:
            local = now.astimezone(site)
            first_told[str(local.date())] = local.time()
        now += 30 * MINUTE
    days = [str(begun + DAY * n) for n in range(3)]
    assert list(first_told) == days
    assert [row[0] for row in told()] == days
    assert first_told[days[0]] == datetime.time(0, 30)
    assert {first_told[day] for day in days[1:]} == {datetime.time(8, 0)}


def test_a_second_scan_makes_nothing(milestone: Activity) -> None:
    first = alerts_scan(now=OVERDUE)
    again = alerts_scan(now=OVERDUE + MINUTE)
    assert (first.alerts_opened, first.deliveries_made) == (1, 1)
    assert (again.alerts_opened, again.alerts_closed, again.deliveries_made) == (0, 0, 0)


def test_three_days_of_downtime_are_one_message_and_not_three(milestone: Activity) -> None:
    alerts_scan(now=OVERDUE)
    alerts_scan(now=OVERDUE + 3 * DAY + 10 * HOUR)
    assert [row[0] for row in told()] == ["2026-11-21", "2026-11-24"]


def test_downtime_over_the_moment_itself_misses_nothing(milestone: Activity) -> None:
    alerts_scan(now=OVERDUE + 3 * DAY)
    assert told() == [("2026-11-24", "overdue", AlertDelivery.objects.get().person.username)]


def test_due_soon_is_told_once_and_gives_way_to_overdue(milestone: Activity) -> None:
    # three working days before Friday begin on Tuesday
    start = datetime.datetime(2026, 11, 16, 16, 0, tzinfo=datetime.UTC)
    alerts_scan(now=start - SECOND)
    assert not Alert.objects.exists()
    for hours in range(0, 24 * 4, 6):
        alerts_scan(now=start + hours * HOUR)
    assert [row[:2] for row in told()] == [("2026-11-17", "due_soon")]
    alerts_scan(now=OVERDUE)
    still_open = Alert.objects.filter(closed_at=None)
    assert [alert.kind for alert in still_open] == [AlertKind.OVERDUE]


def test_a_signature_silences(milestone: Activity, official: User) -> None:
    alerts_scan(now=OVERDUE)
    alert = Alert.objects.get()
    alert_acknowledge(alert=alert, user=official, comment="知悉", now=OVERDUE + MINUTE)
    assert AlertDelivery.objects.get().state == DeliveryState.CANCELLED
    assert AlertDelivery.objects.get().state_reason == "acknowledged"
    assert alerts_scan(now=OVERDUE + 2 * DAY + 9 * HOUR).deliveries_made == 0
    alert.refresh_from_db()
    assert alert.closed_at is None


def test_reaching_the_milestone_closes(milestone: Activity) -> None:
    alerts_scan(now=OVERDUE)
    Activity.objects.filter(pk=milestone.pk).update(reached_at=OVERDUE + HOUR)
    assert alerts_scan(now=OVERDUE + 2 * HOUR).alerts_closed == 1
    assert alerts_scan(now=OVERDUE + 2 * DAY).deliveries_made == 0


def test_a_moved_date_closes_and_being_late_again_opens_anew(milestone: Activity) -> None:
    alerts_scan(now=OVERDUE)
    move(milestone, datetime.date(2026, 12, 18))
    assert alerts_scan(now=OVERDUE + HOUR).alerts_closed == 1
    assert not Alert.objects.filter(closed_at=None).exists()
    run = alerts_scan(now=OVERDUE + 28 * DAY)
    assert (run.alerts_opened, run.deliveries_made) == (1, 1)


def test_an_alert_that_heals_and_returns_on_one_day_does_not_repeat(milestone: Activity) -> None:
    alerts_scan(now=OVERDUE)
    Activity.objects.filter(pk=milestone.pk).update(reached_at=OVERDUE)
    alerts_scan(now=OVERDUE + MINUTE)
    Activity.objects.filter(pk=milestone.pk).update(reached_at=None)
    run = alerts_scan(now=OVERDUE + 2 * MINUTE)
    assert (run.alerts_opened, run.deliveries_made) == (1, 0)


def test_the_responsible_side_is_told_first_and_nobody_else(milestone: Activity) -> None:
    people = factories.cast(milestone.project)
    Activity.objects.filter(pk=milestone.pk).update(lead_unit="总包")
    Membership.objects.filter(user=people["viewer"]).update(unit="总包")
    everybody = {"site_manager", "planner", "viewer"}
    for responsible in ("official", "stranger"):
        Activity.objects.filter(pk=milestone.pk).update(responsible=people[responsible])
        AlertDelivery.objects.all().delete()
        alerts_scan(now=OVERDUE)
        expected = everybody | ({responsible} - {"stranger"})
        assert {row[2] for row in told()} == {people[who].username for who in expected}


def test_who_has_no_address_is_told_in_the_inbox_and_who_left_not_at_all(
    milestone: Activity, official: User
) -> None:
    User.objects.filter(pk=official.pk).update(is_active=False)
    no_address = factories.UserFactory.create(email="")
    factories.MembershipFactory.create(
        project=milestone.project, user=no_address, role=Role.OFFICIAL
    )
    run = alerts_scan(now=OVERDUE)
    assert (run.alerts_opened, run.deliveries_made) == (1, 1)
    told = AlertDelivery.objects.get()
    assert (told.recipient, told.channel) == (no_address, Channel.INBOX)


def test_a_projects_own_rule_replaces_the_default(milestone: Activity) -> None:
    own = AlertRule(project=milestone.project, kind=AlertKind.OVERDUE, enabled=False)
    alert_rule_store(rule=own)
    assert alerts_scan(now=OVERDUE).alerts_opened == 0
    AlertRule.objects.filter(pk=own.pk).update(enabled=True, remind_from=datetime.time(18, 0))
    assert alerts_scan(now=OVERDUE).deliveries_made == 1
    next_day = OVERDUE + DAY
    assert alerts_scan(now=next_day + 17 * HOUR + 59 * MINUTE).deliveries_made == 0
    assert alerts_scan(now=next_day + 18 * HOUR).deliveries_made == 1


def test_tasks_are_not_milestones(project: Project, official: User) -> None:
    factories.ActivityFactory.create(project=project)
    assert alerts_scan(now=OVERDUE).alerts_opened == 0


def test_the_copies_on_an_alert_and_its_deliveries_are_true(milestone: Activity) -> None:
    """The database does not check them: their one writer must."""
    other = factories.MilestoneFactory.create()
    factories.MembershipFactory.create(project=other.project, role=Role.OFFICIAL)
    alerts_scan(now=OVERDUE)
    rows = AlertDelivery.objects.select_related("alert__milestone")
    assert {row.project_id for row in rows} == {milestone.project_id, other.project_id}
    for row in rows:
        assert row.alert.project_id == row.alert.milestone.project_id == row.project_id
        assert (row.milestone_id, row.kind) == (row.alert.milestone_id, row.alert.kind)


def test_the_number_of_queries_does_not_grow(
    project: Project, official: User, django_assert_num_queries: Any
) -> None:
    factories.MilestoneFactory.create(project=project)
    alerts_scan(now=OVERDUE - HOUR)
    with django_assert_num_queries(29):
        alerts_scan(now=OVERDUE)
    for _ in range(30):
        factories.MilestoneFactory.create(project=project)
    # the gaps in the progress were looked at in this hour
    with django_assert_num_queries(26):
        alerts_scan(now=OVERDUE + MINUTE)
    assert AlertDelivery.objects.filter(kind=AlertKind.OVERDUE).count() == 31


@WITH_COMMITS
def test_scanners_at_once_make_each_row_once() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's test database lives in one connection; its writers take turns")
    project = factories.ProjectFactory.create()
    AlertRule.objects.get_or_create(project=None, kind=AlertKind.OVERDUE)
    factories.MembershipFactory.create(project=project, role=Role.OFFICIAL)
    for _ in range(40):
        factories.MilestoneFactory.create(project=project)
    begin = threading.Barrier(4)
    made: list[int] = []

    def scan() -> None:
        begin.wait()
        made.append(alerts_scan(now=OVERDUE).deliveries_made)
        connections.close_all()

    threads = [threading.Thread(target=scan) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert sum(made) == AlertDelivery.objects.count() == 40
