"""The Gantt in Chromium beside two libraries: first bars and frames at 1k / 10k / 50k activities.

PostgreSQL with production settings, the production server, two links for each activity, China's
calendar. The others, @svar-ui/react-gantt and dhtmlx-gantt (`bench/peers`), read the same address,
have the same columns, rows, zooms and pixels, and are visited in turn with ours.

First bars: from the request of the page to the end of the frame with the first bars, data
included, the browser's cache empty. Frames: what lies between two of them while the plan is
scrolled in both directions by the wheel's step, and while the zoom changes; no screen shows more
than sixty a second, so the work that a frame of scrolling takes is told beside. Memory: the heap
behind a collection of garbage. Chromium draws without a graphics card. `--smoke` runs everything
on little data.
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "bench._settings"

from django.core.management import call_command

from bench import _chart_peers, _chart_table, _milestones, _plans, _server, _session
from bench._chart_probe import OURS, Visit, Visitor, peer
from scheduling.warm import warm
from tests.chromium import opened

SIZES = {"1k": 1_000, "10k": 10_000, "50k": 50_000}
# a visit each; the first is not counted, and in the next ones the chart is scrolled and zoomed too
ROUNDS, MOVED = 6, 3
FRAMES = 240


def main() -> None:
    """Measure and print the figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--smoke", action="store_true")
    smoke = parser.parse_args().smoke
    sizes = {name: count // 100 for name, count in SIZES.items()} if smoke else SIZES
    libraries = _chart_peers.built()
    warm()
    with _server.database() as url:
        _milestones.prepare(url)
        # under production settings a page names its files as they were collected
        call_command("collectstatic", interactive=False, verbosity=0)
        plans = {name: _seeded(count) for name, count in sizes.items()}
        cookie = _session.cookie_of("bench")
        with _server.running(url) as server, opened() as browser:
            visitor = Visitor(browser, f"http://localhost:{server.port}", cookie)
            found = {
                name: _visited(visitor, libraries, plan, smoke=smoke)
                for name, plan in plans.items()
            }
    _chart_table.told(found, libraries)


def _seeded(count: int) -> int:
    """Lay a plan and compute it, as a planner would have; return its project."""
    from django.utils import timezone  # noqa: PLC0415 - after set-up

    from projects.models import Project  # noqa: PLC0415 - after set-up
    from projects.services import planning  # noqa: PLC0415 - after set-up

    project = Project.objects.get(pk=_plans.seed(count).project)
    planning.schedule_compute(project=project, options={}, now=timezone.now())
    return project.pk


def _visited(
    visitor: Visitor, libraries: tuple[str, ...], project: int, *, smoke: bool
) -> dict[str, list[Visit]]:
    """The visits of each chart, in turn: what else the machine does is then in the way of all."""
    room = visitor.room(project)
    charts = [OURS, *(peer(library, *room) for library in libraries)]
    visits: dict[str, list[Visit]] = {chart.name: [] for chart in charts}
    # the first of all waits for the server's workers
    for number in range(2 if smoke else ROUNDS):
        for chart in charts:
            before = visits[chart.name]
            if any(visit.bars is None for visit in before):
                continue
            frames = 0 if number == 0 or number > MOVED else 20 if smoke else FRAMES
            before.append(visitor.visit(chart, project, frames))
    return {name: all_of[1:] or all_of for name, all_of in visits.items()}


if __name__ == "__main__":
    main()
