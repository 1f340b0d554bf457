"""A building's plan, copied onto another building of this or of another project."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from projects.models import (
    Activity,
    Assignment,
    Building,
    Calendar,
    CalendarException,
    Link,
    Membership,
    Project,
    Resource,
    ResourceCapacity,
)
from projects.models.ranges import RANGE_NAMES
from projects.selectors.schedules import Answer
from projects.services.planning.orders import activities_made, day_in_range
from projects.services.planning.scheduling import project_hold, schedule_again

# what an activity is, and none of what has happened to it
COPIED = (
    "name",
    "name_en",
    "wbs",
    "kind",
    "duration_days",
    "duration_clock",
    "weight",
    "budget_cny",
    "lead_unit",
    "supervising_unit",
    "evidence_policy",
    "photos_required",
    "photos_grade_least",
    "photos_age_most_days",
    "statutory_step",
    "constraint",
    "secondary_constraint",
    "percent_basis",
    "compression_limit_days",
    "compression_cost_per_day",
    *RANGE_NAMES,
)
SHIFTED = (
    "planned_start",
    "planned_finish",
    "constraint_date",
    "secondary_constraint_date",
    "finish_by",
)
LINK_COPIED = ("kind", "lag_days", "lag_percent", "lag_clock")
CALENDAR_COPIED = ("name", "worked_weekdays", "shifts", "weekday_shifts", "seasons")
EXCEPTION_COPIED = ("date", "worked", "name", "shifts", "source_notice", "provisional")
RESOURCE_COPIED = ("code", "name", "name_en", "unit", "capacity")


@dataclass(frozen=True)
class Copy:
    """What a copy made, and what it could not take along.

    `left_behind` are links (ids) that lead out of the building, `without_person` activities made
    whose responsible person is no member of the project. Calendars and resources were made where
    the project had none of that name or code.
    """

    activities: list[Activity]
    left_behind: list[int]
    without_person: list[Activity]
    calendars: list[Calendar]
    resources: list[Resource]
    answer: Answer


@transaction.atomic
def building_copy(
    *,
    source: Building,
    target: Building,
    offset_days: int,
    prefixes: tuple[str, str],
    now: datetime.datetime,
) -> Copy:
    """Copy a building's plan onto another one, so many calendar days later; compute at `now` (UTC).

    `prefixes`: what codes begin with and what they begin with then. The copies count their days
    by the calendar of the same name and need the resources of the same codes; in another project
    those that it lacks are made. Nothing that has happened is copied.
    """
    project = _held(source.project_id, target.project_id)
    rows = list(Activity.objects.filter(building=source).select_related("calendar").order_by("pk"))
    needs = Assignment.objects.filter(activity__building=source).select_related("resource")
    calendars, new_calendars = _calendars_there(project, (row.calendar for row in rows))
    resources, new_resources = _resources_there(
        project, (need.resource for need in needs), offset_days
    )
    members = set(Membership.objects.filter(project=project).values_list("user_id", flat=True))
    made = activities_made(
        target, [_row_copied(row, offset_days, prefixes, calendars, members) for row in rows]
    )
    pairs = list(zip(rows, made, strict=True))
    twins = {row.pk: twin for row, twin in pairs}
    leaving = _links_copy(source, project, twins)
    _needs_copy(project, needs, twins, resources)
    return Copy(
        activities=made,
        left_behind=leaving,
        without_person=[twin for row, twin in pairs if row.responsible_id != twin.responsible_id],
        calendars=new_calendars,
        resources=new_resources,
        answer=schedule_again(held=project, now=now),
    )


def _held(source: int, target: int) -> Project:
    """Hold both projects; return the target's."""
    # in one order for everybody, so that two opposite copies do not wait for one another
    held = {pk: project_hold(project_id=pk) for pk in sorted({source, target})}
    return held[target]


def _needs_copy(
    project: Project,
    needs: Iterable[Assignment],
    twins: dict[int, Activity],
    resources: dict[str, Resource],
) -> None:
    Assignment.objects.bulk_create(
        Assignment(
            project=project,
            activity=twins[need.activity_id],
            resource=resources[need.resource.code],
            units=need.units,
        )
        for need in needs
    )


def _row_copied(
    row: Activity,
    offset_days: int,
    prefixes: tuple[str, str],
    calendars: dict[str, Calendar],
    members: Collection[int],
) -> dict[str, Any]:
    old, new = prefixes
    return {
        **{name: getattr(row, name) for name in COPIED},
        **{name: _moved(day, offset_days) for name in SHIFTED if (day := getattr(row, name))},
        "code": new + row.code.removeprefix(old),
        "calendar": calendars[row.calendar.name] if row.calendar else None,
        "responsible_id": row.responsible_id if row.responsible_id in members else None,
    }


def _links_copy(source: Building, project: Project, twins: dict[int, Activity]) -> list[int]:
    """Copy the links between the building's activities; return the ids of those that lead out."""
    inside, leaving = [], []
    touching = Q(predecessor__building=source) | Q(successor__building=source)
    for link in Link.objects.filter(touching).order_by("pk"):
        if len({link.predecessor_id, link.successor_id} & twins.keys()) > 1:
            inside.append(link)
        else:
            leaving.append(link.pk)
    Link.objects.bulk_create(
        Link(
            project=project,
            predecessor=twins[link.predecessor_id],
            successor=twins[link.successor_id],
            **{name: getattr(link, name) for name in LINK_COPIED},
        )
        for link in inside
    )
    return leaving


def _calendars_there(
    project: Project, wanted: Iterable[Calendar | None]
) -> tuple[dict[str, Calendar], list[Calendar]]:
    """The project's calendars by name, with copies of those wanted that it lacks; and the copies.

    Dated exceptions keep their days: a holiday does not move with the plan.
    """
    there = {calendar.name: calendar for calendar in project.calendars.all()}
    made = []
    for calendar in wanted:
        if calendar is None or calendar.name in there:
            continue
        kept = {name: getattr(calendar, name) for name in CALENDAR_COPIED}
        there[calendar.name] = Calendar.objects.create(project=project, **kept)
        CalendarException.objects.bulk_create(
            CalendarException(
                calendar=there[calendar.name],
                **{name: getattr(day, name) for name in EXCEPTION_COPIED},
            )
            for day in calendar.exceptions.all()
        )
        made.append(there[calendar.name])
    return there, made


def _resources_there(
    project: Project, wanted: Iterable[Resource], offset_days: int
) -> tuple[dict[str, Resource], list[Resource]]:
    """The project's resources by code, with copies of those wanted that it lacks; and the copies.

    Their capacities change as many days later as the work.
    """
    there = {resource.code: resource for resource in project.resources.all()}
    made = []
    for resource in wanted:
        if resource.code in there:
            continue
        kept = {name: getattr(resource, name) for name in RESOURCE_COPIED}
        there[resource.code] = Resource.objects.create(project=project, **kept)
        ResourceCapacity.objects.bulk_create(
            ResourceCapacity(
                project=project,
                resource=there[resource.code],
                since=_moved(each.since, offset_days),
                capacity=each.capacity,
            )
            for each in resource.capacities.all()
        )
        made.append(there[resource.code])
    return there, made


def _moved(day: datetime.date, offset_days: int) -> datetime.date:
    return day_in_range(day + datetime.timedelta(days=offset_days), "/offset_days")
