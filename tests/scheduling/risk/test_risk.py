"""Simulated plans against answers that are known: by hand, by convolution, by the passes."""

import dataclasses
import json
import math
import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from launcher.paths import ROOT
from scheduling.calendars import instants
from scheduling.calendars.worktime import always
from scheduling.columns import FINISHED, columns
from scheduling.cpm import computed, passes, schedule
from scheduling.kernel.draws import drawn, stream
from scheduling.network import ordered
from scheduling.plan import Activity, Constraint, Kind, Plan
from scheduling.profiles import MSPROJECT, P6, TOPOUT, CriticalBy, Options
from scheduling.risk.quantiles import Floats, Shape
from scheduling.risk.sampling import Settings, sampled
from scheduling.risk.simulation import Risk, simulate, simulated
from scheduling.risk.uncertainty import (
    Group,
    Percent,
    Range,
    Spreads,
    Uncertainty,
    draws_of,
    spreads,
    whole,
)
from tests.scheduling.networks import START, D, at, links, milestone, plan, task
from tests.scheduling.random_plans import plans

FEW = Settings(iterations=1_000, block=100)
MANY = Settings(iterations=100_000, block=5_000)
TEN = task("A", 10)
EVEN = Uncertainty(default=Percent(50, 100, 150, Shape.TRIANGULAR))
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def around_the_clock(activities: list[Activity], *texts: str) -> Plan:
    """A plan in minutes: every minute works, so that a finish is the start plus the work."""
    made = (*activities,)
    return Plan(instants.day_start(START), {"24h": always()}, "24h", made, links(*texts))


def triangular(low: int, likely: int, high: int) -> Floats:
    """The probability of each whole minute from 0 to `high` of a rounded triangular draw."""
    x = np.clip(np.arange(-1, high + 1) + 0.5, low, high)
    rising = (x - low) ** 2 / ((high - low) * (likely - low))
    falling = 1 - (high - x) ** 2 / ((high - low) * (high - likely))
    return np.diff(np.where(x < likely, rising, falling))


def test_a_chain_is_the_convolution_of_its_ranges() -> None:
    ranges = {"A": (100, 150, 400), "B": (50, 200, 250), "C": (300, 320, 900)}
    exact = np.ones(1)
    for points in ranges.values():
        exact = np.convolve(exact, triangular(*points))
    below = np.cumsum(exact)
    chain = around_the_clock([Activity(code, 100) for code in ranges], "A FS B", "B FS C")
    spread = {code: Range(*points, Shape.TRIANGULAR) for code, points in ranges.items()}
    found = simulate(chain, Uncertainty(ranges=spread), MANY).project

    # the greatest gap between two distribution functions (Kolmogorov), at a level of 0.001
    minutes = np.arange(len(below))
    simulated_below = np.searchsorted(found.finishes - chain.start, minutes, side="right") / 1e5
    assert np.abs(simulated_below - below).max() < 1.95 / math.sqrt(1e5)
    mean = float(minutes @ exact)
    deviation = math.sqrt(float((minutes - mean) ** 2 @ exact))
    assert found.deviation == pytest.approx(deviation, rel=0.01)
    assert found.mean - chain.start == pytest.approx(mean, abs=0.5 + 4 * deviation / math.sqrt(1e5))
    for percent, instant in ((10, found.p10), (50, found.p50), (80, found.p80), (95, found.p95)):
        expected = int(np.searchsorted(below, percent / 100))
        assert instant - chain.start == pytest.approx(expected, abs=0.03 * deviation)


def test_two_parallel_paths_finish_later_than_either() -> None:
    """Merge bias: the chance of both is the product, and the mean is that of the later one."""
    alone = around_the_clock([Activity("A", 1000), milestone("M")], "A FS M")
    both = around_the_clock(
        [Activity("A", 1000), Activity("B", 1000), milestone("M")], "A FS M", "B FS M"
    )
    one, two = (simulate(each, EVEN, MANY).milestones for each in (alone, both))
    error = 4 * math.sqrt(0.25 / MANY.iterations)
    assert one[1].chance_planned == pytest.approx(0.5, abs=error + 0.001)
    assert two[2].chance_planned == pytest.approx(0.25, abs=error + 0.001)
    # of two symmetric triangulars on 500 to 1500 the later one lies 7/60 of the width above
    assert two[2].mean - both.start == pytest.approx(1000 + 1000 * 7 / 60, abs=3)
    assert one[1].mean - alone.start == pytest.approx(1000, abs=3)


