"""What was written since some instant, so that its value before is not known.

Plans, rules and calendars are kept without their past. A row's instant says that something of it
was written, not what: a report of a milestone counts as well.
"""

import datetime
from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import Max

from projects.models import Baseline
from projects.models.words import CompareWith
from projects.selectors.milestones import Clock

# whose values a replay takes as they stand now
SOURCES = ("milestone", "project", "calendar", "baseline")


class Change(NamedTuple):
    """One of `SOURCES`, and when it was written last."""

    what: str
    changed_at: datetime.datetime


def baselines_written(clocks: dict[int, Clock]) -> dict[int, datetime.datetime]:
    """When a baseline of each project that compares with one was written last.

    Whichever is current now: another one may have been. One query, none where nobody compares.
    """
    asked = [pk for pk, clock in clocks.items() if clock.compare_with == CompareWith.BASELINE]
    if not asked:
        return {}
    newest = Baseline.objects.filter(project_id__in=asked).order_by().values_list("project_id")
    return dict(newest.annotate(Max("updated_at")))


def changes_since(
    after: datetime.datetime,
    *,
    milestones: Collection[datetime.datetime],
    project: datetime.datetime,
    clock: Clock,
    baseline: datetime.datetime | None,
) -> list[Change]:
    """Which of the sources of some milestones' lights were written at or after an instant."""
    written: dict[str, Any] = {
        "milestone": max(milestones, default=None),
        "project": project,
        "calendar": clock.calendar and clock.calendar.changed_at,
        "baseline": baseline,
    }
    return [Change(what, at) for what, at in written.items() if at is not None and at >= after]
