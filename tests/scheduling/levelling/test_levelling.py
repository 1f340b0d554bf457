"""Levelling and smoothing: by hand, by brute force, and on networks with calendars and progress."""

import datetime
import itertools

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling.calendars import instants
from scheduling.calendars.worktime import always
from scheduling.cpm import schedule
from scheduling.levelling.levels import level
from scheduling.levelling.proposal import Proposal
from scheduling.levelling.resources import Demand, Resource, Resources
from scheduling.levelling.search import Limits
from scheduling.plan import Activity, Constraint, Link, Plan
from scheduling.profiles import MSPROJECT, P6, TOPOUT, Options
from tests.scheduling.levelling.crews import adopted, one_crane, overloads
from tests.scheduling.levelling.plans import constrained, networks
from tests.scheduling.networks import START, at, bound, plan, task

# the schemes' machine code is made once, which takes a while
pytestmark = pytest.mark.timeout(400)
D = datetime.date
QUICK = Limits(seconds=3600, orders=600)
SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def days(found: Proposal, given_plan: Plan, code: str) -> tuple[str, str]:
    start, finish = (int(column[given_plan.place(code)]) for column in (found.start, found.finish))
    return f"{instants.start_day(start):%m-%d}", f"{instants.finish_day(finish):%m-%d}"


def test_two_activities_share_a_crane() -> None:
    two = plan([task("A", 5), task("B", 3)])
    found = level(two, one_crane("A", "B"), limits=QUICK)

    assert {days(found, two, "A"), days(found, two, "B")} in (
        {("03-02", "03-06"), ("03-09", "03-11")},
        {("03-02", "03-04"), ("03-05", "03-11")},
    )
    (shift,) = found.shifts
    assert shift.resource == "crane"
    assert set(shift.competing) == {"A", "B"} - {shift.activity}
    assert shift.at is not None
    assert shift.old_start <= shift.at < shift.new_start
    assert shift.delay in (5 * 480, 3 * 480)
    (load,) = found.loads
    assert (load.peak_before, load.capacity_before, load.peak_after) == (2, 1, 1)
    assert (load.over_before, load.over_after) == (3 * 480, 0)
    assert (found.gap, found.bound) == (0, found.finish_after)


def test_a_successor_follows_without_a_pin() -> None:
    three = plan([task("A", 5), task("B", 3), task("C", 1)], "B FS C", "A SS B")
    found = level(three, one_crane("A", "B"), limits=QUICK)

    follower = next(shift for shift in found.shifts if shift.activity == "C")
    assert (follower.resource, follower.follows) == (None, ("B",))
    assert [code for code, _at in found.pins] == ["B"]


def test_it_waits_until_the_crane_comes() -> None:
    since = instants.day_start(D(2026, 3, 11))
    alone = plan([task("A", 2)])
    found = level(alone, one_crane("A", capacity=0, changes=((since, 1),)), limits=QUICK)

    assert days(found, alone, "A") == ("03-11", "03-12")


def test_smoothing_stays_within_the_float() -> None:
    three = plan([task("A", 5), task("B", 2), task("C", 2)])
    found = level(three, one_crane("B", "C"), extend=False, limits=QUICK)

    assert found.finish_after == found.finish_before
    assert not overloads(found, three, one_crane("B", "C"))


def test_what_float_cannot_mend_stays_as_small_as_possible() -> None:
    two = plan([task("A", 5), task("B", 3)])
    found = level(two, one_crane("A", "B"), extend=False, limits=QUICK)

    assert found.finish_after == found.finish_before
    assert found.loads[0].over_after == 3 * 480


def test_started_work_and_deadlines_stay() -> None:
    started = task("A", 5, actual_start=at(D(2026, 3, 2), "08:00"), left=3)
    due = task("C", 2, constraint=bound(Constraint.FNLT, D(2026, 3, 12)))
    three = plan([started, task("B", 4), due], data_date=D(2026, 3, 5))
    found = level(three, one_crane("A", "B", "C"), limits=QUICK)

    assert days(found, three, "A") == ("03-02", "03-09")
    assert days(found, three, "C") == ("03-10", "03-11")
    assert days(found, three, "B") == ("03-12", "03-17")


def test_a_start_before_a_gap_is_no_start_after_it() -> None:
    """C works on Saturday the 7th at the latest and starts with A, which never works on one."""
    due = task("C", 1, calendar="seven", constraint=bound(Constraint.FNLT, D(2026, 3, 7)))
    three = plan([task("B", 5), task("A", 1), due], "A SS C")
    found = level(three, one_crane("A", "B"), limits=QUICK)

    # A before B or after it takes six days, but after it A would start on Monday
    assert days(found, three, "C") == days(found, three, "A") == ("03-02", "03-02")
    assert days(found, three, "B") == ("03-03", "03-09")


def test_work_that_follows_its_actual_start_has_its_units_until_it_ends() -> None:
    """Three days from Friday on, two of them done by Monday as Microsoft Project counts."""
    started = task("A", 3, actual_start=at(D(2026, 2, 27), "08:00"), left=1)
    two = plan([started, task("B", 1)], data_date=START)
    found = level(two, one_crane("A", "B"), options=MSPROJECT, limits=QUICK)

    assert days(found, two, "A") == ("02-27", "03-03")
    assert days(found, two, "B") == ("03-04", "03-04")


