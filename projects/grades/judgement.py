"""The grade: what time and place are worth together, and what takes from it."""

import re
from collections.abc import Iterator

from projects.grades.facts import PhotoEvidence, PhotoGrade, Reason
from projects.grades.places import place_points, place_reasons, placed
from projects.grades.times import time_points, time_reasons
from projects.models.evidence_words import EvidenceGrade, GradeReason, ReasonWeight

# how chat apps name what they saved: WeChat, QQ, WhatsApp, Telegram, Facebook, Signal, DingTalk
CHAT_NAMES = re.compile(
    r"mmexport\d|wx_camera_|微信图片|qq图片|img-\d{8}-wa\d|whatsapp image|photo_\d{4}-\d\d-\d\d_"
    r"|fb_img_|received_\d{6}|signal-\d{4}-|钉钉图片|dingtalk",
    re.IGNORECASE,
)
STRONG_POINTS, FAIR_POINTS = 4, 2
# what a camera did not write itself proves in part at most
PART_ONLY = frozenset({GradeReason.METADATA_STRIPPED, GradeReason.CHAT_APP})


def photo_judge(evidence: PhotoEvidence) -> PhotoGrade:
    """Grade a photo.

    doubtful: a reason speaks against it (outside the site, edited, a clock that cannot be right).
    strong: an instant with its zone, and on the site. fair: one of the two, or both in part.
    weak: less than that.
    """
    where = placed(evidence)
    reasons = (
        *time_reasons(evidence),
        *place_reasons(evidence, where),
        *_file_reasons(evidence),
    )
    points = time_points(evidence) + place_points(evidence, where)
    return PhotoGrade(_grade(points, reasons), where.place, where.distance_m, reasons)


def _grade(points: int, reasons: tuple[Reason, ...]) -> EvidenceGrade:
    if any(reason.weight == ReasonWeight.AGAINST for reason in reasons):
        return EvidenceGrade.DOUBTFUL
    is_whole = PART_ONLY.isdisjoint(reason.code for reason in reasons)
    if points >= STRONG_POINTS and is_whole:
        return EvidenceGrade.STRONG
    return EvidenceGrade.FAIR if points >= FAIR_POINTS else EvidenceGrade.WEAK


def _file_reasons(evidence: PhotoEvidence) -> Iterator[Reason]:
    """What the file says of its own past."""
    if evidence.metadata_stripped:
        yield Reason(GradeReason.METADATA_STRIPPED, ReasonWeight.MISSING)
    if CHAT_NAMES.search(evidence.original_name):
        yield Reason(GradeReason.CHAT_APP, ReasonWeight.MISSING)
    if evidence.editor:
        yield Reason(GradeReason.EDITED, ReasonWeight.AGAINST, name=evidence.editor)
