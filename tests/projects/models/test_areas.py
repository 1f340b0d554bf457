"""Which areas on the ground are taken."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from projects.models.areas import ring_of, validate_area

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.mark.parametrize(
    "ring",
    [
        SQUARE,
        SQUARE[::-1],
        [[0, 0], [1, 0], [0.5, 0.5], [0, 0]],
        # an L, whose sides lie on one line in places
        [[0, 0], [2, 0], [2, 1], [1, 1], [1, 2], [0, 2], [0, 0]],
        [[179.9, 89.9], [180, 89.9], [180, 90], [179.9, 89.9]],
    ],
)
def test_a_simple_ring_is_taken(ring: list[list[float]]) -> None:
    validate_area(polygon(ring))
    assert ring_of(polygon(ring))[0] == (ring[0][0], ring[0][1])


@pytest.mark.parametrize(
    "area",
    [
        [],
        "Polygon",
        {"type": "Polygon"},
        {**polygon(SQUARE), "crs": "EPSG:4326"},
        {"type": "MultiPolygon", "coordinates": [SQUARE]},
        {"type": "Polygon", "coordinates": "none"},
        polygon(),
        polygon(SQUARE, SQUARE),
        polygon("ring"),
        polygon(SQUARE[:3]),
        polygon(SQUARE[:4]),
        polygon([[0, 0], *([[1, 0], [1, 1]] * 100), [0, 0]]),
        polygon([*SQUARE[:2], [1, 1, 5], *SQUARE[3:]]),
        polygon([*SQUARE[:2], [True, 1], *SQUARE[3:]]),
        polygon([*SQUARE[:2], ["1", 1], *SQUARE[3:]]),
        polygon([*SQUARE[:2], [181, 1], *SQUARE[3:]]),
        polygon([*SQUARE[:2], [1, float("nan")], *SQUARE[3:]]),
        polygon([*SQUARE[:2], [1, 10**400], *SQUARE[3:]]),
        # a bow tie, a spike, and a side without length
        polygon([[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]),
        polygon([[0, 0], [2, 0], [1, 0], [1, 1], [0, 0]]),
        polygon([[0, 0], [1, 0], [1, 0], [1, 1], [0, 0]]),
        # a corner on another side
        polygon([[0, 0], [2, 0], [2, 2], [1, 0], [0, 2], [0, 0]]),
    ],
)
def test_anything_else_is_refused(area: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_area(area)
    assert refused.value.code == "invalid_area"
