"""Evidence grades and their reasons in the reader's language."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _

from projects.models import Photo
from projects.models.evidence_words import EvidenceGrade, GradeReason
from projects.models.words import TakenAtSource


def grade_words(grade: str) -> str:
    """The grade in words; empty where none was given yet."""
    return str(EvidenceGrade(grade).label) if grade else ""


def reason_words(reason: Mapping[str, Any]) -> str:
    """A stored reason in words, with its value or name where it has one."""
    words = str(GradeReason(reason["code"]).label)
    if reason["value"]:
        return f"{words} ({localize(reason['value'])} {reason['unit']})"
    return f"{words}: {reason['name']}" if reason["name"] else words


@dataclass(frozen=True)
class PhotoTold:
    """What a message says of a photo: an instant, whether it is the capture's, whose, the grade."""

    at: datetime.datetime
    is_capture: bool
    source: str
    grade: str


def photo_told(photo: Photo | None) -> PhotoTold | None:
    """A photo in the reader's language; an upload's time is never shown as the capture's."""
    if photo is None:
        return None
    return PhotoTold(
        at=photo.taken_at or photo.stored_at,
        is_capture=photo.taken_at is not None,
        source=str(TakenAtSource(photo.taken_at_source).label),
        grade=grade_words(photo.grade) or _("not graded yet"),
    )
