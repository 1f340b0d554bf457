"""Templates computed, and copies that run the same way later."""

import datetime

import pytest

from scheduling.calendars import instants
from scheduling.cpm import schedule
from scheduling.plan import Constraint, Plan
from scheduling.templates import (
    PIPELINES,
    PLANT_BUILDING,
    PLANT_BUILDING_FIRE_FIRST,
    ROAD,
    TEMPLATES,
    Template,
    copied,
    plan_of,
)
from tests.scheduling.networks import at, bound, plan, task
from tests.scheduling.test_hand_cases import PLANT

D = datetime.date
DAY = instants.MINUTES_PER_DAY
BEGIN = instants.day_start(D(2026, 3, 2))


def finishes(given: Plan) -> dict[str, int]:
    """The calendar day, counted from the plan's start, at whose end each activity is done."""
    found = schedule(given).early_finish
    return {
        activity.id: (int(found[place]) - given.start) // DAY
        for place, activity in enumerate(given.activities)
    }


def test_the_plant_building_gives_the_published_dates() -> None:
    expected = {code: finish for code, _days, _start, finish, _total in PLANT}
    assert finishes(plan_of(PLANT_BUILDING, BEGIN)) == expected


def test_both_orders_of_fire_and_completion_acceptance() -> None:
    after, before = (
        finishes(plan_of(template, BEGIN))
        for template in (PLANT_BUILDING, PLANT_BUILDING_FIRE_FIRST)
    )
    assert (after["M20"], after["A21"], after["M22"]) == (349, 364, 364)
    assert (before["A21"], before["M20"], before["M22"]) == (364, 364, 364)
    assert after["M22"] - after["M20"] <= 15


def test_the_road_and_the_pipelines_by_hand() -> None:
    road = finishes(plan_of(ROAD, BEGIN))
    # 15 + 40; drainage 30 + 30; base 60 + 25; asphalt 85 + 7 + 15; footways 70 + 20; signs 107 + 15
    assert (road["R03"], road["R04"], road["R05"], road["R06"]) == (55, 60, 85, 107)
    assert (road["R07"], road["R08"], road["R10"]) == (90, 122, 127)
    pipes = finishes(plan_of(PIPELINES, BEGIN))
    # trench 10 + 40; pipes 15 + 40; manholes 58 by FF+3; test 58 + 10; backfill 61 + 20; surface 10
    assert (pipes["P03"], pipes["P04"], pipes["P05"], pipes["P06"]) == (50, 55, 58, 68)
    assert (pipes["P07"], pipes["P08"], pipes["P09"]) == (81, 91, 91)


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_every_template_is_named_in_both_languages_and_has_one_beginning(
    template: Template,
) -> None:
    assert set(template.names) == {"en", "zh-hans"}
    assert all(step.en and step.zh for step in template.steps)
    assert [step.code for step in template.steps if not step.after] == [template.steps[0].code]


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_a_copy_runs_the_same_way_later(template: Template) -> None:
    first = plan_of(template, BEGIN)
    second = copied(first, "2#-", 30)
    assert second.start == first.start + 30 * DAY
    assert finishes(second) == {f"2#-{code}": day for code, day in finishes(first).items()}


def test_dates_move_along_and_what_has_happened_stays_behind() -> None:
    pinned = task(
        "A",
        5,
        constraint=bound(Constraint.SNET, D(2026, 3, 4)),
        finish_by=at(D(2026, 3, 20)),
        actual_start=at(D(2026, 3, 2)),
        left=2,
    )
    given = plan(
        [pinned, task("B", 3)],
        "A FS B",
        data_date=D(2026, 3, 5),
        must_finish_by=D(2026, 3, 30),
    )
    found = copied(given, "X-", 7)
    first = found.activities[0]
    assert first.constraint == bound(Constraint.SNET, D(2026, 3, 11))
    assert first.finish_by == at(D(2026, 3, 27))
    assert found.must_finish_by == instants.day_end(D(2026, 4, 6))
    assert (first.actual_start, first.remaining, found.data_date) == (None, None, None)
    assert [(link.predecessor, link.successor) for link in found.links] == [("X-A", "X-B")]
    # the original is as it was
    assert given.activities[0].actual_start == at(D(2026, 3, 2))
