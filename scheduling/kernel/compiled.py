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


def _numba() -> Any:
    if os.environ.get("TOPOUT_PLAIN_KERNEL"):
        return None
    try:
        import numba  # noqa: PLC0415 - optional, and heavy
    except ImportError:
        return None
    vars(numba.config)["CACHE_DIR"] = str(_cache_folder())
    return numba


def _cache_folder() -> Path:
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    given = os.environ.get("NUMBA_CACHE_DIR")
    base = Path(given) if given else Path(tempfile.gettempdir(), f"topout-kernel-{os.getuid()}")
    return base / digest.hexdigest()[:16]


NUMBA = _numba()


def compiled(function: Function) -> Function:
    """Compile on the first call, and keep the machine code on disk.

    Without numba's run time nobody counts references to the arrays that every call is given,
    which costs more than the work; the price is that the kernel may not allocate.
    """
    if NUMBA is None:
        return function
    made: Function = NUMBA.njit(cache=True, nogil=True, boundscheck=False, _nrt=False)(function)
    return made


def inlined(function: Function) -> Function:
    """Compile into every caller: a call would copy the descriptions of all arrays."""
    if NUMBA is None:
        return function
    made: Function = NUMBA.njit(forceinline=True, nogil=True, boundscheck=False, _nrt=False)(
        function
    )
    return made
