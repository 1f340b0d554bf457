"""Machine code from the kernel's functions where numba is installed; else they stay Python.

Both give the same results, by test. numba's cache on disk looks at one file only, so ours lies in
a folder named after the sources of the whole kernel: an edited helper never meets stale code.
TOPOUT_PLAIN_KERNEL=1 compiles nothing; TOPOUT_STORED_KERNEL=1 takes only what lies on disk: a
server's request must not wait for the compiler.
"""

import os
import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, TypeVar

from scheduling.kernel.store import ANALYSES, FOLDER, is_stored

Function = TypeVar("Function", bound=Callable[..., Any])
Class = TypeVar("Class", bound=type[Any])
# nobody calls the kernel from C
OPTIONS = {"nogil": True, "boundscheck": False, "_nrt": False, "no_cfunc_wrapper": True}
# code that does not come within so many seconds does not come at all
PATIENCE_SECONDS = 600
_BEGUN = time.monotonic()


def is_awaited() -> bool:
    """Is the machine code of analyses still being made for this process, which compiles nothing?

    As plain Python an analysis takes a hundred times as long, and keeps the process from all else.
    """
    if not os.environ.get("TOPOUT_STORED_KERNEL") or os.environ.get("TOPOUT_PLAIN_KERNEL"):
        return False
    there = NUMBA is not None and is_stored(ANALYSES)
    late = time.monotonic() - _BEGUN > PATIENCE_SECONDS
    return not there and not late and find_spec("numba") is not None


def _numba() -> Any:
    if os.environ.get("TOPOUT_PLAIN_KERNEL"):
        return None
    if os.environ.get("TOPOUT_STORED_KERNEL") and not is_stored():
        return None
    try:
        import numba.extending  # noqa: PLC0415 - optional, and heavy
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
    made: Function = NUMBA.njit(cache=FOLDER is not None, **OPTIONS)(function)
    return made


def inner(function: Function) -> Function:
    """Compile where compiled functions call it; for Python it stays the function that it is."""
    if NUMBA is None:
        return function
    made: Function = NUMBA.extending.register_jitable(no_cpython_wrapper=True, **OPTIONS)(function)
    return made


def record(made: Class) -> Class:
    """Let compiled functions take a class of named tuples by address; see `records`."""
    if NUMBA is not None:
        from scheduling.kernel.records import passed_by_address  # noqa: PLC0415 - needs numba

        passed_by_address(made)
    return made
