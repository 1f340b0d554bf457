"""Renewable resources: crews, cranes, formwork; how many there are when, and who needs them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduling.calendars.instants import FIRST, LAST
from scheduling.kernel.pool import MOST_UNITS


@dataclass(frozen=True)
class Resource:
    """Something of which only so many units can work at once.

    `capacity` is the number of units, `changes` when it becomes another one: (instant, units) in
    order of time. Units are whole numbers; whoever has half a crane counts in halves.
    """

    name: str
    capacity: int
    changes: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        for units in (self.capacity, *(units for _at, units in self.changes)):
            if not 0 <= units <= MOST_UNITS:
                raise ValueError(f"{self.name}: a capacity lies between 0 and {MOST_UNITS}")
        instants = [at for at, _units in self.changes]
        if sorted(set(instants)) != instants:
            raise ValueError(f"{self.name}: changes of capacity follow one another")
        if not all(FIRST <= at <= LAST for at in instants):
            raise ValueError(f"{self.name}: changes of capacity lie in the years 1 to 9999")

    def at(self, instant: int) -> int:
        """The units there are from an instant on."""
        units = self.capacity
        for since, changed in self.changes:
            if since > instant:
                break
            units = changed
        return units

    @property
    def most(self) -> int:
        """The most units there ever are."""
        return max(self.capacity, *(units for _at, units in self.changes), 0)


@dataclass(frozen=True)
class Demand:
    """An activity needs so many units of a resource while its own calendar works."""

    activity: str
    resource: str
    units: int

    def __post_init__(self) -> None:
        if self.units < 1:
            raise ValueError(f"{self.activity}: a demand is at least one unit of {self.resource}")


@dataclass(frozen=True)
class Resources:
    """The resources of a plan and the demands on them; one demand per activity and resource.

    `places` gives each resource's index.
    """

    resources: tuple[Resource, ...]
    demands: tuple[Demand, ...]
    places: Mapping[str, int] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        places = {resource.name: place for place, resource in enumerate(self.resources)}
        if len(places) != len(self.resources):
            raise ValueError("two resources have the same name")
        seen = {(demand.activity, demand.resource) for demand in self.demands}
        if len(seen) != len(self.demands):
            raise ValueError("an activity names a resource twice")
        for demand in self.demands:
            if demand.resource not in places:
                raise ValueError(f"{demand.activity}: no resource {demand.resource!r}")
        object.__setattr__(self, "places", places)
