"""One slip in 100,000 activities, followed in its cone of 1 %, over a whole computation.

Two networks. `sites`: a hundred works of a thousand activities each that join in one milestone; the
first activity of a work with float slips, so that all of that work moves. `dense`: the network of
`cpm`, in which an activity near the end has 1 % of the plan behind it. So much of its float is
taken that 1 % of all activities have another answer (later dates behind it, less float before it),
then given back; the project's finish stays. Every answer is compared with the whole one.
`incremental_ratio` is the worse of the two: following a slip over computing the same columns
whole, medians, rounds interleaved. `finish_ratio`: the same for a slip that moves the project's
finish and with it every late date.
"""

import argparse
import dataclasses
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import _networks
from scheduling import cpm
from scheduling.columns import Columns, Flags
from scheduling.incremental import Following
from scheduling.kernel.cone import beside
from scheduling.network import ordered
from scheduling.profiles import TOPOUT

SITES = 100
DAY = _networks.DAY


def main() -> None:
    """Measure and print the figure."""
    parser = argparse.ArgumentParser(prog="bench incremental")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--smoke", action="store_true", help="small networks, two rounds")
    options = parser.parse_args()
    count, rounds = (5_000, 2) if options.smoke else (100_000, options.rounds)
    ratios, last = [], []
    for name, given, place in (sites(count), dense(count)):
        ratios.append(measured(name, given, place, rounds))
        last.append(measured(f"{name}, finish", given, critical(given), rounds, beyond=True))
    print(f"figure: incremental_ratio={max(ratios):.3f} finish_ratio={max(last):.3f}")


def sites(count: int) -> tuple[str, Columns, int]:
    """Works side by side, one milestone after all; the first activity of a work with float."""
    each = count // SITES
    parts = [_networks.columns(each, seed) for seed in range(SITES)]
    columns: dict[str, Any] = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in dataclasses.fields(Columns)
        if isinstance(getattr(parts[0], field.name), np.ndarray)
    }
    shifts = np.repeat(np.arange(SITES) * each, len(parts[0].link_pred)).astype(np.int32)
    for end in ("link_pred", "link_succ"):
        columns[end] = columns[end] + shifts
    given = dataclasses.replace(parts[0], **columns)
    total = cpm.computed(given).total_float[::each]
    # the work whose first activity has the median float
    return "sites", given, int(np.argsort(total)[SITES // 2]) * each


def dense(count: int) -> tuple[str, Columns, int]:
    """The network of `cpm`; of the activities with 1 % behind them that of least float."""
    given = _networks.columns(count)
    wanted = count // 100
    total = cpm.computed(given).total_float
    near = range(count - 20 * wanted, count - wanted // 2)
    sizes = {place: int(cone(given, place).sum()) for place in near[:: max(1, len(near) // 200)]}
    fitting = sorted(sizes, key=lambda place: abs(sizes[place] - wanted))[:10]
    return "dense", given, min(fitting, key=lambda place: int(total[place]))


def cone(given: Columns, place: int) -> Flags:
    """Who depends on an activity, itself included; in the order of work."""
    found = ordered(given, TOPOUT.lag_clock)
    net = found.network
    reached: Flags = found.order == place
    # marks and reads the same flags: in the order of work one walk reaches all
    beside(net.out_ptr, net.out_succ, reached, reached)
    return reached


def critical(given: Columns) -> int:
    """The last critical activity."""
    return int(np.flatnonzero(cpm.computed(given).critical)[-1])


def lateness(following: Following, given: Columns, place: int) -> int:
    """The part of an activity's float whose use reaches nearest to 1 % of the activities."""
    total = int(following.schedule.total_float[place])
    reached = {}
    for part in range(1, 21):
        late = max(1, total * part // 20 // DAY) * DAY
        reached[late] = len(following.change(slip(given, place, late)).places)
        following.change(given)
    return min(reached, key=lambda late: abs(reached[late] - len(given.work) // 100))


def slip(given: Columns, place: int, minutes: int) -> Columns:
    """The columns with one activity taking so many working minutes more."""
    work = given.work.copy()
    work[place] += minutes
    return dataclasses.replace(given, work=work, duration=work)


@dataclasses.dataclass
class Rounds:
    """Seconds of following and of computing whole, and how many activities a slip reached."""

    follow: list[float] = dataclasses.field(default_factory=list)
    whole: list[float] = dataclasses.field(default_factory=list)
    reached: int = 0

    @property
    def ratio(self) -> float:
        """Median over median; the first two rounds warm."""
        return statistics.median(self.follow[2:]) / statistics.median(self.whole[2:])


def measured(name: str, given: Columns, place: int, rounds: int, beyond: bool = False) -> float:
    """Follow a slip and its return, compute the same whole; return the ratio of the medians."""
    following, behind = Following(given), cone(given, place).mean()
    late = 5 * DAY if beyond else lateness(following, given, place)
    slipped, found = slip(given, place, late), Rounds()
    for number in range(2 * rounds + 2):
        now = given if number % 2 else slipped
        began = time.perf_counter()
        change = following.change(now)
        followed = time.perf_counter()
        whole = cpm.computed(now)
        found.whole.append(time.perf_counter() - followed)
        found.follow.append(followed - began)
        found.reached = max(found.reached, len(change.places))
        check(following.schedule, whole)
    print(
        f"{name:<14} {len(given.work):,} activities, {behind:.2%} behind, {late // DAY} days late, "
        f"{found.reached:,} reached: {shown(found.follow)} against {shown(found.whole)}, "
        f"ratio {found.ratio:.3f}"
    )
    return found.ratio


def shown(seconds: list[float]) -> str:
    """Median and spread in milliseconds."""
    times = [each * 1000 for each in seconds[2:]]
    return f"{statistics.median(times):.2f} ms ({min(times):.2f}-{max(times):.2f})"


def check(found: cpm.Schedule, wanted: cpm.Schedule) -> None:
    """End where the two answers differ."""
    for field in dataclasses.fields(wanted):
        if not np.array_equal(getattr(found, field.name), getattr(wanted, field.name)):
            raise SystemExit(f"following gives another {field.name}")


if __name__ == "__main__":
    main()
