"""The moves of a milestone: claimed, accepted, and back with a reason."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, ProgressEntry, User
from projects.models.asked_evidence import ASKED
from projects.models.progress import SEEN_AT
from projects.models.words import ActivityState, EvidencePolicy, Move
from projects.selectors.calendars import today_of
from projects.selectors.evidence import photos_fit
from projects.services.progress.entries import (
    activity_lock,
    activity_store,
    actual_dates_check,
    entry_add,
)
from projects.services.progress.evidence import evidence_refresh, reached_set
from projects.services.progress.seen import seen_checked

MOVED = ["state", "reached_at", "percent_complete", "actual_finish"]
WHOLE = Decimal(100)


@transaction.atomic
def milestone_claim(
    *,
    user: User,
    milestone: Activity,
    note: str = "",
    actual_finish: datetime.date | None = None,
    observed_at: datetime.datetime | None = None,
    now: datetime.datetime,
) -> ProgressEntry:
    """Report a planned milestone as reached.

    The day is the project's own on which it was seen, today where nobody says, unless another is
    given. Photos that are already there make it evidenced at once.
    """
    observed_at = seen_checked(observed_at=observed_at, now=now)
    activity_lock(activity=milestone)
    _state_check(milestone, ActivityState.PLANNED)
    finish = actual_finish or today_of(milestone.project, observed_at or now)
    actual_dates_check(activity=milestone, actual_start=None, actual_finish=finish, now=now)
    milestone.state = ActivityState.CLAIMED
    milestone.actual_finish = finish
    milestone.percent_complete = WHOLE
    reached_set(milestone=milestone, now=now)
    activity_store(activity=milestone, names=MOVED)
    entry = entry_add(
        activity=milestone,
        user=user,
        move=Move.CLAIM,
        now=now,
        note=note,
        percent=WHOLE,
        actual_finish=finish,
        observed_at=observed_at,
    )
    evidence_refresh(milestone=milestone, user=user, now=now)
    return entry


@transaction.atomic
def milestone_accept(
    *, user: User, milestone: Activity, note: str = "", now: datetime.datetime
) -> ProgressEntry:
    """Agree that a claimed milestone is reached; its policy may ask for photos first."""
    activity_lock(activity=milestone)
    _state_check(milestone, ActivityState.CLAIMED, ActivityState.EVIDENCED)
    _photos_check(milestone)
    milestone.state = ActivityState.ACCEPTED
    reached_set(milestone=milestone, now=now)
    activity_store(activity=milestone, names=["state", "reached_at"])
    return entry_add(activity=milestone, user=user, move=Move.ACCEPT, now=now, note=note)


@transaction.atomic
def milestone_reopen(
    *, user: User, milestone: Activity, reason: str, now: datetime.datetime
) -> ProgressEntry:
    """Take a claim or an acceptance back, with a reason; the record keeps both."""
    if not reason.strip():
        raise RuleBroken("required", _("Reopening needs a reason."), pointer="/reason")
    activity_lock(activity=milestone)
    _state_check(milestone, ActivityState.CLAIMED, ActivityState.EVIDENCED, ActivityState.ACCEPTED)
    milestone.state = ActivityState.PLANNED
    milestone.actual_finish = None
    milestone.percent_complete = _percent_reported(milestone)
    reached_set(milestone=milestone, now=now)
    activity_store(activity=milestone, names=MOVED)
    return entry_add(
        activity=milestone,
        user=user,
        move=Move.REOPEN,
        now=now,
        note=reason,
        percent=milestone.percent_complete,
    )


def _state_check(milestone: Activity, *allowed: ActivityState) -> None:
    if milestone.state not in allowed:
        raise RuleBroken(
            "conflict",
            _("The milestone's state does not allow this."),
            status=409,
            state=milestone.state,
        )


def _photos_check(milestone: Activity) -> None:
    if milestone.evidence_policy != EvidencePolicy.EVIDENCED:
        return
    fit = photos_fit(milestone)
    if fit < milestone.photos_required:
        asked = {name: getattr(milestone, name) for name in ASKED if getattr(milestone, name)}
        raise RuleBroken(
            "evidence_missing",
            _("The milestone asks for more photos before it can be accepted."),
            status=409,
            photo_count=fit,
            photos_required=milestone.photos_required,
            **asked,
        )


def _percent_reported(milestone: Activity) -> Decimal:
    """Return the percentage of the last plain report, which the claim had overridden."""
    percent = (
        ProgressEntry.objects.filter(activity=milestone, move=Move.REPORT, percent__isnull=False)
        .order_by(SEEN_AT.desc(), "-id")
        .values_list("percent", flat=True)
        .first()
    )
    return percent if percent is not None else Decimal(0)
