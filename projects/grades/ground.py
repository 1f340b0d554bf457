"""Metres on the ground: good to a few per mille over the few kilometres of a site."""

import itertools
import math

from projects.grades.facts import Area, Position
from projects.models.areas import ring_of

EARTH_RADIUS_M = 6_371_008.8
Flat = tuple[float, float]


def distance_between(one: Position, other: Position) -> float:
    """Metres from one position to another along the ground (haversine)."""
    south, north = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    chord = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin(east / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, chord)))


def distance_to_area(position: Position, area: Area) -> float:
    """Metres from a position to the edge of an area; 0 inside it.

    On a plane that touches the earth at the position: what lies across the world is merely far.
    """
    ring = [_flat(position, corner) for corner in ring_of(dict(area))]
    sides = list(itertools.pairwise(ring))
    if sum(_crosses_east(side) for side in sides) % 2:
        return 0.0
    return min(_distance_to_side(side) for side in sides)


def direction_between(one: float, other: float) -> float:
    """Degrees between two directions, 0 to 180."""
    apart = abs(one - other) % 360
    return min(apart, 360 - apart)


def _flat(origin: Position, corner: tuple[float, float]) -> Flat:
    """A corner as metres east and north of the origin, the shorter way round the earth."""
    longitude, latitude = corner
    east = (longitude - origin.longitude + 180) % 360 - 180
    metres = math.radians(1) * EARTH_RADIUS_M
    narrowing = math.cos(math.radians(origin.latitude))
    return east * metres * narrowing, (latitude - origin.latitude) * metres


def _crosses_east(side: tuple[Flat, Flat]) -> bool:
    """Does a ray from the origin to the east cross the side?"""
    (a_east, a_north), (b_east, b_north) = side
    if (a_north > 0) == (b_north > 0):
        return False
    return a_east + (b_east - a_east) * -a_north / (b_north - a_north) > 0


def _distance_to_side(side: tuple[Flat, Flat]) -> float:
    (a_east, a_north), (b_east, b_north) = side
    east, north = b_east - a_east, b_north - a_north
    length = east * east + north * north
    along = -(a_east * east + a_north * north) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.hypot(a_east + along * east, a_north + along * north)
