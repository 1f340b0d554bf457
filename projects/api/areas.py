"""An area on the ground in a body and in an answer."""

from typing import Any

from drf_spectacular.utils import extend_schema_field

from projects.api.checked_json import CheckedJsonField
from projects.models.areas import POINTS_LEAST, POINTS_MOST, validate_area

EXAMPLE_RING = [[119.21, 36.78], [119.22, 36.78], [119.22, 36.79], [119.21, 36.78]]
DESCRIBED = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "const": "Polygon"},
        "coordinates": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": {
                "type": "array",
                "minItems": POINTS_LEAST,
                "maxItems": POINTS_MOST,
                "items": {
                    "type": "array",
                    "minItems": 2,
                    "maxItems": 2,
                    "items": {"type": "number"},
                },
            },
        },
    },
    "required": ["type", "coordinates"],
    "additionalProperties": False,
    "examples": [{"type": "Polygon", "coordinates": [EXAMPLE_RING]}],
    "description": "GeoJSON, one closed ring of [longitude, latitude], WGS-84.",
}


@extend_schema_field(DESCRIBED)
class AreaField(CheckedJsonField):
    """A GeoJSON Polygon of one ring; anything else is `invalid_area`."""

    def check(self, value: Any) -> None:
        """Ask the model's check."""
        validate_area(value)
