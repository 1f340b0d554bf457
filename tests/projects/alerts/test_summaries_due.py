"""Whose summary is due: by the clock on the wall of the zone, once a day, once a week."""

import datetime
import zoneinfo

import pytest
from django.db.models import Q

from projects.models import Membership, Project, SummaryDelivery, User
from projects.models.alert_words import SummaryKind
from projects.models.words import Role
from projects.services.summaries import summaries_make
from tests import factories

HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)
DAY = 24 * HOUR
# a Thursday
MORNING = datetime.datetime(2026, 11, 26, 8, tzinfo=zoneinfo.ZoneInfo("Asia/Shanghai"))
MONDAY = datetime.datetime(2026, 11, 23, 8, tzinfo=zoneinfo.ZoneInfo("Asia/Shanghai"))
pytestmark = pytest.mark.django_db


def member(
    zone: str = "Asia/Shanghai",
    at: datetime.time | None = datetime.time(8),
    role: Role = Role.SITE_MANAGER,
    user: User | None = None,
) -> Membership:
    """Somebody in a project of the zone who wants his summary at that hour."""
    project = factories.ProjectFactory.create(time_zone=zone)
    user = user or factories.UserFactory.create()
    User.objects.filter(pk=user.pk).update(daily_summary_at=at)
    found = factories.MembershipFactory.create(project=project, user=user, role=role)
    Membership.objects.filter(pk=found.pk).update(created_at=MONDAY - 30 * DAY)
    return found


def made(now: datetime.datetime, kind: SummaryKind = SummaryKind.DAILY) -> list[datetime.date]:
    """Make what is due at the instant; the days of all rows so far."""
    summaries_make(now=now.astimezone(datetime.UTC))
    rows = SummaryDelivery.objects.filter(kind=kind).order_by("id")
    return list(rows.values_list("day", flat=True))


def test_who_chose_nothing_gets_both() -> None:
    assert (User().daily_summary_at, User().weekly_report) == (datetime.time(8), True)


def test_it_is_made_at_the_hour_and_once_a_day() -> None:
    member()
    assert made(MORNING - MINUTE) == []
    assert made(MORNING) == [MORNING.date()]
    assert made(MORNING + MINUTE) == [MORNING.date()]
    assert made(MORNING + DAY) == [MORNING.date(), MORNING.date() + DAY]


def test_the_next_one_tells_from_the_last_one_on_and_no_further_back_than_a_week() -> None:
    member()
    for now in (MORNING, MORNING + DAY, MORNING + 30 * DAY):
        made(now)
    since = list(SummaryDelivery.objects.order_by("id").values_list("since", flat=True))
    assert since == [MORNING - DAY, MORNING, MORNING + 23 * DAY]


@pytest.mark.parametrize(("late", "rows"), [(6 * HOUR, 1), (6 * HOUR + MINUTE, 0)])
def test_after_downtime_it_is_made_up_for_as_long_as_anybody_wants_it(
    late: datetime.timedelta, rows: int
) -> None:
    member()
    assert len(made(MORNING + late)) == rows


def test_an_hour_late_in_the_evening_ends_with_its_day() -> None:
    member(at=datetime.time(23, 30))
    midnight = MORNING.replace(hour=0) + DAY
    assert made(midnight - MINUTE) == [MORNING.date()]
    SummaryDelivery.objects.all().delete()
    assert made(midnight) == []


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"is_active": False}, datetime.time(8)),
        ({"email": ""}, datetime.time(8)),
        ({}, None),
        ({}, datetime.time(9)),
    ],
)
def test_who_cannot_be_told_or_wants_none(
    changes: dict[str, object], at: datetime.time | None
) -> None:
    user = member(at=at).user
    User.objects.filter(pk=user.pk).update(**changes)
    assert made(MORNING) == []


def test_a_skipped_hour_is_not_a_skipped_summary() -> None:
    member("Europe/Berlin", datetime.time(2, 30))
    before = datetime.datetime(2026, 3, 29, 0, 59, tzinfo=datetime.UTC)
    assert made(before) == []
    # one minute later it is three o'clock
    assert made(before + MINUTE) == [datetime.date(2026, 3, 29)]


