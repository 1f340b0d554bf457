"""The site manager's phone over a poor line: bytes before the first tap, usable after, and offline.

The production server with compressed static files, Chromium at 390 × 844 held to 400 kbit/s and
400 ms, a project of 300 open milestones. `usable_s` runs from the address to the first building
that can be touched, nothing in any cache; `kilobytes` is what crossed the line until then, headers
included (limit 150); `offline_s` is the second visit without a network. Limits: 5 s and 1 s. The
service worker fetches what it keeps after that, from the browser's cache. `--smoke` is one round.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "bench._settings"

from playwright.sync_api import Browser, BrowserContext, Page

from bench import _milestones, _server
from tests.chromium import opened

ROUNDS = 5
MILESTONES = 400  # a quarter of them is reached
PASSWORD = "only-for-benchmarks"  # noqa: S105 - of a database that is dropped
LIMITS = {"usable_s": 5.0, "kilobytes": 150.0, "offline_s": 1.0}
LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
READY = "caches.match('/site/', {cacheName: 'topout-site-shell'})"


class Round(NamedTuple):
    """Seconds, kilobytes (1000 bytes), seconds."""

    usable_s: float
    kilobytes: float
    offline_s: float


def main() -> None:
    """Measure and print the figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--smoke", action="store_true", help="one round")
    rounds = 1 if parser.parse_args().smoke else ROUNDS
    with _server.database() as url, tempfile.TemporaryDirectory(prefix="topout-static-") as folder:
        os.environ["STATIC_ROOT"] = folder
        _milestones.prepare(url)
        _milestones.seed(projects=1, rows_each=MILESTONES)
        _ready()
        with _server.running(url) as server, opened() as browser:
            base = f"http://localhost:{server.port}"
            found = [_round(browser, base) for _ in range(rounds)]
    medians = {
        name: statistics.median(getattr(each, name) for each in found) for name in Round._fields
    }
    for name, value in medians.items():
        spread = [getattr(each, name) for each in found]
        print(
            f"{name:<10}{value:8.2f}  ({min(spread):.2f} to {max(spread):.2f})"
            f"  limit {LIMITS[name]:g}"
        )
    print("figure: " + " ".join(f"{name}={value:.2f}" for name, value in medians.items()))


def _ready() -> None:
    """Collect the static files as production serves them, and let the member sign in."""
    from django.core.management import call_command  # noqa: PLC0415 - after set-up

    from projects.models import User  # noqa: PLC0415 - after set-up

    call_command("collectstatic", interactive=False, verbosity=0)
    user = User.objects.get(username="bench")
    user.set_password(PASSWORD)
    user.save()


def _round(browser: Browser, base: str) -> Round:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, locale="zh-CN"
    )
    _sign_in(context, base)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.clearBrowserCache")
    line.send("Network.emulateNetworkConditions", LINE)
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda said: sizes.append(_size(said)))
    usable = _seconds_to_a_building(page, base)
    kilobytes = sum(sizes) / 1000
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function(READY, timeout=120_000)
    page.close()
    context.set_offline(True)
    offline = _seconds_to_a_building(context.new_page(), base)
    context.close()
    return Round(usable, kilobytes, offline)


def _sign_in(context: BrowserContext, base: str) -> None:
    page = context.new_page()
    page.goto(f"{base}/sign-in/?next=/healthz/")
    page.fill("#id_username", "bench")
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/healthz/")
    page.close()


def _size(said: dict[str, Any]) -> float:
    return float(said["encodedDataLength"])


def _seconds_to_a_building(page: Page, base: str) -> float:
    start = time.perf_counter()
    page.goto(f"{base}/site/", wait_until="commit", timeout=60_000)
    page.wait_for_selector(".site-row", timeout=60_000)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
