"""Monday to Thursday of product.md 1 as three people, before `dev.py run`'s own servers.

Everything is done in Chromium: the planner's and the official's at a desk, the site manager's on a
phone that loses its signal, its battery and its session.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.launcher.copies import Copies, ready_to_run
from tests.story.servers import PASSWORD, say
from tests.week.monday import planner_lays_and_freezes
from tests.week.people import Week
from tests.week.thursday import milestone_is_reached_and_every_page_says_so, planner_asks_and_moves
from tests.week.tuesday import site_reports_without_a_signal
from tests.week.wednesday import official_is_told_and_signs, told_once

DAYS = (
    planner_lays_and_freezes,
    site_reports_without_a_signal,
    official_is_told_and_signs,
    planner_asks_and_moves,
    milestone_is_reached_and_every_page_says_so,
    told_once,
)


@pytest.fixture
def week(tmp_path: Path, chromium: Browser) -> Iterator[Week]:
    """A stranger's first start, demo included."""
    ready_to_run()
    copies = Copies(tmp_path)
    copy = copies.start("data", DEMO_PASSWORD=PASSWORD)
    try:
        copy.wait_for("first page after")
        yield Week(f"http://localhost:{copy.port}", tmp_path / "data", chromium)
    finally:
        copies.stop()


@pytest.mark.services
@pytest.mark.browser
@pytest.mark.timeout(900)
def test_monday_to_thursday(week: Week) -> None:
    began = time.monotonic()
    try:
        for day in DAYS:
            day(week)
            say(f"{day.__name__} after {time.monotonic() - began:.0f} s")
    except BaseException:
        say((week.data / "logs" / "web.log").read_text(encoding="utf-8")[-3000:])
        raise
