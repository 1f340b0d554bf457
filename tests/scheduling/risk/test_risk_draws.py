"""Draws, quantile tables and ranks against what is known exactly."""

import math
from statistics import NormalDist

import numpy as np
import pytest
from numpy.typing import NDArray

from scheduling.calendars.instants import day_start
from scheduling.calendars.worktime import always
from scheduling.columns import columns
from scheduling.kernel.draws import STEP, normal_score, uniform
from scheduling.network import ordered
from scheduling.plan import Activity, Plan
from scheduling.profiles import TOPOUT
from scheduling.risk import quantiles
from scheduling.risk.quantiles import PERT_MODES, Floats, Shape
from scheduling.risk.sampling import Settings, sampled
from scheduling.risk.simulation import simulate
from scheduling.risk.uncertainty import Group, Range, Uncertainty, draws_of, spreads
from tests.scheduling.networks import START, links, milestone

# what SplitMix64 gives from the seed 1234567, as published with the algorithm
KNOWN = (
    6457827717110365317,
    3203168211198807973,
    9817491932198370423,
    4593380528125082431,
    16408922859458223821,
)
TRIALS = 100_000
SETTINGS = Settings(iterations=TRIALS, seed=7)


def test_the_stream_is_splitmix64() -> None:
    found = [uniform(1234567, counter) for counter in range(len(KNOWN))]
    assert found == [((value >> 11) + 0.5) / 2**53 for value in KNOWN]


def test_a_counter_that_wraps_is_the_same_stream_further_on() -> None:
    far = 1234567 + STEP * 3
    assert uniform((far + 2**63) % 2**64 - 2**63, 0) == uniform(1234567, 3)


@pytest.mark.parametrize(
    "share", [1e-15, 1e-6, 0.02424, 0.02426, 0.3, 0.5, 0.97574, 0.97576, 1 - 1e-9]
)
def test_normal_scores(share: float) -> None:
    assert normal_score(share) == pytest.approx(NormalDist().inv_cdf(share), rel=2e-9, abs=1e-9)


def beta_below(x: Floats, a: int, b: int) -> Floats:
    """The beta distribution function for whole parameters, by its binomial sum."""
    n = a + b - 1
    terms = [math.comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1)]
    below: Floats = np.sum(terms, axis=0)
    return below


@pytest.mark.parametrize("a", [1, 2, 3, 4, 5])
def test_pert_quantiles_against_the_binomial_sum(a: int) -> None:
    row = quantiles.pert(np.array([(a - 1) / 4]))[0]
    shares = beta_below(row, a, 6 - a)
    assert np.abs(shares - quantiles.shares()).max() < 1e-5
    # also where the density is steep: as quantiles, by the secant between neighbours
    slope = np.gradient(row, quantiles.shares())
    middle = slice(64, -64)
    assert np.abs((shares - quantiles.shares()) * slope)[middle].max() < 1e-5


@pytest.mark.parametrize("mode", [0.3, 0.505, 0.0101, 0.9951])
def test_blended_pert_tables_keep_the_mean_and_nearly_the_deviation(mode: float) -> None:
    row = quantiles.pert(np.array([mode]))[0]
    assert mode * PERT_MODES % 1 != 0
    mean, deviation = moments(row)
    exact = (4 * mode + 1) / 6
    assert mean == pytest.approx(exact, abs=2e-5)
    assert deviation == pytest.approx(math.sqrt(exact * (1 - exact) / 7), abs=1e-4)


@pytest.mark.parametrize("mode", [0, 0.25, 0.5, 1])
def test_triangular_tables(mode: float) -> None:
    mean, deviation = moments(quantiles.triangular(np.array([mode]))[0])
    assert mean == pytest.approx((1 + mode) / 3, abs=1e-4)
    assert deviation == pytest.approx(math.sqrt((1 + mode**2 - mode) / 18), abs=1e-4)


def moments(row: Floats) -> tuple[float, float]:
    """Mean and deviation of a table, integrated over the shares between its points."""
    weights = np.diff(quantiles.shares())
    middles = (row[1:] + row[:-1]) / 2
    mean = float(weights @ middles / weights.sum())
    return mean, math.sqrt(float(weights @ (middles - mean) ** 2 / weights.sum()))


def chain_of(*codes: str) -> Plan:
    """Activities of 100 minutes side by side around the clock, each with a milestone behind it."""
    activities = [Activity(code, 100) for code in codes]
    ends = [milestone(f"{code}_end") for code in codes]
    follow = links(*(f"{code} FS {code}_end" for code in codes))
    return Plan(day_start(START), {"24h": always()}, "24h", (*activities, *ends), follow)


