"""What people report: progress entries and the moves of a milestone."""

from projects.services.progress.evidence import (
    evidence_refresh,
    evidence_withdraw,
    reached_refresh,
)
from projects.services.progress.moves import milestone_accept, milestone_claim, milestone_reopen
from projects.services.progress.reports import progress_record

__all__ = [
    "evidence_refresh",
    "evidence_withdraw",
    "milestone_accept",
    "milestone_claim",
    "milestone_reopen",
    "progress_record",
    "reached_refresh",
]
