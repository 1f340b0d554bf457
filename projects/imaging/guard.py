"""Rendering untrusted photos in a process of its own, with memory, CPU and time limits.

Each worker process keeps warm helpers (child.py) that have Pillow loaded and fork per photo, so
a photo costs a fork instead of a Python start. Helpers are plain subprocesses: they work the same
from a prefork worker (whose children may not have children of multiprocessing's kind), from a
thread pool and from a plain process.
"""

import contextlib
import json
import os
import select
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from projects.imaging.files import PhotoRefused
from projects.imaging.prints import FILE_NAME
from projects.imaging.renditions import EDGES, RenderedSize, RenderResult

ROOT = Path(__file__).resolve().parents[2]
# how much longer than its own limit a helper may take to answer
GRACE_SECONDS = 10
KEEP_IDLE = 4


class _Helper:
    """One warm child process, used by one thread at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "projects.imaging.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            # Ctrl-C is for the worker, which finishes its photo first
            start_new_session=True,
            # no secrets for a process that reads hostile bytes
            env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)},
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, job: dict[str, Any], *, seconds: float) -> dict[str, Any] | None:
        """The helper's answer, or None when it died or said nothing in time."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            return None
        try:
            stdin.write(json.dumps(job).encode() + b"\n")
            stdin.flush()
        except BrokenPipeError:
            return None
        # poll, not select: a busy worker has descriptors beyond 1023
        poll = select.poll()
        poll.register(stdout, select.POLLIN)
        line = stdout.readline() if poll.poll(seconds * 1000) else b""
        answer: dict[str, Any] | None = json.loads(line) if line.endswith(b"\n") else None
        return answer

    def stop(self) -> None:
        """End the process and forget its pipes."""
        self._process.kill()
        self._process.wait()
        self.let_go()

    def let_go(self) -> None:
        """Close our ends of the pipes; the helper ends when nobody else holds them."""
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()


class _Helpers:
    """The idle helpers of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[_Helper] = []

    def take(self) -> _Helper:
        """An idle helper that lives, or a new one."""
        while True:
            with self._lock:
                helper = self._idle.pop() if self._idle else None
            if helper is None:
                return _Helper()
            if helper.alive:
                return helper
            helper.stop()

    def give_back(self, helper: _Helper) -> None:
        """Keep it warm for the next photo, unless enough are."""
        with self._lock:
            if len(self._idle) < KEEP_IDLE:
                self._idle.append(helper)
                return
        helper.stop()

    def forget(self) -> None:
        """After a fork: the helpers belong to the parent, whose pipes we must not hold open."""
        for helper in self._idle:
            helper.let_go()
        self.__init__()  # type: ignore[misc] # the lock may be held by a thread that is not here


_helpers = _Helpers()
os.register_at_fork(after_in_child=_helpers.forget)


def photo_render_guarded(
    path: Path, out_dir: Path, *, memory_mb: int = 1024, cpu_s: int = 20, wall_s: float = 60
) -> RenderResult:
    """Render like `photo_render`, within limits; PhotoRefused says why there is no result.

    Undecodable photos keep their code; a child that ran out of memory or crashed is
    render_failed, one that ran out of CPU or wall time is render_timeout. Nothing is left in
    `out_dir` then. Thread-safe.
    """
    limits = {"memory_mb": memory_mb, "cpu_s": cpu_s, "wall_s": wall_s}
    answer = _outcome(path, out_dir, limits, print_only=False)
    sizes = tuple(
        RenderedSize(name, Path(file), width, height, size_bytes)
        for name, file, width, height, size_bytes in answer["sizes"]
    )
    return RenderResult(sizes, answer["dhash"], (out_dir / FILE_NAME).read_bytes())


def photo_print_guarded(path: Path, out_dir: Path) -> bytes:
    """Make the print of a size of ours, within the same limits; PhotoRefused as above."""
    limits = {"memory_mb": 512, "cpu_s": 5, "wall_s": 20}
    _outcome(path, out_dir, limits, print_only=True)
    return (out_dir / FILE_NAME).read_bytes()


def _outcome(
    path: Path, out_dir: Path, limits: dict[str, Any], *, print_only: bool
) -> dict[str, Any]:
    job = {"path": str(path.resolve()), "out_dir": str(out_dir.resolve()), **limits}
    job["print_only"] = print_only
    answer = _asked(job, seconds=limits["wall_s"] + GRACE_SECONDS)
    if "code" in answer:
        for name in (FILE_NAME, *(f"{edge}.webp" for edge in EDGES)):
            (out_dir / name).unlink(missing_ok=True)
        raise PhotoRefused(answer["code"], answer["detail"])
    return answer


def _asked(job: dict[str, Any], *, seconds: float) -> dict[str, Any]:
    helper = _helpers.take()
    answer = helper.ask(job, seconds=seconds)
    if answer is None:
        helper.stop()
        return {"code": "render_failed", "detail": "the helper process died"}
    _helpers.give_back(helper)
    return answer