def durations(uncertainty: Uncertainty, *codes: str) -> NDArray[np.int64]:
    """Drawn durations, a row per trial and a column per activity."""
    plan = chain_of(*codes)
    given = columns(plan)
    found = ordered(given, TOPOUT.lag_clock)
    draws = draws_of(given, spreads(plan, given, uncertainty), found.order, SETTINGS.seed)
    rank = {int(place): at for at, place in enumerate(found.order)}
    watched = np.array([rank[plan.place(f"{code}_end")] for code in codes], np.int32)
    sample = sampled(given, found.network, draws, watched, TOPOUT, SETTINGS)
    return sample.finishes[:, 1:] - plan.start


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize(("low", "likely", "high"), [(1000, 3000, 9000), (500, 500, 2000)])
def test_the_moments_of_draws(shape: Shape, low: int, likely: int, high: int) -> None:
    found = durations(Uncertainty(ranges={"A": Range(low, likely, high, shape)}), "A")[:, 0]
    if shape == Shape.PERT:
        mean = (low + 4 * likely + high) / 6
        variance = (mean - low) * (high - mean) / 7
    else:
        mean = (low + likely + high) / 3
        edges = low**2 + likely**2 + high**2 - low * likely - low * high - likely * high
        variance = edges / 18
    # four standard errors; that of a variance is below the normal's
    assert found.mean() == pytest.approx(mean, abs=4 * math.sqrt(variance / TRIALS))
    assert found.var() == pytest.approx(variance, rel=4 * math.sqrt(2 / TRIALS))
    assert low <= found.min()
    assert found.max() <= high


def test_the_quantiles_of_draws() -> None:
    spread = {"A": Range(0, 25_000, 100_000), "B": Range(0, 25_000, 100_000, Shape.TRIANGULAR)}
    found = np.sort(durations(Uncertainty(ranges=spread), "A", "B"), axis=0) / 100_000
    # the greatest gap between two distribution functions (Kolmogorov), at a level of 0.001
    shares = (np.arange(TRIALS) + 0.5) / TRIALS
    assert np.abs(beta_below(found[:, 0], 2, 4) - shares).max() < 1.95 / math.sqrt(TRIALS)
    x = found[:, 1]
    below = np.where(x < 0.25, x**2 / 0.25, 1 - (1 - x) ** 2 / 0.75)
    assert np.abs(below - shares).max() < 1.95 / math.sqrt(TRIALS)


def test_groups_correlate_as_said_and_others_do_not() -> None:
    wide = Range(0, 25_000, 100_000)
    spread = Uncertainty(
        ranges=dict.fromkeys("ABCDE", wide),
        groups=(Group(frozenset("AB"), 0.6), Group(frozenset("CD"), 0.0)),
    )
    found = durations(spread, *"ABCDE").T
    assert spearman(found[0], found[1]) == pytest.approx(6 / math.pi * math.asin(0.3), abs=0.01)
    for one, other in ((0, 2), (2, 3), (0, 4), (1, 4)):
        assert abs(spearman(found[one], found[other])) < 4 / math.sqrt(TRIALS)


def test_a_correlation_of_one_is_the_same_quantile() -> None:
    spread = Uncertainty(
        ranges={
            "A": Range(0, 50, 100, Shape.TRIANGULAR),
            "B": Range(0, 500, 1000, Shape.TRIANGULAR),
        },
        groups=(Group(frozenset("AB"), 1.0),),
    )
    found = durations(spread, "A", "B")
    assert np.abs(found[:, 0] - found[:, 1] / 10).max() <= 0.55


def spearman(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    """The coefficient by its definition: Pearson's, of mean ranks."""
    return float(np.corrcoef(mean_ranks(one), mean_ranks(other))[0, 1])


def mean_ranks(values: NDArray[np.int64]) -> Floats:
    """Ranks from 1; equal values share the mean of theirs."""
    ordered_values = np.sort(values)
    below = np.searchsorted(ordered_values, values, side="left")
    upto = np.searchsorted(ordered_values, values, side="right")
    return (below + upto + 1) / 2


@pytest.mark.parametrize("high", [40, 3000, 9_000_000])
def test_sensitivities_are_spearmans_with_ties(high: int) -> None:
    """Widths of one, two and three digits of the radix sort; 40 minutes make many ties."""
    spread = Uncertainty(ranges={"A": Range(0, 10, high), "B": Range(0, high / 3, high / 2)})
    found = durations(spread, "A", "B").T
    answer = simulate(chain_of("A", "B"), spread, SETTINGS)
    finish = found.max(axis=0)
    for place in (0, 1):
        expected = spearman(found[place], finish)
        assert answer.sensitivity[place] == pytest.approx(expected, abs=1e-9)
        assert answer.work_mean[place] == pytest.approx(found[place].mean())
        assert answer.work_deviation[place] == pytest.approx(found[place].std(ddof=1))
