"""The common ground of every entry: the locked row, the written line, the checks of dates."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, ProgressEntry, User
from projects.models.words import Move
from projects.selectors.calendars import today_of


def activity_lock(*, activity: Activity) -> None:
    """Read the row anew and hold it until the transaction ends."""
    activity.refresh_from_db(from_queryset=Activity._base_manager.select_for_update())


def entry_add(
    *, activity: Activity, user: User, move: Move, now: datetime.datetime, **values: Any
) -> ProgressEntry:
    """Write the line of the record; it is never edited."""
    return ProgressEntry.objects.create(
        project_id=activity.project_id,
        activity=activity,
        move=move,
        state_after=activity.state if activity.is_milestone else "",
        reported_by=user,
        reported_at=now,
        **values,
    )


def activity_store(*, activity: Activity, names: list[str]) -> None:
    """Store the named columns of a locked row as its next version."""
    activity.version += 1
    activity.save(update_fields=[*names, "version", "updated_at"])


def actual_dates_check(
    *,
    activity: Activity,
    actual_start: datetime.date | None,
    actual_finish: datetime.date | None,
    now: datetime.datetime,
) -> None:
    """Refuse actual dates after the project's today, or a finish before the start."""
    today = today_of(activity.project, now)
    for name, value in (("actual_start", actual_start), ("actual_finish", actual_finish)):
        if value and value > today:
            raise RuleBroken(
                "in_the_future",
                _("An actual date must not lie after the project's today."),
                pointer=f"/{name}",
                today=today.isoformat(),
            )
    start = actual_start or activity.actual_start
    finish = actual_finish or activity.actual_finish
    if start and finish and finish < start:
        raise RuleBroken(
            "finish_before_start",
            _("The actual finish lies before the actual start."),
            pointer="/actual_finish" if actual_finish else "/actual_start",
        )
