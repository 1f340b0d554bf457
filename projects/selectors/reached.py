"""When a milestone counts as reached, and when it did as far as was known at some moment."""

import datetime
import zoneinfo

from projects.models import Activity, ProgressEntry
from projects.models.words import ActivityState, EvidencePolicy, Move

_RANK = {
    ActivityState.PLANNED: 0,
    ActivityState.CLAIMED: 1,
    ActivityState.EVIDENCED: 2,
    ActivityState.ACCEPTED: 3,
}
_RANK_ASKED = {
    EvidencePolicy.CLAIMED: _RANK[ActivityState.CLAIMED],
    EvidencePolicy.EVIDENCED: _RANK[ActivityState.EVIDENCED],
    EvidencePolicy.ACCEPTED: _RANK[ActivityState.ACCEPTED],
}


def is_reached(*, state: str, policy: str) -> bool:
    """Is the state at least the one that the policy asks for?"""
    return _RANK[ActivityState(state)] >= _RANK_ASKED[EvidencePolicy(policy)]


def reached_then(
    milestone: Activity, *, before: datetime.datetime, zone: zoneinfo.ZoneInfo
) -> datetime.date | None:
    """The local day on which it was reached as far as was known before an instant (UTC).

    The record is read again from its beginning: a claim that was taken back later stood then, one
    that was made later, whatever day it names, did not. The policy is today's. One query.
    """
    said = ProgressEntry.objects.filter(activity=milestone, reported_at__lt=before)
    moves = said.exclude(move=Move.REPORT).order_by("reported_at", "id")
    finish: datetime.date | None = None
    reached_at: datetime.datetime | None = None
    for move, state, claimed, at in moves.values_list(
        "move", "state_after", "actual_finish", "reported_at"
    ):
        if move in (Move.CLAIM, Move.REOPEN):
            finish = claimed
        if not is_reached(state=state, policy=milestone.evidence_policy):
            reached_at = None
        elif reached_at is None:
            reached_at = at
    return None if reached_at is None else finish or reached_at.astimezone(zone).date()
