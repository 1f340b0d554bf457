"""One Chromium a test process: Playwright's loop stays in the thread and suffers no second."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ROOT = Path(__file__).resolve().parent.parent


def chromium_path() -> str:
    """Where the machine's Chromium is; a clear failure where there is none."""
    path = os.environ.get("CHROMIUM_PATH") or next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "No Chromium: set CHROMIUM_PATH, or let dev.py test install it."
    return path


@contextmanager
def opened() -> Iterator[Browser]:
    """The machine's Chromium; a clear failure where it or the built pages are missing."""
    path = chromium_path()
    manifest = ROOT / "web" / "dist" / ".vite" / "manifest.json"
    assert manifest.exists(), "The pages are not built: npm --prefix web run build, or dev.py test."
    # Django would refuse the database beside the loop
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
