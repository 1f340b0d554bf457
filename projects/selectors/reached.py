"""When a milestone counts as reached, and when it did as far as was known at some moment."""

import datetime
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from projects.models import Activity, ProgressEntry
from projects.models.words import ActivityState, EvidencePolicy, Move
from scheduling.rules.light_facts import ONE_DAY

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


class Moved(NamedTuple):
    """A step of a milestone's state: what was said, when, and the day that was claimed."""

    move: str
    state: str
    finish: datetime.date | None
    at: datetime.datetime


def is_reached(*, state: str, policy: str) -> bool:
    """Is the state at least the one that the policy asks for?"""
    return _RANK[ActivityState(state)] >= _RANK_ASKED[EvidencePolicy(policy)]


def day_over(day: datetime.date, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """The first instant after a local day."""
    return datetime.datetime.combine(day + ONE_DAY, datetime.time(), zone)


def reached_then(
    milestone: Activity, *, before: datetime.datetime, zone: zoneinfo.ZoneInfo
) -> datetime.date | None:
    """The local day on which it was reached as far as was known before an instant (UTC).

    The policy is today's. One query.
    """
    said = ProgressEntry.objects.filter(activity=milestone)
    moves = moves_before(said, before=before).get(milestone.pk, ())
    return reached_by(moves, policy=milestone.evidence_policy, zone=zone)


def moves_before(
    said: QuerySet[ProgressEntry], *, before: datetime.datetime
) -> Mapping[int, Sequence[Moved]]:
    """What moved the state of milestones before an instant (UTC), in order; one query.

    The record is read again from its beginning: a claim that was taken back later stood then, one
    that was made later, whatever day it names, did not.
    """
    moves = said.filter(reported_at__lt=before).exclude(move=Move.REPORT)
    found: dict[int, list[Moved]] = defaultdict(list)
    columns = ("activity_id", "move", "state_after", "actual_finish", "reported_at")
    for pk, move, state, finish, at in moves.order_by("reported_at", "id").values_list(*columns):
        found[pk].append(Moved(move, state, finish, at))
    return found


def reached_by(
    moves: Iterable[Moved], *, policy: str, zone: zoneinfo.ZoneInfo
) -> datetime.date | None:
    """The local day on which a milestone was reached, by what moved it."""
    finish: datetime.date | None = None
    reached_at: datetime.datetime | None = None
    for moved in moves:
        if moved.move in (Move.CLAIM, Move.REOPEN):
            finish = moved.finish
        if not is_reached(state=moved.state, policy=policy):
            reached_at = None
        elif reached_at is None:
            reached_at = moved.at
    return None if reached_at is None else finish or reached_at.astimezone(zone).date()
