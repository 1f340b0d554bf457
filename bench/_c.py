"""C compiled when a benchmark starts, and our arrays handed to it: the limit to measure against."""

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FLAGS = ("-O3", "-march=native", "-shared", "-fPIC")


def library(source: Path, flags: Sequence[str] = ()) -> ctypes.CDLL:
    """Compile one C file, with further flags."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise SystemExit(f"bench {source.stem} needs a C compiler (cc or gcc)")
    folder = Path(tempfile.mkdtemp(prefix="topout-bench-"))
    made = folder / "bench.so"
    subprocess.run([compiler, *FLAGS, *flags, "-o", made, source, "-lm"], check=True)
    found = ctypes.CDLL(str(made))
    shutil.rmtree(folder)
    return found


def pointer(column: Any) -> ctypes.c_void_p:
    """The address of an array."""
    return ctypes.c_void_p(column.ctypes.data)


def struct(*fields: Any) -> Any:
    """Numbers and addresses one after another, as the structs of cpm.c lay them."""
    words = [field if isinstance(field, int) else field.ctypes.data for field in fields]
    return ctypes.byref((ctypes.c_int64 * len(words))(*words))
