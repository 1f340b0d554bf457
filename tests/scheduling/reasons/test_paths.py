"""Float paths, the critical path in order, open ends."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.plan import Kind, Plan
from scheduling.reasons.computation import computation
from scheduling.reasons.openends import Open, OpenEnd, open_ends
from scheduling.reasons.paths import FloatPath, PathsBy, critical_path, float_paths
from tests.scheduling.networks import milestone, plan, task
from tests.scheduling.random_plans import Mix, plans

# two chains into the finish: A-B is driving, C-D has two days, E joins D one day behind it
TWO_CHAINS = plan(
    [task("A", 5), task("B", 5), task("C", 4), task("D", 4), task("E", 3), milestone("M")],
    *("A FS B", "B FS M", "C FS D", "D FS M", "E FS D"),
)


def found_paths(given: Plan, by: PathsBy, target: str | None = None) -> list[tuple[str, float]]:
    paths = float_paths(computation(given), count=9, by=by, target=target)
    return [("".join(path.activities), path.slack / 480) for path in paths]


def test_paths_by_free_float() -> None:
    expected = [("ABM", 0.0), ("CD", 2.0), ("E", 3.0)]
    assert found_paths(TWO_CHAINS, PathsBy.FREE_FLOAT) == expected


def test_paths_by_total_float() -> None:
    contract = dataclasses.replace(TWO_CHAINS, must_finish_by=TWO_CHAINS.start + 1440 * 11)
    expected = [("ABM", -1.0), ("CD", 1.0), ("E", 2.0)]
    assert found_paths(contract, PathsBy.TOTAL_FLOAT) == expected


def test_paths_to_a_target() -> None:
    assert found_paths(TWO_CHAINS, PathsBy.FREE_FLOAT, "D") == [("CD", 0.0), ("E", 1.0)]


def test_a_path_says_which_links_it_takes_and_what_it_joins() -> None:
    first, second, *_rest = float_paths(computation(TWO_CHAINS), count=2)
    assert first == FloatPath(("A", "B", "M"), (0, 1), None, 0)
    assert second == FloatPath(("C", "D"), (2, 3), "M", 960)
    assert critical_path(computation(TWO_CHAINS)) == first


def test_nothing_takes_part() -> None:
    assert critical_path(computation(plan([task("L", 1, kind=Kind.LEVEL_OF_EFFORT)]))) is None


@settings(deadline=None)  # the first call may compile
@given(plans(), st.sampled_from(PathsBy))
def test_paths_are_disjoint_ordered_and_linked(given: Plan, by: PathsBy) -> None:
    found = computation(given)
    paths = float_paths(found, count=99, by=by)
    seen: set[str] = set()
    for path in paths:
        assert not seen & set(path.activities)
        ends = (*path.activities, *([path.joins] if path.joins else []))
        for link, before, after in zip(path.links, ends[:-1], ends[1:], strict=True):
            ends_of_link = given.links[link].predecessor, given.links[link].successor
            assert ends_of_link == (before, after)
        assert path.joins is None or path.joins in seen
        seen |= set(path.activities)
    assert [path.slack for path in paths[1:]] == sorted(path.slack for path in paths[1:]) or (
        by == PathsBy.TOTAL_FLOAT
    )


@settings(deadline=None)  # the first call may compile
@given(plans(Mix(constraints=(), progress=False, efforts=False)))
def test_the_critical_path_is_driving_and_reaches_the_end(given: Plan) -> None:
    found = computation(given)
    path = critical_path(found)
    assert path is not None
    places = [given.place(activity) for activity in path.activities]
    assert all(found.schedule.critical[place] for place in places)
    assert all(found.schedule.driving[link] for link in path.links)
    assert found.schedule.finish[places[-1]] == found.schedule.finish_at


def test_open_ends() -> None:
    effort = task("L", 1, kind=Kind.LEVEL_OF_EFFORT)
    given = plan(
        [task("A", 5), task("B", 5), task("C", 4), milestone("M"), effort],
        *("A SS B", "B FS M", "A FF C", "C SF M", "L FS B"),
    )
    assert open_ends(given) == (
        OpenEnd("A", Open.NO_PREDECESSOR),
        OpenEnd("C", Open.DANGLING_START),
        OpenEnd("C", Open.DANGLING_FINISH),
        OpenEnd("M", Open.NO_SUCCESSOR),
    )


def test_a_start_only_successor_leaves_the_finish_dangling() -> None:
    given = plan([task("A", 5), task("B", 5)], "A SS B")
    assert open_ends(given)[1:] == (
        OpenEnd("A", Open.DANGLING_FINISH),
        OpenEnd("B", Open.NO_SUCCESSOR),
    )
