"""Evidence grades in answers: the word, its words, and the reasons."""

from collections.abc import Iterable, Mapping
from typing import Any

from rest_framework import serializers

from projects.models.evidence_words import EvidenceGrade, GradeReason, ReasonWeight
from projects.selectors.grade_words import grade_words, reason_words

# a distance is a part of the place
PLACE_REASONS = frozenset(
    {
        GradeReason.PLACE_BUILDING,
        GradeReason.PLACE_SITE,
        GradeReason.PLACE_NEAR,
        GradeReason.PLACE_OUTSIDE,
        GradeReason.POSITIONS_DISAGREE,
    }
)


class GradeField(serializers.ChoiceField):
    """A grade; null until one is given."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"choices": EvidenceGrade.choices, "allow_null": True, "read_only": True, **kwargs}
        )

    def to_representation(self, value: Any) -> Any:
        """Return the word, None where there is none."""
        return str(value) or None


class GradeReasonRow(serializers.Serializer[Any]):
    """One reason of a grade."""

    code = serializers.ChoiceField(choices=GradeReason.choices)
    weight = serializers.ChoiceField(choices=ReasonWeight.choices)
    value = serializers.FloatField(allow_null=True)
    unit = serializers.CharField(help_text="Of the value: m, min or d; else empty.")
    name = serializers.CharField(help_text="Of the editing program; else empty.")
    words = serializers.CharField(help_text="The reason in the reader's language.")


def reasons_shown(
    reasons: Iterable[Mapping[str, Any]], *, with_place: bool
) -> list[dict[str, Any]]:
    """Return stored reasons with their words; without distances for who may not see the place."""
    shown = []
    for reason in reasons:
        is_hidden = not with_place and reason["code"] in PLACE_REASONS
        told = {**reason, "value": None, "unit": ""} if is_hidden else dict(reason)
        shown.append({**told, "words": reason_words(told)})
    return shown


def with_grade(photo: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return a photo's values with its grade in words."""
    if photo is None:
        return None
    return {**photo, "grade": photo["grade"] or None, "grade_words": grade_words(photo["grade"])}
