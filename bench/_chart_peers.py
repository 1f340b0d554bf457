"""The Gantt libraries that ours is measured against: pinned, never shipped, built on demand."""

import os
import subprocess
from pathlib import Path

from launcher import pages
from launcher.paths import ROOT, WEB, LauncherError

FOLDER = ROOT / "bench" / "peers"
LIBRARIES = ("svar", "dhtmlx")
INSTALL = ("npm", "ci", "--no-audit", "--no-fund")


def built() -> tuple[str, ...]:
    """Install the libraries where they are not, and build a page of each; none without a network.

    The build is done by the tools of our own pages, which are built by then.
    """
    try:
        env = pages.node_env(pages.node_ensure(), os.environ)
        if not _installed():
            _run(INSTALL, env)
        for library in LIBRARIES:
            _run(_build(library), env)
    except (LauncherError, OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stdout", None) or error
        print(f"without {' and '.join(LIBRARIES)}, which cannot be installed here: {said}")
        return ()
    return LIBRARIES


def _installed() -> bool:
    """Is what is on disk what the lock file says? npm keeps a copy of it beside the packages."""
    kept = FOLDER / "node_modules" / ".package-lock.json"
    lock = FOLDER / "package-lock.json"
    return kept.exists() and kept.stat().st_mtime >= lock.stat().st_mtime


def _build(library: str) -> tuple[str, ...]:
    vite = WEB / "node_modules" / "vite" / "bin" / "vite.js"
    return ("node", str(vite), "build", "--mode", library, "--logLevel", "error")


def _run(command: tuple[str, ...], env: dict[str, str], folder: Path = FOLDER) -> None:
    subprocess.run(
        command,
        cwd=folder,
        env=env,
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
