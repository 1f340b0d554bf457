"""Earned value and earned schedule against sums done by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.measures.earned import EarnedValue, earned_schedule

# 1000 budgeted, 500 should be done, 400 is, and cost 640
LATE = EarnedValue(planned=500, earned=400, actual=640, budget=1000)


def test_variances_and_indices() -> None:
    assert LATE.schedule_variance == -100
    assert LATE.cost_variance == -240
    assert LATE.schedule_index == 0.8
    assert LATE.cost_index == 0.625


def test_the_three_estimates_and_what_follows() -> None:
    # 1000 / 0.625; 640 + 600; 640 + 600 / (0.625 x 0.8)
    assert LATE.estimates == {"typical": 1600, "atypical": 1240, "schedule_and_cost": 1840}
    assert LATE.to_complete(1600) == 960
    assert LATE.variance_at_completion(1600) == -600
    # 600 / 360 and 600 / 960
    assert LATE.to_complete_index(LATE.budget) == pytest.approx(5 / 3)
    assert LATE.to_complete_index(1600) == 0.625


def test_what_nobody_counted_or_nothing_divides_does_not_exist() -> None:
    unpaid = EarnedValue(planned=500, earned=400, actual=None, budget=1000)
    assert unpaid.schedule_index == 0.8
    assert unpaid.cost_variance is unpaid.cost_index is unpaid.to_complete(1600) is None
    assert unpaid.to_complete_index(1000) is None
    assert set(unpaid.estimates.values()) == {None}
    untouched = EarnedValue(planned=0, earned=0, actual=0, budget=1000)
    assert untouched.schedule_index is untouched.cost_index is None
    assert untouched.estimates == {"typical": None, "atypical": 1000, "schedule_and_cost": None}
    spent = EarnedValue(planned=500, earned=400, actual=1000, budget=1000)
    assert spent.to_complete_index(1000) is None


def test_earned_schedule_by_lipkes_formula() -> None:
    # 60 was planned half way between the ends of months 2 (40) and 3 (80); it is month 4
    found = earned_schedule([0, 10, 40, 80, 120, 150], 60, 4)
    assert found.earned_time == 2.5
    assert found.variance == -1.5
    assert found.index == 0.625
    assert found.planned_duration == 5
    assert found.estimate == 8
    # 2.5 months of plan in the month that is left
    assert found.to_complete_index == 2.5


def test_earned_schedule_at_its_edges() -> None:
    curve = [0, 10, 10, 40, 40]
    assert earned_schedule(curve, 0, 1).earned_time == 0
    # what was planned by the end of month 1 was planned by the end of month 2 as well
    assert earned_schedule(curve, 10, 1).earned_time == 2
    assert earned_schedule(curve, 40, 2).earned_time == 3
    assert earned_schedule(curve, 99, 2).earned_time == 3
    over = earned_schedule(curve, 20, 3)
    assert over.to_complete_index is None
    assert earned_schedule(curve, 0, 0).index is None
    assert earned_schedule(curve, 0, 2).estimate is None
    for wrong in ([], [1, 2], [0, 5, 4]):
        with pytest.raises(ValueError, match="begins with 0 and never falls"):
            earned_schedule(wrong, 1, 1)


STEPS = st.lists(st.integers(0, 50), min_size=1, max_size=20).filter(any)


@given(STEPS, st.floats(0, 1), st.floats(0, 1))
def test_more_earned_is_never_less_time(steps: list[int], one: float, other: float) -> None:
    curve = [0.0]
    for step in steps:
        curve.append(curve[-1] + step)
    less, more = sorted((one * curve[-1], other * curve[-1]))
    low = earned_schedule(curve, less, 1).earned_time
    high = earned_schedule(curve, more, 1).earned_time
    assert 0 <= low <= high <= len(steps)
    whole = earned_schedule(curve, curve[-1], 1)
    assert whole.earned_time == whole.planned_duration


@given(STEPS)
def test_doing_what_was_planned_is_neither_early_nor_late(steps: list[int]) -> None:
    curve = [0.0]
    for step in steps:
        curve.append(curve[-1] + step + 1)
    for period, value in enumerate(curve):
        assert earned_schedule(curve, value, period).variance == 0
