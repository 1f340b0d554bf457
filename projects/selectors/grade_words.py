"""Evidence grades and their reasons in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import localize

from projects.models.evidence_words import EvidenceGrade, GradeReason


def grade_words(grade: str) -> str:
    """The grade in words; empty where none was given yet."""
    return str(EvidenceGrade(grade).label) if grade else ""


def reason_words(reason: Mapping[str, Any]) -> str:
    """A stored reason in words, with its value or name where it has one."""
    words = str(GradeReason(reason["code"]).label)
    if reason["value"]:
        return f"{words} ({localize(reason['value'])} {reason['unit']})"
    return f"{words}: {reason['name']}" if reason["name"] else words
