"""Debian's packages for the tests: installed where we may, else a message that names them."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from launcher.paths import LauncherError

# Debian keeps servers and some tools off a user's PATH
BELOW_SBIN = "/usr/local/sbin:/usr/sbin:/sbin"


def find(name: str) -> Path | None:
    """A program on PATH, or in the folders that only root has there."""
    found = shutil.which(name) or shutil.which(name, path=BELOW_SBIN)
    return Path(found) if found else None


def program(name: str, *, package: str | None = None) -> Path:
    """A program that a test runs; installed when it is missing and we may."""
    found = find(name)
    if found is None:
        install([package or name])
        found = find(name)
    if found is None:
        raise LauncherError(f"The tests need {name}, and it is not on PATH.")
    return found


def install(packages: Sequence[str]) -> None:
    """Install with apt as root or by sudo; say what to do when that is not allowed."""
    apt, root = shutil.which("apt-get"), _root_prefix()
    if apt is None or root is None:
        raise LauncherError(
            f"The tests need {' and '.join(packages)}; please install them "
            f"(Debian, Ubuntu: sudo apt install {' '.join(packages)}), then try again."
        )
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = [*root, apt, "-qq", "-o", "Dpkg::Use-Pty=0"]
    subprocess.run([*quiet, "update"], env=env, check=False)
    command = [*quiet, "install", "-y", "--no-install-recommends", *packages]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LauncherError(f"apt-get could not install {packages}:\n{done.stderr[-2000:]}")


def unpack(packages: Sequence[str], folder: Path) -> None:
    """Put the packages' files below `folder`: no root needed, and no service is started."""
    apt, dpkg = shutil.which("apt-get"), shutil.which("dpkg-deb")
    if apt is None or dpkg is None:
        raise LauncherError(f"The tests need {' and '.join(packages)}; please install them.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as half:
        files, tree = Path(half, "files"), Path(half, "tree")
        files.mkdir()
        _download(apt, packages, files)
        for file in files.glob("*.deb"):
            subprocess.run([dpkg, "-x", file, tree], check=True)
        shutil.rmtree(folder, ignore_errors=True)
        tree.rename(folder)


def _download(apt: str, packages: Sequence[str], folder: Path) -> None:
    quiet = [apt, "-qq", "-o", "APT::Sandbox::User=root"]
    # a slim machine has no lists; in a folder of our own anybody may fetch them
    own = folder / "state"
    (own / "lists" / "partial").mkdir(parents=True)
    elsewhere = [*quiet, "-o", f"Dir::State::lists={own / 'lists'}", "-o", f"Dir::Cache={own}"]
    said = ""
    for before, command in (([], quiet), ([*elsewhere, "update"], elsewhere)):
        if before:
            subprocess.run(before, capture_output=True, check=False)
        words = [*command, "download", *packages]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
        said = done.stderr
    raise LauncherError(f"apt-get could not fetch {' and '.join(packages)}:\n{said[-2000:]}")


def _root_prefix() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    asked = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
    return [sudo, "-n"] if asked.returncode == 0 else None
