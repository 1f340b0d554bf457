"""The wiring as a Django app, so that its checks are found."""

from django.apps import AppConfig


class BackendConfig(AppConfig):
    """Registers the operator checks."""

    name = "backend"

    def ready(self) -> None:
        """Import the checks, which register themselves."""
        from backend import checks as _checks  # noqa: F401, PLC0415 - needs loaded apps
