"""Adopting what a backward look proposed: the fixed finish and the shortenings, or nothing."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, Project, User
from projects.selectors.backward import goal_of
from projects.selectors.computations import network_now
from projects.selectors.schedules import Answer
from projects.services.planning.activities import activity_update
from projects.services.planning.projects import project_update
from projects.services.planning.scheduling import project_hold, schedule_again


@dataclass(frozen=True)
class Adoption:
    """What is adopted.

    plan: the mark of the plan that was looked at
    finish: the date to be met, by the project or by `milestone` (an activity's id)
    days: by how many days of its own clock each activity (by id) is shortened
    """

    plan: str
    finish: datetime.date
    milestone: int | None
    days: Mapping[int, int]


@transaction.atomic
def backward_adopt(
    *, project: Project, adoption: Adoption, user: User, now: datetime.datetime
) -> Answer:
    """Fix the finish, shorten the activities and compute, as of `now` (UTC).

    409 `plan_changed` where the plan, or the day, is another than the one looked at. A shortened
    activity can be shortened by so much less from then on.
    """
    held = project_hold(project_id=project.pk)
    if network_now(held, now).mark != adoption.plan:
        raise RuleBroken(
            "plan_changed",
            _("The plan has changed since. Look again."),
            status=409,
            pointer="/plan",
        )
    _fix(held, adoption, user, now)
    _shorten(held, adoption.days, user, now)
    return schedule_again(held=held, now=now)


def _fix(project: Project, adoption: Adoption, user: User, now: datetime.datetime) -> None:
    goal = goal_of(project, adoption.milestone)
    try:
        if goal is None:
            project_update(project=project, data={"must_finish_by": adoption.finish})
        else:
            activity_update(activity=goal, data={"finish_by": adoption.finish}, user=user, now=now)
    except RuleBroken as broken:
        # the request calls it by another name than the row
        broken.pointer = "/finish"
        raise


def _shorten(project: Project, days: Mapping[int, int], user: User, now: datetime.datetime) -> None:
    rows = Activity.objects.filter(project=project, pk__in=list(days)).order_by("pk")
    found = {row.pk: row for row in rows}
    for place, (pk, less) in enumerate(days.items()):
        pointer = f"/shortenings/{place}"
        row = found.get(pk)
        if row is None:
            raise RuleBroken(
                "does_not_exist",
                _("The project has no such activity."),
                pointer=f"{pointer}/activity",
            )
        left = row.duration_days if row.remaining_days is None else row.remaining_days
        if less > row.compression_limit_days or less >= min(left, row.duration_days):
            raise RuleBroken(
                "cannot_be_shortened",
                _("The activity cannot be shortened by so many days."),
                status=422,
                pointer=f"{pointer}/days",
            )
        data = {
            "duration_days": row.duration_days - less,
            "compression_limit_days": row.compression_limit_days - less,
        }
        if row.remaining_days is not None:
            data["remaining_days"] = row.remaining_days - less
        activity_update(activity=row, data=data, user=user, now=now)
