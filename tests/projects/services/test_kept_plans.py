"""Plans that a process keeps: as right as computing anew, bounded, and each caller's own."""

import concurrent.futures
import dataclasses
import gc
import random
import tracemalloc

import numpy as np
import pytest

from bench import _networks
from projects.services.planning.kept_plans import KeptPlans, size_of
from scheduling import cpm
from scheduling.columns import Columns
from scheduling.network import Loop
from scheduling.profiles import P6, TOPOUT, Options

MUCH = 64 * 1024 * 1024


def longer(given: Columns, place: int, minutes: int) -> Columns:
    """The plan with one activity taking longer, every array another object as if read anew."""
    work = given.work.copy()
    work[place] += minutes
    columns = {
        field.name: getattr(given, field.name).copy()
        for field in dataclasses.fields(given)
        if isinstance(getattr(given, field.name), np.ndarray)
    }
    return dataclasses.replace(given, **{**columns, "work": work, "duration": work})


def looped(given: Columns) -> Columns:
    """The plan with its first link run backwards as well."""
    ends = np.append(given.link_pred, given.link_succ[0]), given.link_succ[0], given.link_pred[0]
    return dataclasses.replace(
        given,
        link_pred=ends[0].astype(np.int32),
        link_succ=np.append(given.link_succ, ends[2]).astype(np.int32),
        link_kind=np.append(given.link_kind, given.link_kind[0]),
        link_lag=np.append(given.link_lag, 0),
        link_clock=np.append(given.link_clock, given.link_clock[0]),
    )


def same(found: cpm.Schedule, given: Columns, options: Options = TOPOUT) -> bool:
    """Is it in every column what computing the plan whole gives?"""
    whole = cpm.computed(given, options)
    return all(
        np.array_equal(getattr(found, field.name), getattr(whole, field.name))
        for field in dataclasses.fields(whole)
    )


def test_answers_are_those_of_whole_computations_and_stay_as_they_were_given() -> None:
    plans, given = KeptPlans(most_bytes=MUCH), _networks.columns(300)
    told = []
    for number, options in enumerate([TOPOUT, TOPOUT, P6, P6, TOPOUT]):
        given = longer(given, 7 * number, 480)
        found = plans.computed(project_id=1, given=given, options=options)
        told.append((found, given, options))
    assert all(same(*each) for each in told)


def test_a_refused_plan_between_two_good_ones_leaves_the_right_answer() -> None:
    plans, given = KeptPlans(most_bytes=MUCH), _networks.columns(300)
    with pytest.raises(Loop):
        plans.computed(project_id=1, given=looped(given), options=TOPOUT)
    plans.computed(project_id=1, given=given, options=TOPOUT)
    with pytest.raises(Loop):
        plans.computed(project_id=1, given=looped(longer(given, 0, 480)), options=TOPOUT)
    after = longer(given, 5, 960)
    assert same(plans.computed(project_id=1, given=after, options=TOPOUT), after)


def test_the_plan_not_asked_for_longest_goes_first() -> None:
    given = _networks.columns(100)
    plans = KeptPlans(most_bytes=2 * size_of(given))
    for project_id in (1, 2, 1, 3):
        plans.computed(project_id=project_id, given=given, options=TOPOUT)
    assert plans.projects == [1, 3]


def test_large_plans_make_room_for_themselves_and_the_largest_are_not_kept() -> None:
    small, large = _networks.columns(100), _networks.columns(1_000)
    plans = KeptPlans(most_bytes=size_of(large) + size_of(small))
    for project_id in (1, 2, 3):
        plans.computed(project_id=project_id, given=small, options=TOPOUT)
    plans.computed(project_id=3, given=large, options=TOPOUT)
    assert plans.projects == [2, 3]
    largest = _networks.columns(5_000)
    assert same(plans.computed(project_id=3, given=largest, options=TOPOUT), largest)
    assert plans.projects == [2]
    assert KeptPlans(most_bytes=0).computed(project_id=1, given=small, options=TOPOUT)


@pytest.mark.parametrize("count", [5, 1_000, 5_000])
def test_a_plan_takes_no_more_than_is_counted(count: int) -> None:
    plans = KeptPlans(most_bytes=MUCH)
    # what the process keeps of calendars is no plan's
    plans.computed(project_id=1, given=_networks.columns(count), options=TOPOUT)
    given = longer(_networks.columns(count), 1, 480)
    size = size_of(given)
    gc.collect()
    tracemalloc.start()
    before, _peak = tracemalloc.get_traced_memory()
    plans.computed(project_id=2, given=longer(given, 0, 480), options=TOPOUT)
    plans.computed(project_id=2, given=longer(given, 0, 960), options=TOPOUT)
    gc.collect()
    after, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size / 5 < after - before <= size


def test_threads_at_one_plan_each_get_their_own_answer() -> None:
    plans, given = KeptPlans(most_bytes=MUCH), _networks.columns(2_000)
    chosen = random.Random(3)
    asked = [longer(given, chosen.randrange(2_000), 480 * (1 + n % 9)) for n in range(60)]

    def ask(each: Columns) -> cpm.Schedule:
        return plans.computed(project_id=1, given=each, options=TOPOUT)

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, asked))
    assert all(map(same, found, asked))
