"""Every grade and every reason, from facts alone."""

import datetime
from dataclasses import replace

import pytest

from projects.grades import PhotoEvidence, Position, photo_judge
from projects.models.evidence_words import EvidenceGrade, GradeReason, ReasonWeight, SitePlace
from projects.models.words import TakenAtSource

STORED = datetime.datetime(2026, 11, 24, 8, 0, tzinfo=datetime.UTC)
TAKEN = STORED - datetime.timedelta(hours=2)


def box(west: float, south: float, east: float, north: float) -> dict[str, object]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


# about 890 m from west to east and 1110 m from south to north
SITE = box(119.20, 36.70, 119.21, 36.71)
HALL = box(119.204, 36.704, 119.205, 36.705)
INSIDE = Position(36.708, 119.208, 5.0)
AT_HALL = Position(36.7045, 119.2045, 5.0)
WHOLE = PhotoEvidence(
    stored_at=STORED,
    taken_at=TAKEN,
    taken_at_source=TakenAtSource.EXIF_OFFSET,
    position=INSIDE,
    original_name="IMG_0001.jpg",
    site_boundary=SITE,
    footprint=HALL,
)


def codes(evidence: PhotoEvidence) -> set[str]:
    return {str(reason.code) for reason in photo_judge(evidence).reasons}


def test_time_and_place_together_are_strong() -> None:
    judged = photo_judge(WHOLE)
    assert judged.grade == EvidenceGrade.STRONG
    assert judged.place == SitePlace.SITE
    assert codes(WHOLE) == {"time_camera_offset", "place_site"}


def test_the_building_is_looked_for_before_the_site() -> None:
    judged = photo_judge(replace(WHOLE, position=AT_HALL))
    assert (judged.place, judged.distance_m) == (SitePlace.BUILDING, 0)
    assert judged.grade == EvidenceGrade.STRONG


@pytest.mark.parametrize(
    ("change", "grade", "code"),
    [
        ({"taken_at_source": "exif_project_zone"}, "fair", "time_camera_zone_assumed"),
        ({"taken_at_source": "device"}, "strong", "time_device"),
        ({"taken_at": None, "taken_at_source": "unknown"}, "fair", "time_upload_only"),
        ({"position": None}, "fair", "place_unknown"),
        ({"position": None, "device_position": INSIDE}, "strong", "position_device"),
        ({"site_boundary": None, "footprint": None}, "fair", "boundary_unknown"),
        ({"position": Position(36.7115, 119.205)}, "fair", "place_near"),
        ({"position": Position(36.73, 119.205)}, "doubtful", "place_outside"),
        ({"editor": "Snapseed"}, "doubtful", "edited"),
        ({"metadata_stripped": True}, "fair", "metadata_stripped"),
        ({"original_name": "mmexport1700000000.jpg"}, "fair", "chat_app"),
        ({"original_name": "微信图片_20261120.jpg"}, "fair", "chat_app"),
        ({"original_name": "IMG-20261120-WA0003.jpg"}, "fair", "chat_app"),
        ({"clock_ahead_s": 301}, "doubtful", "clock_ahead"),
        ({"device_taken_at": TAKEN - datetime.timedelta(hours=1)}, "doubtful", "clocks_disagree"),
        ({"device_taken_at": TAKEN + datetime.timedelta(days=2)}, "strong", "clocks_disagree"),
        ({"taken_at": STORED - datetime.timedelta(days=8)}, "strong", "uploaded_late"),
        ({"device_position": Position(36.9, 119.2, 10.0)}, "strong", "positions_disagree"),
    ],
)
def test_each_reason_is_said_and_counts(change: dict[str, object], grade: str, code: str) -> None:
    evidence = replace(WHOLE, **change)  # type: ignore[arg-type] # one field each
    assert photo_judge(evidence).grade == grade
    assert code in codes(evidence)


def test_nothing_known_is_weak_and_says_what_is_missing() -> None:
    judged = photo_judge(PhotoEvidence(stored_at=STORED, metadata_stripped=True))
    assert judged.grade == EvidenceGrade.WEAK
    assert {reason.weight for reason in judged.reasons} == {ReasonWeight.MISSING}
    assert {str(reason.code) for reason in judged.reasons} == {
        "time_upload_only",
        "place_unknown",
        "metadata_stripped",
    }


def test_a_position_is_believed_within_its_accuracy() -> None:
    # 60 m north of the boundary
    north = Position(36.71 + 60 / 111_195, 119.205, 80.0)
    assert photo_judge(replace(WHOLE, position=north)).place == SitePlace.SITE
    sharp = replace(north, accuracy_m=5.0)
    judged = photo_judge(replace(WHOLE, position=sharp))
    assert judged.place == SitePlace.NEAR
    assert judged.distance_m == pytest.approx(60, abs=0.5)
    # nobody is on the site because his phone has no idea
    lost = Position(36.73, 119.205, 50_000.0)
    assert photo_judge(replace(WHOLE, position=lost)).place == SitePlace.OUTSIDE


def test_the_grade_without_boundary_does_not_claim_to_be_on_the_site() -> None:
    judged = photo_judge(replace(WHOLE, site_boundary=None, position=INSIDE))
    assert (judged.place, judged.distance_m) == (SitePlace.UNKNOWN, None)


def test_values_carry_their_unit() -> None:
    outside = replace(WHOLE, position=Position(36.73, 119.205))
    (reason,) = [r for r in photo_judge(outside).reasons if r.code == GradeReason.PLACE_OUTSIDE]
    assert reason.value == pytest.approx(2224, abs=5)
    assert reason.unit == "m"
