"""S-curves, the banana between the early and the late one, and the front line."""

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.calendars import instants
from scheduling.columns import columns
from scheduling.cpm import schedule
from scheduling.measures.baseline import Baseline
from scheduling.measures.curves import (
    Report,
    Step,
    actual_curve,
    days_of,
    early_curve,
    earned_value,
    late_curve,
    planned_curve,
)
from scheduling.measures.front import front_line
from tests.scheduling.copies import copied
from tests.scheduling.networks import at, milestone, plan, task

D = datetime.date
# A 03-02…03-06, B 03-09…03-11, C anywhere from 03-02…03-03 to 03-10…03-11
GIVEN = plan([task("A", 5), task("B", 3), task("C", 2)], "A FS B")
BUDGET = [50.0, 30.0, 20.0]
COPY = copied(GIVEN, BUDGET)
DAYS = days_of(D(2026, 3, 2), D(2026, 3, 11), Step.DAY)


def test_the_points_of_a_curve() -> None:
    assert DAYS[0] == D(2026, 3, 2)
    assert len(DAYS) == 10
    weeks = days_of(D(2026, 3, 4), D(2026, 3, 17), Step.WEEK)
    assert weeks == (D(2026, 3, 8), D(2026, 3, 15), D(2026, 3, 17))
    months = days_of(D(2026, 1, 31), D(2026, 3, 31), Step.MONTH)
    assert months == (D(2026, 1, 31), D(2026, 2, 28), D(2026, 3, 31))
    assert days_of(D(2026, 3, 4), D(2026, 3, 4), Step.MONTH) == (D(2026, 3, 4),)
    with pytest.raises(ValueError, match="before it begins"):
        days_of(D(2026, 3, 4), D(2026, 3, 3), Step.DAY)


def test_planned_value_day_by_day() -> None:
    # A earns 10 a day, C 10 a day, B 10 a day; nothing on the weekend
    planned = planned_curve(COPY, DAYS)
    assert planned.values == pytest.approx([20, 40, 50, 60, 70, 70, 70, 80, 90, 100])


def test_the_banana() -> None:
    given, found = columns(GIVEN), schedule(GIVEN)
    early = early_curve(given, found, BUDGET, DAYS).values
    late = late_curve(given, found, BUDGET, DAYS).values
    assert early == pytest.approx(planned_curve(COPY, DAYS).values)
    # C on the last two days
    assert late == pytest.approx([10, 20, 30, 40, 50, 50, 50, 60, 80, 100])


def test_what_has_happened_stands_in_both_edges() -> None:
    done = task("C", 2, actual_start=at(D(2026, 3, 2)), actual_finish=at(D(2026, 3, 3), "17:00"))
    begun = task("A", 5, actual_start=at(D(2026, 3, 2)), left=3)
    both = plan([begun, task("B", 3), done], "A FS B", data_date=D(2026, 3, 4))
    given, found = columns(both), schedule(both)
    days = (D(2026, 3, 3),)
    assert early_curve(given, found, BUDGET, days).values == pytest.approx([40])
    assert late_curve(given, found, BUDGET, days).values == pytest.approx([40])


@given(st.lists(st.integers(1, 20), min_size=4, max_size=4))
def test_the_late_edge_is_never_above_the_early_one(durations: list[int]) -> None:
    work = [task(code, days) for code, days in zip("ABCD", durations, strict=True)]
    whole = plan(work, "A FS B", "A SS+2 C", "C FF D")
    given, found = columns(whole), schedule(whole)
    days = days_of(D(2026, 3, 2), instants.finish_day(found.finish_at), Step.WEEK)
    early, late = (edge(given, found, 1, days).values for edge in (early_curve, late_curve))
    assert (late <= early + 1e-9).all()
    assert (np.diff(early) >= -1e-9).all()
    assert early[-1] == late[-1] == pytest.approx(4)


def test_the_actual_curve_knows_nothing_after_the_data_date() -> None:
    reports = [
        Report(0, D(2026, 3, 3), 50),
        Report(1, D(2026, 3, 9), 100),
        Report(0, D(2026, 3, 3), 40),
        Report(2, D(2026, 3, 4), 100),
    ]
    found = actual_curve(reports, BUDGET, DAYS[:5], D(2026, 3, 5)).values
    assert found[:4] == pytest.approx([0, 20, 40, 40])
    assert np.isnan(found[4])
    # a correction downwards shows
    reports.append(Report(2, D(2026, 3, 5), 50))
    assert actual_curve(reports, BUDGET, DAYS[3:4], D(2026, 3, 5)).values == pytest.approx([30])


def test_earned_value_of_a_baseline() -> None:
    found = earned_value(COPY, [40, 0, 100], D(2026, 3, 4), actual=55)
    assert (found.planned, found.earned, found.budget) == (50, 40, 100)
    assert found.schedule_index == 0.8
    assert found.cost_variance == -15


def stands(copy: Baseline, percent: list[float], day: D) -> list[tuple[int, float, float, float]]:
    """Activity, planned and actual percent, days ahead of each point at the end of a day."""
    line = front_line(copy, percent, instants.day_end(day))
    return [
        (one.activity, round(one.planned, 6), round(one.actual, 6), round(one.ahead_days, 6))
        for one in line
    ]


def test_the_front_line() -> None:
    # Thursday evening: A should have 80 % and has 40; C should be done and has half. B began early:
    # its half day of work was planned for Monday morning, a day and a half from now
    found = stands(COPY, [40, 50 / 3, 50], D(2026, 3, 5))
    assert found == [(0, 80, 40, -2), (1, 0, 16.666667, 1.5), (2, 100, 50, -3)]


def test_what_stands_on_the_line_is_left_out() -> None:
    assert stands(COPY, [80, 0, 100], D(2026, 3, 5)) == [(0, 80, 80, 0)]
    # done before its time is ahead
    assert stands(COPY, [100, 0, 100], D(2026, 3, 5)) == [(0, 80, 100, 1)]


def test_a_milestone_that_is_not_reached_falls_behind_day_by_day() -> None:
    copy = copied(plan([task("A", 5), milestone("M")], "A FS M"))
    assert stands(copy, [100, 0], D(2026, 3, 10)) == [(1, 100, 0, -2)]
    assert stands(copy, [100, 100], D(2026, 3, 10)) == []
