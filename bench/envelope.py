"""The scale envelope: times and memory from 1,000 to 1,000,000 activities, and where it ends.

Writes `docs/scale.md`. Each size of the engine runs in a process of its own, twice: for its times
and for its peak of memory; the API's sizes each against a server of their own. The figure is the
page's main numbers; `--smoke` measures little and writes no page.
"""

import argparse
import dataclasses
import os
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "bench._settings"

from bench import _limits, _milestones, _page, _plans, _server, _sized, reschedule
from bench._page import Ends, Engine, Page, Served
from scheduling.warm import warm

PAGE = Path(__file__).resolve().parent.parent / "docs" / "scale.md"


@dataclasses.dataclass(frozen=True)
class Extent:
    """What is measured: sizes of the engine and of the API, and how far its ends are sought."""

    engine: tuple[int, ...]
    served: tuple[int, ...]
    chain: int
    calendars: int
    days: int


WHOLE = Extent(
    engine=(1_000, 10_000, 100_000, 300_000, 1_000_000),
    served=(1_000, 5_000, 20_000, 100_000),
    chain=400_000,
    calendars=64,
    days=1_900_000,
)
SMOKE = Extent(engine=(500, 1_000), served=(50, 200), chain=4_000, calendars=2, days=15_000)


def main() -> None:
    """Measure, write the page and print the figure."""
    parser = argparse.ArgumentParser(prog="bench envelope")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--smoke", action="store_true", help="small plans, no page")
    options = parser.parse_args()
    extent, rounds = (SMOKE, 2) if options.smoke else (WHOLE, options.rounds)
    # the first compilation of all, which the disk keeps, is not what is measured
    warm()
    page = Page(
        engine=[engine(count, rounds) for count in extent.engine],
        served=served(extent.served, rounds),
        ends=ends(extent),
    )
    text = _page.written(page, _page.machine())
    if options.smoke:
        print(text)
    else:
        PAGE.write_text(text, encoding="utf-8")
    largest, slowest = page.engine[-1], page.served[-1]
    print(
        f"figure: activities={largest.count} whole_s={largest.whole:.2f} "
        f"memory_mb={largest.memory:.0f} patch_activities={slowest.count} "
        f"patch_s={slowest.median:.2f} longest_chain={page.ends.chain} "
        f"calendars={page.ends.calendars}"
    )


def engine(count: int, rounds: int) -> Engine:
    """One row of the engine's table."""
    took = _sized.asked("times", count, rounds)
    held = _sized.asked("memory", count, rounds)
    print(f"{count:>9,} activities: {took['columns']:.3f} s, {held['memory']:.0f} MB", flush=True)
    return Engine(
        count=count,
        links=int(held["links"]),
        whole=took["columns"],
        kernel=took["kernel"],
        c=took["c"],
        slip=took["slip"],
        memory=held["memory"],
    )


def served(sizes: tuple[int, ...], rounds: int) -> list[Served]:
    """The rows of the API's table; memory is that of the largest process of the server."""
    rows = []
    with _server.database() as url:
        _milestones.prepare(url)
        for count in sizes:
            plan = _plans.seed(count)
            with _server.running(url) as server:
                times = reschedule.patched(server.port, plan, rounds)
                memory = reschedule.peak_mb(server.pid)
            rows.append(Served(count, statistics.median(times), max(times), memory))
    return rows


def ends(extent: Extent) -> Ends:
    """Where it ends."""
    step = extent.chain // 400
    return Ends(
        chain=_limits.longest_chain(extent.chain, step),
        step=_limits.STEP,
        calendars=_limits.most_calendars(extent.calendars, extent.days),
        days=extent.days,
    )


if __name__ == "__main__":
    main()
