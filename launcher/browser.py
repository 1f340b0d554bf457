"""Chromium and a Chinese font for the browser tests: the machine's, else Debian's packages."""

import os
import shutil
import subprocess
from pathlib import Path

from launcher import debian
from launcher.paths import LauncherError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> Path | None:
    """The browser named by CHROMIUM_PATH, or one on PATH."""
    named = os.environ.get("CHROMIUM_PATH")
    if named and Path(named).exists():
        return Path(named)
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)


def has_chinese_font() -> bool:
    """Without one every Chinese word on a screenshot is a row of boxes."""
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def ensure() -> Path:
    """Find both, or install what is missing; say what to do when that is not allowed."""
    missing = [] if find() else ["chromium"]
    missing += [] if has_chinese_font() else ["fonts-noto-cjk"]
    if missing:
        debian.install(missing)
    browser = find()
    if browser is None:
        raise LauncherError(f"The tests need Chromium ({', '.join(NAMES)}, or CHROMIUM_PATH).")
    return browser
