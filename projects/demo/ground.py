"""Where the demo's sites and buildings lie: invented, one building north of the other."""

from typing import Any

from projects.demo.plan import SITE_SPAN, BuildingPlan, ProjectPlan

# degrees; a building is about 70 m long and 25 m deep, its site reaches some 65 m beyond
DEPTH, HALF_LENGTH = 0.00024, 0.0004
IN_FRONT, MARGIN = 0.00008, 0.0006
DAYS_OF_A_WEEK = 7


def boundary(project: ProjectPlan) -> dict[str, Any]:
    """The site: a rectangle with one corner cut off, as a road would."""
    north, east = project.site
    top, bottom = north + SITE_SPAN / 2 + MARGIN / 2, north - SITE_SPAN / 2 - MARGIN
    left, right = east - SITE_SPAN / 2 - MARGIN, east + SITE_SPAN / 2 + MARGIN
    return _polygon(
        (left, bottom), (right, bottom), (right, top - MARGIN), (right - MARGIN, top), (left, top)
    )


def footprint(project: ProjectPlan, building: BuildingPlan) -> dict[str, Any]:
    """The building: a strip along the parallel."""
    south = _row(project, building) + IN_FRONT
    east = project.site[1]
    left, right = east - HALF_LENGTH, east + HALF_LENGTH
    return _polygon((left, south), (right, south), (right, south + DEPTH), (left, south + DEPTH))


def stand(project: ProjectPlan, building: BuildingPlan, day: int) -> tuple[float, float]:
    """Where the photographer of that day stands (degrees north and east): before the building."""
    east = project.site[1] - SITE_SPAN / 2
    along = _step(project) * (day % DAYS_OF_A_WEEK) / DAYS_OF_A_WEEK
    return _row(project, building), east + along


def _row(project: ProjectPlan, building: BuildingPlan) -> float:
    number = project.buildings.index(building)
    return project.site[0] - SITE_SPAN / 2 + _step(project) * number


def _step(project: ProjectPlan) -> float:
    return SITE_SPAN / len(project.buildings)


def _polygon(*corners: tuple[float, float]) -> dict[str, Any]:
    ring = [[round(east, 7), round(north, 7)] for east, north in (*corners, corners[0])]
    return {"type": "Polygon", "coordinates": [ring]}
