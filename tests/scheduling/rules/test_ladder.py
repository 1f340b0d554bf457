"""The ladder: who is silent is passed over in office time; signing, promises and dead letters."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from scheduling.calendars.china import china_calendar
from scheduling.calendars.workdays import MONDAY_TO_FRIDAY
from scheduling.rules.ladder import Life, Promise, climbs_at, ladder, level_at, pauses_of
from scheduling.rules.office_hours import OfficeHours

SHANGHAI = ZoneInfo("Asia/Shanghai")
CHINA = OfficeHours(china_calendar(2026, 2027), SHANGHAI)
# at once, then a day of the office's, and another one
WAITS = (0, 480, 480)


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(datetime.UTC)


def promise(made: str, day: str) -> Promise:
    return Promise(at(made), datetime.date.fromisoformat(day))


def told(life: Life, office: OfficeHours = CHINA) -> list[str]:
    found = ladder(WAITS, life, office)
    return [
        each.astimezone(office.zone).replace(tzinfo=None).isoformat(" ", "minutes")
        for each in found
    ]


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        ("2026-11-18 00:00", ["2026-11-18 00:00", "2026-11-18 18:00", "2026-11-19 18:00"]),
        # Friday evening: the next levels have Monday and Tuesday before them
        ("2026-11-20 19:00", ["2026-11-20 19:00", "2026-11-23 18:00", "2026-11-24 18:00"]),
        # the eve of National Day: nobody is passed over until the 8th, and not on the Sunday
        ("2026-09-30 18:30", ["2026-09-30 18:30", "2026-10-08 18:00", "2026-10-09 18:00"]),
        # in the middle of it
        ("2026-10-03 00:00", ["2026-10-03 00:00", "2026-10-08 18:00", "2026-10-09 18:00"]),
        # Friday the 9th: Saturday the 10th is worked for it
        ("2026-10-09 18:00", ["2026-10-09 18:00", "2026-10-10 18:00", "2026-10-12 18:00"]),
    ],
)
def test_waits_are_office_hours(opened: str, expected: list[str]) -> None:
    assert told(Life(at(opened))) == expected


def test_level_at_any_moment() -> None:
    found = ladder(WAITS, Life(at("2026-09-30 18:30")), CHINA)
    moments = ("2026-09-30 18:29", "2026-09-30 18:30", "2026-10-08 17:59", "2026-10-08 18:00")
    assert [level_at(found, at(moment)) for moment in moments] == [0, 1, 1, 2]
    assert level_at(found, at("2030-01-01 00:00")) == 3


def test_who_signs_stops_it() -> None:
    signed = Life(at("2026-11-18 00:00"), ended_at=at("2026-11-18 17:59"))
    assert told(signed) == ["2026-11-18 00:00"]
    late = Life(at("2026-11-18 00:00"), ended_at=at("2026-11-18 18:01"))
    assert told(late) == ["2026-11-18 00:00", "2026-11-18 18:00"]


def test_a_promise_pauses_until_the_end_of_its_day_and_silence_resumes() -> None:
    # three of eight hours are over by noon; five are left for the day after the promised one
    life = Life(at("2026-11-18 00:00"), promises=[promise("2026-11-18 12:00", "2026-11-20")])
    assert told(life)[1:] == ["2026-11-23 15:00", "2026-11-24 15:00"]


def test_a_promise_for_today_gives_the_day() -> None:
    life = Life(at("2026-11-18 00:00"), promises=[promise("2026-11-18 17:00", "2026-11-18")])
    assert told(life)[1] == "2026-11-19 10:00"


def test_a_later_promise_takes_the_place_of_the_earlier() -> None:
    longer = [promise("2026-11-18 12:00", "2026-11-18"), promise("2026-11-18 15:00", "2026-11-19")]
    assert told(Life(at("2026-11-18 00:00"), promises=longer))[1] == "2026-11-20 15:00"
    shorter = [promise("2026-11-18 12:00", "2026-12-31"), promise("2026-11-18 15:00", "2026-11-18")]
    assert told(Life(at("2026-11-18 00:00"), promises=shorter))[1] == "2026-11-19 15:00"
    assert pauses_of(shorter[::-1], SHANGHAI) == (
        (at("2026-11-18 12:00"), at("2026-11-18 15:00")),
        (at("2026-11-18 15:00"), at("2026-11-19 00:00")),
    )


def test_a_promise_after_the_climb_pauses_the_next_level_only() -> None:
    life = Life(at("2026-11-18 00:00"), promises=[promise("2026-11-18 19:00", "2026-11-20")])
    assert told(life)[1:] == ["2026-11-18 18:00", "2026-11-23 18:00"]


def test_a_promise_for_the_last_of_days_is_for_ever() -> None:
    forever = Promise(at("2026-11-18 12:00"), datetime.date.max)
    (pause,) = pauses_of([forever], SHANGHAI)
    assert pause[1].year == 9999


def test_a_dead_letter_brings_the_next_level_forward() -> None:
    life = Life(at("2026-11-18 00:00"), dead={1: at("2026-11-18 00:05")})
    assert told(life) == ["2026-11-18 00:00", "2026-11-18 00:05", "2026-11-18 18:00"]
    # one that dies when the next level knows already changes nothing
    late = Life(at("2026-11-18 00:00"), dead={1: at("2026-11-19 12:00")})
    assert told(late)[1] == "2026-11-18 18:00"


def test_a_dead_letter_waits_for_a_promise() -> None:
    promised = [promise("2026-11-18 00:01", "2026-11-18")]
    life = Life(at("2026-11-18 00:00"), promises=promised, dead={1: at("2026-11-18 00:05")})
    assert told(life)[1] == "2026-11-19 00:00"


def test_a_death_before_the_level_counts_from_the_level() -> None:
    since, before = at("2026-11-18 09:00"), at("2026-11-17 09:00")
    assert climbs_at(since, 480, CHINA, dead_at=before) == since


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York"])
def test_over_the_end_of_summer_time(zone: str) -> None:
    office = OfficeHours(MONDAY_TO_FRIDAY, ZoneInfo(zone))
    # from the Friday before the last Sunday of October to that of the first of November
    opened = datetime.datetime(2026, 10, 23, 18, 0, tzinfo=office.zone).astimezone(datetime.UTC)
    steps = ladder([0, *[480] * 8], Life(opened), office)
    assert {each.astimezone(office.zone).time() for each in steps} == {datetime.time(18, 0)}
    days = [each.astimezone(office.zone).date().isoformat()[5:] for each in steps]
    assert days == ["10-23", "10-26", "10-27", "10-28", "10-29", "10-30", "11-02", "11-03", "11-04"]
