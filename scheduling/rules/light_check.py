"""Whether a light rule can mean what it says: the same check for shipped and for own rules.

A band holds from its threshold to that of the next stricter one of its kind, and what no band holds
for is green; so there is never a gap between colours. What may go wrong is that a band never shows,
because one before it holds whenever it would: then two colours claim the same days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from scheduling.rules.light_rules import SEVERITY, Band, BandMeasure, Colour

BANDS_MOST = 20
DAYS_MOST = 3650
# what thresholds may be: whole days, percentage points, months, and 1 for an open finding
THRESHOLDS: dict[BandMeasure, tuple[int, int]] = {
    "calendar_days_late": (1, DAYS_MOST),
    "working_days_left": (0, DAYS_MOST),
    "points_behind": (0, 100),
    "points_behind_unruled": (0, 100),
    "months_unstarted": (1, 120),
    "made_up_days_late": (1, DAYS_MOST),
    "poor_quality": (1, 1),
}
POINTS: frozenset[BandMeasure] = frozenset({"points_behind", "points_behind_unruled"})
# what a rule looks at that closes when work was started
OF_STARTS: frozenset[BandMeasure] = frozenset({"months_unstarted", "poor_quality"})

Fault = Literal[
    "no_bands",
    "too_many_bands",
    "unknown_colour",
    "unknown_measure",
    "out_of_range",
    "above_counts_points",
    "not_of_this_end",
    "stricter_after_milder",
    "never_shown",
]


@dataclass(frozen=True)
class BandFault:
    """What is wrong with the band at a place (from 0); None where all of them are meant."""

    place: int | None
    fault: Fault


def band_faults(bands: Sequence[Band], closes: Literal["finish", "start"]) -> list[BandFault]:
    """Everything that keeps bands from being a rule; nothing where they are one."""
    if not bands:
        return [BandFault(None, "no_bands")]
    if len(bands) > BANDS_MOST:
        return [BandFault(None, "too_many_bands")]
    found = [
        BandFault(place, fault) for place, band in enumerate(bands) for fault in _own(band, closes)
    ]
    return found or list(_together(bands))


def _own(band: Band, closes: str) -> Iterator[Fault]:
    """What is wrong with a band by itself."""
    if band.colour not in get_args(Colour) or band.colour == "grey":
        yield "unknown_colour"
    if band.measure not in THRESHOLDS:
        yield "unknown_measure"
        return
    least, most = THRESHOLDS[band.measure]
    if not least <= band.threshold <= most:
        yield "out_of_range"
    # days and months are whole: above 6 is from 7 on, and one rule has one spelling
    if band.above and band.measure not in POINTS:
        yield "above_counts_points"
    if (closes == "start") != (band.measure in OF_STARTS) and band.measure != "poor_quality":
        yield "not_of_this_end"


def _together(bands: Sequence[Band]) -> Iterator[BandFault]:
    """What is wrong with a band because of those before it."""
    for place, band in enumerate(bands[1:], start=1):
        if SEVERITY[band.colour] > SEVERITY[bands[place - 1].colour]:
            yield BandFault(place, "stricter_after_milder")
        elif any(_always(before, band) for before in bands[:place]):
            yield BandFault(place, "never_shown")


def _always(before: Band, band: Band) -> bool:
    """Does `before` hold whenever `band` does?"""
    if before.measure == "working_days_left" and band.measure == "calendar_days_late":
        # what is late is due
        return True
    if before.measure == "working_days_left" == band.measure:
        return before.threshold >= band.threshold
    if before.measure == band.measure or {before.measure, band.measure} <= POINTS:
        return (before.threshold, before.above) <= (band.threshold, band.above)
    return False
