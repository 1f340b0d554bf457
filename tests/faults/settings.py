"""The settings of a fault test: as in production, with spans that are short enough to wait for.

Each delivery goes by itself, so that the ledger has a line for each.
"""

import os

from backend.settings import *  # noqa: F403 - a settings module is a list of names

ALERT_LEASE_SECONDS = int(os.environ.get("FAULT_LEASE_SECONDS", "4"))
ALERT_DIGEST_OVER = 0
# only beat scans, where a fault does not want it otherwise
ALERT_SCAN_LATE_SECONDS = int(os.environ.get("FAULT_SCAN_LATE_SECONDS", "100000"))
