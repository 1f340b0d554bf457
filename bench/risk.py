"""A schedule risk simulation against the same draws and forward pass in C.

`risk_over_c`: the whole simulation (draws, passes, longest paths, percentiles, sensitivities) over
`risk.c`, which draws, runs the forward pass and keeps the finish of each trial, on as many threads;
every finish is equal. `one_thread_over_c`: the same on one. `risk_s`: seconds of ours. Medians,
rounds interleaved.
"""

import argparse
import ctypes
import dataclasses
import functools
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import _c, _networks
from bench.cpm import IN_C, Ready, seconds_of
from scheduling.columns import Columns
from scheduling.network import ordered
from scheduling.profiles import TOPOUT
from scheduling.risk import sampling
from scheduling.risk import simulation as risk
from scheduling.risk.quantiles import Shape
from scheduling.risk.uncertainty import Spreads, draws_of

GROUPS, IN_GROUPS, CORRELATION = 20, 0.3, 0.4
SETTINGS = sampling.Settings(threads=2)


class Desk(NamedTuple):
    """What one thread writes on in C, and what keeps it in memory."""

    kept: Any
    net: Any
    dates: Any
    draws: Any


def spreads(given: Columns, seed: int = 1) -> Spreads:
    """Both shapes, a hundred different modes, three in ten activities in one of twenty groups."""
    rng = np.random.default_rng(seed)
    count = len(given.work)
    low = given.work * rng.integers(60, 100, count) / 100
    high = given.work * rng.integers(105, 200, count) / 100
    group = np.where(rng.random(count) < IN_GROUPS, rng.integers(0, GROUPS, count), -1)
    return Spreads(
        low=low,
        likely=low + (high - low) * rng.integers(0, 100, count) / 100,
        high=high,
        shape=rng.choice([Shape.TRIANGULAR, Shape.PERT], count).astype(np.int8),
        group=group.astype(np.int32),
        correlation=np.full(GROUPS, CORRELATION),
    )


class InC:
    """The trials in C over our arrays; every thread has a desk: work, dates, factors of its own."""

    def __init__(self, library: ctypes.CDLL, given: Columns, spread: Spreads, trials: int) -> None:
        self.library, self.trials, self.ready = library, trials, Ready(given)
        order = ordered(given, TOPOUT.lag_clock).order
        self.draws = draws_of(given, spread, order, SETTINGS.seed)
        self.desks = [self._desk() for _ in range(SETTINGS.threads)]
        self.finishes = np.empty(trials, np.int64)

    def _desk(self) -> Desk:
        net, count = self.ready.net, len(self.ready.net.work)
        work, factors = net.work.copy(), np.empty(GROUPS)
        dates = [np.empty(count, np.int64) for _ in range(9)]
        columns = [getattr(net, name) for name in IN_C[1:]]
        return Desk(
            kept=(work, factors, dates),
            net=_c.struct(count, work, *columns),
            dates=_c.struct(*dates),
            draws=_c.struct(len(self.draws.place), *self.draws, GROUPS, count, factors),
        )

    def run(self, threads: int) -> None:
        """All trials."""
        clocks, first_at = _c.struct(*self.ready.clocks), _c.pointer(self.ready.rules.first_at)
        finishes = _c.pointer(self.finishes)

        def act(place: int, first: int, last: int) -> bool:
            desk = self.desks[place]
            bounds = ctypes.c_int64(first), ctypes.c_int64(last)
            self.library.trials(
                desk.net, clocks, desk.dates, first_at, desk.draws, *bounds, finishes
            )
            return True

        blocks = sampling.pieces(self.trials, SETTINGS.block)
        sampling.shared_out(threads, blocks, act, lambda: None)

    def agrees(self, answer: risk.Risk) -> bool:
        """Is every finish that of our simulation?"""
        return np.array_equal(np.sort(self.finishes), answer.project.finishes)


def main() -> None:
    """Measure and print the figure."""
    parser = argparse.ArgumentParser(prog="bench risk")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--iterations", type=int, default=10_000)
    parser.add_argument("--activities", type=int, default=1_000)
    parser.add_argument("--smoke", action="store_true", help="a small plan, one round")
    options = parser.parse_args()
    if options.smoke:
        options.rounds, options.iterations, options.activities = 1, 1_000, 50
    found = measure(options.activities, options.iterations, options.rounds)
    one, both = found["ours on 1"], found[f"ours on {SETTINGS.threads}"]
    print(
        f"figure: risk_over_c={both / found[f'C on {SETTINGS.threads}']:.2f} "
        f"one_thread_over_c={one / found['C on 1']:.2f} risk_s={both:.2f} "
        f"iterations={options.iterations} activities={options.activities}"
    )


def measure(activities: int, trials: int, rounds: int) -> dict[str, float]:
    """Median seconds of ours and of C, on one thread and on all."""
    given = _networks.columns(activities)
    spread = spreads(given)
    # the same answer whatever the machine: multiplications and additions are not fused
    library = _c.library(Path(__file__).with_suffix(".c"), ["-ffp-contract=off"])
    in_c = InC(library, given, spread, trials)
    acts: dict[str, Callable[[], object]] = {}
    for threads in (1, SETTINGS.threads):
        settings = dataclasses.replace(SETTINGS, iterations=trials, threads=threads)
        acts[f"ours on {threads}"] = functools.partial(risk.simulated, given, spread, settings)
        acts[f"C on {threads}"] = functools.partial(in_c.run, threads)
    seconds: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(rounds + 1):
        for name, act in acts.items():
            seconds[name].append(seconds_of(act))
    if not in_c.agrees(risk.simulated(given, spread, settings)):
        raise SystemExit("the two simulations disagree")
    # the first round warms
    found = {name: statistics.median(times[1:]) for name, times in seconds.items()}
    for name, times in seconds.items():
        print(f"{name:<10} {found[name]:7.3f} s ({min(times[1:]):.3f}-{max(times[1:]):.3f})")
    return found


if __name__ == "__main__":
    main()
