"""Renew requirements.lock: every package with its hashes, no word of where it was fetched."""

import subprocess
from collections.abc import Sequence

from launcher import environment
from launcher.paths import ROOT, LauncherError


def main(_words: Sequence[str]) -> int:
    """`python3 dev.py lock`."""
    environment.make()
    uv = environment.uv()
    if not uv:
        raise LauncherError("`lock` needs uv: pip install uv")
    quiet = ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    wide = ["--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"]
    files = ["requirements.txt", "-o", "requirements.lock"]
    return subprocess.run(
        [uv, "pip", "compile", *quiet, *wide, *files], cwd=ROOT, check=False
    ).returncode
