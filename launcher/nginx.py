"""nginx for the tests of deploy/nginx.conf: the machine's, else Debian's files without its service.

Installing the package would start a server on port 80; only its program and its list of types
are wanted, so they are unpacked into the environment.
"""

import subprocess
from pathlib import Path

from launcher import debian
from launcher.paths import VENV, LauncherError

FOLDER = VENV / "debian" / "nginx"


def find() -> Path | None:
    """The machine's nginx, or the one that was unpacked."""
    own = FOLDER / "usr" / "sbin" / "nginx"
    return debian.find("nginx") or (own if own.exists() else None)


def types() -> Path:
    """The list of media types that the program came with."""
    own = FOLDER / "etc" / "nginx" / "mime.types"
    return own if own.exists() else Path("/etc/nginx/mime.types")


def ensure() -> Path:
    """Find it, or fetch it; the file must really start."""
    program = find()
    if program is None:
        debian.unpack(["nginx", "nginx-common"], FOLDER)
        program = FOLDER / "usr" / "sbin" / "nginx"
    said = subprocess.run([program, "-v"], capture_output=True, text=True, check=False)
    if said.returncode:
        raise LauncherError(f"{program} does not start; please install nginx:\n{said.stderr}")
    return program
