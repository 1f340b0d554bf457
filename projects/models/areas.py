"""Areas on the ground: the boundary of a site, the footprint of a building.

A GeoJSON Polygon (RFC 7946) of one ring in WGS-84, so that a map's export fits unchanged.
"""

import itertools
import math
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

Point = tuple[float, float]
# three corners, and the first again
POINTS_LEAST, POINTS_MOST = 4, 200
LONGITUDE_MOST, LATITUDE_MOST = 180, 90


class AreaField(models.JSONField):
    """A Polygon as GeoJSON, or null where nobody drew it yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"null": True, "blank": True, **kwargs})
        self.validators = [*self.validators, validate_area]


def validate_area(area: Any) -> None:
    """Refuse (`invalid_area`) what is no Polygon of one closed ring that does not cross itself."""
    if not isinstance(area, dict) or set(area) != {"type", "coordinates"}:
        raise _invalid(_("A GeoJSON Polygon: its type and its coordinates."))
    rings = area["coordinates"]
    if area["type"] != "Polygon" or not isinstance(rings, list) or len(rings) != 1:
        raise _invalid(_("A GeoJSON Polygon of one ring."))
    ring = rings[0]
    if not isinstance(ring, list) or not POINTS_LEAST <= len(ring) <= POINTS_MOST:
        raise _invalid(_("A ring has 4 to 200 points."))
    if not all(_is_point(point) for point in ring):
        raise _invalid(_("A point is [longitude, latitude] in degrees."))
    if ring[0] != ring[-1]:
        raise _invalid(_("A ring ends where it begins."))
    if _crosses_itself([(float(point[0]), float(point[1])) for point in ring]):
        raise _invalid(_("The ring crosses itself."))


def ring_of(area: dict[str, Any]) -> list[Point]:
    """The corners of a valid area as (longitude, latitude); the first comes last again."""
    return [(point[0], point[1]) for point in area["coordinates"][0]]


def _invalid(message: Any) -> ValidationError:
    return ValidationError(message, code="invalid_area")


def _is_point(point: Any) -> bool:
    if not isinstance(point, list) or len(point) != 2:
        return False
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in point):
        return False
    # NaN is within no bound
    return abs(point[0]) <= LONGITUDE_MOST and bool(abs(point[1]) <= LATITUDE_MOST)


def _crosses_itself(ring: list[Point]) -> bool:
    """Do two sides meet other than at the corner that they share, or is a side without length?"""
    sides = list(itertools.pairwise(ring))
    if any(math.dist(*side) == 0 for side in sides):
        return True
    last = len(sides) - 1
    return any(
        _meet(sides[one], sides[other])
        for one, other in itertools.combinations(range(len(sides)), 2)
        if other - one > 1 and (one, other) != (0, last)
    )


def _meet(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    turns = _turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b)
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    ends = ((turns[0], one, c), (turns[1], one, d), (turns[2], other, a), (turns[3], other, b))
    return any(turn == 0 and _within(side, point) for turn, side, point in ends)


def _turn(a: Point, b: Point, c: Point) -> float:
    """Positive where a → b → c turns left, 0 on a line: twice the triangle's area."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _within(side: tuple[Point, Point], point: Point) -> bool:
    """Does a point of the side's line lie between its ends?"""
    (a, b), (east, north) = side, point
    return min(a[0], b[0]) <= east <= max(a[0], b[0]) and min(a[1], b[1]) <= north <= max(
        a[1], b[1]
    )
