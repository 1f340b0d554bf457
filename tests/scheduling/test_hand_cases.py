"""The acceptance cases of scheduling.md 5, computed by hand there."""

import dataclasses
import datetime

from scheduling.calendars import instants
from scheduling.calendars.china import china_calendar
from scheduling.calendars.worktime import OFFICE, always, whole_days
from scheduling.plan import Activity, Kind, LagClock
from scheduling.profiles import TOPOUT, Progress
from tests.scheduling.networks import Days, at, links, milestone, plan, task

D = datetime.date
A5, B3 = task("A", 5), task("B", 3)


def test_case_1_finish_to_start() -> None:
    days = Days(plan([A5, B3], "A FS B"))
    assert days.dates("A") == ("03-02", "03-06")
    assert days.dates("B") == ("03-09", "03-11")
    assert days.total("A") == days.total("B") == 0


def test_case_2_lag_and_lead() -> None:
    assert Days(plan([A5, B3], "A FS+2 B")).dates("B") == ("03-11", "03-13")
    assert Days(plan([A5, B3], "A FS-2 B")).dates("B") == ("03-05", "03-09")


def test_case_3_start_to_start() -> None:
    days = Days(plan([A5, B3, task("C", 1)], "A SS+2 B", "A FS C", "B FS C"))
    assert days.dates("B") == ("03-04", "03-06")
    assert days.dates("A")[1] == "03-06"
    assert days.total("A") == days.total("B") == 0


def test_case_4_finish_to_finish() -> None:
    assert Days(plan([A5, B3], "A FF+1 B")).dates("B") == ("03-05", "03-09")


def test_case_5_start_to_finish() -> None:
    assert Days(plan([A5, task("B", 2)], "A SF+4 B")).dates("B") == ("03-04", "03-05")


def test_case_6_a_milestone_does_not_push_its_successor() -> None:
    days = Days(plan([A5, milestone("M"), B3], "A FS M", "M FS B"))
    assert days.dates("B") == ("03-09", "03-11")
    place = days.plan.place("M")
    assert days.found.early_finish[place] == at(D(2026, 3, 6), "17:00")


def test_case_7_two_links_between_one_pair() -> None:
    days = Days(plan([A5, task("B", 10)], "A SS+1 B", "A FF+3 B"))
    assert days.dates("B") == ("03-03", "03-16")


def test_case_8_two_calendars() -> None:
    seven = task("A", 3, calendar="seven")
    days = Days(plan([seven, task("B", 2)], "A FS B", start=D(2026, 3, 6)))
    assert days.dates("A") == ("03-06", "03-08")
    assert days.dates("B") == ("03-09", "03-10")
    assert days.total("A") == 0


def test_case_9_chinese_make_up_saturday() -> None:
    china = whole_days(china_calendar(2026, 2026), OFFICE)
    days = Days(plan([A5], start=D(2026, 2, 12), calendars={"china": china}))
    assert days.dates("A") == ("02-12", "02-25")


def test_case_10_contract_finish_gives_negative_float() -> None:
    days = Days(plan([A5, B3], "A FS B", must_finish_by=D(2026, 3, 10)))
    assert days.late("B")[1] == "03-10"
    assert days.total("A") == days.total("B") == -1


def test_case_11_data_date_and_out_of_sequence_progress() -> None:
    started = task("A", 5, actual_start=at(D(2026, 3, 2)), left=3)
    days = Days(plan([started, B3], "A FS B", data_date=D(2026, 3, 5)))
    assert days.dates("A") == ("03-05", "03-09")
    assert days.dates("B") == ("03-10", "03-12")
    early = task("B", 3, actual_start=at(D(2026, 3, 4)), left=2)
    ahead = plan([started, early], "A FS B", data_date=D(2026, 3, 5))
    assert Days(ahead).dates("B") == ("03-10", "03-11")
    override = dataclasses.replace(TOPOUT, progress=Progress.OVERRIDE)
    assert Days(ahead, override).dates("B") == ("03-05", "03-06")


# the plant building of product.md 8: code, days, early start, early finish, total float
PLANT = (
    ("M01", 0, 0, 0, 0),
    ("A02", 20, 0, 20, 0),
    ("A03", 45, 20, 65, 0),
    ("A04", 15, 79, 94, 0),
    ("A05", 20, 94, 114, 0),
    ("A06", 40, 104, 144, 0),
    ("M07", 0, 144, 144, 0),
    ("A08", 80, 144, 224, 0),
    ("M09", 0, 224, 224, 20),
    ("A10", 35, 199, 234, 90),
    ("A11", 7, 252, 259, 90),
    ("A12", 50, 184, 234, 0),
    ("A13", 25, 234, 259, 90),
    ("A14", 60, 234, 294, 25),
    ("A15", 110, 199, 309, 0),
    ("A16", 60, 259, 319, 0),
    ("A17", 45, 254, 299, 20),
    ("A18", 60, 264, 324, 25),
    ("A19", 30, 319, 349, 0),
    ("M20", 0, 349, 349, 0),
    ("A21", 15, 349, 364, 0),
    ("M22", 0, 364, 364, 0),
    ("M23", 0, 369, 369, 0),
)
PLANT_LINKS = (
    *("M01 FS A02", "A02 FS A03", "A03 FS+14 A04", "A04 FS A05", "A05 SS+10 A06", "A06 FS M07"),
    *("M07 FS A08", "A08 FS M09", "A08 SS+55 A10", "A08 FF+10 A10", "M09 FS+28 A11"),
    *("A08 SS+40 A12", "A10 FS A13", "M09 FS+10 A14", "A12 SS+15 A15", "A12 FS A16"),
    *("A15 FF+10 A16", "M09 FS+30 A17", "A14 SS+30 A18", "A15 FS A19", "A16 FS A19"),
    *("A17 FS A19", "A19 FS M20", "A18 FS M20", "A14 FS M20", "A13 FS M20", "A11 FS M20"),
    *("M20 FS A21", "A21 FS M22", "M22 FS+5 M23"),
)


def test_case_12_the_plant_building_in_calendar_days() -> None:
    day = instants.MINUTES_PER_DAY
    activities = tuple(
        Activity(code, days * day, Kind.TASK if days else Kind.FINISH_MILESTONE)
        for code, days, *_answer in PLANT
    )
    given = plan([], calendars={"24h": always()})
    lags = tuple(
        dataclasses.replace(link, lag=link.lag * 3, clock=LagClock.ELAPSED)
        for link in links(*PLANT_LINKS)
    )
    found = Days(dataclasses.replace(given, activities=activities, links=lags)).found
    begin = given.start
    assert found.finish_at == begin + 369 * day
    for place, (code, _days, start, finish, total) in enumerate(PLANT):
        row = found.early_start[place], found.early_finish[place], found.finish_float[place]
        expected = (begin + start * day, begin + finish * day, total * day)
        assert row == expected, code
    # the structure drives by its start: it has no float there, though its top-out has 20 days
    assert found.start_float[7] == 0
    assert found.total_float[8] == 20 * day
