"""A plan that is followed gives, change by change, what computing it whole gives."""

import dataclasses
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bench import _networks
from scheduling import cpm
from scheduling.calendars.tables import BeyondCalendar
from scheduling.columns import Columns, columns
from scheduling.cone import Extent
from scheduling.incremental import Following
from scheduling.network import Loop
from scheduling.plan import Activity, AfterDataDate, Constraint, Kind, LagClock, Plan
from scheduling.profiles import PROFILES, TOPOUT, Options, Progress
from tests.scheduling import half_hour_plans, random_plans
from tests.scheduling.networks import START, plan, task

MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
OPTIONS = st.builds(
    lambda base, progress: dataclasses.replace(base, progress=progress),
    st.sampled_from(list(PROFILES.values())),
    st.sampled_from(Progress),
)
PLANS = st.one_of(half_hour_plans.plans(), random_plans.plans())


def assert_as_whole(following: Following, given: Columns, options: Options) -> None:
    """Every column, and the project's finish, is what computing it whole gives."""
    whole = cpm.computed(given, options)
    for field in dataclasses.fields(whole):
        found, wanted = getattr(following.schedule, field.name), getattr(whole, field.name)
        assert np.array_equal(found, wanted), field.name


def edited(draw: random_plans.Draw, before: Plan) -> Plan:
    """The plan after what a planner may do to it in a moment, now and then to its shape."""
    place = draw(st.integers(0, len(before.activities) - 1))
    one = _other(draw, before, before.activities[place])
    after = dataclasses.replace(
        before, activities=(*before.activities[:place], one, *before.activities[place + 1 :])
    )
    if before.links and draw(st.integers(0, 3)) == 0:
        number = draw(st.integers(0, len(before.links) - 1))
        lag = draw(st.integers(-12, 24)) * 120
        link = dataclasses.replace(before.links[number], lag=lag, lag_percent=None)
        if draw(st.integers(0, 5)) == 0:
            link = dataclasses.replace(link, clock=draw(st.sampled_from(LagClock)))
        links = (*before.links[:number], link, *before.links[number + 1 :])
        after = dataclasses.replace(after, links=links)
    if draw(st.integers(0, 7)) == 0:
        by = draw(st.one_of(st.none(), half_hour_plans.instants(10)))
        after = dataclasses.replace(after, must_finish_by=by)
    return after


def _other(draw: random_plans.Draw, before: Plan, activity: Activity) -> Activity:
    """The activity with other work, constraints or progress; its kind mostly stays."""
    extent = half_hour_plans.Extent()
    fresh: Any = half_hour_plans.activities(
        activity.id, list(before.calendars), before.data_date, extent
    )
    one: Activity = draw(fresh)
    if draw(st.integers(0, 9)):
        one = dataclasses.replace(one, calendar=activity.calendar)
        if (one.kind == Kind.TASK) == (activity.kind in (Kind.TASK, Kind.LEVEL_OF_EFFORT)):
            return dataclasses.replace(one, kind=activity.kind)
        longer = 0 if activity.duration == 0 else draw(st.integers(1, 24)) * 120
        return dataclasses.replace(activity, duration=longer, finish_by=one.finish_by)
    return one


@MANY
@given(PLANS, OPTIONS, st.data())
def test_following_gives_what_computing_whole_gives(
    drawn: Plan, options: Options, data: st.DataObject
) -> None:
    following, now = Following(columns(drawn), options), drawn
    assert_as_whole(following, columns(drawn), options)
    for _change in range(data.draw(st.integers(1, 4))):
        try:
            now = edited(data.draw, now)
        except AfterDataDate:
            assume(False)
        before = {
            name: column.copy()
            for name, column in vars(following.schedule).items()
            if name != "finish_at"
        }
        change = following.change(columns(now))
        assert_as_whole(following, columns(now), options)
        # what it says has changed is what has changed
        other = np.zeros(len(now.activities), np.bool_)
        for name, column in before.items():
            if name != "driving":
                other |= column != getattr(following.schedule, name)
        assert np.array_equal(np.flatnonzero(other), change.places)


def longer(before: Columns, place: int, minutes: int) -> Columns:
    """The columns with another duration of one activity."""
    work = before.work.copy()
    work[place] += minutes
    return dataclasses.replace(before, work=work, duration=work)


@pytest.mark.parametrize("options", PROFILES.values(), ids=list(PROFILES))
def test_many_slips_of_a_large_network_are_followed(options: Options) -> None:
    now = _networks.columns(3000)
    following = Following(now, options)
    rng = np.random.default_rng(7)
    extents = set()
    for _slip in range(40):
        now = longer(now, int(rng.integers(len(now.work))), int(rng.integers(1, 4)) * 480)
        extents.add(following.change(now).extent)
        assert_as_whole(following, now, options)
    assert extents == {Extent.CONE, Extent.LATE}


CHAINS = plan(
    [task("A", 5), task("B", 3), task("C", 4), task("D", 1), task("E", 2), task("F", 20)],
    *("A FS B", "B FS C", "A FS+9 C", "D FS E", "E FS F"),
)


