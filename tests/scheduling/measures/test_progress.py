"""Percents on a stated basis, rolled up, and what even progress demands."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.calendars import instants
from scheduling.calendars.meter import meter
from scheduling.measures.progress import (
    Basis,
    duration_percent,
    planned_shares,
    rolled_up,
    time_proportional,
    units_percent,
)
from tests.scheduling.copies import copied
from tests.scheduling.networks import milestone, plan, task

D = datetime.date


def test_duration_percent() -> None:
    found = duration_percent([10, 10, 10, 0, 0, 10], [10, 4, 0, 0, 3, 12])
    assert list(found) == [0, 60, 100, 100, 0, 0]


def test_units_percent() -> None:
    assert list(units_percent([0, 45, 120, 3], [90, 90, 90, 0])) == [0, 50, 100, 0]


def test_every_basis_has_a_name() -> None:
    assert [basis.value for basis in Basis] == ["duration", "physical", "units"]


def test_roll_up_to_buildings_and_project() -> None:
    buildings, percent = ["1#", "1#", "2#"], [100, 40, 10]
    assert rolled_up(buildings, percent, [1, 1, 1]) == {"1#": 70, "2#": 10}
    # by budget: (100 x 1 + 40 x 3) / 4 = 55
    assert rolled_up(buildings, percent, [1, 3, 6]) == {"1#": 55, "2#": 10}
    # the project: (100 + 120 + 60) / 10
    assert rolled_up(["all"] * 3, percent, [1, 3, 6]) == {"all": pytest.approx(28)}
    assert rolled_up(buildings, percent, [1, 1, 0]) == {"1#": 70}
    with pytest.raises(ValueError, match="not negative"):
        rolled_up(buildings, percent, [1, 1, -1])


PERCENTS = st.lists(st.floats(0, 100), min_size=6, max_size=6)
WEIGHTS = st.lists(st.floats(0.1, 1000), min_size=6, max_size=6)


@given(PERCENTS, WEIGHTS)
def test_rolling_up_by_steps_is_rolling_up_at_once(
    percent: list[float], weight: list[float]
) -> None:
    buildings = ["1#", "2#", "3#"] * 2
    steps = rolled_up(buildings, percent, weight)
    weights = [sum(weight[place::3]) for place in range(3)]
    over = rolled_up(["all"] * 3, [steps[name] for name in ("1#", "2#", "3#")], weights)
    assert over["all"] == pytest.approx(rolled_up(["all"] * 6, percent, weight)["all"])
    assert min(percent) - 1e-9 <= over["all"] <= max(percent) + 1e-9


def test_planned_shares_follow_working_time() -> None:
    # A 03-02…03-06, M at its end, B 03-09…03-11
    copy = copied(plan([task("A", 5), milestone("M"), task("B", 3)], "A FS M", "M FS B"))
    rule = meter(copy.calendars, copy.start, copy.finish, instants.day_end(D(2026, 3, 31)))

    def shares(day: D) -> list[float]:
        at = instants.day_end(day)
        return list(planned_shares(rule, copy.calendar, copy.start, copy.finish, at))

    assert shares(D(2026, 3, 1)) == [0, 0, 0]
    assert shares(D(2026, 3, 3)) == [0.4, 0, 0]
    assert shares(D(2026, 3, 6)) == shares(D(2026, 3, 8)) == [1, 1, 0]
    assert shares(D(2026, 3, 9)) == [1, 1, pytest.approx(1 / 3)]
    assert shares(D(2026, 3, 31)) == [1, 1, 1]


def test_time_proportional_counts_both_ends() -> None:
    year = D(2026, 1, 1), D(2026, 12, 31)
    assert time_proportional(*year, D(2025, 12, 31)) == 0
    assert time_proportional(*year, D(2026, 1, 1)) == pytest.approx(100 / 365)
    assert time_proportional(*year, D(2026, 3, 14)) == 20
    assert time_proportional(*year, D(2026, 12, 31)) == 100
    assert time_proportional(*year, D(2027, 6, 1)) == 100
    assert time_proportional(D(2026, 3, 2), D(2026, 3, 2), D(2026, 3, 2)) == 100
    with pytest.raises(ValueError, match="before it begins"):
        time_proportional(D(2026, 3, 2), D(2026, 3, 1), D(2026, 3, 2))
