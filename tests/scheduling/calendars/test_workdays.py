"""Calendars: what is worked, counted and added, against a day-by-day walk."""

import datetime
import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.calendars.workdays import MONDAY_TO_FRIDAY, Calendar, NoWorkingDay

D = datetime.date
DAY = datetime.timedelta(days=1)

days = st.dates(D(2015, 1, 1), D(2035, 12, 31))
calendars = st.builds(
    Calendar,
    weekly=st.tuples(*[st.booleans()] * 7).filter(any),
    exceptions=st.dictionaries(st.dates(D(2024, 12, 1), D(2025, 3, 1)), st.booleans()),
)
near = st.dates(D(2024, 11, 15), D(2025, 3, 15))


def walked(calendar: Calendar, start: D, finish: D) -> int:
    return sum(
        calendar.is_worked(D.fromordinal(ordinal))
        for ordinal in range(start.toordinal() + 1, finish.toordinal() + 1)
    )


@given(calendars, near, near)
def test_count_equals_a_walk(calendar: Calendar, start: D, finish: D) -> None:
    start, finish = min(start, finish), max(start, finish)
    assert calendar.count(start, finish) == walked(calendar, start, finish)
    assert calendar.count(finish, start) == -calendar.count(start, finish)


@given(calendars, near, st.integers(1, 60))
def test_add_ahead_gives_the_nth_worked_day(calendar: Calendar, day: D, n: int) -> None:
    result = calendar.add(day, n)
    assert calendar.is_worked(result)
    assert result > day
    assert walked(calendar, day, result) == n


@given(calendars, near, st.integers(1, 60))
def test_add_back_gives_the_nth_worked_day_before(calendar: Calendar, day: D, n: int) -> None:
    result = calendar.add(day, -n)
    assert calendar.is_worked(result)
    assert result < day
    assert walked(calendar, result - DAY, day - DAY) == n


@given(calendars, near, st.integers(1, 60))
def test_add_there_and_back_from_a_worked_day(calendar: Calendar, day: D, n: int) -> None:
    worked = calendar.add(day, 1)
    assert calendar.add(calendar.add(worked, n), -n) == worked


@given(calendars, near, st.integers(-30, 30), st.integers(-30, 30))
def test_add_never_falls_when_n_grows(calendar: Calendar, day: D, a: int, b: int) -> None:
    low, high = sorted((a, b))
    assert calendar.add(day, low) <= calendar.add(day, high)


@given(days)
def test_months_add_up_to_the_year(day: D) -> None:
    year = day.year
    months = sum(MONDAY_TO_FRIDAY.working_days_in_month(year, month) for month in range(1, 13))
    assert months == MONDAY_TO_FRIDAY.count(D(year - 1, 12, 31), D(year, 12, 31))


def test_a_worked_saturday_counts() -> None:
    saturday = D(2026, 2, 14)
    calendar = Calendar(weekly=MONDAY_TO_FRIDAY.weekly, exceptions={saturday: True})
    assert calendar.is_worked(saturday)
    assert calendar.add(D(2026, 2, 13), 1) == saturday
    assert calendar.count(D(2026, 2, 13), D(2026, 2, 15)) == 1


def test_add_zero_is_the_day_itself_even_on_a_holiday() -> None:
    sunday = D(2026, 11, 22)
    assert MONDAY_TO_FRIDAY.add(sunday, 0) == sunday
    assert MONDAY_TO_FRIDAY.add(sunday, 1) == D(2026, 11, 23)
    assert MONDAY_TO_FRIDAY.add(sunday, -1) == D(2026, 11, 20)


def test_the_ends_of_time_are_safe() -> None:
    assert MONDAY_TO_FRIDAY.is_worked(D.min)
    assert MONDAY_TO_FRIDAY.working_days_in_month(1, 1) == 23
    assert MONDAY_TO_FRIDAY.working_days_in_month(9999, 12) == 23
    assert MONDAY_TO_FRIDAY.count(D.min, D.max) == walked_weeks() - 1
    with pytest.raises(NoWorkingDay):
        MONDAY_TO_FRIDAY.add(D.max, 1)
    with pytest.raises(NoWorkingDay):
        MONDAY_TO_FRIDAY.add(D.min, -1)
    with pytest.raises(NoWorkingDay):
        MONDAY_TO_FRIDAY.add(D(2026, 1, 1), -(10**9))


def walked_weeks() -> int:
    """0001-01-01 is a Monday and 9999-12-31 a Friday: whole weeks and five days."""
    return (D.max.toordinal() + 2) // 7 * 5


def test_a_calendar_without_work_is_refused() -> None:
    with pytest.raises(NoWorkingDay):
        Calendar(weekly=(False,) * 7)
    with pytest.raises(NoWorkingDay):
        Calendar(weekly=(False,) * 7, exceptions={D(2026, 1, 1): False})


def test_work_beyond_ten_years_is_no_answer() -> None:
    calendar = Calendar(weekly=(False,) * 7, exceptions={D(2040, 1, 2): True})
    assert calendar.add(D(2039, 1, 1), 1) == D(2040, 1, 2)
    assert calendar.add(D(2041, 1, 1), -1) == D(2040, 1, 2)
    for day, n in ((D(2026, 1, 1), 1), (D(2039, 1, 1), 2), (D(2060, 1, 1), -1)):
        with pytest.raises(NoWorkingDay):
            calendar.add(day, n)


def test_wrong_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="seven days"):
        Calendar(weekly=(True,) * 6)
    with pytest.raises(TypeError, match="without a time"):
        Calendar(
            weekly=(True,) * 7,
            exceptions={datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC): False},
        )


def test_a_calendar_cannot_change_behind_our_back() -> None:
    exceptions = {D(2026, 1, 1): False}
    calendar = Calendar(weekly=MONDAY_TO_FRIDAY.weekly, exceptions=exceptions)
    exceptions[D(2026, 1, 2)] = False
    assert calendar.is_worked(D(2026, 1, 2))
    with pytest.raises(TypeError):
        calendar.exceptions[D(2026, 1, 5)] = False  # type: ignore[index] # the point of the test


def test_a_calendar_survives_a_cache() -> None:
    calendar = Calendar(
        weekly=MONDAY_TO_FRIDAY.weekly,
        exceptions={D(2026, 1, 1): False},
        name="站点",
        provisional_years=frozenset({2027}),
    )
    copy = pickle.loads(pickle.dumps(calendar))  # noqa: S301 - our own bytes
    assert copy == calendar
    assert hash(copy) == hash(calendar)
    assert copy.is_provisional(D(2027, 1, 1))
    assert not copy.is_provisional(D(2026, 1, 1))


def test_adding_one_at_a_time_visits_every_worked_day() -> None:
    day = D(2026, 1, 1)
    visited = [day := MONDAY_TO_FRIDAY.add(day, 1) for _ in range(300)]
    gaps = {(b - a).days for a, b in pairwise(visited)}
    assert gaps == {1, 3}
