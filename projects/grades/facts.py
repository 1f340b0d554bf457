"""What a photo is judged by, and what comes of it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from projects.models.evidence_words import EvidenceGrade, GradeReason, ReasonWeight, SitePlace

Area = Mapping[str, Any]


@dataclass(frozen=True)
class Position:
    """Degrees (WGS 84) and how far off they may be, in metres; None: nobody said."""

    latitude: float
    longitude: float
    accuracy_m: float | None = None

    @classmethod
    def of(
        cls, latitude: float | None, longitude: float | None, accuracy_m: float | None = None
    ) -> "Position | None":
        """The position where both of its degrees are known, else None."""
        if latitude is None or longitude is None:
            return None
        return cls(latitude, longitude, accuracy_m)


@dataclass(frozen=True)
class PhotoEvidence:
    """What is known of a photo. Instants are UTC; areas are GeoJSON polygons or None.

    `taken_at` with its source is the time that counts; `device_taken_at` what the phone's clock
    said; `clock_ahead_s` by how much either was ahead of the upload.
    """

    stored_at: datetime.datetime
    taken_at: datetime.datetime | None = None
    taken_at_source: str = "unknown"
    device_taken_at: datetime.datetime | None = None
    clock_ahead_s: int = 0
    position: Position | None = None
    device_position: Position | None = None
    original_name: str = ""
    metadata_stripped: bool = False
    editor: str = ""
    site_boundary: Area | None = None
    footprint: Area | None = None


@dataclass(frozen=True)
class Reason:
    """One reason: a stable code, what it does to the grade, a value with its unit, a name."""

    code: GradeReason
    weight: ReasonWeight
    value: float | None = None
    unit: str = ""
    name: str = ""


@dataclass(frozen=True)
class PhotoGrade:
    """A grade with where the photo was taken, by how many metres outside, and every reason."""

    grade: EvidenceGrade
    place: SitePlace
    distance_m: float | None
    reasons: tuple[Reason, ...]
