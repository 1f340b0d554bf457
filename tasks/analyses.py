"""Jobs that make analyses."""

import threading
from collections.abc import Iterable

from celery import shared_task

from projects.services import analyses
from scheduling.kernel.compiled import is_awaited

# a search alone may take five minutes
LIMITS = {"soft_time_limit": 900, "time_limit": 960}
# where one worker takes every queue, one of its threads makes analyses: alerts must not wait
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
    """Make them one after another.

    Where another thread has its turn, or the machine code is being made, the timetable comes back.
    """
    if is_awaited() or not _turn.acquire(blocking=False):
        return
    try:
        for analysis_id in analysis_ids:
            analyses.analysis_run(analysis_id=analysis_id)
    finally:
        _turn.release()