def test_a_slip_moves_what_stands_in_its_cone_and_is_absorbed_by_a_lag() -> None:
    now = columns(CHAINS)
    following = Following(now)
    # B may end six days later before C, which a lag from A holds, notices
    change = following.change(longer(now, CHAINS.place("B"), 2 * 480))
    assert change.extent == Extent.CONE
    assert {CHAINS.activities[place].id for place in change.places} == {"B"}


def test_another_finish_of_the_project_computes_all_late_dates() -> None:
    now = columns(CHAINS)
    following = Following(now)
    finish_at = following.schedule.finish_at
    now = longer(now, CHAINS.place("F"), 480)
    change = following.change(now)
    assert change.extent == Extent.LATE
    assert following.schedule.finish_at == finish_at + 1440
    assert_as_whole(following, now, TOPOUT)
    # a contract says when it ends, so the same slip keeps to its cone
    contract = dataclasses.replace(now, must_finish_by=finish_at)
    assert following.change(contract).extent == Extent.LATE
    now = longer(contract, CHAINS.place("F"), 480)
    assert following.change(now).extent == Extent.CONE
    assert_as_whole(following, now, TOPOUT)


@pytest.mark.parametrize(
    ("name", "value"),
    [("link_kind", 1), ("link_clock", 4), ("calendar", 2), ("kind", Kind.LEVEL_OF_EFFORT)],
)
def test_another_shape_is_computed_whole(name: str, value: int) -> None:
    now = columns(CHAINS)
    following = Following(now)
    column = getattr(now, name).copy()
    column[1] = value
    now = dataclasses.replace(now, **{name: column})
    assert following.change(now).extent == Extent.WHOLE
    assert_as_whole(following, now, TOPOUT)


def test_a_plan_that_cannot_be_computed_leaves_the_last_answer() -> None:
    now = columns(CHAINS)
    following = Following(now)
    finish = following.schedule.finish.copy()
    beyond = longer(now, CHAINS.place("F"), 10**9)
    with pytest.raises(BeyondCalendar):
        following.change(beyond)
    assert np.array_equal(following.schedule.finish, finish)
    ring = dataclasses.replace(
        now, link_pred=now.link_succ.copy(), link_succ=now.link_succ[::-1].copy()
    )
    with pytest.raises(Loop):
        following.change(ring)
    # and it goes on from there
    now = longer(now, CHAINS.place("A"), 480)
    assert following.change(now).extent == Extent.WHOLE
    assert following.change(longer(now, CHAINS.place("A"), 480)).extent == Extent.CONE
    assert_as_whole(following, longer(now, CHAINS.place("A"), 480), TOPOUT)


def test_dates_that_leave_the_tables_are_computed_over_wider_ones() -> None:
    now = columns(CHAINS)
    following = Following(now)
    for years in (30, 300, 3000):
        now = longer(columns(CHAINS), CHAINS.place("F"), years * 260 * 480)
        assert following.change(now).extent == Extent.WHOLE
        assert_as_whole(following, now, TOPOUT)
    started = now.actual_start.copy()
    started[0] = now.start - 3650 * 1440
    status = now.status.copy()
    status[0] = 1
    now = dataclasses.replace(now, actual_start=started, status=status)
    assert following.change(now).extent == Extent.WHOLE
    assert_as_whole(following, now, TOPOUT)


def test_the_first_activity_as_late_as_possible_is_computed_whole_and_the_next_followed() -> None:
    now = columns(CHAINS)
    following = Following(now)
    for place, extent in (("D", Extent.WHOLE), ("E", Extent.CONE)):
        kinds = now.constraint.copy()
        kinds[CHAINS.place(place)] = Constraint.ALAP
        now = dataclasses.replace(now, constraint=kinds)
        assert following.change(now).extent == extent
        assert_as_whole(following, now, TOPOUT)


def test_nothing_changed_and_a_plan_without_activities() -> None:
    now = columns(CHAINS)
    following = Following(now)
    change = following.change(columns(CHAINS))
    assert change.extent == Extent.CONE
    assert len(change.places) == 0
    empty = Following(columns(plan([])))
    assert len(empty.change(now).places) == len(now.work)
    assert_as_whole(empty, now, TOPOUT)


def test_work_that_has_started_frees_what_comes_before_it() -> None:
    """Its own late dates stay; under progress override those of its predecessor do not."""
    given = plan([task("A", 5), task("B", 3), task("F", 20)], "A FS B", data_date=START)
    options = dataclasses.replace(TOPOUT, progress=Progress.OVERRIDE)
    now = columns(given)
    following = Following(now, options)
    late_finish = following.schedule.late_finish.copy()
    begun = [dataclasses.replace(given.activities[1], actual_start=given.start)]
    now = columns(
        dataclasses.replace(given, activities=(given.activities[0], *begun, given.activities[2]))
    )
    assert following.change(now).extent == Extent.CONE
    assert_as_whole(following, now, options)
    assert (following.schedule.late_finish == late_finish).tolist() == [False, True, True]
