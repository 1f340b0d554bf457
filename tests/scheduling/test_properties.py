"""What holds of every plan: mirrored, with less, with more, shuffled, in other tables."""

import dataclasses
import datetime
import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scheduling import cpm
from scheduling.calendars import span
from scheduling.calendars.china import china_calendar
from scheduling.calendars.instants import day_start
from scheduling.calendars.tables import clocks
from scheduling.calendars.worktime import ALL_DAY, OFFICE, WorkTime, always, whole_days
from scheduling.kernel.clock import finish_at, position, start_at
from scheduling.plan import Constraint, Kind, LagClock, Link, LinkKind, Plan
from tests.scheduling.half_hour_plans import MANDATORY, Extent, plans
from tests.scheduling.networks import FIVE

PLAIN = Extent(progress=False, constraints=False)
MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
MIRROR = {LinkKind.SS: LinkKind.FF, LinkKind.FF: LinkKind.SS}
# instants are mirrored at the plan's day, half of this
YEARS = 2 * day_start(datetime.date(2026, 3, 2))


def one_clock(plan: Plan) -> Plan:
    """The plan in whole days of one calendar round the clock, which a mirror leaves as it is."""
    activities = tuple(
        dataclasses.replace(each, calendar="", kind=Kind.TASK, finish_by=None)
        for each in plan.activities
    )
    links = tuple(dataclasses.replace(each, clock=LagClock.ELAPSED) for each in plan.links)
    links = tuple(each for each in links if each.lag_percent is None)
    return Plan(plan.start, {"24h": always()}, "24h", activities, links)


@MANY
@given(plans(PLAIN))
def test_the_backward_pass_is_the_forward_pass_of_the_mirrored_plan(drawn: Plan) -> None:
    plan = one_clock(drawn)
    found = cpm.schedule(plan)
    mirrored = dataclasses.replace(
        plan,
        start=YEARS - found.finish_at,
        links=tuple(
            Link(
                each.successor,
                each.predecessor,
                MIRROR.get(each.kind, each.kind),
                each.lag,
                each.clock,
            )
            for each in plan.links
        ),
    )
    forward = cpm.schedule(mirrored)
    assert (YEARS - forward.early_finish == found.late_start).all()
    assert (YEARS - forward.early_start == found.late_finish).all()


@MANY
@given(plans())
def test_no_link_demands_more_than_the_dates_give(plan: Plan) -> None:
    """Early dates keep every link, and late dates do: float is consistent along it."""
    assume(not any(each.constraint.kind in MANDATORY for each in plan.activities))
    found = cpm.schedule(plan)
    for link in plan.links:
        pred, succ = plan.place(link.predecessor), plan.place(link.successor)
        known = plan.activities[pred].actual_start, plan.activities[succ].actual_start
        if link.kind != LinkKind.FS or link.lag or link.lag_percent or any(known):
            continue
        assert found.early_start[succ] >= found.early_finish[pred]
        assert found.late_start[succ] >= found.late_finish[pred]


@MANY
@given(plans())
def test_free_float_is_within_total_float(plan: Plan) -> None:
    found = cpm.schedule(plan)
    assert (found.free_float <= np.maximum(found.total_float, 0)).all()
    assert (found.free_float >= 0).all()
    assert (found.interfering_float == found.total_float - found.free_float).all()
    unfinished = [each.actual_finish is None for each in plan.activities]
    assert (found.start_float == found.finish_float)[unfinished].all()


@MANY
@given(plans(), st.data())
def test_removing_a_link_makes_nothing_later(plan: Plan, data: st.DataObject) -> None:
    assume(plan.links)
    assume(all(each.constraint.kind != Constraint.ALAP for each in plan.activities))
    without = data.draw(st.integers(0, len(plan.links) - 1))
    links = plan.links[:without] + plan.links[without + 1 :]
    before, after = cpm.schedule(plan), cpm.schedule(dataclasses.replace(plan, links=links))
    assert (after.early_start <= before.early_start).all()
    assert (after.early_finish <= before.early_finish).all()
    assert after.finish_at <= before.finish_at