def test_criticality_by_hand() -> None:
    """A (0 to 1000, likely 0) against B (250): A is longer with (1 - 0.25)^2 = 0.5625."""
    both = around_the_clock(
        [Activity("A", 100), Activity("B", 250), Activity("C", 10), milestone("M")],
        *("A FS M", "B FS M", "M FS C"),
    )
    spread = Uncertainty(ranges={"A": Range(0, 0, 1000, Shape.TRIANGULAR)})
    found = simulate(both, spread, MANY)
    error = 4 * math.sqrt(0.25 / MANY.iterations)
    assert found.criticality[0] == pytest.approx(0.5625, abs=error + 0.001)
    assert found.criticality[1] == pytest.approx(1 - 0.5625, abs=error + 0.002)
    assert found.criticality[2] == found.criticality[3] == 1
    # A's deviation is 1000 / sqrt(18); only A varies
    expected = found.criticality[0] * 1000 / math.sqrt(18) / found.project.deviation
    assert found.ssi[0] == pytest.approx(expected, rel=0.01)
    assert found.tornado() == [0]
    assert found.ssi[1] == found.sensitivity[1] == found.cruciality[1] == 0


def test_what_only_correlates_has_sensitivity_but_no_cruciality() -> None:
    side = around_the_clock([Activity("A", 9000), Activity("B", 100), Activity("C", 500)], "C FS A")
    together = dataclasses.replace(EVEN, groups=(Group(frozenset("AB"), 1.0),))
    found = simulate(side, together, FEW)
    assert found.sensitivity[1] > 0.9
    assert found.criticality[1] == found.cruciality[1] == found.ssi[1] == 0
    assert found.cruciality[0] == found.sensitivity[0] > 0.9
    assert found.tornado()[2] == 2


def test_percentages_are_of_the_duration_and_skip_milestones() -> None:
    given_plan = plan([TEN, task("B", 20), milestone("M")], "A FS B", "B FS M")
    named = {"B": Percent(100, 100, 130, Shape.TRIANGULAR)}
    found = simulate(given_plan, dataclasses.replace(EVEN, ranges=named), MANY)
    assert found.work_mean / 480 == pytest.approx([10, 22, 0], abs=0.02)
    deviations = [10 / math.sqrt(24), 6 / math.sqrt(18), 0]
    assert found.work_deviation / 480 == pytest.approx(deviations, rel=0.01)


def test_started_work_varies_in_what_remains_and_finished_work_not() -> None:
    known = [
        task("A", 10, actual_start=at(START), actual_finish=at(D(2026, 3, 11), "17:00")),
        task("B", 10, actual_start=at(D(2026, 3, 5)), left=4),
        task("C", 10, actual_start=at(D(2026, 3, 5)), left=2),
    ]
    given_plan = plan(known, "A FS B", data_date=D(2026, 3, 12))
    three = Range(2400, 4800, 7200, Shape.TRIANGULAR)
    found = simulate(given_plan, Uncertainty(EVEN.default, dict.fromkeys("AC", three)), MANY)
    # B ends last, after A: finished work is critical no more
    assert found.criticality[0] == 0
    # what remains is 4 and 2 of 10 days, 50 to 150 % of it
    assert found.work_mean / 480 == pytest.approx([0, 4, 2], abs=0.01)
    deviations = [0, 4 / math.sqrt(24), 2 / math.sqrt(24)]
    assert found.work_deviation / 480 == pytest.approx(deviations, rel=0.01)
    earliest = instants.moment(int(found.project.finishes[0]))
    assert earliest > instants.moment(given_plan.data_date or 0)


def test_dates_lie_in_working_time_and_in_bins_of_days() -> None:
    given_plan = plan([TEN, milestone("M")], "A FS M", must_finish_by=D(2026, 3, 17))
    found = simulate(given_plan, EVEN, FEW)
    project = found.project
    for instant in (project.p10, project.p50, project.p80, project.p95, project.mean):
        moment = instants.moment(instant)
        assert moment.weekday() < 5
        assert 8 <= moment.hour <= 17
    assert project.histogram.sum() == FEW.iterations
    for day, count in enumerate(project.histogram, project.first_day):
        assert count == 0 or D.fromordinal(day).weekday() < 5
    # 12 of 5 to 15 days, likely 10: all but (15 - 12)^2 / 50
    assert project.chance_contract == pytest.approx(1 - 9 / 50, abs=0.04)
    assert project.chance_contract == project.chance(instants.day_end(D(2026, 3, 17)))
    assert found.milestones[1].contract is None
    assert project.chance(project.p80) >= 0.8 > project.chance(project.p80 - 1)


def test_a_start_milestone_at_midnight_is_in_the_day_that_begins() -> None:
    first = around_the_clock([milestone("S", Kind.START_MILESTONE), Activity("A", 100)], "S FS A")
    found = simulate(first, EVEN, FEW)
    assert found.milestones[0].first_day == START.toordinal()


def answer(found: Risk) -> list[object]:
    """Everything a simulation says."""
    return [
        found.project.finishes.tolist(),
        *(each.finishes.tolist() for each in found.milestones.values()),
        *(getattr(found, name).tolist() for name in ("criticality", "sensitivity", "ssi")),
        found.work_mean.tolist(),
        found.work_deviation.tolist(),
    ]


