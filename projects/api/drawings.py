"""What is drawn on a photo, in a body and in an answer."""

from typing import Any

from drf_spectacular.utils import extend_schema_field

from projects.api.checked_json import CheckedJsonField
from projects.models.drawings import KINDS, SHAPES_MOST, TEXT_MOST, validate_drawing

SHARES = {
    "type": "array",
    "minItems": 2,
    "maxItems": 2,
    "items": {"type": "number", "minimum": 0, "maximum": 1},
}
DESCRIBED = {
    "type": "array",
    "maxItems": SHAPES_MOST,
    "items": {
        "type": "object",
        "properties": {
            "kind": {"type": "string", "pattern": f"^({'|'.join(KINDS)})$"},
            "from": SHARES,
            "to": SHARES,
            "text": {"type": "string", "minLength": 1, "maxLength": TEXT_MOST},
        },
        "required": ["kind", "from", "to"],
        "additionalProperties": False,
    },
    "examples": [[{"kind": "arrow", "from": [0.2, 0.8], "to": [0.5, 0.4]}]],
    "description": (
        "Marks beside the picture, which stays as it is: arrow, box, or text (with its words). "
        "`from` and `to` are shares of the upright picture's width and height."
    ),
}


@extend_schema_field(DESCRIBED)
class DrawingField(CheckedJsonField):
    """Marks on a photo; anything else is `invalid_drawing`."""

    def check(self, value: Any) -> None:
        """Ask the model's check."""
        validate_drawing(value)
