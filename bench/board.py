"""The board in Chromium: largest contentful paint and layout shift.

20 projects × 5 buildings × 20 milestones, a photo for each building, PostgreSQL, the production
server with compressed static files, nothing in the browser's cache, 1440 × 900 and 390 × 844, no
slow line. Of each round: when the largest thing in sight was painted (`lcp_ms`, limit 1500), how
much moved afterwards without being touched (`cls`, limit 0), requests and kilobytes (1000 bytes, as
sent). Shown are the medians of the wide and of the narrow window; the figure is the worse of the
two. `--smoke` is one round on little data.
"""

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "bench._settings"

from playwright.sync_api import Browser, Page

from bench import _milestones, _portfolio, _server, _session
from tests.chromium import opened

ROUNDS = 9
WINDOWS = {"wide": (1440, 900), "narrow": (390, 844)}
LIMITS = {"lcp_ms": 1500.0, "cls": 0.0}
# the page is at rest when nothing was asked for during this time
REST_MS = 700
WATCHED = """(() => {
  window.seen = {lcp_ms: 0, cls: 0, moved: []};
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.seen.lcp_ms = entry.startTime;
  }).observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      window.seen.cls += entry.value;
      for (const source of entry.sources) {
        window.seen.moved.push(`${entry.startTime | 0} ms ${source.node?.className}`);
      }
    }
  }).observe({type: "layout-shift", buffered: true});
})()"""


class Round(NamedTuple):
    """Milliseconds, the browser's score of shifts, a number, 1000 bytes."""

    lcp_ms: float
    cls: float
    requests: float
    kilobytes: float


def main() -> None:
    """Measure and print the figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--smoke", action="store_true", help="one round on little data")
    smoke = parser.parse_args().smoke
    with _server.database() as url, tempfile.TemporaryDirectory(prefix="topout-static-") as folder:
        os.environ["STATIC_ROOT"] = folder
        _milestones.prepare(url)
        _ready()
        projects = 2 if smoke else 20
        _portfolio.seed(projects=projects, buildings=5, milestones=20, username="bench")
        cookie = _session.cookie_of("bench")
        with _server.running(url) as server, opened() as browser:
            base = f"http://localhost:{server.port}"
            found = {
                name: _window(browser, base, cookie, size, 1 if smoke else ROUNDS)
                for name, size in WINDOWS.items()
            }
    for name, medians in found.items():
        print(
            f"{name:<7} largest paint {medians.lcp_ms:6.0f} ms (limit {LIMITS['lcp_ms']:g}), "
            f"shift {medians.cls:.4f} (limit {LIMITS['cls']:g}), "
            f"{medians.requests:.0f} requests, {medians.kilobytes:.0f} kB"
        )
    worst = Round(*map(max, zip(*found.values(), strict=True)))
    print(
        f"figure: lcp_ms={worst.lcp_ms:.0f} cls={worst.cls:.4f} "
        f"requests={worst.requests:.0f} kilobytes={worst.kilobytes:.0f}"
    )


def _ready() -> None:
    """Collect the static files as production serves them."""
    from django.core.management import call_command  # noqa: PLC0415 - after set-up

    call_command("collectstatic", interactive=False, verbosity=0)


def _window(
    browser: Browser, base: str, cookie: tuple[str, str], size: tuple[int, int], rounds: int
) -> Round:
    # the first visit of all waits for the server's workers and is not counted
    found = [_round(browser, base, cookie, size) for _ in range(rounds + 1)][1:]
    return Round(*map(statistics.median, zip(*found, strict=True)))


def _round(browser: Browser, base: str, cookie: tuple[str, str], size: tuple[int, int]) -> Round:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=width < 640, locale="zh-CN"
    )
    context.add_cookies([{"name": cookie[0], "value": cookie[1], "url": base}])
    page = context.new_page()
    page.add_init_script(WATCHED)
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda said: sizes.append(said["encodedDataLength"]))
    page.goto(f"{base}/", wait_until="commit")
    page.wait_for_selector(".building")
    _rest(page, sizes)
    seen: dict[str, Any] = page.evaluate("window.seen")
    for what in seen["moved"]:
        print(f"moved at {width} px: {what}")
    context.close()
    return Round(seen["lcp_ms"], seen["cls"], len(sizes), sum(sizes) / 1000)


def _rest(page: Page, answers: list[float]) -> None:
    """Wait until nothing more comes."""
    count = -1
    while count != len(answers):
        count = len(answers)
        page.wait_for_timeout(REST_MS)


if __name__ == "__main__":
    main()