def test_an_hour_that_comes_twice_brings_one() -> None:
    member("Europe/Berlin", datetime.time(2, 30))
    first = datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC)
    assert made(first - MINUTE) == []
    assert made(first) == made(first + HOUR) == [datetime.date(2026, 10, 25)]


@pytest.mark.parametrize("day", ["2028-02-29", "2026-12-31", "2027-01-01"])
def test_days_at_the_ends_of_months_and_years(day: str) -> None:
    member()
    date = datetime.date.fromisoformat(day)
    assert made(MORNING.replace(year=date.year, month=date.month, day=date.day)) == [date]


def test_a_zone_changed_on_the_day_brings_no_second_one() -> None:
    project = member().project
    made(MORNING)
    # two hours behind by the clock, so that it is eight o'clock once more
    Project.objects.filter(pk=project.pk).update(time_zone="Asia/Urumqi")
    assert made(MORNING + 2 * HOUR) == [MORNING.date()]
    assert made(MORNING + DAY + 2 * HOUR) == [MORNING.date(), MORNING.date() + DAY]


def test_a_person_lives_by_the_zone_of_most_of_his_projects() -> None:
    user = member("Europe/Berlin").user
    for _ in range(2):
        member(user=user)
    assert made(MORNING) == [MORNING.date()]
    assert SummaryDelivery.objects.get().time_zone == "Asia/Shanghai"
    assert len(made(MORNING + 7 * HOUR)) == 1


def test_who_runs_the_house_gets_one_without_a_project(settings: object) -> None:
    zone = zoneinfo.ZoneInfo(str(getattr(settings, "TIME_ZONE", "")))
    eight = datetime.datetime(2026, 11, 26, 8, tzinfo=zone)
    hour = datetime.time(8)
    factories.UserFactory.create(daily_summary_at=hour)
    assert made(eight) == []
    chief = factories.UserFactory.create(is_superuser=True, daily_summary_at=hour)
    assert made(eight) == [eight.date()]
    assert SummaryDelivery.objects.get().recipient == chief


@pytest.mark.parametrize("role", list(Role))
def test_the_weekly_report_goes_to_who_oversees_the_project(role: Role) -> None:
    found = member(role=role)
    days = made(MONDAY, SummaryKind.WEEKLY)
    assert days == ([MONDAY.date()] if role in (Role.OFFICIAL, Role.PROJECT_ADMIN) else [])
    weekly = SummaryDelivery.objects.filter(kind=SummaryKind.WEEKLY)
    assert [row.project for row in weekly] == [found.project for _ in days]
    assert [row.since for row in weekly] == [MONDAY - 7 * DAY for _ in days]


@pytest.mark.parametrize(
    ("after", "rows"), [(-MINUTE, 0), (48 * HOUR - MINUTE, 1), (48 * HOUR, 0), (6 * DAY, 0)]
)
def test_a_missed_monday_is_made_up_for_until_wednesday(
    after: datetime.timedelta, rows: int
) -> None:
    member(role=Role.OFFICIAL)
    assert len(made(MONDAY + after, SummaryKind.WEEKLY)) == rows
    assert len(made(MONDAY + after, SummaryKind.WEEKLY)) == rows


def test_two_projects_bring_two_reports_and_one_summary() -> None:
    user = member(role=Role.OFFICIAL).user
    member(role=Role.PROJECT_ADMIN, user=user)
    made(MONDAY)
    assert SummaryDelivery.objects.filter(Q(kind=SummaryKind.WEEKLY)).count() == 2
    assert SummaryDelivery.objects.filter(Q(kind=SummaryKind.DAILY)).count() == 1


def test_who_came_after_monday_or_wants_none_waits() -> None:
    late, unwilling = member(role=Role.OFFICIAL), member(role=Role.OFFICIAL)
    Membership.objects.filter(pk=late.pk).update(created_at=MONDAY + MINUTE)
    User.objects.filter(pk=unwilling.user_id).update(weekly_report=False)
    assert made(MONDAY + HOUR, SummaryKind.WEEKLY) == []
    assert made(MONDAY + 7 * DAY, SummaryKind.WEEKLY) == [MONDAY.date() + 7 * DAY]
