"""Frozen copies and what has moved since, by hand and by property."""

import dataclasses
import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.calendars.workdays import Calendar
from scheduling.calendars.worktime import OFFICE, whole_days
from scheduling.measures.baseline import variance
from tests.scheduling.copies import copied
from tests.scheduling.networks import SEVEN, plan, task

D = datetime.date
# A 03-02…03-06, B 03-09…03-11
OLD = copied(plan([task("A", 5), task("B", 3)], "A FS B"))


def test_nothing_moved() -> None:
    same = variance(OLD, OLD)
    assert not same.start_days.any()
    assert not same.finish_days.any()
    assert not same.finish_calendar_days.any()
    assert (same.added, same.dropped, same.project_days) == ((), (), 0)


def test_two_days_longer_move_the_successor_over_no_weekend() -> None:
    # A 03-02…03-10, B 03-11…03-13
    new = variance(OLD, copied(plan([task("A", 7), task("B", 3)], "A FS B")))
    assert list(new.start_days) == [0, 2]
    assert list(new.finish_days) == [2, 2]
    assert list(new.duration_days) == [2, 0]
    # A's end went from Friday over the weekend to Tuesday
    assert list(new.finish_calendar_days) == [4, 2]
    assert list(new.duration_calendar_days) == [4, 0]
    assert (new.project_days, new.project_calendar_days) == (2, 2)


def test_earlier_is_negative_and_hours_count() -> None:
    new = variance(OLD, copied(plan([task("A", 4.5), task("B", 3)], "A FS B")))
    assert list(new.finish_minutes) == [-240, -240]
    assert list(new.finish_days) == [-0.5, -0.5]


def test_new_and_dropped_activities_are_named_and_the_others_found_in_any_order() -> None:
    new = copied(plan([task("C", 1), task("B", 3), task("D", 1)], "C FS B"))
    moved = variance(OLD, new)
    assert (list(moved.old), list(moved.new)) == ([1], [1])
    assert moved.added == (0, 2)
    assert moved.dropped == (0,)
    # B 03-03…03-05 instead of 03-09…03-11
    assert list(moved.start_days) == [-4]


def test_the_calendar_that_counts_is_the_frozen_one() -> None:
    given = plan([task("A", 5), task("B", 3)], "A FS B", calendars={"new": SEVEN})
    # seven days a week: B 03-07…03-09; by the five-day week of the copy two working days earlier
    moved = variance(OLD, copied(given))
    assert list(moved.finish_days) == [0, -2]
    assert list(moved.start_days) == [0, 0]
    back = variance(copied(given), OLD)
    assert list(back.finish_days) == [0, 2]
    assert list(back.start_days) == [0, 2]


def test_a_calendar_that_changes_later_does_not_reach_the_copy() -> None:
    closed = dict.fromkeys((D(2026, 3, 9), D(2026, 3, 10)), False)
    week = (True,) * 5 + (False,) * 2
    stopped = whole_days(Calendar(week, closed, name="five"), OFFICE)
    new = copied(plan([task("A", 5), task("B", 3)], "A FS B", calendars={"five": stopped}))
    assert list(variance(OLD, new).start_days) == [0, 2]


def test_a_copy_cannot_be_edited_and_names_each_activity_once() -> None:
    with pytest.raises(ValueError, match="read-only"):
        OLD.start[0] = 0
    with pytest.raises(ValueError, match="same code"):
        dataclasses.replace(OLD, codes=("A", "A"))
    with pytest.raises(ValueError, match="one value an activity"):
        dataclasses.replace(OLD, codes=("A", "B", "C"))


def test_no_activity_in_common() -> None:
    moved = variance(OLD, copied(plan([task("X", 1)])))
    assert len(moved.old) == len(moved.start_days) == 0
    assert (moved.added, moved.dropped) == ((0,), (0, 1))


DURATIONS = st.lists(st.integers(1, 30), min_size=3, max_size=3)


@given(DURATIONS, DURATIONS)
def test_there_and_back_again(before: list[int], after: list[int]) -> None:
    one, other = (
        copied(plan([task(code, n) for code, n in zip("ABC", days, strict=True)], "A FS B"))
        for days in (before, after)
    )
    there, back = variance(one, other), variance(other, one)
    assert np.array_equal(there.finish_minutes, -back.finish_minutes)
    assert np.array_equal(there.start_calendar_days, -back.start_calendar_days)
    differences = [now - then for then, now in zip(before, after, strict=True)]
    assert list(there.duration_days) == differences
