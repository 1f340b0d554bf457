"""Resources, how many there are when, and which activities need them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Assignment, Project, Resource, ResourceCapacity
from projects.models.words import MILESTONE_KINDS
from projects.services.rows import (
    days_once_check,
    in_use,
    row_insert,
    row_set,
    row_store,
    same_project_check,
    unique_guard,
)

Rows = Sequence[Mapping[str, Any]]


@transaction.atomic
def resource_create(
    *, project: Project, data: Mapping[str, Any], capacities: Rows = ()
) -> Resource:
    """Store a resource with the days on which its capacity becomes another one."""
    resource = Resource(project=project)
    row_set(row=resource, data=data)
    row_insert(row=resource, pointer="/code")
    _capacities_store(resource, capacities)
    return resource


@transaction.atomic
def resource_update(
    *, resource: Resource, data: Mapping[str, Any], capacities: Rows | None = None
) -> Resource:
    """Change a resource; capacities, when given, replace all that were there."""
    row_set(row=resource, data=data)
    row_store(row=resource, names=list(data), pointer="/code")
    if capacities is not None:
        resource.capacities.all().delete()
        _capacities_store(resource, capacities)
    return resource


@transaction.atomic
def resource_delete(*, resource: Resource) -> None:
    """Remove a resource that no activity needs."""
    if resource.assignments.exists():
        raise in_use(detail=_("Activities need the resource."))
    resource.delete()


@transaction.atomic
def assignments_create(*, rows: Rows, many: bool = True) -> list[Assignment]:
    """Store all assignments or none; a refusal points to `/<index>/…`, else to the value."""
    made = []
    for index, row in enumerate(rows):
        assignment = Assignment(project_id=row["activity"].project_id)
        row_set(row=assignment, data=row)
        _assignment_check(assignment, f"/{index}" if many else "")
        made.append(assignment)
    if many:
        _twins_check(made)
    with unique_guard(pointer="" if many else "/resource"):
        return Assignment.objects.bulk_create(made)


@transaction.atomic
def assignment_update(*, assignment: Assignment, data: Mapping[str, Any]) -> Assignment:
    """Change how many units an activity needs; neither it nor the resource changes."""
    row_set(row=assignment, data=data)
    row_store(row=assignment, names=list(data), pointer="/resource")
    return assignment


@transaction.atomic
def assignment_delete(*, assignment: Assignment) -> None:
    """Remove an assignment."""
    Assignment.objects.filter(pk=assignment.pk).delete()


def _assignment_check(assignment: Assignment, base: str) -> None:
    same_project_check(
        project_id=assignment.project_id,
        pointer=f"{base}/resource",
        related=assignment.resource,
    )
    if assignment.activity.kind in MILESTONE_KINDS:
        raise RuleBroken(
            "milestone_does_no_work",
            _("A milestone does no work and needs no resource."),
            pointer=f"{base}/activity",
        )


def _twins_check(rows: Sequence[Assignment]) -> None:
    """Name the row whose pair there is already; the constraint would only say that one is."""
    ids = {row.activity_id for row in rows}
    pairs = Assignment.objects.filter(activity__in=ids).values_list("activity_id", "resource_id")
    seen = set(pairs)
    for index, row in enumerate(rows):
        pair = (row.activity_id, row.resource_id)
        if pair in seen:
            raise RuleBroken(
                "already_exists",
                _("This value is already taken."),
                status=409,
                pointer=f"/{index}/resource",
            )
        seen.add(pair)


def _capacities_store(resource: Resource, rows: Rows) -> None:
    days_once_check(
        days=(row["since"] for row in rows),
        pointer="/capacities/{}/since",
        detail=_("From a day on there is one capacity."),
    )
    ResourceCapacity.objects.bulk_create(
        ResourceCapacity(project_id=resource.project_id, resource=resource, **row) for row in rows
    )