def test_a_demand_beyond_every_capacity_is_named() -> None:
    two = plan([task("A", 2), task("B", 1)])
    crews = Resources((Resource("crew", 1),), (Demand("A", "crew", 2), Demand("B", "crew", 1)))
    found = level(two, crews, limits=QUICK)

    assert (found.lacking, found.shifts) == ((("A", "crew"),), ())


@st.composite
def small(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int]], list[list[int]], list[int]]:
    """Durations, links to later activities, units per activity and resource, capacities."""
    count = draw(st.integers(2, 5))
    durations = draw(st.lists(st.integers(1, 4), min_size=count, max_size=count))
    pairs = list(itertools.combinations(range(count), 2))
    linked = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=3))
    units = [draw(st.lists(st.integers(0, 2), min_size=2, max_size=2)) for _ in range(count)]
    return durations, linked, units, [draw(st.integers(2, 3)), 2]


def shortest(
    durations: list[int], linked: list[tuple[int, int]], units: list[list[int]], most: list[int]
) -> int:
    """The best makespan by trying every order: one of them is that of an optimal plan."""
    best = sum(durations)
    for order in itertools.permutations(range(len(durations))):
        if any(order.index(a) > order.index(b) for a, b in linked):
            continue
        used = [[0, 0] for _ in range(sum(durations))]
        ends: dict[int, int] = {}
        for i in order:
            begin = max([0, *(ends[a] for a, b in linked if b == i)])
            while any(
                used[day][r] + units[i][r] > most[r]
                for day in range(begin, begin + durations[i])
                for r in (0, 1)
            ):
                begin += 1
            for day in range(begin, begin + durations[i]):
                used[day] = [used[day][r] + units[i][r] for r in (0, 1)]
            ends[i] = begin + durations[i]
        best = min(best, *[max(ends.values())])
    return best


@SLOW
@given(small())
def test_it_finds_what_brute_force_finds(
    case: tuple[list[int], list[tuple[int, int]], list[list[int]], list[int]],
) -> None:
    durations, linked, units, most = case
    calendar = always()
    made = Plan(
        instants.day_start(START),
        {calendar.name: calendar},
        calendar.name,
        tuple(Activity(str(i), length * 1440) for i, length in enumerate(durations)),
        tuple(Link(str(a), str(b)) for a, b in linked),
    )
    crews = Resources(
        tuple(Resource(f"R{r}", most[r]) for r in (0, 1)),
        tuple(
            Demand(str(i), f"R{r}", row[r]) for i, row in enumerate(units) for r in (0, 1) if row[r]
        ),
    )
    found = level(made, crews, limits=QUICK)

    assert (found.finish_after - made.start) // 1440 == shortest(*case)
    assert not overloads(found, made, crews)
    assert found.bound <= found.finish_after


@SLOW
@given(networks(), st.sampled_from([TOPOUT, P6, MSPROJECT]))
def test_an_adopted_proposal_is_what_the_engine_computes(
    case: tuple[Plan, Resources], options: Options
) -> None:
    made, crews = case
    found = level(made, crews, options=options, limits=QUICK)
    after = adopted(made, found, options)

    assert not overloads(found, made, crews)
    assert np.array_equal(after.start, found.start)
    assert np.array_equal(after.finish, found.finish)
    assert all(shift.resource or shift.follows for shift in found.shifts)
    assert found.bound <= found.finish_after


@SLOW
@given(networks())
def test_smoothing_never_moves_the_finish(case: tuple[Plan, Resources]) -> None:
    made, crews = case
    found = level(made, crews, extend=False, limits=QUICK)
    before = schedule(made)

    assert found.finish_after == found.finish_before == before.finish_at
    assert (found.start <= np.maximum(before.late_start, before.start)).all()
    assert sum(load.over_after for load in found.loads) <= sum(
        load.over_before for load in found.loads
    )


@SLOW
@given(constrained(), st.sampled_from([TOPOUT, P6, MSPROJECT]), st.booleans())
def test_dates_that_are_met_are_met_afterwards(
    case: tuple[Plan, Resources], options: Options, extend: bool
) -> None:
    """Deadlines, and in smoothing the finish; also where they fall into a gap of a calendar."""
    made, crews = case
    found = level(made, crews, extend=extend, options=options, limits=QUICK)
    before, after = schedule(made, options), adopted(made, found, options)

    assert np.array_equal(after.start, found.start)
    assert np.array_equal(after.finish, found.finish)
    assert bool(overloads(found, made, crews)) == any(load.over_after for load in found.loads)
    for place, activity in enumerate(made.activities):
        for demand in (activity.constraint, activity.constraint2):
            dates = {Constraint.SNLT: "start", Constraint.FNLT: "finish"}.get(demand.kind)
            if dates and getattr(before, dates)[place] <= demand.at:
                assert getattr(after, dates)[place] <= demand.at
    if not extend:
        assert after.finish_at == before.finish_at
