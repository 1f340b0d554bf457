"""The wiring as a Django app, so that its checks are found."""

from django.apps import AppConfig


class BackendConfig(AppConfig):
    """Registers the operator checks."""

    name = "backend"

    def ready(self) -> None:
        """Import the checks, which register themselves, and the Celery app.

        Without the app a web process would ring its bells at Celery's default broker.
        """
        from backend import celery as _celery  # noqa: F401, PLC0415 - needs loaded apps
        from backend import checks as _checks  # noqa: F401, PLC0415 - needs loaded apps
