"""Machine code from the kernel's functions where numba is installed; else they stay Python.

Both give the same results, by test. numba's cache on disk looks at one file only, so ours lies in
a folder named after the sources of the whole kernel: an edited helper never meets stale code.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


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


def _numba() -> Any:
    if os.environ.get("TOPOUT_PLAIN_KERNEL"):
        return None
    try:
        import numba  # noqa: PLC0415 - optional, and heavy
    except ImportError:
        return None
    if FOLDER:
        vars(numba.config)["CACHE_DIR"] = str(FOLDER)
    return numba


NUMBA = _numba()


def compiled(function: Function) -> Function:
    """Compile on the first call, and keep the machine code on disk.

    Without numba's run time nobody counts references to the arrays that every call is given,
    which costs more than the work; the price is that the kernel may not allocate.
    """
    if NUMBA is None:
        return function
    options = {"nogil": True, "boundscheck": False, "_nrt": False}
    made: Function = NUMBA.njit(cache=FOLDER is not None, **options)(function)
    return made


def inlined(function: Function) -> Function:
    """Compile into every caller: a call would copy the descriptions of all arrays."""
    if NUMBA is None:
        return function
    options = {"nogil": True, "boundscheck": False, "_nrt": False}
    made: Function = NUMBA.njit(forceinline=True, **options)(function)
    return made


def is_stored() -> bool:
    """Is the whole kernel's machine code on disk, so that loading it takes a second?"""
    return FOLDER is not None and (FOLDER / "whole").exists()


def stored() -> None:
    """Note that it is."""
    if FOLDER is not None and NUMBA is not None:
        FOLDER.mkdir(mode=0o700, exist_ok=True)
        (FOLDER / "whole").touch()
