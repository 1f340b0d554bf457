"""When a photo was taken: whose clock says so, and what speaks against that clock."""

import datetime
from collections.abc import Iterator

from projects.grades.facts import PhotoEvidence, Reason
from projects.models.evidence_words import GradeReason, ReasonWeight
from projects.models.words import TakenAtSource

# what clocks of phones differ by without anybody having set them
CLOCKS_AGREE = datetime.timedelta(minutes=5)
# a file chosen from a gallery carries its own time, the phone's is that of the choice
PICKED_LATER = datetime.timedelta(hours=24)
LATE_AFTER = datetime.timedelta(days=7)

SOURCES = {
    TakenAtSource.EXIF_OFFSET: (GradeReason.TIME_CAMERA, ReasonWeight.FOR),
    TakenAtSource.EXIF_PROJECT_ZONE: (GradeReason.TIME_CAMERA_ZONE, ReasonWeight.FOR),
    TakenAtSource.DEVICE: (GradeReason.TIME_DEVICE, ReasonWeight.FOR),
    TakenAtSource.UNKNOWN: (GradeReason.TIME_UPLOAD_ONLY, ReasonWeight.MISSING),
}
SURE = (TakenAtSource.EXIF_OFFSET, TakenAtSource.DEVICE)


def time_points(evidence: PhotoEvidence) -> int:
    """2 for an instant, 1 for a wall time whose zone is assumed, 0 for none."""
    if evidence.taken_at is None:
        return 0
    return 2 if evidence.taken_at_source in SURE else 1


def time_reasons(evidence: PhotoEvidence) -> Iterator[Reason]:
    """Whose clock, and whether it agrees with the others."""
    yield Reason(*SOURCES[TakenAtSource(evidence.taken_at_source)])
    if evidence.clock_ahead_s > CLOCKS_AGREE.total_seconds():
        minutes = round(evidence.clock_ahead_s / 60)
        yield Reason(GradeReason.CLOCK_AHEAD, ReasonWeight.AGAINST, minutes, "min")
    taken, device = evidence.taken_at, evidence.device_taken_at
    if taken is not None and device is not None:
        yield from _compared(taken, device)
    if taken is not None and evidence.stored_at - taken > LATE_AFTER:
        days = (evidence.stored_at - taken).days
        yield Reason(GradeReason.UPLOADED_LATE, ReasonWeight.MISSING, days, "d")


def _compared(taken: datetime.datetime, device: datetime.datetime) -> Iterator[Reason]:
    """The phone cannot have had the picture before it was taken; that it came later may be."""
    minutes = round(abs(taken - device).total_seconds() / 60)
    if taken - device > CLOCKS_AGREE:
        yield Reason(GradeReason.CLOCKS_DISAGREE, ReasonWeight.AGAINST, minutes, "min")
    elif device - taken > PICKED_LATER:
        yield Reason(GradeReason.CLOCKS_DISAGREE, ReasonWeight.MISSING, minutes, "min")
