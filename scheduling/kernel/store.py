"""Where the kernel's machine code lies on disk, and whether all of it does. Loads no numba."""

import hashlib
import os
import tempfile
from pathlib import Path

# of a folder in which nothing is missing; another name where `scheduling.warm` makes more
MARK = "passes-schemes-search"


def _folder() -> Path | None:
    """Where machine code is kept: below NUMBA_CACHE_DIR or the temporary folder.

    None when it cannot be ours alone: code that somebody else may write is code of theirs.
    """
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    given = os.environ.get("NUMBA_CACHE_DIR")
    base = Path(given) if given else Path(tempfile.gettempdir(), f"topout-kernel-{os.getuid()}")
    try:
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = base.stat()
    except OSError:
        return None
    ours = found.st_uid in (os.getuid(), 0) and not found.st_mode & 0o022
    ours = ours and os.access(base, os.W_OK)
    return base / digest.hexdigest()[:16] if ours else None


FOLDER = _folder()


def is_stored() -> bool:
    """Is all machine code that a request may need on disk, so that loading it takes a second?"""
    return FOLDER is not None and (FOLDER / MARK).exists()


def stored() -> None:
    """Note that it is."""
    if FOLDER is not None:
        FOLDER.mkdir(mode=0o700, exist_ok=True)
        (FOLDER / MARK).touch()
