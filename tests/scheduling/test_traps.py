"""Mistakes that shipped engines made (scheduling.md 3), each with its own test."""

import dataclasses
import datetime

import pytest

from scheduling import cpm
from scheduling.calendars.china import china_calendar
from scheduling.calendars.worktime import OFFICE
from scheduling.columns import percent_lag
from scheduling.plan import (
    Activity,
    Constraint,
    Kind,
    LagClock,
    Link,
    LinkKind,
)
from tests.scheduling.networks import FIVE, START, Days, at, bound, milestone, plan, task

D = datetime.date
A5, B3 = task("A", 5), task("B", 3)


def test_finish_to_finish_is_not_finish_to_start() -> None:
    days = Days(plan([A5, B3], "A FF B"))
    assert days.dates("B") == ("03-04", "03-06")


def test_a_lag_is_not_one_day_short() -> None:
    assert Days(plan([A5, B3], "A FS+1 B")).dates("B") == ("03-10", "03-12")


def test_a_negative_lag_is_not_ignored() -> None:
    assert Days(plan([A5, B3], "A FS-1 B")).dates("B") == ("03-06", "03-10")


@pytest.mark.parametrize("kind", [Kind.START_MILESTONE, Kind.FINISH_MILESTONE])
def test_a_milestone_does_not_push_its_successor_by_a_day(kind: Kind) -> None:
    days = Days(plan([A5, milestone("M", kind), B3], "A FS M", "M FS B"))
    assert days.dates("B")[0] == "03-09"


def test_free_float_is_not_one_day_high() -> None:
    days = Days(plan([A5, B3, task("C", 1)], "A FS C", "B FS C"))
    assert days.free("B") == days.total("B") == 2
    assert days.free("A") == 0


def test_a_project_of_no_duration_does_not_last_a_day() -> None:
    given = plan([milestone("M", Kind.START_MILESTONE)])
    found = cpm.schedule(given)
    assert found.early_start[0] == found.early_finish[0] == found.finish_at == at(START, "08:00")
    finish = cpm.schedule(plan([milestone("M")]))
    # the position of the first working minute, told as an end: Friday's
    assert finish.finish_at == at(D(2026, 2, 27), "17:00")


def test_start_to_finish_is_exact() -> None:
    days = Days(plan([A5, task("B", 2), task("C", 6)], "A SF+4 B", "A SF+6 C"))
    assert days.dates("B") == ("03-04", "03-05")
    assert days.dates("C") == ("03-02", "03-09")


def test_the_second_link_of_a_pair_is_not_lost() -> None:
    for texts in (("A SS B", "A FF+2 B"), ("A FF+2 B", "A SS B")):
        assert Days(plan([A5, B3], *texts)).dates("B") == ("03-06", "03-10")


def test_a_lag_walks_working_days_as_durations_do() -> None:
    # five working days, not the Sunday five calendar days on
    assert Days(plan([A5, B3], "A FS+5 B")).dates("B")[0] == "03-16"


def test_an_elapsed_lag_counts_calendar_days() -> None:
    link = Link("A", "B", LinkKind.FS, 3 * 1440, LagClock.ELAPSED)
    given = dataclasses.replace(plan([A5, B3]), links=(link,))
    # from Friday 17:00 to Monday 17:00
    assert Days(given).dates("B")[0] == "03-10"


def test_a_constraint_reaches_the_engine() -> None:
    held = dataclasses.replace(A5, constraint=bound(Constraint.SNET, D(2026, 3, 4)))
    assert Days(plan([held])).dates("A") == ("03-04", "03-10")


def test_a_data_date_reaches_the_engine() -> None:
    assert Days(plan([A5], data_date=D(2026, 3, 4))).dates("A") == ("03-04", "03-10")


def test_a_worked_saturday_is_possible() -> None:
    open_saturday = dataclasses.replace(FIVE, exceptions={D(2026, 3, 7): OFFICE})
    days = Days(plan([A5, B3], "A FS B", calendars={"own": open_saturday}))
    assert days.dates("B") == ("03-07", "03-10")


def test_spring_festival_of_2026_has_nine_days() -> None:
    china = china_calendar(2026, 2026)
    closed = [D(2026, 2, day) for day in range(15, 24)]
    assert not any(china.is_worked(day) for day in closed)
    assert china.is_worked(D(2026, 2, 14))
    assert china.is_worked(D(2026, 2, 24))


def test_a_finished_predecessor_no_longer_drives() -> None:
    done = Activity("A", 2400, actual_start=at(START), actual_finish=at(D(2026, 3, 4)))
    found = Days(plan([done, B3], "A FS B", data_date=D(2026, 3, 5)))
    assert found.dates("B")[0] == "03-05"
    assert not found.found.driving[0]


def test_a_finish_constraint_on_a_holiday() -> None:
    # Saturday and Sunday are the position of Friday's end
    for day in (D(2026, 3, 6), D(2026, 3, 7), D(2026, 3, 8)):
        by = dataclasses.replace(B3, constraint=bound(Constraint.FNLT, day))
        days = Days(plan([by, task("C", 10)]))
        assert days.late("B") == ("03-04", "03-06")
        later = dataclasses.replace(B3, constraint=bound(Constraint.FNET, day))
        assert Days(plan([later])).dates("B") == ("03-04", "03-06")


def test_float_is_measured_in_the_own_calendar() -> None:
    seven = task("A", 3, calendar="seven")
    days = Days(plan([seven, task("B", 1), task("C", 6)], "A FS B"))
    # A may finish Sunday 03-08 instead of Wednesday 03-04: four days of its own seven-day week,
    # where B's week has two
    assert days.late("A")[1] == "03-08"
    assert days.total("A") == 4
    assert days.total("B") == 2


@pytest.mark.parametrize(
    ("duration", "percent", "minutes"),
    [(1, 50, 1), (3, 50, 2), (3, -50, -2), (480, 33.3, 160), (480, 100, 480), (7, 7, 0)],
)
def test_a_percent_lag_is_rounded_half_away_from_zero(
    duration: int, percent: float, minutes: int
) -> None:
    assert percent_lag(duration, percent) == minutes


def test_a_percent_lag_is_a_share_of_the_predecessor() -> None:
    link = Link("A", "B", lag_percent=40)
    days = Days(dataclasses.replace(plan([A5, B3]), links=(link,)))
    assert days.dates("B")[0] == "03-11"


def test_wall_time_knows_no_daylight_saving() -> None:
    # clocks in Europe move on 2026-03-29; a working day has its eight hours all the same
    days = Days(plan([task("A", 2), B3], "A FS B", start=D(2026, 3, 27)))
    assert days.found.early_start[1] == at(D(2026, 3, 31), "08:00")


def test_a_chain_of_100_000_needs_no_recursion() -> None:
    count = 100_000
    given = plan([Activity(str(place), 480) for place in range(count)])
    links = tuple(Link(str(place), str(place + 1)) for place in range(count - 1))
    found = cpm.schedule(dataclasses.replace(given, links=links))
    weeks, rest = divmod(count - 1, 5)
    last = START + datetime.timedelta(weeks * 7 + rest)
    assert found.finish_at == at(last, "17:00")
    assert found.critical.all()
