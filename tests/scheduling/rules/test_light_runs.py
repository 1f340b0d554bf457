"""Runs of days with one light: no gap, no overlap, and each day's light as it is judged alone."""

import datetime
import itertools

from hypothesis import given

from scheduling.rules.light_facts import Facts, Span
from scheduling.rules.light_rules import OUHAI_NODE, SUQIAN_ORDERS, LightRule
from scheduling.rules.light_runs import light_runs
from scheduling.rules.lights import Light
from tests.scheduling.rules.test_light_presets import CHINA, light
from tests.scheduling.rules.test_light_replay import DAY, DAYS, FACTS, FIRST, RULES, D


def reason_of(found: Light) -> tuple[object, ...]:
    return found.colour, found.reason.measure, found.reason.threshold


@given(RULES, FACTS, DAYS)
def test_runs_say_of_each_day_what_is_judged_of_it(rule: LightRule, facts: Facts, today: D) -> None:
    runs = list(light_runs(rule, facts, today=today, calendar=CHINA))
    assert runs[0].last == today
    assert runs[-1].first is None, "the last run has no beginning"
    for later, earlier in itertools.pairwise(runs):
        assert later.first == earlier.last + DAY
        assert reason_of(later.light) != reason_of(earlier.light)
    for run in runs:
        assert run.light == light(rule, facts, run.last)
        day = max(run.first or FIRST, FIRST - 30 * DAY)
        while day <= run.last:
            assert reason_of(light(rule, facts, day)) == reason_of(run.light)
            day += DAY


def test_what_was_made_up_never_returns_to_green() -> None:
    facts = Facts(planned_finish=D(2026, 3, 31), reached_on=D(2026, 4, 10))
    runs = list(light_runs(OUHAI_NODE, facts, today=datetime.date(2026, 12, 31), calendar=CHINA))
    assert [(run.light.colour, run.first) for run in runs] == [
        ("yellow", D(2026, 4, 10)),
        ("red", D(2026, 4, 1)),
        ("green", None),
    ]


def test_grey_that_followed_a_colour_does_not_hide_it() -> None:
    facts = Facts(poor_quality=(Span(D(2026, 3, 2), D(2026, 3, 4)),))
    runs = light_runs(SUQIAN_ORDERS, facts, today=D(2026, 3, 9), calendar=CHINA)
    assert [(run.light.colour, run.first, run.last) for run in runs] == [
        ("grey", D(2026, 3, 5), D(2026, 3, 9)),
        ("yellow", D(2026, 3, 2), D(2026, 3, 4)),
        ("grey", None, D(2026, 3, 1)),
    ]
