"""The days-late rule, its boundaries and its replay."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.calendars.china import china_calendar
from scheduling.rules.delays import due_soon_from
from scheduling.rules.lights import DAYS_LATE, PRESETS, Light, Reason, light_for

D = datetime.date
CHINA = china_calendar(2025, 2027)
PLANNED = D(2026, 11, 18)  # a Wednesday
SEVERITY = ("green", "yellow", "orange", "red")


def light(today: D, planned: D | None = PLANNED, reached_on: D | None = None) -> Light:
    return light_for(DAYS_LATE, planned=planned, reached_on=reached_on, today=today, calendar=CHINA)


def late(days: int) -> D:
    return PLANNED + datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "colour", "threshold"),
    [
        (1, "yellow", 1),
        (6, "yellow", 1),
        (7, "orange", 7),
        (14, "orange", 7),
        (15, "red", 15),
        (400, "red", 15),
    ],
)
def test_golden_table_of_lateness(days: int, colour: str, threshold: int) -> None:
    shown = light(late(days))
    assert shown == Light(
        colour,  # type: ignore[arg-type] # a plain string from the table
        "days-late",
        1,
        Reason("calendar_days_late", days, threshold),
        late(threshold),
    )


@pytest.mark.parametrize(
    ("today", "colour", "left"),
    [
        (D(2026, 11, 12), "green", 4),
        (D(2026, 11, 13), "yellow", 3),
        (D(2026, 11, 15), "yellow", 3),
        (D(2026, 11, 18), "yellow", 0),
    ],
)
def test_golden_table_of_due_soon(today: D, colour: str, left: int) -> None:
    shown = light(today)
    assert shown.colour == colour
    assert shown.reason == Reason("working_days_left", left, 3)
    assert shown.since == (D(2026, 11, 13) if colour == "yellow" else None)


def test_without_a_date_the_light_is_grey() -> None:
    assert light(late(0), planned=None) == Light(
        "grey", "days-late", 1, Reason("no_planned_date", None, None), None
    )


def test_reached_is_green_since_that_day_and_says_how_late_it_was() -> None:
    shown = light(late(30), reached_on=late(9))
    assert shown.colour == "green"
    assert shown.since == late(9)
    assert shown.reason == Reason("reached", 9, None)
    assert light(late(30), reached_on=late(-9)).reason.value == 0
    assert light(late(30), planned=None, reached_on=late(1)).reason.value is None


def test_a_replay_does_not_know_what_came_later() -> None:
    assert light(late(8), reached_on=late(9)) == light(late(8))
    assert light(late(9), reached_on=late(9)).colour == "green"


@given(st.dates(D(2026, 1, 20), D(2027, 12, 1)), st.integers(-40, 40))
def test_since_is_the_first_day_of_the_same_reason(planned: D, offset: int) -> None:
    today = planned + datetime.timedelta(days=offset)
    shown = light(today, planned)
    if shown.since is None:
        assert shown.colour == "green"
        assert today < due_soon_from(planned, 3, CHINA)
        return
    assert shown.since <= today
    at_first = light(shown.since, planned)
    assert (at_first.colour, at_first.reason.measure) == (shown.colour, shown.reason.measure)
    eve = light(shown.since - datetime.timedelta(days=1), planned)
    assert (eve.reason.measure, eve.reason.threshold, eve.colour) != (
        shown.reason.measure,
        shown.reason.threshold,
        shown.colour,
    )


@given(st.dates(D(2026, 1, 20), D(2027, 12, 1)), st.integers(-40, 40))
def test_waiting_never_makes_it_better(planned: D, offset: int) -> None:
    today = planned + datetime.timedelta(days=offset)
    tomorrow = today + datetime.timedelta(days=1)
    now, then = light(today, planned).colour, light(tomorrow, planned).colour
    assert SEVERITY.index(then) >= SEVERITY.index(now)


def test_dates_at_the_ends_of_time_are_safe() -> None:
    assert light(D.max, planned=D.max).colour == "yellow"
    assert light(D(2026, 1, 1), planned=D.max).colour == "green"
    assert light(D.max, planned=D(2, 1, 1)).colour == "red"


def test_every_preset_says_what_it_is_in_both_languages() -> None:
    for name, rule in PRESETS.items():
        assert rule.name == name
        assert set(rule.text) == {"en", "zh-hans"}
        assert all(rule.text.values())
        assert rule.source
    assert DAYS_LATE.weak_source
