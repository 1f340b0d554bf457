"""Working time between dates, counted for many activities at once."""

import datetime

import numpy as np

from scheduling.calendars import instants
from scheduling.calendars.china import china_calendar
from scheduling.calendars.instants import NONE
from scheduling.calendars.meter import meter
from scheduling.calendars.worktime import OFFICE, always, whole_days
from tests.scheduling.networks import FIVE, at

D = datetime.date


def test_working_days_between_two_dates_by_each_calendar() -> None:
    calendars = (FIVE, always())
    friday, tuesday = instants.day_start(D(2026, 3, 6)), instants.day_start(D(2026, 3, 10))
    rule = meter(calendars, friday, tuesday)
    minutes = rule.minutes([0, 1], friday, tuesday)
    assert list(minutes) == [2 * 480, 4 * 1440]
    assert list(rule.days([0, 1], minutes)) == [2, 4]
    assert list(rule.minutes([0, 1], tuesday, friday)) == [-2 * 480, -4 * 1440]


def test_the_same_answer_as_counting_days_over_spring_festival() -> None:
    china = china_calendar(2026, 2026)
    first, last = D(2026, 2, 12), D(2026, 3, 1)
    begin, end = instants.day_end(first), instants.day_end(last)
    rule = meter((whole_days(china, OFFICE),), begin, end)
    assert rule.days(0, rule.minutes(0, begin, end)) == china.count(first, last) == 7


def test_hours_count_and_no_date_is_not_looked_at() -> None:
    noon, evening = at(D(2026, 3, 6), "12:00"), at(D(2026, 3, 6), "20:00")
    assert noon is not None
    assert evening is not None
    rule = meter((FIVE,), noon, evening, np.array([NONE]))
    assert rule.minutes(0, noon, evening) == 240
    assert rule.clocks.days == 3
