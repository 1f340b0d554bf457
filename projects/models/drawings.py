"""What people draw on a photo: marks beside it, the picture itself is never touched."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

KINDS = ("arrow", "box", "text")
SHAPES_MOST, TEXT_MOST = 50, 100


class DrawingField(models.JSONField):
    """Marks on a photo, in the order in which they were drawn.

    `[{"kind": "arrow" | "box" | "text", "from": [x, y], "to": [x, y], "text": …}]`: x and y are
    shares (0 to 1) of the upright picture's width and height, from its upper left corner.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": list, "blank": True, "db_default": [], **kwargs})
        self.validators = [*self.validators, validate_drawing]


def validate_drawing(drawing: Any) -> None:
    """Refuse (`invalid_drawing`) what is no list of at most 50 marks."""
    if not isinstance(drawing, list) or len(drawing) > SHAPES_MOST:
        raise _invalid(_("A list of at most 50 marks."))
    if not all(_is_mark(mark) for mark in drawing):
        raise _invalid(
            _("A mark is an arrow, a box or a text of 1 to 100 letters, with both ends.")
        )


def _is_mark(mark: Any) -> bool:
    if not isinstance(mark, dict) or mark.get("kind") not in KINDS:
        return False
    known = {"kind", "from", "to", "text"} if mark["kind"] == "text" else {"kind", "from", "to"}
    if set(mark) != known or not (_is_place(mark["from"]) and _is_place(mark["to"])):
        return False
    text = mark.get("text", "-")
    return isinstance(text, str) and 0 < len(text.strip()) <= TEXT_MOST and "\x00" not in text


def _is_place(place: Any) -> bool:
    return (
        isinstance(place, list)
        and len(place) == 2
        and all(isinstance(share, int | float) and not isinstance(share, bool) for share in place)
        # NaN is in no range
        and all(0 <= share <= 1 for share in place)
    )


def _invalid(message: Any) -> ValidationError:
    return ValidationError(message, code="invalid_drawing")
