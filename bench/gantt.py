"""The Gantt in Chromium: time to first bars and frames while scrolling, 1k / 10k / 50k activities.

PostgreSQL with production settings, the production server, two links for each activity, China's
calendar. First bars: from the request of the page to the first picture of the chart, data
included, the browser's cache empty. Frames: what lies between two of them while the plan is
scrolled in both directions by the wheel's step, and while the zoom changes. Chromium draws without
a graphics card. `--smoke` runs everything once on little data.
"""

import argparse
import os
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "bench._settings"

from django.core.management import call_command
from playwright.sync_api import Browser, Page

from bench import _milestones, _plans, _server
from scheduling.warm import warm
from tests.chromium import opened

SIZES = {"1k": 1_000, "10k": 10_000, "50k": 50_000}
ROUNDS = 5
FRAMES = 240
PATIENCE_MS = 60_000
# scrolls a little each frame, and says how long each one took
SCROLLED = """async frames => {
  const scroller = document.querySelector(".gantt-scroller");
  const times = [];
  let before = await new Promise(requestAnimationFrame);
  for (let frame = 0; frame < frames; frame += 1) {
    scroller.scrollBy(frame % 3 ? 0 : 40, 100);
    const now = await new Promise(requestAnimationFrame);
    times.push(now - before);
    before = now;
  }
  return times;
}"""
ZOOMED = """async () => {
  const times = [];
  const buttons = [...document.querySelectorAll(".gantt-tools .switch button")];
  for (const button of [...buttons, ...buttons.toReversed()]) {
    let before = await new Promise(requestAnimationFrame);
    button.click();
    for (let frame = 0; frame < 3; frame += 1) {
      const now = await new Promise(requestAnimationFrame);
      times.push(now - before);
      before = now;
    }
  }
  return times;
}"""
FIRST_BARS = "performance.getEntriesByName('first-bars')[0].startTime"
HEAP_MB = "performance.memory.usedJSHeapSize / 1048576"


@dataclass(frozen=True)
class Measured:
    """Milliseconds and MB of one size."""

    first_bars: float
    scroll_p95: float
    zoom_p95: float
    memory: float


def main() -> None:
    """Measure and print the figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--smoke", action="store_true")
    smoke = parser.parse_args().smoke
    sizes = {name: count // 100 for name, count in SIZES.items()} if smoke else SIZES
    warm()
    with _server.database() as url:
        _milestones.prepare(url)
        # under production settings a page names its files as they were collected
        call_command("collectstatic", interactive=False, verbosity=0)
        plans = {name: _seeded(count) for name, count in sizes.items()}
        cookie = _session()
        with _server.running(url) as server, opened() as browser:
            found = {
                name: _measured(browser, f"http://localhost:{server.port}", plan, cookie, smoke)
                for name, plan in plans.items()
            }
    for name, row in found.items():
        print(
            f"{name:<4} first bars {row.first_bars:7.0f} ms, frames p95 {row.scroll_p95:6.1f} ms "
            f"scrolling, {row.zoom_p95:6.1f} ms zooming, heap {row.memory:5.0f} MB"
        )
    print(
        f"figure: first_bars_ms_10k={found['10k'].first_bars:.0f} "
        f"scroll_p95_ms_10k={found['10k'].scroll_p95:.1f} "
        f"scroll_p95_ms_50k={found['50k'].scroll_p95:.1f}"
    )


def _seeded(count: int) -> int:
    """Lay a plan and compute it, as a planner would have; return its project."""
    from django.utils import timezone  # noqa: PLC0415 - after set-up

    from projects.models import Project  # noqa: PLC0415 - after set-up
    from projects.services import planning  # noqa: PLC0415 - after set-up

    project = Project.objects.get(pk=_plans.seed(count).project)
    planning.schedule_compute(project=project, options={}, now=timezone.now())
    return project.pk


def _session() -> tuple[str, str]:
    """The name and the value of the cookie of the planner's session."""
    from django.conf import settings  # noqa: PLC0415 - after set-up
    from django.test import Client  # noqa: PLC0415 - after set-up

    from projects.models import User  # noqa: PLC0415 - after set-up

    client = Client()
    client.force_login(User.objects.get(username="bench"))
    name = settings.SESSION_COOKIE_NAME
    return name, client.cookies[name].value


def _measured(
    browser: Browser, base: str, project: int, cookie: tuple[str, str], smoke: bool
) -> Measured:
    firsts = []
    # the first visit of all waits for the server's workers and is not counted
    for visit in range(2 if smoke else ROUNDS + 1):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": cookie[0], "value": cookie[1], "url": base}])
        page = context.new_page()
        firsts.append(_first_bars(page, f"{base}/projects/{project}/gantt/"))
        if visit == 0:
            page.wait_for_timeout(1_000)
            memory = page.evaluate(HEAP_MB)
            scrolled = page.evaluate(SCROLLED, 20 if smoke else FRAMES)
            zoomed = page.evaluate(ZOOMED)
        context.close()
    return Measured(statistics.median(firsts[1:]), _p95(scrolled), _p95(zoomed), memory)


def _first_bars(page: Page, address: str) -> float:
    page.goto(address, wait_until="commit")
    page.wait_for_selector("canvas[data-drawn]", timeout=PATIENCE_MS)
    return float(page.evaluate(FIRST_BARS))


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
