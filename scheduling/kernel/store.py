"""Where the kernel's machine code lies on disk, and whether all of it does. Loads no numba."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# what a request may need, and what analyses need besides; another name where `scheduling.warm`
# makes more of either
REQUESTS, ANALYSES = MARKS = ("passes-cones-questions-schemes", "search-trials-programs")


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


def is_stored(mark: str = REQUESTS) -> bool:
    """Is all machine code of one of `MARKS` on disk, so that loading it takes a second?"""
    return FOLDER is not None and (FOLDER / mark).exists()


def stored(mark: str) -> None:
    """Note that it is."""
    if FOLDER is not None:
        FOLDER.mkdir(mode=0o700, exist_ok=True)
        (FOLDER / mark).touch()


@contextmanager
def compiling() -> Iterator[None]:
    """Wait for another process that compiles the same; nobody waits where nothing is kept."""
    if FOLDER is None:
        yield
        return
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    with (FOLDER / "compiling").open("w") as file:
        # the system lets go of it with the process, however that ends
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
