"""The web application, which may die by `kill -9` right before or right after a row is committed.

`SEVER` names a file: while it says "before" or "after", the next transaction that stored an
activity ends with the process, on that side of its COMMIT. Nothing else differs from production.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from backend.wsgi import application

__all__ = ["application"]

ORDER = Path(os.environ["SEVER"])
INSERT = 'INSERT INTO "projects_activity"'
_commit = BaseDatabaseWrapper.commit


def _watched(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Remember that the transaction stores an activity."""
    if str(sql).startswith(INSERT):
        context["connection"].stores_activity = True
    return execute(sql, params, many, context)


def _severing(connection: BaseDatabaseWrapper) -> None:
    """Commit, unless it is time to die."""
    stores = getattr(connection, "stores_activity", False)
    connection.stores_activity = False  # type: ignore[attr-defined] # ours, for the test
    order = ORDER.read_text(encoding="ascii") if stores and ORDER.exists() else ""
    if order == "before":
        _die()
    _commit(connection)
    if order == "after":
        _die()


def _die() -> None:
    ORDER.unlink()
    os.kill(os.getpid(), signal.SIGKILL)


def _connected(connection: BaseDatabaseWrapper, **_others: object) -> None:
    connection.execute_wrappers.append(_watched)


connection_created.connect(_connected)
BaseDatabaseWrapper.commit = _severing  # type: ignore[method-assign, assignment] # the fault itself
