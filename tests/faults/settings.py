"""The settings of a fault test: as in production, with a lease short enough to wait for."""

from backend.settings import *  # noqa: F403 - a settings module is a list of names

ALERT_LEASE_SECONDS = 4