@MANY
@given(plans(PLAIN), st.data())
def test_more_work_makes_nothing_earlier(plan: Plan, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(plan.activities) - 1))
    longer = plan.activities[place]
    # an FF or SF bound moves a start earlier by the work, and a share of more is more
    kinds = (LinkKind.FS, LinkKind.SS)
    links = tuple(each for each in plan.links if each.kind in kinds and each.lag_percent is None)
    assume(longer.kind == Kind.TASK)
    changed = dataclasses.replace(longer, duration=longer.duration + 480)
    activities = (*plan.activities[:place], changed, *plan.activities[place + 1 :])
    plan = dataclasses.replace(plan, links=links)
    before, after = (
        cpm.schedule(plan),
        cpm.schedule(dataclasses.replace(plan, activities=activities)),
    )
    assert (after.early_finish >= before.early_finish).all()
    assert (after.early_start >= before.early_start)[np.arange(len(activities)) != place].all()


@MANY
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_rows_means_nothing(plan: Plan, random: Random) -> None:
    shuffle = random.shuffle
    rows, lines = list(range(len(plan.activities))), list(range(len(plan.links)))
    shuffle(rows)
    shuffle(lines)
    shuffled = dataclasses.replace(
        plan,
        activities=tuple(plan.activities[row] for row in rows),
        links=tuple(plan.links[line] for line in lines),
    )
    before, after = cpm.schedule(plan), cpm.schedule(shuffled)
    for field in dataclasses.fields(before):
        column = getattr(before, field.name)
        if field.name != "finish_at":
            column = column[lines if field.name == "driving" else rows]
        assert np.array_equal(column, getattr(after, field.name)), field.name


@MANY
@given(plans())
def test_wider_tables_change_nothing(plan: Plan) -> None:
    before = cpm.schedule(plan)
    margin = span.MARGIN_DAYS
    span.MARGIN_DAYS = margin + 777
    try:
        after = cpm.schedule(plan)
    finally:
        span.MARGIN_DAYS = margin
    for field in dataclasses.fields(before):
        assert np.array_equal(getattr(before, field.name), getattr(after, field.name)), field.name


CHINA = china_calendar(2020, 2030)
ROUND = (FIVE, always(), whole_days(CHINA, OFFICE), whole_days(CHINA, ALL_DAY))
DECADE = datetime.date(2020, 1, 1).toordinal(), datetime.date(2030, 12, 31).toordinal()


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(ROUND),
    st.integers(day_start(datetime.date(2020, 1, 6)), day_start(datetime.date(2030, 12, 20))),
)
def test_positions_and_instants_are_each_other_s_inverse(calendar: WorkTime, instant: int) -> None:
    tables = clocks([calendar], *DECADE)
    at = position(tables, 0, instant)
    later, earlier = start_at(tables, 0, at), finish_at(tables, 0, at)
    assert position(tables, 0, later) == position(tables, 0, earlier) == at
    assert earlier <= instant <= later
    assert calendar.rests(earlier, later)
    assert not calendar.rests(later, later + 1)
    assert not calendar.rests(earlier - 1, earlier)


PRINTS = """
import json, sys
sys.path.insert(0, {root!r})
from tests.scheduling.test_properties import answers
print(json.dumps(answers()))
"""


def answers() -> list[dict[str, list[int]]]:
    """Every column of some plans, as plain numbers; asked again in a process without numba."""
    from bench import _oracle  # noqa: PLC0415 - the other process wants it as well

    root = Path(__file__).parents[1] / "data" / "schedules" / "oracle"
    found = []
    for file in sorted(root.glob("*.json")):
        case = _oracle.read(file)
        result = cpm.schedule(case.plan, case.options)
        found.append(
            {
                field.name: np.atleast_1d(getattr(result, field.name)).astype(int).tolist()
                for field in dataclasses.fields(result)
            }
        )
    return found


def test_the_plain_kernel_gives_what_the_compiled_one_gives() -> None:
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", PRINTS.format(root=root)],
        env={**os.environ, "TOPOUT_PLAIN_KERNEL": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    assert json.loads(done.stdout) == answers()
    assert len(answers()) == 12
