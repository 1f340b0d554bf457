"""Jobs that make analyses."""

import threading
from collections.abc import Iterable

from celery import shared_task

from projects.services import analyses

# a search alone may take five minutes
LIMITS = {"soft_time_limit": 900, "time_limit": 960}
# one of a worker's threads makes analyses; the others belong to alerts, which must not wait
_turn = threading.Lock()


@shared_task(**LIMITS)
def analyse(analysis_id: int) -> None:
    """Make one analysis, unless somebody else does."""
    _make([analysis_id])


@shared_task(**LIMITS)
def analyse_waiting() -> None:
    """Make analyses whose bell was lost, whose worker died or was busy with another."""
    _make(analyses.analyses_due())


def _make(analysis_ids: Iterable[int]) -> None:
    """Make them one after another; where another thread has its turn, the timetable comes back."""
    if not _turn.acquire(blocking=False):
        return
    try:
        for analysis_id in analysis_ids:
            analyses.analysis_run(analysis_id=analysis_id)
    finally:
        _turn.release()
