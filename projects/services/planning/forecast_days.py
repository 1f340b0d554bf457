"""Keeping what a computation expects, so that a forecast has a past to be compared with."""

import datetime
from collections import defaultdict

from django.db.models import Max

from projects.models import Activity, ForecastDay, Project
from projects.models.words import MILESTONE_KINDS
from projects.selectors.calendars import today_of
from projects.selectors.schedules import finish_shown


def forecast_keep(*, project: Project, now: datetime.datetime) -> None:
    """Keep the expected finish of each building as that of the project's day; the last one counts.

    Two statements, whatever the plan's size.
    """
    ForecastDay.objects.bulk_create(
        [ForecastDay(project=project, day=today_of(project, now), finishes=_finishes(project))],
        update_conflicts=True,
        unique_fields=["project", "day"],
        update_fields=["finishes"],
    )


def _finishes(project: Project) -> dict[str, str]:
    """The last expected day by building id as JSON has it."""
    milestones = Activity.objects.filter(project=project, kind__in=MILESTONE_KINDS)
    last = milestones.order_by().values_list("building_id", "kind").annotate(Max("forecast_finish"))
    days: dict[str, list[str]] = defaultdict(list)
    for building, kind, minute in last:
        day = finish_shown(kind, minute)
        if day is not None:
            days["" if building is None else str(building)].append(day.isoformat())
    return {building: max(found) for building, found in days.items()}
