"""Golden tables of the light rules that exist in writing, and their replay."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.calendars.china import china_calendar
from scheduling.rules.light_facts import Facts, Percent, Span, planned_percent, reported_percent
from scheduling.rules.light_rules import (
    OUHAI_NODE,
    PRESETS,
    SUQIAN_ORDERS,
    YICHANG_NODE,
    YINCHUAN_PROGRESS,
    YINCHUAN_START,
    LightRule,
)
from scheduling.rules.lights import Light, Reason, light_as_of

D = datetime.date
DAY = datetime.timedelta(days=1)
CHINA = china_calendar(2025, 2027)


def light(rule: LightRule, facts: Facts, today: D) -> Light:
    return light_as_of(rule, facts, today=today, calendar=CHINA)


def shown(found: Light) -> tuple[str, str, float | None, int | None]:
    return found.colour, found.reason.measure, found.reason.value, found.reason.threshold


# a hundred days from 03-01: a percentage point a day
HUNDRED = Facts(planned_start=D(2026, 3, 1), planned_finish=D(2026, 6, 8))
FIFTIETH = D(2026, 4, 19)


@pytest.mark.parametrize(
    ("done", "colour", "measure", "threshold"),
    [
        (50.1, "green", "points_behind", 10),
        (50, "green", "points_behind", 10),
        (49.9, "green", "points_behind_unruled", 0),
        (40.1, "green", "points_behind_unruled", 0),
        (40, "yellow", "points_behind", 10),
        (20, "yellow", "points_behind", 10),
        (19.9, "red", "points_behind", 30),
        (0, "red", "points_behind", 30),
    ],
)
def test_golden_table_of_yinchuan_progress(
    done: float, colour: str, measure: str, threshold: int
) -> None:
    facts = replace(HUNDRED, reports=(Percent(D(2026, 4, 1), done),))
    found = light(YINCHUAN_PROGRESS, facts, FIFTIETH)
    assert (found.colour, found.reason.measure) == (colour, measure)
    assert found.reason.value == pytest.approx(50 - done)
    assert found.reason.threshold == threshold
    assert (found.rule, found.version) == ("yinchuan-progress-gap", 1)


def test_the_gap_is_free_of_the_computers_rounding() -> None:
    # 0.1 + 0.2 is not 0.3 to a computer, and 10.0 points are 10.0 points to people
    facts = Facts(
        planned=(Percent(D(2026, 4, 1), 0.1 + 0.2 + 10),), reports=(Percent(D(2026, 4, 1), 0.3),)
    )
    found = light(YINCHUAN_PROGRESS, facts, D(2026, 4, 1))
    assert shown(found) == ("yellow", "points_behind", 10.0, 10)


def test_yinchuan_progress_says_since_when() -> None:
    # 35 % on 03-20, then nothing: 10 points behind at 45 %, on the 45th day
    facts = replace(HUNDRED, reports=(Percent(D(2026, 3, 20), 35),))
    assert light(YINCHUAN_PROGRESS, facts, D(2026, 4, 13)).colour == "green"
    yellow = light(YINCHUAN_PROGRESS, facts, FIFTIETH)
    assert (yellow.colour, yellow.since) == ("yellow", D(2026, 4, 14))
    # more than 30 points on the 66th day; a report of 60 makes it yellow again on the 70th
    assert light(YINCHUAN_PROGRESS, facts, D(2026, 5, 4)).colour == "yellow"
    red = light(YINCHUAN_PROGRESS, facts, D(2026, 5, 8))
    assert (red.colour, red.since) == ("red", D(2026, 5, 5))
    caught = replace(facts, reports=(*facts.reports, Percent(D(2026, 5, 9), 60)))
    back = light(YINCHUAN_PROGRESS, caught, D(2026, 5, 10))
    assert (back.colour, back.since) == ("yellow", D(2026, 5, 9))
    # the day before, that report was not known
    assert light(YINCHUAN_PROGRESS, caught, D(2026, 5, 8)) == red


# planned to start in March; the light looks at whole months
MARCH = Facts(planned_start=D(2026, 3, 10))


@pytest.mark.parametrize(
    ("today", "colour", "value", "threshold", "since"),
    [
        (D(2026, 3, 9), "green", 0, 1, None),
        (D(2026, 3, 31), "green", 0, 1, None),
        (D(2026, 4, 1), "yellow", 1, 1, D(2026, 4, 1)),
        (D(2026, 5, 31), "yellow", 2, 1, D(2026, 4, 1)),
        (D(2026, 6, 1), "red", 3, 3, D(2026, 6, 1)),
        (D(2027, 2, 14), "red", 11, 3, D(2026, 6, 1)),
    ],
)
def test_golden_table_of_yinchuan_start(
    today: D, colour: str, value: int, threshold: int, since: D | None
) -> None:
    found = light(YINCHUAN_START, MARCH, today)
    assert shown(found) == (colour, "months_unstarted", value, threshold)
    assert found.since == since


def test_a_good_reason_ends_the_row_of_months() -> None:
    # April is excused: from May the row begins anew
    facts = replace(MARCH, excuses=(Span(D(2026, 4, 20), D(2026, 5, 15)),))
    assert light(YINCHUAN_START, facts, D(2026, 4, 30)).colour == "yellow"
    excused = light(YINCHUAN_START, facts, D(2026, 5, 1))
    assert shown(excused) == ("green", "months_unstarted", 0, 1)
    assert excused.since == D(2026, 5, 1)
    again = light(YINCHUAN_START, facts, D(2026, 7, 31))
    assert shown(again) == ("yellow", "months_unstarted", 2, 1)
    assert again.since == D(2026, 6, 1)
    assert light(YINCHUAN_START, facts, D(2026, 8, 1)).colour == "red"


def test_a_start_is_green_and_says_how_late_it_was() -> None:
    facts = replace(MARCH, started_on=D(2026, 5, 4))
    found = light(YINCHUAN_START, facts, D(2026, 9, 1))
    assert shown(found) == ("green", "started", 55, None)
    assert found.since == D(2026, 5, 4)
    assert light(YINCHUAN_START, facts, D(2026, 5, 3)) == light(
        YINCHUAN_START, MARCH, D(2026, 5, 3)
    )
    # that the whole was finished is another matter: its start is what this rule looks at
    assert light(YINCHUAN_START, MARCH, D(2026, 6, 1)) == light(
        YINCHUAN_START, replace(MARCH, reached_on=D(2026, 5, 1)), D(2026, 6, 1)
    )


# a Wednesday
NODE = Facts(planned_finish=D(2026, 11, 18))


@pytest.mark.parametrize(
    ("today", "reached_on", "colour", "measure", "value", "since"),
    [
        (D(2026, 11, 18), None, "green", "calendar_days_late", 0, None),
        (D(2026, 11, 19), None, "red", "calendar_days_late", 1, D(2026, 11, 19)),
        (D(2026, 12, 19), None, "red", "calendar_days_late", 31, D(2026, 11, 19)),
        (D(2026, 11, 18), D(2026, 11, 18), "green", "reached", 0, D(2026, 11, 18)),
        (D(2026, 12, 1), D(2026, 11, 2), "green", "reached", 0, D(2026, 11, 2)),
        (D(2026, 11, 19), D(2026, 11, 19), "yellow", "made_up_days_late", 1, D(2026, 11, 19)),
        (D(2027, 11, 1), D(2026, 12, 8), "yellow", "made_up_days_late", 20, D(2026, 12, 8)),
    ],
)
def test_golden_table_of_ouhai_nodes(
    today: D, reached_on: D | None, colour: str, measure: str, value: int, since: D | None
) -> None:
    found = light(OUHAI_NODE, replace(NODE, reached_on=reached_on), today)
    assert shown(found)[:3] == (colour, measure, value)
    assert found.since == since


@given(st.integers(1, 400), st.integers(0, 400))
def test_ouhai_never_returns_to_green(late: int, later: int) -> None:
    assert NODE.planned_finish is not None
    facts = replace(NODE, reached_on=NODE.planned_finish + late * DAY)
    assert light(OUHAI_NODE, facts, NODE.planned_finish + (later + 1) * DAY).colour != "green"


@pytest.mark.parametrize(
    ("today", "colour", "measure", "value"),
    [
        (D(2026, 11, 12), "green", "working_days_left", 4),
        (D(2026, 11, 13), "yellow", "working_days_left", 3),
        (D(2026, 11, 18), "yellow", "working_days_left", 0),
        (D(2026, 11, 19), "red", "calendar_days_late", 1),
    ],
)
def test_golden_table_of_yichang(today: D, colour: str, measure: str, value: int) -> None:
    assert shown(light(YICHANG_NODE, NODE, today))[:3] == (colour, measure, value)
    reached = replace(NODE, reached_on=D(2026, 11, 20))
    assert light(YICHANG_NODE, reached, D(2026, 11, 20)).colour == "green"
    assert YICHANG_NODE.weak_source


# from 11-09 to 11-18, ten points a day
ORDER = Facts(planned_start=D(2026, 11, 9), planned_finish=D(2026, 11, 18))
KEPT = tuple(Percent(D(2026, 11, 8) + day * DAY, 10 * day) for day in range(1, 10))


@pytest.mark.parametrize(
    ("today", "reports", "colour", "measure", "value"),
    [
        (D(2026, 11, 12), KEPT, "green", "working_days_left", 4),
        (D(2026, 11, 13), KEPT, "blue", "working_days_left", 3),
        (D(2026, 11, 12), KEPT[:3], "yellow", "points_behind", 10),
        # the stricter of two orders
        (D(2026, 11, 17), KEPT[:3], "yellow", "points_behind", 60),
        (D(2026, 11, 19), KEPT, "red", "calendar_days_late", 1),
    ],
)
def test_golden_table_of_suqian(
    today: D, reports: tuple[Percent, ...], colour: str, measure: str, value: float
) -> None:
    found = light(SUQIAN_ORDERS, replace(ORDER, reports=reports), today)
    assert shown(found)[:3] == (colour, measure, value)


def test_suqian_is_yellow_while_quality_is_poor_and_red_until_closed() -> None:
    poor = replace(ORDER, reports=KEPT, poor_quality=(Span(D(2026, 11, 10), D(2026, 11, 11)),))
    found = light(SUQIAN_ORDERS, poor, D(2026, 11, 11))
    assert shown(found) == ("yellow", "poor_quality", 1, 1)
    assert found.since == D(2026, 11, 10)
    assert light(SUQIAN_ORDERS, poor, D(2026, 11, 12)).colour == "green"
    closed = replace(ORDER, reports=KEPT, reached_on=D(2026, 12, 1))
    assert light(SUQIAN_ORDERS, closed, D(2026, 11, 30)).colour == "red"
    assert shown(light(SUQIAN_ORDERS, closed, D(2026, 12, 1)))[:2] == ("green", "reached")
    # a finding needs no plan
    only = Facts(poor_quality=(Span(D(2026, 11, 10)),))
    assert light(SUQIAN_ORDERS, only, D(2026, 12, 1)).colour == "yellow"
    assert light(SUQIAN_ORDERS, only, D(2026, 11, 9)).colour == "grey"


def test_nothing_planned_is_grey_under_every_rule() -> None:
    for rule in PRESETS.values():
        found = light(rule, Facts(), D(2026, 11, 18))
        assert (found.colour, found.since) == ("grey", None)
        assert found.reason == Reason("no_planned_date", None, None)


def test_every_preset_is_told_apart_and_cites_its_source() -> None:
    assert len(PRESETS) == 6
    weak = {name for name, rule in PRESETS.items() if rule.weak_source}
    assert weak == {"days-late", "yichang-node"}
    assert "来源未规定" in YINCHUAN_PROGRESS.text["zh-hans"]
    assert "does not say what holds from 0 to 10" in YINCHUAN_PROGRESS.text["en"]


def test_the_planned_curve_is_straight_between_its_points() -> None:
    facts = Facts(planned=(Percent(D(2026, 3, 1), 10), Percent(D(2026, 3, 11), 60)))
    assert planned_percent(facts, D(2026, 2, 28)) == 0
    assert planned_percent(facts, D(2026, 3, 1)) == 10
    assert planned_percent(facts, D(2026, 3, 5)) == 30
    assert planned_percent(facts, D(2026, 4, 1)) == 60
    assert planned_percent(Facts(planned_start=D(2026, 3, 1)), D(2026, 3, 1)) is None


def test_the_last_report_of_a_day_counts_and_a_late_one_for_an_earlier_day_does_not() -> None:
    reports = (
        Percent(D(2026, 3, 2), 50),
        Percent(D(2026, 3, 2), 40),
        Percent(D(2026, 3, 1), 30),
    )
    facts = Facts(reports=reports)
    assert reported_percent(facts, D(2026, 3, 5)) == 40
    assert reported_percent(facts, D(2026, 3, 1)) == 30
    assert reported_percent(facts, D(2026, 2, 28)) == 0
