"""A project's resources and the demands on them, as plain lists and as the engine's."""

import dataclasses
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import orjson
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Assignment, Resource
from projects.selectors.names import names_of, said
from scheduling.calendars.instants import day_start
from scheduling.columns import FINISHED, Columns
from scheduling.levelling import resources as engine
from scheduling.plan import Kind

NAMED_MOST = 100
Row = dict[str, Any]


class Need(NamedTuple):
    """An activity (id) needs so many units of a resource (id)."""

    activity: int
    resource: int
    units: int


@dataclass(frozen=True)
class Crews:
    """Resources by id: the capacity, and (instant, units) where it changes; and who needs them."""

    resources: dict[int, tuple[int, tuple[tuple[int, int], ...]]]
    needs: tuple[Need, ...]

    def narrowed(self, ids: Collection[int]) -> "Crews":
        """Some of the resources alone."""
        kept = {pk: each for pk, each in self.resources.items() if pk in ids}
        return Crews(kept, tuple(need for need in self.needs if need.resource in kept))

    def engines(self) -> engine.Resources:
        """The same for the engine, which names activities and resources by their ids in digits."""
        return engine.Resources(
            tuple(engine.Resource(str(pk), *each) for pk, each in self.resources.items()),
            tuple(engine.Demand(str(need[0]), str(need[1]), need[2]) for need in self.needs),
        )


class ResourceNames(NamedTuple):
    """What people call a resource, and what they count it in."""

    code: str
    name: str
    name_en: str
    unit: str


def crews_of(project_id: int) -> Crews:
    """Read a project's resources and who needs them; three queries."""
    rows = Resource.objects.filter(project_id=project_id).prefetch_related("capacities")
    needs = Assignment.objects.filter(project_id=project_id).order_by("activity_id", "resource_id")
    return Crews(
        {
            row.pk: (
                row.capacity,
                tuple((day_start(each.since), each.capacity) for each in row.capacities.all()),
            )
            for row in rows.order_by("pk")
        },
        tuple(Need(*need) for need in needs.values_list("activity_id", "resource_id", "units")),
    )


def crews_packed(crews: Crews) -> bytes:
    """The resources as JSON."""
    return orjson.dumps(
        {
            "resources": [[pk, *each] for pk, each in crews.resources.items()],
            "needs": [list(need) for need in crews.needs],
        }
    )


def crews_unpacked(stored: bytes) -> Crews:
    """Read what `crews_packed` wrote."""
    found = orjson.loads(stored)
    return Crews(
        {
            pk: (capacity, tuple((at, units) for at, units in changes))
            for pk, capacity, changes in found["resources"]
        },
        tuple(Need(*need) for need in found["needs"]),
    )


def levelled_needs(crews: Crews, given: Columns, ids: np.ndarray) -> tuple[Crews, list[Need]]:
    """What levelling looks at, and what it leaves aside: the needs of levels of effort.

    An effort takes its dates from its links, so it can give way to nobody (P6 leaves it out too);
    it counts in the usage all the same. Finished work needs nothing any more, and resources that
    nothing needs are left out.
    """
    kind = dict(zip(ids.tolist(), given.kind.tolist(), strict=True))
    status = dict(zip(ids.tolist(), given.status.tolist(), strict=True))
    still = [need for need in crews.needs if status.get(need.activity, FINISHED) != FINISHED]
    efforts = [need for need in still if kind[need.activity] == Kind.LEVEL_OF_EFFORT]
    needs = tuple(need for need in still if kind[need.activity] == Kind.TASK)
    used = crews.narrowed({need.resource for need in needs})
    return dataclasses.replace(used, needs=needs), efforts


def demands_check(crews: Crews) -> None:
    """Refuse (422) needs that exceed whatever capacity there ever is, and name them."""
    most = {
        pk: max(capacity, *(units for _at, units in changes), 0)
        for pk, (capacity, changes) in crews.resources.items()
    }
    beyond = [need for need in crews.needs if need.units > most[need.resource]][:NAMED_MOST]
    if not beyond:
        return
    named, called = names_of(need.activity for need in beyond), resource_names(crews.resources)
    raise RuleBroken(
        "demand_above_capacity",
        _("%(activity)s needs more of %(resource)s than there ever is.")
        % {
            "activity": named[beyond[0].activity].name,
            "resource": called[beyond[0].resource].name,
        },
        status=422,
        demands=[
            {
                **said(need.activity, named),
                **resource_said(need.resource, called),
                "units": need.units,
                "capacity": most[need.resource],
            }
            for need in beyond
        ],
    )


def resource_names(ids: Collection[int]) -> dict[int, ResourceNames]:
    """Return by id what people call resources, in one query."""
    rows = Resource.objects.filter(pk__in=list(ids))
    return {pk: ResourceNames(*rest) for pk, *rest in _named(rows)}


def _named(rows: Any) -> Sequence[tuple[Any, ...]]:
    found: Sequence[tuple[Any, ...]] = rows.values_list("pk", *ResourceNames._fields)
    return found


def resource_said(pk: int, called: dict[int, ResourceNames]) -> Row:
    """A resource as answers name it; one that is gone has its id only."""
    found = called.get(pk)
    names = found._asdict() if found else dict.fromkeys(ResourceNames._fields)
    return {"resource": pk, **{f"resource_{name}": each for name, each in names.items()}}
