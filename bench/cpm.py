"""The engine's passes: against the same in C, from columns, from objects; 1k to 1M activities.

`kernel_over_c_100k` (and `_1m`): forward, backward and free floats over ready arrays, divided by
the time of `cpm.c`, compiled with -O3 when the benchmark starts; both give equal dates.
`columns_over_kernel_100k`: a whole computation from columns, order of work included, over the
kernel. `objects_ms_10k`: from a plan of Python objects to its schedule. `growth_exponent`: the
slope of kernel time over size from 10k to 1M, both logarithmic. Medians, rounds interleaved.
"""

import argparse
import ctypes
import math
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import _c, _networks
from scheduling import cpm
from scheduling.columns import Columns
from scheduling.kernel.clock import Clocks
from scheduling.kernel.early import forward
from scheduling.kernel.floats import free_floats
from scheduling.kernel.late import backward
from scheduling.kernel.network import Dates, Network, Rules
from scheduling.network import ordered
from scheduling.profiles import TOPOUT

IN_C = (
    *("work", "calendar", "in_ptr", "in_pred", "in_kind", "in_lag", "in_clock"),
    *("out_ptr", "out_succ", "out_kind", "out_lag", "out_clock"),
)


class Ready:
    """A network whose arrays and tables are made: what the kernel alone is timed on."""

    def __init__(self, given: Columns) -> None:
        self.net: Network = ordered(given, TOPOUT.lag_clock).network
        self.rules: Rules
        self.clocks: Clocks
        self.rules, self.clocks, self.dates = cpm.passes(given, self.net, TOPOUT)
        self.free = np.empty(len(self.net.work), np.int64)
        self.every = np.ones(len(self.net.work), np.bool_)

    def kernel(self) -> None:
        """Both passes and the free floats."""
        forward(self.net, self.rules, self.clocks, self.dates)
        backward(self.net, self.rules, self.clocks, self.dates)
        free_floats(self.net, self.rules, self.clocks, self.dates, self.every, self.free)


class InC:
    """The same in C, over the same arrays, with results of its own."""

    def __init__(self, library: ctypes.CDLL, ready: Ready) -> None:
        self.library, self.ready = library, ready
        self.results = [np.empty(len(ready.net.work), np.int64) for _ in range(9)]
        net = [getattr(ready.net, name) for name in IN_C]
        self.net = _c.struct(len(ready.net.work), *net)
        self.clocks = _c.struct(*ready.clocks)
        self.dates = _c.struct(*self.results)
        self.first, self.last = ready.rules.first_at, ready.rules.last_at

    def kernel(self) -> None:
        """Both passes and the free floats."""
        net, clocks, dates = self.net, self.clocks, self.dates
        self.library.forward(net, clocks, dates, _c.pointer(self.first))
        self.library.backward(net, clocks, dates, _c.pointer(self.last))
        self.library.floats(net, clocks, dates)

    def agrees(self) -> bool:
        """Are all dates and floats those of our kernel?"""
        ours = Dates(
            *(getattr(self.ready.dates, name) for name in Dates._fields),
        )
        order = ("early_start", "early_finish", "early_start_at", "early_finish_at")
        late = ("late_start", "late_finish", "late_start_at", "late_finish_at")
        columns = [*(getattr(ours, name) for name in (*order, *late)), self.ready.free]
        return all(np.array_equal(a, b) for a, b in zip(columns, self.results, strict=True))


def main() -> None:
    """Measure and print the figure."""
    parser = argparse.ArgumentParser(prog="bench cpm")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--smoke", action="store_true", help="small networks, two rounds")
    options = parser.parse_args()
    sizes = (200, 1_000, 2_000, 4_000) if options.smoke else (1_000, 10_000, 100_000, 1_000_000)
    rounds = 2 if options.smoke else options.rounds
    c = _c.library(Path(__file__).with_suffix(".c"))
    measured = {size: measure(c, size, rounds) for size in sizes}
    objects = objects_ms(sizes[1], rounds)
    large, largest = measured[sizes[2]], measured[sizes[3]]
    growth = math.log(largest["kernel"] / measured[sizes[1]]["kernel"])
    growth /= math.log(sizes[3] / sizes[1])
    print(
        f"figure: kernel_over_c_100k={large['kernel'] / large['c']:.2f} "
        f"kernel_over_c_1m={largest['kernel'] / largest['c']:.2f} "
        f"columns_over_kernel_100k={large['columns'] / large['kernel']:.2f} "
        f"objects_ms_10k={objects:.1f} growth_exponent={growth:.3f}"
    )


def measure(c: ctypes.CDLL, size: int, rounds: int) -> dict[str, float]:
    """Median seconds of the kernel, of C and of a whole computation from columns."""
    given = _networks.columns(size)
    ready = Ready(given)
    in_c = InC(c, ready)
    acts: dict[str, Callable[[], object]] = {
        "kernel": ready.kernel,
        "c": in_c.kernel,
        "columns": lambda: cpm.computed(given),
    }
    seconds: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(rounds + 1):
        for name, act in acts.items():
            seconds[name].append(seconds_of(act))
    if not in_c.agrees():
        raise SystemExit("the two kernels disagree")
    # the first round warms
    found = {name: statistics.median(times[1:]) for name, times in seconds.items()}
    shown = "  ".join(
        f"{name} {found[name] * 1000:9.2f} ms ({min(times) * 1000:.2f}-{max(times[1:]) * 1000:.2f})"
        for name, times in seconds.items()
    )
    print(f"{size:>9,} activities {len(given.link_pred):>9,} links  {shown}")
    return found


def objects_ms(size: int, rounds: int) -> float:
    """Median milliseconds from a plan of objects to its schedule."""
    plan = _networks.plan(_networks.columns(size))
    found = statistics.median(seconds_of(lambda: cpm.schedule(plan)) for _ in range(rounds)) * 1000
    print(f"{size:>9,} activities from objects {found:9.2f} ms")
    return found


def seconds_of(act: Callable[[], object]) -> float:
    """How long an act takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
