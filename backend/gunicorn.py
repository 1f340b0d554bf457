"""How gunicorn serves the application; with REDIS_URL empty it also holds worker and beat."""

import gc
import os
import signal
import threading
import time
from typing import Any

from django.apps import apps

_EMBEDDED = not (os.environ.get("REDIS_URL") or os.environ.get("REDIS_URL_FILE"))

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
# the embedded queues live in one process's memory, so there must be exactly one
workers = 1 if _EMBEDDED else int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8" if _EMBEDDED else "4"))
timeout = 60
graceful_timeout = 20
keepalive = 5
# a slow leak in a library ends with its process; the jitter keeps two from ending together
max_requests = 0 if _EMBEDDED else 5000
max_requests_jitter = 0 if _EMBEDDED else 500
# by default it opens a socket in a hidden folder of the home, which may be read-only or shared
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112 - heartbeat file in memory
# which address in front of us may say X-Forwarded-*; Django reads them only with PROXIES set
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
accesslog = None
errorlog = "-"
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "info")

# a request takes the schedule's passes as they are: nobody waits half a minute for a compiler
raw_env = ["TOPOUT_STORED_KERNEL=1"]

_engine: Any = None


def when_ready(_server: Any) -> None:
    """Have the schedule's passes compiled beside the server, if they are not on disk yet."""
    from backend.compiler import compiler_start  # noqa: PLC0415 - gunicorn finds us only by now

    compiler_start()


def post_worker_init(_worker: Any) -> None:
    """After the application is loaded: start the engine that needs no other process."""
    # what was loaded stays; looking through it again and again would cost requests milliseconds
    gc.collect()
    gc.freeze()
    # beside the first requests: whoever computes a schedule first finds the passes loaded
    threading.Thread(target=_warm, daemon=True).start()
    # a benchmark serves something else than Topout by the same settings
    if apps.ready:
        from web.watching import Watch  # noqa: PLC0415 - needs the loaded application

        Watch().start()
    global _engine  # noqa: PLW0603 - gunicorn's hooks are functions of a module
    if _EMBEDDED:
        from backend.embedded import Embedded  # noqa: PLC0415 - needs the loaded application

        _engine = Embedded()
        _engine.start()


def _warm() -> None:
    """Load the compiled passes once they are on disk, and where analyses are made, theirs too.

    A worker that was asked for a schedule before has taken the slow ones for good, so it makes
    room for another; what it has in hand is finished, and the socket stays open.
    """
    from scheduling.kernel.store import ANALYSES, REQUESTS  # noqa: PLC0415 - needs the loaded application

    if not _on_disk(REQUESTS):
        return
    from scheduling.kernel.compiled import NUMBA  # noqa: PLC0415 - it chooses when it is imported
    from scheduling.warm import warm, warm_analyses  # noqa: PLC0415 - the same

    if NUMBA is None:
        os.kill(os.getpid(), signal.SIGTERM)
        return
    warm()
    if _EMBEDDED and _on_disk(ANALYSES):
        warm_analyses()
        from tasks.analyses import analyse_waiting  # noqa: PLC0415 - needs the loaded application
        from tasks.doorbell import ring  # noqa: PLC0415 - the same

        # what was asked for meanwhile
        ring(analyse_waiting)


def _on_disk(mark: str) -> bool:
    """Wait for machine code; False when it does not come."""
    from scheduling.kernel.compiled import PATIENCE_SECONDS  # noqa: PLC0415 - needs the application
    from scheduling.kernel.store import is_stored  # noqa: PLC0415 - the same

    until = time.monotonic() + PATIENCE_SECONDS
    while not is_stored(mark):
        if time.monotonic() > until:
            return False
        time.sleep(1)
    return True


def worker_exit(_server: Any, _worker: Any) -> None:
    """Before the process ends: finish the job in hand."""
    if _engine is not None:
        _engine.stop()
