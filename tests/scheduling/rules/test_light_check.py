"""Which bands make a rule: ranges, ends, order, and no band that never shows."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.calendars.workdays import MONDAY_TO_FRIDAY
from scheduling.rules.light_check import BANDS_MOST, BandFault, band_faults
from scheduling.rules.light_rules import (
    DAYS_LATE,
    PRESETS,
    SEVERITY,
    Band,
    BandMeasure,
    LightRule,
)
from scheduling.rules.lights import light_for

LATE: BandMeasure = "calendar_days_late"
LEFT: BandMeasure = "working_days_left"
POINTS: BandMeasure = "points_behind"


@pytest.mark.parametrize("rule", PRESETS.values(), ids=lambda rule: rule.name)
def test_the_shipped_rules_are_rules(rule: LightRule) -> None:
    assert band_faults(rule.bands, rule.closes) == []


@pytest.mark.parametrize(
    ("bands", "place", "fault"),
    [
        ([], None, "no_bands"),
        ([Band("red", LATE, 1)] * (BANDS_MOST + 1), None, "too_many_bands"),
        ([Band("grey", LATE, 1)], 0, "unknown_colour"),
        ([Band("violet", LATE, 1)], 0, "unknown_colour"),  # type: ignore[arg-type] # as a caller may say
        ([Band("red", "reached", 1)], 0, "unknown_measure"),  # type: ignore[arg-type] # the same
        ([Band("red", LATE, 0)], 0, "out_of_range"),
        ([Band("red", LATE, 10**9)], 0, "out_of_range"),
        ([Band("red", POINTS, 101)], 0, "out_of_range"),
        ([Band("red", "poor_quality", 2)], 0, "out_of_range"),
        ([Band("red", LATE, 6, above=True)], 0, "above_counts_points"),
        ([Band("red", "months_unstarted", 3)], 0, "not_of_this_end"),
        # two colours for the same days, and a stricter colour for milder ones
        ([Band("red", LATE, 7), Band("yellow", LATE, 7)], 1, "never_shown"),
        ([Band("red", LATE, 7), Band("yellow", LATE, 15)], 1, "never_shown"),
        ([Band("yellow", LATE, 15), Band("red", LATE, 7)], 1, "stricter_after_milder"),
        ([Band("red", LEFT, 3), Band("yellow", LATE, 1)], 1, "never_shown"),
        ([Band("red", LEFT, 3), Band("yellow", LEFT, 2)], 1, "never_shown"),
        (
            [Band("red", POINTS, 30), Band("yellow", POINTS, 30, above=True)],
            1,
            "never_shown",
        ),
        (
            [Band("red", POINTS, 10), Band("yellow", "points_behind_unruled", 20)],
            1,
            "never_shown",
        ),
    ],
)
def test_what_is_no_rule_is_told_by_its_place(
    bands: list[Band], place: int | None, fault: str
) -> None:
    assert BandFault(place, fault) in band_faults(bands, "finish")  # type: ignore[arg-type] # one of them


def test_a_rule_of_starts_looks_at_months_only() -> None:
    assert band_faults([Band("red", "months_unstarted", 3)], "start") == []
    assert band_faults([Band("red", LATE, 1)], "start") == [BandFault(0, "not_of_this_end")]


bands = st.builds(
    Band,
    st.sampled_from(["blue", "yellow", "orange", "red"]),
    st.sampled_from([LATE, LEFT]),
    st.integers(1, 9),
)


@given(st.lists(bands, min_size=1, max_size=4))
def test_every_band_of_a_rule_shows_on_some_day(found: list[Band]) -> None:
    """What passes shows each of its bands, and is never milder on a later day."""
    if band_faults(found, "finish"):
        return
    rule = LightRule("own", 1, {}, {}, "", False, tuple(found))
    planned = datetime.date(2026, 6, 15)
    lights = [
        light_for(
            rule,
            planned=planned,
            reached_on=None,
            today=planned + datetime.timedelta(days=day),
            calendar=MONDAY_TO_FRIDAY,
        )
        for day in range(-30, 30)
    ]
    # the first ten working days before and the first ten calendar days after show them all
    shown = {(light.colour, light.reason.measure, light.reason.threshold) for light in lights}
    assert {(band.colour, band.measure, band.threshold) for band in found} <= shown
    severity = [SEVERITY[light.colour] for light in lights]
    assert severity == sorted(severity)


def test_the_order_of_colours_is_that_of_the_presets() -> None:
    assert [SEVERITY[band.colour] for band in DAYS_LATE.bands] == [5, 4, 3, 3]
