"""Planned work: added, moved, removed; deadlines and the reached state follow each change."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, Membership, Project, User
from projects.models.asked_evidence import ASKED
from projects.models.words import MILESTONE_KINDS, UNDATED, ActivityKind, ActivityState
from projects.selectors.calendars import calendar_of
from projects.services.planning.asked_evidence import asked_evidence_check
from projects.services.planning.deadlines import deadlines_set, due_soon_days
from projects.services.planning.ranges import range_check
from projects.services.planning.scheduling import cycle_check, project_hold
from projects.services.progress.evidence import evidence_refresh, reached_refresh
from projects.services.rows import (
    in_use,
    relation_unknown,
    row_insert,
    row_set,
    row_store,
    same_project_check,
    unique_guard,
)

BULK_LIMIT = 1000
DERIVED = ("compared_finish", "overdue_at", "due_soon_at")
ASKS_FOR_EVIDENCE = frozenset({"evidence_policy", "photos_required", *ASKED})


@transaction.atomic
def activity_create(*, project: Project, data: Mapping[str, Any]) -> Activity:
    """Store an activity or milestone of the project."""
    activity = _activity_made(project=project, data=data, members=_members_of(project))
    deadlines_set(
        activity=activity,
        calendar=calendar_of(project),
        zone=project.zone,
        working_days_before=due_soon_days(project=project),
    )
    row_insert(row=activity, pointer="/code")
    return activity


@transaction.atomic
def activity_update(
    *, activity: Activity, data: Mapping[str, Any], user: User, now: datetime.datetime
) -> Activity:
    """Change the plan of one activity; `now` (UTC) dates what the change makes reached."""
    _kind_change_check(activity, data)
    was_effort = activity.kind == ActivityKind.LEVEL_OF_EFFORT
    row_set(row=activity, data=data)
    activity_check(activity=activity, members=_members_of(activity.project))
    names = list(data)
    if "planned_finish" in data:
        deadlines_set(
            activity=activity,
            calendar=calendar_of(activity.project),
            zone=activity.project.zone,
            working_days_before=due_soon_days(project=activity.project),
        )
        names += DERIVED
    row_store(row=activity, names=names, pointer="/code")
    if was_effort and activity.kind != ActivityKind.LEVEL_OF_EFFORT:
        # a level of effort drives nobody, so a loop through it becomes one only now
        cycle_check(held=project_hold(project_id=activity.project_id), now=now)
    if activity.is_milestone and ASKS_FOR_EVIDENCE & data.keys():
        evidence_refresh(milestone=activity, user=user, now=now)
        reached_refresh(milestone=activity, now=now)
    return activity


@transaction.atomic
def activity_delete(*, activity: Activity) -> None:
    """Remove an activity that nobody has reported or photographed."""
    if activity.photos.exists() or activity.progress_entries.exists():
        raise in_use(detail=_("The activity has photos or progress entries."))
    Activity.objects.filter(pk=activity.pk).delete()


@transaction.atomic
def activities_create_bulk(
    *, project: Project, rows: Sequence[Mapping[str, Any]]
) -> list[Activity]:
    """Store all rows or none; a refusal points to `/<index>/…`."""
    if len(rows) > BULK_LIMIT:
        raise RuleBroken(
            "too_many_rows", _("At most 1,000 rows at once."), pointer="", limit=BULK_LIMIT
        )
    _codes_check(project, rows)
    calendar, days = calendar_of(project), due_soon_days(project=project)
    members = _members_of(project)
    activities = []
    for index, row in enumerate(rows):
        activity = _activity_made(project=project, data=row, members=members, base=f"/{index}")
        deadlines_set(
            activity=activity, calendar=calendar, zone=project.zone, working_days_before=days
        )
        activities.append(activity)
    with unique_guard(pointer=""):
        return Activity.objects.bulk_create(activities)


def activity_check(*, activity: Activity, members: set[int], base: str = "") -> None:
    """Refuse what contradicts itself; `base` is the JSON pointer of the row."""
    project_id = activity.project_id
    same_project_check(project_id=project_id, pointer=f"{base}/building", related=activity.building)
    same_project_check(project_id=project_id, pointer=f"{base}/calendar", related=activity.calendar)
    if activity.responsible_id and activity.responsible_id not in members:
        raise relation_unknown(pointer=f"{base}/responsible")
    if activity.is_milestone and activity.duration_days:
        raise RuleBroken(
            "milestone_has_no_duration",
            _("A milestone has no duration."),
            pointer=f"{base}/duration_days",
        )
    start, finish = activity.planned_start, activity.planned_finish
    if start and finish and finish < start:
        raise RuleBroken(
            "finish_before_start",
            _("The planned finish lies before the planned start."),
            pointer=f"{base}/planned_finish",
        )
    _demands_check(activity, base)
    asked_evidence_check(activity=activity, base=base)
    range_check(activity=activity, base=base)


def _demands_check(activity: Activity, base: str) -> None:
    """Refuse a constraint without its date, a date without one, a stop that runs back."""
    for name in ("constraint", "secondary_constraint"):
        date = getattr(activity, f"{name}_date")
        if (getattr(activity, name) in UNDATED) != (date is None):
            code, detail = (
                ("constraint_date_missing", _("This constraint needs its date."))
                if date is None
                else ("constraint_has_no_date", _("This constraint has no date."))
            )
            raise RuleBroken(code, detail, pointer=f"{base}/{name}_date")
    suspended, resumes = activity.suspended_on, activity.resumes_on
    if suspended and resumes and resumes < suspended:
        raise RuleBroken(
            "resumes_before_suspension",
            _("The work resumes before it is suspended."),
            pointer=f"{base}/resumes_on",
        )


def _activity_made(
    *, project: Project, data: Mapping[str, Any], members: set[int], base: str = ""
) -> Activity:
    activity = Activity(project=project)
    row_set(row=activity, data=data)
    activity_check(activity=activity, members=members, base=base)
    return activity


def _members_of(project: Project) -> set[int]:
    return set(Membership.objects.filter(project=project).values_list("user_id", flat=True))


def _kind_change_check(activity: Activity, data: Mapping[str, Any]) -> None:
    becomes_task = data.get("kind", activity.kind) not in MILESTONE_KINDS
    if not becomes_task and not activity.is_milestone and activity.assignments.exists():
        raise in_use(detail=_("A milestone does no work and needs no resource."), pointer="/kind")
    if activity.is_milestone and becomes_task and activity.state != ActivityState.PLANNED:
        raise RuleBroken(
            "conflict", _("A claimed milestone stays a milestone."), status=409, pointer="/kind"
        )


def _codes_check(project: Project, rows: Sequence[Mapping[str, Any]]) -> None:
    """Name the row whose code is taken; the constraint would only say that one is."""
    codes = [str(row["code"]) for row in rows]
    seen = set(
        Activity.objects.filter(project=project, code__in=codes).values_list("code", flat=True)
    )
    for index, code in enumerate(codes):
        if code in seen:
            raise RuleBroken(
                "already_exists",
                _("This value is already taken."),
                status=409,
                pointer=f"/{index}/code",
            )
        seen.add(code)
