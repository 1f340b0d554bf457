"""Shifts taken apart over columns: the same parts as over plans, and parts that always add up."""

import dataclasses
import datetime

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from scheduling.columns import columns
from scheduling.cpm import schedule
from scheduling.network import Loop
from scheduling.objects import plan_of
from scheduling.plan import Kind, Plan
from scheduling.profiles import MSPROJECT, P6, TOPOUT, Options
from scheduling.reasons.changes import attributed, attributed_in
from scheduling.reasons.states import Side, union_of
from scheduling.reasons.steps import Change, ChangeKind
from tests.scheduling.networks import at, plan, task
from tests.scheduling.random_plans import plans

D = datetime.date


def numbered(drawn: Plan, first: int) -> tuple[Side, Plan]:
    """The plan with numbers for names, and its first link of each pair and kind only."""
    ids = np.arange(first, first + len(drawn.activities), dtype=np.int64)
    once = {(each.predecessor, each.successor, each.kind): each for each in drawn.links}
    given = columns(dataclasses.replace(drawn, links=tuple(once.values())))
    return Side(given, ids), plan_of(given, list(map(str, ids.tolist())))


def driving(before: Plan, after: Plan) -> list[str]:
    both = [each for each in after.activities if each.id in before.places]
    return [
        each.id
        for each in both
        if Kind.LEVEL_OF_EFFORT not in (each.kind, before.activities[before.place(each.id)].kind)
    ]


@given(plans(), plans(), st.sampled_from([TOPOUT, P6, MSPROJECT]), st.integers(0, 2))
def test_columns_give_the_parts_that_plans_give(
    old: Plan, new: Plan, options: Options, first: int
) -> None:
    (before, plan_before), (after, plan_after) = numbered(old, 0), numbered(new, first)
    wanted = driving(plan_before, plan_after)
    try:
        told = attributed(plan_before, plan_after, wanted, options)
    except Loop:
        assume(False)
    assert attributed_in(union_of(before, after), wanted, options) == told


@given(plans(), plans(), st.integers(0, 2))
def test_parts_of_the_rest_add_up_too(old: Plan, new: Plan, most: int) -> None:
    (before, plan_before), (after, plan_after) = numbered(old, 0), numbered(new, 0)
    wanted = driving(plan_before, plan_after)
    found = attributed_in(union_of(before, after), wanted, most=most)
    ends = [schedule(plan_before), schedule(plan_after)]
    for shift in found:
        assert sum(part.minutes for part in shift.parts) == shift.minutes
        for kind in ChangeKind:
            assert sum(part.change.kind == kind for part in shift.parts) <= most + 1
    for name, shift in zip(wanted, found[1:], strict=True):
        assert shift.before == ends[0].early_finish[plan_before.place(name)]
        assert shift.after == ends[1].early_finish[plan_after.place(name)]


def test_what_is_not_told_apart_is_one_part() -> None:
    chain = [task(name, 2) for name in "ABCD"]
    before = columns(plan(chain, *("A FS B", "B FS C", "C FS D")))
    longer = dataclasses.replace(before, work=before.work + 480, duration=before.duration + 480)
    ids = np.arange(4, dtype=np.int64)
    shift = attributed_in(union_of(Side(before, ids), Side(longer, ids)), ["3"], most=1)[1]
    assert [(part.change, part.work) for part in shift.parts] == [
        (Change(ChangeKind.DURATION, "0"), 480),
        (Change(ChangeKind.DURATION), 3 * 480),
    ]


def test_another_way_to_compute_is_a_part_of_its_own() -> None:
    first, second = at(D(2026, 3, 2)), at(D(2026, 3, 3))
    work = [task("A", 6, actual_start=first, left=5), task("B", 4, actual_start=second, left=3)]
    given = columns(plan(work, "A FS B", data_date=D(2026, 3, 4)))
    side = Side(given, np.arange(2, dtype=np.int64))
    found = attributed_in(union_of(side, side), ["1"], MSPROJECT, options_before=TOPOUT)[1]
    assert [part.change for part in found.parts] == [Change(ChangeKind.OPTIONS)]
    assert found.minutes == found.parts[0].minutes != 0
