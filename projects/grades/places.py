"""Where a photo was taken: against the building's footprint and the site boundary."""

from collections.abc import Iterator
from dataclasses import dataclass

from projects.grades.facts import PhotoEvidence, Position, Reason
from projects.grades.ground import distance_between, distance_to_area
from projects.models.evidence_words import GradeReason, ReasonWeight, SitePlace

# a picture of a building is taken beside it, and a street away one still sees the site
BUILDING_REACH_M = 30.0
NEAR_M = 200.0
# what a phone without a word on its accuracy may be off by, and the most that is believed
ACCURACY_USUAL_M = 20.0
ACCURACY_MOST_M = 200.0
POSITIONS_AGREE_M = 500.0

PLACE_REASONS = {
    SitePlace.BUILDING: (GradeReason.PLACE_BUILDING, ReasonWeight.FOR),
    SitePlace.SITE: (GradeReason.PLACE_SITE, ReasonWeight.FOR),
    SitePlace.NEAR: (GradeReason.PLACE_NEAR, ReasonWeight.FOR),
    SitePlace.OUTSIDE: (GradeReason.PLACE_OUTSIDE, ReasonWeight.AGAINST),
}
PLACE_POINTS = {SitePlace.BUILDING: 2, SitePlace.SITE: 2, SitePlace.NEAR: 1}


@dataclass(frozen=True)
class Placed:
    """Where, and how many metres outside of what it was compared with; None: not compared."""

    place: SitePlace = SitePlace.UNKNOWN
    distance_m: float | None = None


def placed(evidence: PhotoEvidence) -> Placed:
    """Compare with the footprint first, then with the boundary, within the position's accuracy.

    Without a boundary a position outside the footprint says nothing: a site is larger than its
    building.
    """
    position = position_of(evidence)
    if position is None:
        return Placed()
    slack = _slack(position)
    if evidence.footprint is not None:
        distance = distance_to_area(position, evidence.footprint)
        if distance <= BUILDING_REACH_M + slack:
            return Placed(SitePlace.BUILDING, distance)
    if evidence.site_boundary is None:
        return Placed()
    distance = distance_to_area(position, evidence.site_boundary)
    if distance <= slack:
        return Placed(SitePlace.SITE, distance)
    return Placed(SitePlace.NEAR if distance <= NEAR_M + slack else SitePlace.OUTSIDE, distance)


def place_points(evidence: PhotoEvidence, where: Placed) -> int:
    """2 on the site, 1 near it or somewhere that nothing is known to compare with, 0 without."""
    if position_of(evidence) is None:
        return 0
    return PLACE_POINTS.get(where.place, 1)


def place_reasons(evidence: PhotoEvidence, where: Placed) -> Iterator[Reason]:
    """Where it was taken, by whose word, and whether both words agree."""
    if position_of(evidence) is None:
        yield Reason(GradeReason.PLACE_UNKNOWN, ReasonWeight.MISSING)
        return
    if where.place == SitePlace.UNKNOWN:
        yield Reason(GradeReason.BOUNDARY_UNKNOWN, ReasonWeight.MISSING)
    else:
        code, weight = PLACE_REASONS[where.place]
        yield Reason(code, weight, round(where.distance_m or 0), "m")
    file, device = evidence.position, evidence.device_position
    if file is None:
        yield Reason(GradeReason.POSITION_DEVICE, ReasonWeight.FOR)
    elif device is not None:
        apart = distance_between(file, device)
        if apart > POSITIONS_AGREE_M + _slack(file) + _slack(device):
            weight = ReasonWeight.MISSING
            yield Reason(GradeReason.POSITIONS_DISAGREE, weight, round(apart), "m")


def position_of(evidence: PhotoEvidence) -> Position | None:
    """The file's own position, else the phone's."""
    return evidence.position or evidence.device_position


def _slack(position: Position) -> float:
    said = position.accuracy_m
    return ACCURACY_USUAL_M if said is None else min(said, ACCURACY_MOST_M)
