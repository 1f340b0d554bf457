"""Lights replayed: since when a reason has held, and what a past day could not know."""

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from scheduling.rules.light_facts import Facts, Percent, Span
from scheduling.rules.light_rules import DAYS_LATE, OUHAI_NODE, PRESETS, YICHANG_NODE, LightRule
from scheduling.rules.lights import light_for
from tests.scheduling.rules.test_light_presets import CHINA, light

D = datetime.date
DAY = datetime.timedelta(days=1)
FIRST = D(2026, 1, 20)
DAYS = st.integers(0, 200).map(lambda days: FIRST + days * DAY)
SPANS = st.tuples(DAYS, st.none() | DAYS).map(
    lambda ends: Span(ends[0], None if ends[1] is None else max(ends[0], ends[1]))
)
PERCENTS = st.integers(0, 100)
CURVES = st.dictionaries(DAYS, PERCENTS, max_size=4).map(
    lambda points: tuple(
        Percent(day, value)
        for day, value in zip(sorted(points), sorted(points.values()), strict=True)
    )
)
FACTS = st.builds(
    Facts,
    planned_start=st.none() | st.just(FIRST),
    planned_finish=st.none() | DAYS,
    started_on=st.none() | DAYS,
    reached_on=st.none() | DAYS,
    planned=CURVES,
    reports=st.lists(st.builds(Percent, DAYS, PERCENTS), max_size=4).map(tuple),
    excuses=st.lists(SPANS, max_size=2).map(tuple),
    poor_quality=st.lists(SPANS, max_size=2).map(tuple),
)
RULES = st.sampled_from(list(PRESETS.values()))


@given(RULES, FACTS, DAYS)
def test_since_is_the_first_day_of_the_unbroken_run(
    rule: LightRule, facts: Facts, today: D
) -> None:
    def key(day: D) -> tuple[object, ...]:
        at = light(rule, facts, day)
        return at.colour, at.reason.measure, at.reason.threshold

    found = light(rule, facts, today)
    day = today
    # nothing in these facts lies before this day but a due-soon band, ten days off at most
    while day > FIRST - 30 * DAY and key(day - DAY) == key(today):
        day -= DAY
    if found.since is None:
        assert found.colour in ("green", "grey")
        assert found.colour == "grey" or day == FIRST - 30 * DAY
    else:
        assert found.since == day


@given(RULES, FACTS, DAYS)
def test_a_replay_does_not_know_what_came_later(rule: LightRule, facts: Facts, today: D) -> None:
    def known(day: D | None) -> D | None:
        return day if day is not None and day <= today else None

    then = replace(
        facts,
        started_on=known(facts.started_on),
        reached_on=known(facts.reached_on),
        reports=tuple(report for report in facts.reports if report.day <= today),
        excuses=tuple(
            Span(span.first, known(span.last)) for span in facts.excuses if span.first <= today
        ),
        poor_quality=tuple(
            Span(span.first, known(span.last)) for span in facts.poor_quality if span.first <= today
        ),
    )
    assert light(rule, then, today) == light(rule, facts, today)


@given(st.sampled_from([DAYS_LATE, OUHAI_NODE, YICHANG_NODE]), DAYS, st.none() | DAYS, DAYS)
def test_rules_about_dates_need_dates_only(
    rule: LightRule, planned: D, reached_on: D | None, today: D
) -> None:
    narrow = light_for(rule, planned=planned, reached_on=reached_on, today=today, calendar=CHINA)
    wide = Facts(FIRST, planned, FIRST, reached_on, reports=(Percent(FIRST, 5),))
    assert narrow == light(rule, wide, today)
