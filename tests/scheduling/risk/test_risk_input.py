"""What a simulation refuses, and that it says why."""

import dataclasses
import itertools
import math

import numpy as np
import pytest

from scheduling.calendars.tables import BeyondCalendar
from scheduling.columns import columns
from scheduling.network import Loop
from scheduling.plan import Activity
from scheduling.risk.sampling import Settings
from scheduling.risk.simulation import simulate
from scheduling.risk.uncertainty import Group, Percent, Range, Uncertainty, spreads
from tests.scheduling.networks import milestone, plan, task

NAN = math.nan
PLAN = plan([task("A", 5), milestone("M")], "A FS M")


@pytest.mark.parametrize(
    "points",
    [(3, 2, 5), (1, 6, 5), (-1, 2, 5), (NAN, 2, 5), (1, NAN, 5), (1, 2, NAN), (1, 2, math.inf)],
)
def test_a_range_runs_from_low_over_likely_to_high(points: tuple[float, float, float]) -> None:
    for kind in (Range, Percent):
        with pytest.raises(ValueError, match="0 ≤ low ≤ likely ≤ high"):
            kind(*points)
    given = columns(PLAN)
    good = spreads(PLAN, given, Uncertainty())
    low, likely, high = (np.array([point, 0.0]) for point in points)
    with pytest.raises(ValueError, match="the range of activity 0"):
        dataclasses.replace(good, low=low, likely=likely, high=high)


@pytest.mark.parametrize("correlation", [-0.1, 1.1, NAN])
def test_a_correlation_lies_between_0_and_1(correlation: float) -> None:
    with pytest.raises(ValueError, match="correlation lies between 0 and 1"):
        Group(frozenset("A"), correlation)
    good = spreads(PLAN, columns(PLAN), Uncertainty(groups=(Group(frozenset("A"), 0.5),)))
    with pytest.raises(ValueError, match="correlation lies between 0 and 1"):
        dataclasses.replace(good, correlation=np.array([correlation]))


def test_columns_name_groups_and_shapes_that_are_there() -> None:
    good = spreads(PLAN, columns(PLAN), Uncertainty(groups=(Group(frozenset("A"), 0.5),)))
    for group in (1, -2):
        with pytest.raises(ValueError, match="a group that is not there"):
            dataclasses.replace(good, group=np.array([group, -1], np.int32))
    with pytest.raises(ValueError, match="a shape is"):
        dataclasses.replace(good, shape=np.array([2, 0], np.int8))


def test_an_activity_is_in_one_group() -> None:
    with pytest.raises(ValueError, match="A: an activity belongs to one group"):
        Uncertainty(groups=(Group(frozenset("AB"), 0.5), Group(frozenset("AC"), 0.5)))


def test_names_must_be_in_the_plan_and_have_a_duration() -> None:
    with pytest.raises(ValueError, match="unknown activity 'X'"):
        simulate(PLAN, Uncertainty(ranges={"X": Percent(90)}))
    with pytest.raises(ValueError, match="unknown activity 'X'"):
        simulate(PLAN, Uncertainty(groups=(Group(frozenset("X"), 0.5),)))
    with pytest.raises(ValueError, match="M: only tasks"):
        simulate(PLAN, Uncertainty(ranges={"M": Percent(90)}))


@pytest.mark.parametrize(
    "wrong",
    [{"iterations": 999}, {"iterations": 100_001}, {"seed": -1}, {"seed": 2**63}, {"threads": 0}],
)
def test_settings_have_limits(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"iterations|seed|thread"):
        Settings(**wrong)


def test_the_largest_seed_works() -> None:
    largest = Settings(iterations=1000, seed=2**63 - 1)
    found = simulate(PLAN, Uncertainty(Percent(50, 100, 150)), largest)
    assert found.work_mean[0] == pytest.approx(2400, rel=0.03)


def test_a_percentile_is_a_share_of_the_trials() -> None:
    found = simulate(PLAN, Uncertainty(Percent(50, 100, 150)), Settings(iterations=1000))
    assert found.project.percentile(100) == found.project.finishes[-1]
    for percent in (0, 100.1, NAN):
        with pytest.raises(ValueError, match="percentile"):
            found.project.percentile(percent)


def test_plans_without_an_answer() -> None:
    usual = Uncertainty(Percent(90, 100, 10_000))
    with pytest.raises(ValueError, match="without activities"):
        simulate(plan([]), usual)
    with pytest.raises(Loop):
        simulate(plan([task("A", 1), task("B", 1)], "A FS B", "B FS A"), usual)
    # the plan ends in 6500, its draws behind 9999
    codes = [f"A{place}" for place in range(9)]
    chain = [f"{one} FS {other}" for one, other in itertools.pairwise(codes)]
    far = plan([Activity(code, 500 * 261 * 480) for code in codes], *chain)
    with pytest.raises(BeyondCalendar):
        simulate(far, Uncertainty(Percent(100, 200, 200)))
