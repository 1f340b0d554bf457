"""Alerts are delivered by threads of the worker that takes their jobs, and opened if need be."""

from typing import Any

from celery import bootsteps
from django.conf import settings

QUEUE = "alerts"
# a mail is handed over within a second; who takes longer is finished by the next worker
STOP_SECONDS = 10.0


class SendersStep(bootsteps.StartStopStep):  # type: ignore[misc] # celery has no types
    """Starts before the worker has found its broker, for delivering needs none."""

    requires = ("celery.worker.components:Pool",)

    def include_if(self, worker: Any) -> bool:
        """Only where the jobs of alerts are taken."""
        return settings.ALERT_THREADS > 0 and QUEUE in worker.app.amqp.queues.consume_from

    def start(self, worker: Any) -> None:  # noqa: ARG002 - the library's signature
        """Deliver from now on."""
        from tasks.alerts import lookout, senders  # noqa: PLC0415 - needs the loaded application

        senders.start(settings.ALERT_THREADS)
        lookout.start()

    def stop(self, worker: Any) -> None:  # noqa: ARG002 - the library's signature
        """Let the threads finish what they are sending."""
        from tasks.alerts import lookout, senders  # noqa: PLC0415 - needs the loaded application

        lookout.stop()
        senders.stop(STOP_SECONDS)
