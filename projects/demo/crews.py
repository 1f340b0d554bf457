"""Crews and cranes that the demo's buildings share; invented, as everything beside `facts`."""

import dataclasses
from typing import Any


@dataclasses.dataclass(frozen=True, kw_only=True)
class Crew:
    """A resource of every project; `needs` are the units that steps of the order take of it."""

    code: str
    name: str
    name_en: str
    unit: str
    capacity: int
    needs: dict[str, int]

    def row(self) -> dict[str, Any]:
        """The resource as a row."""
        names = ("code", "name", "name_en", "unit", "capacity")
        return {name: getattr(self, name) for name in names}


# the façade and the interior want four finishing crews at a time, and there are three
CREWS = (
    Crew(
        code="TC",
        name="塔吊",
        name_en="Tower crane",
        unit="台",
        capacity=2,
        needs={"A08": 1, "A10": 1, "A12": 1, "A14": 1},
    ),
    Crew(
        code="FC",
        name="装修班组",
        name_en="Finishing crew",
        unit="组",
        capacity=3,
        needs={"A12": 2, "A14": 2, "A16": 2},
    ),
    Crew(
        code="ME",
        name="机电班组",
        name_en="M&E crew",
        unit="组",
        capacity=3,
        needs={"A15": 2, "A17": 1, "A19": 1},
    ),
)
