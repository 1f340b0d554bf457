"""Progress reports: what the site says of an activity."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, ProgressEntry, User
from projects.models.words import ActivityState, Move, PercentBasis
from projects.services.progress.entries import (
    activity_lock,
    activity_store,
    actual_dates_check,
    entry_add,
)
from projects.services.progress.seen import is_overtaken, seen_checked

WHOLE = Decimal(100)


@transaction.atomic
def progress_record(  # noqa: PLR0913 - the parts of a report, each named at the call
    *,
    user: User,
    activity: Activity,
    percent: Decimal | None = None,
    note: str = "",
    remaining_days: int | None = None,
    actual_start: datetime.date | None = None,
    actual_finish: datetime.date | None = None,
    observed_at: datetime.datetime | None = None,
    now: datetime.datetime,
) -> ProgressEntry:
    """Add a report and bring the activity up to date with it.

    A percentage below the last one corrects it and needs a note. A task with an actual finish
    is complete; a milestone's finish is claimed instead. What was seen before something that is
    known already joins the record, and its percentage moves nothing.
    """
    observed_at = seen_checked(observed_at=observed_at, now=now)
    activity_lock(activity=activity)
    if actual_finish and percent is None:
        percent = WHOLE
    is_old = actual_finish is None and is_overtaken(activity=activity, observed_at=observed_at)
    if not is_old:
        _report_check(activity, percent, note, actual_finish)
    if (percent, remaining_days, actual_start, note.strip()) == (None, None, None, ""):
        raise RuleBroken("required", _("The report says nothing."), pointer="/percent")
    actual_dates_check(
        activity=activity, actual_start=actual_start, actual_finish=actual_finish, now=now
    )
    if not is_old:
        _remaining_follow(activity, percent, remaining_days)
    _activity_follow(activity, None if is_old else percent, actual_start, actual_finish, now)
    return entry_add(
        activity=activity,
        user=user,
        move=Move.REPORT,
        now=now,
        percent=percent,
        note=note,
        remaining_days=remaining_days,
        actual_start=actual_start,
        actual_finish=actual_finish,
        observed_at=observed_at,
    )


def _report_check(
    activity: Activity, percent: Decimal | None, note: str, actual_finish: datetime.date | None
) -> None:
    if actual_finish and activity.is_milestone:
        raise RuleBroken(
            "claim_instead", _("A milestone's finish is claimed."), pointer="/actual_finish"
        )
    if percent is None:
        return
    if actual_finish and percent < WHOLE:
        raise RuleBroken(
            "unfinished", _("What is finished is complete to the last percent."), pointer="/percent"
        )
    if activity.is_milestone and activity.state != ActivityState.PLANNED and percent < WHOLE:
        raise RuleBroken("conflict", _("Reopen the milestone first."), status=409)
    if percent < activity.percent_complete and not note.strip():
        raise RuleBroken("note_required", _("A lower percentage needs a note."), pointer="/note")


def _activity_follow(
    activity: Activity,
    percent: Decimal | None,
    actual_start: datetime.date | None,
    actual_finish: datetime.date | None,
    now: datetime.datetime,
) -> None:
    activity.actual_start = actual_start or activity.actual_start
    activity.actual_finish = actual_finish or activity.actual_finish
    if percent is not None:
        activity.percent_complete = percent
        if not activity.is_milestone:
            _task_reached_set(activity, now)
    activity_store(
        activity=activity,
        names=["percent_complete", "remaining_days", "actual_start", "actual_finish", "reached_at"],
    )


def _remaining_follow(
    activity: Activity, percent: Decimal | None, remaining_days: int | None
) -> None:
    """Keep what is said to remain; a newer percentage of the duration says it anew."""
    if remaining_days is not None:
        activity.remaining_days = remaining_days
    elif percent is not None and activity.percent_basis == PercentBasis.DURATION:
        activity.remaining_days = None


def _task_reached_set(activity: Activity, now: datetime.datetime) -> None:
    if activity.percent_complete < WHOLE:
        activity.reached_at = None
        activity.actual_finish = None
    elif activity.reached_at is None:
        activity.reached_at = now
