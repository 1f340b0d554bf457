"""The settings of a fault test: as in production, with a lease short enough to wait for.

Each delivery goes by itself, so that the ledger has a line for each.
"""

from backend.settings import *  # noqa: F403 - a settings module is a list of names

ALERT_LEASE_SECONDS = 4
ALERT_DIGEST_OVER = 0
