"""Before a worker takes analyses: its machine code is made, if it is not on disk, and loaded."""

import time
from typing import Any

import structlog
from celery import bootsteps
from celery.worker import state
from django.conf import settings

from backend.compiler import compiler_start

QUEUE = "analyses"
LOOK_SECONDS = 0.2

log = structlog.get_logger(__name__)


class KernelStep(bootsteps.StartStopStep):  # type: ignore[misc] # celery has no types
    """Comes before the worker listens, so that no analysis waits for the compiler inside its job.

    Other workers do without. In the web process of a desk `backend.gunicorn` does the same.
    """

    requires = ("celery.worker.components:Pool",)

    def include_if(self, worker: Any) -> bool:
        """Only where analyses are taken."""
        return not settings.EMBEDDED and QUEUE in worker.app.amqp.queues.consume_from

    def start(self, worker: Any) -> None:  # noqa: ARG002 - the library's signature
        """Compile in a process that gives way to others and waits for one at the same work.

        Raises WorkerShutdown when the worker is asked to stop meanwhile.
        """
        compiler = compiler_start()
        try:
            while compiler.poll() is None:
                state.maybe_shutdown()
                time.sleep(LOOK_SECONDS)
        finally:
            compiler.kill()
            compiler.wait()
        from scheduling.warm import warm_analyses, warm_requests  # noqa: PLC0415 - heavy

        warm_requests()
        warm_analyses()
        log.info("kernel_ready")

    def stop(self, worker: Any) -> None:
        """Nothing is left to end."""
