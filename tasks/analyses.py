"""Jobs that make analyses."""

from celery import shared_task

from projects.services import analyses


@shared_task
def analyse(analysis_id: int) -> None:
    """Make one analysis, unless somebody else does."""
    analyses.analysis_run(analysis_id=analysis_id)


@shared_task
def analyse_waiting() -> None:
    """Make analyses whose bell was lost or whose worker died."""
    for analysis_id in analyses.analyses_due():
        analyses.analysis_run(analysis_id=analysis_id)
