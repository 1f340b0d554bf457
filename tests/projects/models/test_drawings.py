"""Which marks on a photo are taken."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from projects.models.drawings import validate_drawing

ARROW = {"kind": "arrow", "from": [0, 0.5], "to": [1, 1]}
TEXT = {"kind": "text", "from": [0.1, 0.2], "to": [0.1, 0.2], "text": "裂缝 3 mm"}


def test_marks_are_taken() -> None:
    validate_drawing([])
    validate_drawing([ARROW, {**ARROW, "kind": "box"}, TEXT] * 16)


@pytest.mark.parametrize(
    "drawing",
    [
        {},
        "arrow",
        [ARROW] * 51,
        [None],
        [{**ARROW, "kind": "circle"}],
        [{**ARROW, "colour": "red"}],
        [{**ARROW, "text": "an arrow has no words"}],
        [{"kind": "arrow", "from": [0, 0]}],
        [{**ARROW, "to": [0]}],
        [{**ARROW, "to": [0, 1.1]}],
        [{**ARROW, "to": [0, -0.1]}],
        [{**ARROW, "to": [0, True]}],
        [{**ARROW, "to": [0, float("nan")]}],
        [{**ARROW, "kind": "text"}],
        [{**TEXT, "text": " "}],
        [{**TEXT, "text": "a" * 101}],
        [{**TEXT, "text": "\x00"}],
        [{**TEXT, "text": 5}],
        [{**ARROW, "kind": ["arrow"]}],
    ],
)
def test_anything_else_is_refused(drawing: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_drawing(drawing)
    assert refused.value.code == "invalid_drawing"
