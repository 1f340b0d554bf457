"""Levelling against the best known makespans of PSPLIB: j30, j60, j90, j120; 30 s an instance.

`j30_gap` and the like: by how many percent the makespans lie above the best known, on average. A
search ends early when it meets the best known one or its own lower bound. Every answer is checked
against links and capacities period by period. CPU seconds are printed beside wall seconds.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import fmean

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import _psplib
from launcher.paths import ROOT
from scheduling.calendars.instants import MINUTES_PER_DAY
from scheduling.levelling.levels import level
from scheduling.levelling.search import Limits

FOLDER = ROOT.parent / "shared" / "data" / "psplib"


def main() -> None:
    """Level every instance and print the figure."""
    parser = argparse.ArgumentParser(prog="bench psplib")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--only", default="", help="names that begin so")
    parser.add_argument("--smoke", action="store_true", help="small instances made at random")
    options = parser.parse_args()
    if options.smoke:
        with tempfile.TemporaryDirectory() as folder:
            _psplib.make(Path(folder))
            measure(_psplib.instances(Path(folder)), seconds=1)
        return
    found = _psplib.instances(options.folder)
    measure([each for each in found if each.name.startswith(options.only)], options.seconds)


def measure(instances: list[_psplib.Instance], seconds: float) -> None:
    """Level the instances, print each and the averages."""
    gaps: dict[str, list[float]] = {}
    for instance in instances:
        gap = gap_of(instance, seconds)
        gaps.setdefault(instance.group, []).append(gap)
    print("figure: " + " ".join(f"{group}_gap={fmean(each):.2f}" for group, each in gaps.items()))


def gap_of(instance: _psplib.Instance, seconds: float) -> float:
    """Level one instance; by how many percent it lies above the best known."""
    known = _psplib.START + instance.best_known * MINUTES_PER_DAY
    wall, cpu = time.perf_counter(), time.process_time()
    found = level(
        instance.plan, instance.resources, limits=Limits(seconds=seconds, good_enough=known)
    )
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    wrong = _psplib.violations(instance, found)
    if wrong:
        raise SystemExit(f"{instance.name}: {wrong[0]}")
    reached = (found.finish_after - _psplib.START) // MINUTES_PER_DAY
    gap = 100 * (reached / instance.best_known - 1)
    print(
        f"{instance.name:<10} {reached:>4} best known {instance.best_known:>4} "
        f"bound {(found.bound - _psplib.START) // MINUTES_PER_DAY:>4} gap {gap:5.2f} % "
        f"{found.orders:>8,} orders {wall:5.1f} s wall {cpu:5.1f} s CPU",
        flush=True,
    )
    return gap


if __name__ == "__main__":
    main()
