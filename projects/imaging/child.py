"""The helper process behind guard.py: has Pillow loaded and forks once per photo.

Speaks JSON lines: a job on stdin, its outcome on stdout; ends when stdin does, so it never
outlives its parent. It is started with a bare environment, so a decoder that is taken over by a
hostile photo finds no secrets in it. Run as `python -m projects.imaging.child`.
"""

import ctypes
import errno
import json
import os
import resource
import select
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

from projects.imaging.files import PhotoRefused
from projects.imaging.prints import photo_print
from projects.imaging.renditions import photo_render

PR_SET_PDEATHSIG = 1
# a disk without room says nothing about the photo
FULL = (errno.ENOSPC, errno.EDQUOT)
MAX_FILE_BYTES = 64 * 1024 * 1024
Job = dict[str, Any]


def main() -> None:
    """Answer jobs until the parent closes the pipe."""
    for line in sys.stdin:
        print(json.dumps(job_run(json.loads(line))), flush=True)  # noqa: T201 - the protocol


def job_run(job: Job) -> Job:
    """Render in a fork with limits; the outcome is `sizes` and `dhash`, or `code` and `detail`.

    With `print_only` only the print is written.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        _in_fork(job, writing)
    os.close(writing)
    said, in_time = _listen(reading, seconds=job["wall_s"])
    os.close(reading)
    if not in_time:
        os.kill(pid, signal.SIGKILL)
    _pid, status = os.waitpid(pid, 0)
    if not in_time:
        return {"code": "render_timeout", "detail": f"longer than {job['wall_s']} s"}
    if os.WIFSIGNALED(status):
        return _killed(os.WTERMSIG(status))
    if os.WEXITSTATUS(status) or not said:
        return {"code": "render_failed", "detail": f"exit status {os.WEXITSTATUS(status)}"}
    outcome: Job = json.loads(said)
    return outcome


def _in_fork(job: Job, writing: int) -> None:
    """Render under the limits, write the outcome to the pipe and leave without unwinding."""
    status = 1
    try:
        _die_with_helper()
        _limit(memory_mb=job["memory_mb"], cpu_s=job["cpu_s"])
        os.write(writing, json.dumps(_outcome(job)).encode())
        status = 0
    finally:
        if status:
            traceback.print_exc()
        os._exit(status)


def _die_with_helper() -> None:
    """Ask the kernel to end this fork when the helper ends, where the kernel can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _outcome(job: Job) -> Job:
    path, out_dir = Path(job["path"]), Path(job["out_dir"])
    try:
        if job["print_only"]:
            photo_print(path, out_dir=out_dir)
            return {}
        result = photo_render(path, out_dir=out_dir)
    except PhotoRefused as refusal:
        return {"code": refusal.code, "detail": refusal.detail[:500]}
    except OSError as error:
        if error.errno not in FULL:
            raise
        return {"code": "storage_full", "detail": str(error)}
    sizes = [
        [size.name, str(size.path), size.width, size.height, size.size_bytes]
        for size in result.sizes
    ]
    return {"sizes": sizes, "dhash": result.dhash}


def _limit(*, memory_mb: int, cpu_s: int) -> None:
    """Address space, processor seconds and file size for this process from here on."""
    memory = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # the soft limit raises SIGXCPU, which tells a timeout from other ends
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE_BYTES, MAX_FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _listen(reading: int, *, seconds: float) -> tuple[bytes, bool]:
    """What the fork says until it ends, and whether it ended in time."""
    # one write of at most PIPE_BUF bytes comes in one piece
    ready, _, _ = select.select([reading], [], [], seconds)
    return (os.read(reading, 65536), True) if ready else (b"", False)


def _killed(number: int) -> Job:
    name = signal.Signals(number).name
    code = "render_timeout" if number == signal.SIGXCPU else "render_failed"
    return {"code": code, "detail": f"ended by {name}"}


if __name__ == "__main__":
    main()
