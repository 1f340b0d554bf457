"""The histogram of a resource: by hand, and against counting minute by minute."""

import datetime
import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.calendars import instants
from scheduling.calendars.worktime import WorkTime
from scheduling.levelling.resources import Resource
from scheduling.levelling.usage import Usage, Work, usage
from tests.scheduling.networks import FIVE, SEVEN, START, at

D = datetime.date
CALENDARS = (FIVE, SEVEN)
WEEK = [instants.day_start(START + datetime.timedelta(days=day)) for day in range(8)]


def work(*rows: tuple[int | None, int | None, int, int]) -> Work:
    """Rows of start, finish, calendar and units."""
    columns = [np.array(column, np.int64) for column in zip(*rows, strict=True)]
    return Work(columns[0], columns[1], columns[2].astype(np.int32), columns[3])


def test_a_week_of_two_calendars() -> None:
    """Two units Monday to Friday, one more from Thursday's noon on through the weekend."""
    monday, thursday = START, START + datetime.timedelta(days=3)
    end = START + datetime.timedelta(days=7)
    rows = work(
        (at(monday, "08:00"), at(monday + datetime.timedelta(days=4), "17:00"), 0, 2),
        (at(thursday, "13:00"), at(end, "12:00"), 1, 1),
    )
    crane = Resource("crane", 2, ((WEEK[4], 3), (WEEK[5], 0)))
    found = usage(rows, CALENDARS, crane, WEEK)

    assert found.peak.tolist() == [2, 2, 2, 3, 3, 1, 1]
    assert found.capacity.tolist() == [2, 2, 2, 2, 3, 0, 0]
    assert (found.used // 60).tolist() == [16, 16, 16, 20, 24, 8, 8]
    assert (found.over // 60).tolist() == [0, 0, 0, 4, 0, 8, 8]


def test_a_capacity_that_changes_within_the_period() -> None:
    """Of two moments at the peak the one with less capacity is told."""
    rows = work((WEEK[0], WEEK[7], 0, 2))
    found = usage(rows, CALENDARS, Resource("crane", 2, ((WEEK[2], 1),)), [WEEK[0], WEEK[7]])

    assert (found.peak.tolist(), found.capacity.tolist()) == ([2], [1])
    assert (found.over // 60).tolist() == [24]


def test_nothing_is_used_of_what_nobody_needs() -> None:
    none = np.zeros(0, np.int64)
    idle = Work(none, none, none.astype(np.int32), none)
    found = usage(idle, CALENDARS, Resource("crane", 2), WEEK)

    assert found.peak.tolist() == [0] * 7
    assert found.capacity.tolist() == [2] * 7


def slowly(rows: Work, crane: Resource, edges: list[int]) -> Usage:
    """The same by looking at every half hour."""
    found = []
    for first, last in itertools.pairwise(edges):
        moments = []
        for minute in range(first, last, 30):
            units = sum(
                int(rows.units[i])
                for i in range(len(rows.units))
                if rows.start[i] <= minute < rows.finish[i]
                and works(CALENDARS[rows.calendar[i]], minute)
            )
            moments.append((units, crane.at(minute)))
        peak = max(units for units, _there in moments)
        there = min(there for units, there in moments if units == peak)
        used = sum(units for units, _there in moments) * 30
        over = sum(max(0, units - there) for units, there in moments) * 30
        found.append((peak, there, used, over))
    return Usage(*(np.array(column) for column in zip(*found, strict=True)))


def works(calendar: WorkTime, minute: int) -> bool:
    day, rest = divmod(minute, 1440)
    return any(low <= rest < high for low, high in calendar.shifts(D.fromordinal(day)))


SPAN = st.integers(0, 7 * 48).map(lambda half_hours: WEEK[0] + 30 * half_hours)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(SPAN, SPAN, st.integers(0, 1), st.integers(1, 4)), min_size=1, max_size=6),
    st.lists(st.tuples(SPAN, st.integers(0, 4)), max_size=3, unique_by=lambda each: each[0]),
    st.sampled_from([WEEK, [WEEK[0], WEEK[7]], [WEEK[1], WEEK[3], WEEK[6]]]),
)
def test_it_counts_what_counting_counts(
    spans: list[tuple[int, int, int, int]], changes: list[tuple[int, int]], edges: list[int]
) -> None:
    rows = work(*((min(a, b), max(a, b), row, units) for a, b, row, units in spans))
    crane = Resource("crane", 2, tuple(sorted(changes)))
    found, expected = usage(rows, CALENDARS, crane, edges), slowly(rows, crane, edges)

    for name in ("peak", "capacity", "used", "over"):
        assert getattr(found, name).tolist() == getattr(expected, name).tolist(), name