GROUPED = plan([TEN, task("B", 8), task("C", 5), milestone("M")], "A FS C", "B FS C", "C FS M")
WITH_GROUP = dataclasses.replace(EVEN, groups=(Group(frozenset("AB"), 0.5),))


def test_a_seed_says_everything_and_threads_nothing() -> None:
    first = answer(simulate(GROUPED, WITH_GROUP, FEW))
    for threads, block in ((1, 1000), (3, 7)):
        other = dataclasses.replace(FEW, threads=threads, block=block)
        assert answer(simulate(GROUPED, WITH_GROUP, other)) == first
    assert answer(simulate(GROUPED, WITH_GROUP, dataclasses.replace(FEW, seed=2))) != first


def test_plain_python_gives_the_same() -> None:
    code = (
        "import json; from tests.scheduling.risk.test_risk import *;"
        "print(json.dumps(answer(simulate(GROUPED, WITH_GROUP, FEW))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "TOPOUT_PLAIN_KERNEL": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == answer(simulate(GROUPED, WITH_GROUP, FEW))


@pytest.mark.parametrize("options", [TOPOUT, P6, MSPROJECT], ids=["topout", "p6", "msproject"])
@SLOW
@given(drawn_plan=plans())
def test_zero_ranges_are_the_deterministic_schedule(options: Options, drawn_plan: Plan) -> None:
    longest = dataclasses.replace(options, critical_by=CriticalBy.LONGEST_PATH)
    expected = schedule(drawn_plan, longest)
    found = simulate(drawn_plan, Uncertainty(Percent(100)), FEW, longest)
    assert set(found.project.finishes) == {expected.finish_at}
    assert found.project.planned == found.project.p10 == expected.finish_at
    assert found.project.deviation == 0
    for place, each in found.milestones.items():
        if drawn_plan.activities[place].actual_finish is None:
            assert set(each.finishes) == {expected.early_finish[place]}
    efforts = np.array([each.kind == Kind.LEVEL_OF_EFFORT for each in drawn_plan.activities])
    assert (found.criticality == expected.critical)[~efforts].all()
    assert found.tornado() == []


@pytest.mark.parametrize("options", [TOPOUT, P6, MSPROJECT], ids=["topout", "p6", "msproject"])
@SLOW
@given(drawn_plan=plans(), trial=st.integers(0, 999))
def test_a_trial_is_the_schedule_of_its_durations(
    options: Options, drawn_plan: Plan, trial: int
) -> None:
    columned = columns(drawn_plan)
    spread = spreads(drawn_plan, columned, EVEN)
    found = ordered(columned, options.lag_clock)
    draws = draws_of(columned, spread, found.order, FEW.seed)
    watched = np.arange(len(found.order), dtype=np.int32)
    sample = sampled(columned, found.network, draws, watched, options, FEW)

    begin = stream(draws.seed, trial)
    work, duration = columned.work.copy(), columned.duration.copy()
    for entry, place in enumerate(draws.counter):
        work[place] = drawn(draws, begin, entry)
        duration[place] += work[place] - columned.work[place]
    varied = dataclasses.replace(columned, work=work, duration=duration)
    _rules, _clocks, dates = passes(varied, ordered(varied, options.lag_clock).network, options)
    assert sample.finishes[trial, 0] == computed(varied, options).finish_at
    assert (sample.finishes[trial, 1:] == dates.early_finish).all()


def test_tables_reach_as_far_as_the_longest_draw() -> None:
    far = plan([task("A", 200), task("B", 200), milestone("M")], "A FS B", "B FS M")
    found = simulate(far, Uncertainty(Percent(100, 5_000, 10_000)), FEW)
    # the mean is 5000 % of 400 days: 20,000 working days, 28,000 days
    years = (instants.moment(found.milestones[2].p50) - instants.moment(far.start)).days / 365.25
    assert 65 < years < 90


def test_columns_give_the_same_as_objects() -> None:
    columned = columns(GROUPED)
    base = whole(columned)
    spread = Spreads(
        low=base * 0.5,
        likely=base,
        high=base * 1.5,
        shape=np.full(4, Shape.TRIANGULAR, np.int8),
        group=np.array([0, 0, -1, -1], np.int32),
        correlation=np.array([0.5]),
    )
    assert answer(simulated(columned, spread, FEW)) == answer(simulate(GROUPED, WITH_GROUP, FEW))
    assert columned.status.max() < FINISHED
    assert (columned.constraint == Constraint.ASAP).all()


def test_progress_is_told_and_may_end_it() -> None:
    told: list[tuple[int, int]] = []
    simulate(GROUPED, EVEN, FEW, progress=lambda done, of: told.append((done, of)))
    # ten blocks of trials, and one of activities measured
    assert told == [(done, 11) for done in range(1, 12)]

    def enough(done: int, _of: int) -> None:
        if done == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        simulate(GROUPED, EVEN, FEW, progress=enough)
