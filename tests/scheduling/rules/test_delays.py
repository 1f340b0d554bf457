"""From when a milestone is due soon or overdue, also where clocks jump."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.calendars.china import china_calendar
from scheduling.calendars.workdays import MONDAY_TO_FRIDAY
from scheduling.rules.delays import (
    FIRST_INSTANT,
    LAST_INSTANT,
    Finding,
    days_late,
    due_soon_from,
    finding_for,
    local_day_start,
    overdue_from,
)

D = datetime.date
SECOND = datetime.timedelta(seconds=1)
CHINA = china_calendar(2026, 2027)
ZONES = [
    "Asia/Shanghai",
    "UTC",
    "America/New_York",
    "America/St_Johns",
    "America/Havana",
    "America/Sao_Paulo",
    "America/Asuncion",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Atlantic/Azores",
    "Pacific/Apia",
    "Pacific/Kwajalein",
    "Australia/Lord_Howe",
]
anchors = st.dates(D(2026, 1, 5), D(2027, 12, 20))


def utc(*fields: int) -> datetime.datetime:
    return datetime.datetime(*fields, tzinfo=datetime.UTC)  # type: ignore[misc,arg-type] # a date's fields


@given(st.dates(D(1970, 1, 2), D(2037, 12, 30)), st.sampled_from(ZONES))
def test_a_day_starts_when_the_day_before_is_over_for_good(day: D, name: str) -> None:
    zone = ZoneInfo(name)
    start = local_day_start(day, zone)
    assert start.tzinfo is datetime.UTC
    assert start.astimezone(zone).date() >= day
    assert (start - SECOND).astimezone(zone).date() < day
    for hours in range(1, 30):
        assert (start + datetime.timedelta(hours=hours)).astimezone(zone).date() >= day


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Asia/Shanghai", D(2026, 11, 24), utc(2026, 11, 23, 16)),
        ("UTC", D(2026, 11, 24), utc(2026, 11, 24)),
        # clocks jump from 00:00 to 01:00: the day begins at 01:00 local time
        ("Asia/Beirut", D(2026, 3, 29), utc(2026, 3, 28, 22)),
        # clocks go back from 01:00 to 00:00: midnight comes twice, the first one counts
        ("America/Havana", D(2026, 11, 1), utc(2026, 11, 1, 4)),
        # clocks went back from 00:01 to 23:01: the evening before came again
        ("America/St_Johns", D(2006, 10, 29), utc(2006, 10, 29, 3, 30)),
        # a day that never was
        ("Pacific/Apia", D(2011, 12, 30), utc(2011, 12, 30, 10)),
        ("Pacific/Apia", D(2011, 12, 31), utc(2011, 12, 30, 10)),
        # clocks jumped from 23:30 to 00:30
        ("America/Toronto", D(1919, 3, 31), utc(1919, 3, 31, 4, 30)),
    ],
)
def test_known_starts(zone: str, day: D, expected: datetime.datetime) -> None:
    assert local_day_start(day, ZoneInfo(zone)) == expected


def test_overdue_begins_after_the_planned_day_in_the_projects_zone() -> None:
    assert overdue_from(D(2026, 11, 23), ZoneInfo("Asia/Shanghai")) == utc(2026, 11, 23, 16)
    assert overdue_from(D(2026, 11, 23), ZoneInfo("America/New_York")) == utc(2026, 11, 24, 5)


def test_the_ends_of_time_are_safe() -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    assert local_day_start(D.min, shanghai) == FIRST_INSTANT
    assert overdue_from(D.max, shanghai) == LAST_INSTANT
    assert local_day_start(D.max, ZoneInfo("America/New_York")) == utc(9999, 12, 31, 5)


def test_a_friday_milestone_is_overdue_on_saturday_and_a_day_late_on_monday() -> None:
    friday = D(2026, 11, 20)
    late = [
        days_late(friday, friday + datetime.timedelta(days=n), MONDAY_TO_FRIDAY) for n in range(5)
    ]
    assert late == [0, 0, 0, 1, 2]
    assert days_late(friday, D(2026, 11, 1), MONDAY_TO_FRIDAY) == 0


def test_days_late_skip_the_holiday_and_count_the_make_up_day() -> None:
    assert days_late(D(2026, 9, 30), D(2026, 10, 7), CHINA) == 0
    assert days_late(D(2026, 9, 30), D(2026, 10, 10), CHINA) == 3


def test_due_soon_over_spring_festival() -> None:
    # 2026-02-24 is the first day after the holiday; 02-14 is a worked Saturday
    assert due_soon_from(D(2026, 2, 25), 3, CHINA) == D(2026, 2, 13)


@given(anchors, st.integers(0, 20), st.integers(-40, 40))
def test_findings_agree_with_their_dates(planned: D, before: int, offset: int) -> None:
    today = planned + datetime.timedelta(days=offset)
    finding = finding_for(planned=planned, today=today, calendar=CHINA, working_days_before=before)
    if today > planned:
        late = days_late(planned, today, CHINA)
        assert finding == Finding("overdue", planned, today, late, offset)
        assert 0 <= late <= offset
    elif today >= due_soon_from(planned, before, CHINA):
        assert finding == Finding("due_soon", planned, today, 0, 0)
    else:
        assert finding is None


@given(anchors, st.integers(0, 200))
def test_lateness_never_shrinks_as_days_pass(planned: D, offset: int) -> None:
    today = planned + datetime.timedelta(days=offset)
    tomorrow = today + datetime.timedelta(days=1)
    grown = days_late(planned, tomorrow, CHINA) - days_late(planned, today, CHINA)
    assert grown == CHINA.is_worked(tomorrow)
