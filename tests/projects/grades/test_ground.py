"""Distances on the ground against what geodesy says."""

import pytest

from projects.grades.facts import Position
from projects.grades.ground import direction_between, distance_between, distance_to_area


def box(west: float, south: float, east: float, north: float) -> dict[str, object]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_a_degree_of_latitude_is_111_km() -> None:
    assert distance_between(Position(36, 119), Position(37, 119)) == pytest.approx(111_195, abs=1)
    assert distance_between(Position(36, 119), Position(36, 119)) == 0


def test_a_degree_of_longitude_narrows_northwards() -> None:
    assert distance_between(Position(60, 0), Position(60, 1)) == pytest.approx(55_597, abs=10)


@pytest.mark.parametrize(
    ("latitude", "longitude", "metres"),
    [
        (36.705, 119.205, 0),
        (36.711, 119.205, 111.2),
        (36.705, 119.2112, 107.0),
        # beyond a corner both sides are as far
        (36.711, 119.2112, 154.3),
    ],
)
def test_distance_to_a_site(latitude: float, longitude: float, metres: float) -> None:
    found = distance_to_area(Position(latitude, longitude), box(119.20, 36.70, 119.21, 36.71))
    assert found == pytest.approx(metres, abs=0.5)


def test_a_yard_open_to_one_side_is_no_part_of_its_building() -> None:
    corners = [(0, 0), (30, 0), (30, 30), (20, 30), (20, 10), (10, 10), (10, 30), (0, 30), (0, 0)]
    ring = [[119.2 + x / 89_000, 36.7 + y / 111_195] for x, y in corners]
    yard = Position(36.7 + 25 / 111_195, 119.2 + 15 / 89_000)
    area = {"type": "Polygon", "coordinates": [ring]}
    assert distance_to_area(yard, area) == pytest.approx(5, abs=0.1)


def test_the_date_line_is_no_wall() -> None:
    assert distance_to_area(Position(0, 179.9999), box(-180, -0.01, -179.99, 0.01)) < 20


def test_directions_meet_at_north() -> None:
    assert direction_between(350, 20) == 30
    assert direction_between(90, 270) == 180
