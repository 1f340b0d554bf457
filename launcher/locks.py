"""One launcher for one DATA_DIR: two on the same database and photos would disturb each other."""

import fcntl
import os
import secrets
from pathlib import Path

from launcher.paths import LauncherError


def hold(folder: Path) -> int:
    """Take the folder's lock for as long as this process lives, or say who has it."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        other = os.read(handle, 32).decode() or "unknown"
        os.close(handle)
        raise LauncherError(
            f"Topout already runs on {folder} (process {other}). "
            "Stop it, or choose another DATA_DIR and PORT."
        ) from error
    os.ftruncate(handle, 0)
    os.write(handle, str(os.getpid()).encode())
    return handle


def secret_key(folder: Path) -> str:
    """This copy's own secret, made at its first start; sessions outlive a restart."""
    file = folder / "secret-key"
    if not file.exists():
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as target:
            target.write(secrets.token_urlsafe(64))
    return file.read_text(encoding="utf-8")
