"""A rule turned round: the planned days of a colour are those that the rule itself gives it."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.calendars.workdays import MONDAY_TO_FRIDAY, Calendar
from scheduling.rules.light_rules import LightRule
from scheduling.rules.lights import PRESETS, light_for
from scheduling.rules.milestone_lights import PlannedDays, made_up_colours, open_colours

TODAY = datetime.date(2026, 11, 25)
FIRST, LAST = datetime.date(2025, 1, 1), datetime.date(2027, 12, 31)
ONE_DAY = datetime.timedelta(days=1)
SPRING = Calendar(
    name="spring",
    weekly=(True,) * 6 + (False,),
    exceptions={datetime.date(2026, 2, 15) + ONE_DAY * k: False for k in range(9)},
)
rules = pytest.mark.parametrize("rule", PRESETS.values(), ids=PRESETS.keys())


def colour(
    rule: LightRule, planned: datetime.date, today: datetime.date, calendar: Calendar
) -> str:
    return light_for(rule, planned=planned, reached_on=None, today=today, calendar=calendar).colour


@rules
@given(
    today=st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)),
    calendar=st.sampled_from([MONDAY_TO_FRIDAY, SPRING]),
    planned=st.dates(FIRST, LAST),
)
def test_the_days_of_a_colour_are_the_rules(
    rule: LightRule, today: datetime.date, calendar: Calendar, planned: datetime.date
) -> None:
    spans = open_colours(rule, today=today, calendar=calendar, within=(FIRST, LAST))
    held = [span.colour for span in spans if span.first <= planned <= span.last]
    assert held == [colour(rule, planned, today, calendar)]


@rules
def test_the_days_follow_one_another(rule: LightRule) -> None:
    spans = open_colours(
        rule, today=TODAY, calendar=MONDAY_TO_FRIDAY, within=(FIRST, datetime.date.max)
    )
    assert (spans[0].first, spans[-1].last) == (FIRST, datetime.date.max)
    for before, after in itertools.pairwise(spans):
        assert after.first == before.last + ONE_DAY


def test_days_late_of_a_wednesday() -> None:
    """15 days red, 7 orange, 1 yellow late; three working days ahead is the Monday after."""
    spans = open_colours(
        PRESETS["days-late"], today=TODAY, calendar=MONDAY_TO_FRIDAY, within=(FIRST, LAST)
    )
    days = datetime.date(2026, 11, 10), datetime.date(2026, 11, 18), datetime.date(2026, 11, 24)
    assert [(span.colour, span.last) for span in spans] == [
        ("red", days[0]),
        ("orange", days[1]),
        ("yellow", days[2]),
        ("yellow", datetime.date(2026, 11, 30)),
        ("green", LAST),
    ]


def test_a_decade_without_work_is_searched_too() -> None:
    """Nothing can be planned in it, and what lies before it keeps its colour."""
    closed = {datetime.date(2030, 1, 1) + ONE_DAY * k: False for k in range(4000)}
    calendar = Calendar(name="closed", weekly=(True,) * 7, exceptions=closed)
    spans = open_colours(
        PRESETS["days-late"],
        today=TODAY,
        calendar=calendar,
        within=(FIRST, datetime.date(2045, 1, 1)),
    )
    assert PlannedDays("yellow", TODAY, TODAY + 3 * ONE_DAY) in spans
    assert spans[-1].colour == "green"


@rules
@given(late=st.integers(-40, 40))
def test_what_was_reached_keeps_the_colour_that_is_said(rule: LightRule, late: int) -> None:
    reached = TODAY - 50 * ONE_DAY
    light = light_for(
        rule,
        planned=reached - late * ONE_DAY,
        reached_on=reached,
        today=TODAY,
        calendar=MONDAY_TO_FRIDAY,
    )
    said = [each.colour for each in made_up_colours(rule) if late >= each.days]
    assert light.colour == (said[0] if said else "green")


def test_a_milestone_due_today_owes_nothing_yet() -> None:
    for name, planned in (("yinchuan-progress-gap", "green"), ("suqian-order-colours", "blue")):
        assert colour(PRESETS[name], TODAY, TODAY, MONDAY_TO_FRIDAY) == planned
        assert colour(PRESETS[name], TODAY - ONE_DAY, TODAY, MONDAY_TO_FRIDAY) == "red"
