"""Crews and cranes that the demo's buildings share; invented, as everything beside `facts`."""

import dataclasses
import datetime
from typing import Any


@dataclasses.dataclass(frozen=True, kw_only=True)
class Crew:
    """A resource of every project; `needs` are the units that steps of the order take of it.

    There were `before` of it while most buildings rose, and from today on there are `capacity`.
    """

    code: str
    name: str
    name_en: str
    unit: str
    before: int
    capacity: int
    needs: dict[str, int]

    def row(self) -> dict[str, Any]:
        """The resource as a row."""
        names = {name: getattr(self, name) for name in ("code", "name", "name_en", "unit")}
        return {**names, "capacity": self.before}

    def capacities(self, today: datetime.date) -> list[dict[str, Any]]:
        """Since when there are how many."""
        return [{"since": today, "capacity": self.capacity}]


# the façade and the interior want four finishing crews at a time, and there are three
CREWS = (
    Crew(
        code="TC",
        name="塔吊",
        name_en="Tower crane",
        unit="台",
        before=6,
        capacity=2,
        needs={"A08": 1, "A10": 1, "A12": 1, "A14": 1},
    ),
    Crew(
        code="FC",
        name="装修班组",
        name_en="Finishing crew",
        unit="组",
        before=10,
        capacity=3,
        needs={"A12": 2, "A14": 2, "A16": 2},
    ),
    Crew(
        code="ME",
        name="机电班组",
        name_en="M&E crew",
        unit="组",
        before=8,
        capacity=3,
        needs={"A15": 2, "A17": 1, "A19": 1},
    ),
)
