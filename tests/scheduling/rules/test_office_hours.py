"""Office hours over holidays, make-up days, weekends, zones and changes of the clocks."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.calendars.china import china_calendar
from scheduling.calendars.workdays import MONDAY_TO_FRIDAY, Calendar, NoWorkingDay
from scheduling.rules.office_hours import OfficeHours, unpaused, without

SHANGHAI = ZoneInfo("Asia/Shanghai")
CHINA = OfficeHours(china_calendar(2026, 2027), SHANGHAI)
EVERY_DAY = Calendar(weekly=(True,) * 7)
DAY = 8 * 60


def local(text: str, zone: ZoneInfo = SHANGHAI) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(datetime.UTC)


@pytest.mark.parametrize(
    ("since", "minutes", "until"),
    [
        # a Wednesday: the lunch hour is none, and the evening ends the day
        ("2026-11-18T09:00", 60, "2026-11-18T10:00"),
        ("2026-11-18T09:00", 180, "2026-11-18T12:00"),
        ("2026-11-18T09:00", 181, "2026-11-18T13:01"),
        ("2026-11-18T09:00", DAY, "2026-11-18T18:00"),
        ("2026-11-18T09:00", DAY + 1, "2026-11-19T09:01"),
        ("2026-11-18T00:01", 30, "2026-11-18T09:30"),
        ("2026-11-18T23:59", 30, "2026-11-19T09:30"),
        # a Friday evening, and over an ordinary weekend
        ("2026-11-20T17:00", 120, "2026-11-23T10:00"),
        # the Wednesday before National Day 2026: closed from the 1st to the 7th
        ("2026-09-30T17:00", 120, "2026-10-08T10:00"),
        ("2026-10-01T10:00", DAY, "2026-10-08T18:00"),
        # Friday the 9th into the Saturday that is worked, and on to Monday
        ("2026-10-09T18:00", DAY, "2026-10-10T18:00"),
        ("2026-10-09T18:00", DAY + 60, "2026-10-12T10:00"),
        # nothing to wait for: at once, also at night
        ("2026-10-01T03:00", 0, "2026-10-01T03:00"),
    ],
)
def test_the_official_calendar(since: str, minutes: int, until: str) -> None:
    assert CHINA.after(local(since), minutes) == local(until)


def test_a_zone_has_its_own_morning() -> None:
    urumqi, paris = ZoneInfo("Asia/Urumqi"), ZoneInfo("Europe/Paris")
    since = datetime.datetime(2026, 11, 18, 0, 0, tzinfo=datetime.UTC)
    for zone in (SHANGHAI, urumqi, paris):
        office = OfficeHours(MONDAY_TO_FRIDAY, zone)
        assert office.after(since, 60).astimezone(zone).time() == datetime.time(10, 0)


@pytest.mark.parametrize(
    ("day", "elapsed"),
    # clocks go forward, and back, between 01:00 and 05:00 in New York
    [("2026-03-07", 4), ("2026-03-08", 3), ("2026-11-01", 5), ("2026-11-02", 4)],
)
def test_a_shift_lasts_as_long_as_it_lasts(day: str, elapsed: int) -> None:
    zone = ZoneInfo("America/New_York")
    night = OfficeHours(EVERY_DAY, zone, shifts=((60, 300),))
    begin = night.after(local(f"{day}T00:00", zone), 1) - datetime.timedelta(minutes=1)
    end = night.after(local(f"{day}T00:00", zone), elapsed * 60)
    assert end - begin == datetime.timedelta(hours=elapsed)
    assert end == local(f"{day}T05:00", zone)


def test_a_shift_that_begins_in_the_hour_skipped_begins_with_the_jump() -> None:
    zone = ZoneInfo("America/New_York")
    night = OfficeHours(EVERY_DAY, zone, shifts=((60, 150), (165, 240)))
    # 01:00-02:00 is left of the first shift, 03:00-04:00 of the second
    assert night.after(local("2026-03-08T00:00", zone), 120) == local("2026-03-08T04:00", zone)


def test_an_office_of_no_day_is_refused() -> None:
    once = Calendar(weekly=(False,) * 7, exceptions={datetime.date(2026, 1, 5): True})
    office = OfficeHours(once, SHANGHAI)
    assert office.after(local("2026-01-01T00:00"), DAY) == local("2026-01-05T18:00")
    with pytest.raises(NoWorkingDay):
        office.after(local("2026-01-01T00:00"), DAY + 1)
    with pytest.raises(ValueError, match="some hour"):
        OfficeHours(once, SHANGHAI, shifts=())
    with pytest.raises(ValueError, match="follow one another"):
        OfficeHours(once, SHANGHAI, shifts=((600, 500),))


def test_minutes_of_a_pause_do_not_count() -> None:
    pauses = (
        (local("2026-11-18T10:00"), local("2026-11-19T00:00")),
        (local("2026-11-19T10:00"), local("2026-11-20T00:00")),
    )
    # one hour on each of the three days
    assert CHINA.after(local("2026-11-18T09:00"), 180, pauses) == local("2026-11-20T10:00")
    assert CHINA.after(local("2026-11-18T11:00"), 0, pauses) == local("2026-11-19T00:00")
    assert unpaused(local("2026-11-18T09:00"), pauses) == local("2026-11-18T09:00")


def test_what_a_pause_leaves_of_a_span() -> None:
    at = [local(f"2026-11-18T{hour:02}:00") for hour in range(10)]
    assert list(without((at[1], at[5]), [])) == [(at[1], at[5])]
    assert list(without((at[1], at[5]), [(at[2], at[3])])) == [(at[1], at[2]), (at[3], at[5])]
    assert list(without((at[1], at[5]), [(at[0], at[9])])) == []
    assert list(without((at[1], at[5]), [(at[6], at[9])])) == [(at[1], at[5])]
    halves = [(at[0], at[2]), (at[4], at[9])]
    assert list(without((at[1], at[5]), halves)) == [(at[2], at[4])]


MINUTES = st.integers(0, 700 * 1440)
INSTANTS = MINUTES.map(lambda n: local("2026-01-01T00:00") + datetime.timedelta(minutes=n))


@given(since=INSTANTS, first=st.integers(0, 5000), second=st.integers(1, 5000))
def test_two_waits_are_one(since: datetime.datetime, first: int, second: int) -> None:
    whole = CHINA.after(since, first + second)
    assert CHINA.after(CHINA.after(since, first), second) == whole
    at = (whole - datetime.timedelta(seconds=1)).astimezone(SHANGHAI)
    assert CHINA.calendar.is_worked(at.date())
    assert 9 <= at.hour < 18
    assert at.hour != 12
