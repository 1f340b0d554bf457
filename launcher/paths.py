"""Where things lie, and the one error that ends a command with a message instead of a traceback."""

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WEB = ROOT / "web"
DIST = WEB / "dist"


class LauncherError(Exception):
    """What went wrong and what to do about it, in words for the person at the keyboard."""


def data_dir() -> Path:
    """`DATA_DIR`, or `var/` in the checkout: database, photos, mails, logs, secrets."""
    return Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()


def python() -> Path:
    """The environment's interpreter; before there is one, or inside an image, the running one."""
    own = VENV / "bin" / "python"
    return own if own.exists() else Path(sys.executable)


def tool(name: str) -> Path | None:
    """Find a command in the environment first, then on PATH."""
    beside = python().parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    return Path(found) if found else None


def manage(*words: str) -> list[str]:
    """Django's command line in the environment."""
    return [str(python()), str(ROOT / "manage.py"), *words]
