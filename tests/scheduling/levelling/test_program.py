"""The constraint program: no levelled plan breaks it, and what it proves is so."""

import random
import time

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from scheduling.levelling import search
from scheduling.levelling.levels import level
from scheduling.levelling.program import MOST_ACTIVITIES, Program, suits
from scheduling.levelling.resources import Demand, Resource, Resources
from scheduling.levelling.search import Limits, Search, Step, silent
from scheduling.levelling.site import prepared
from scheduling.levelling.solver import Solver
from scheduling.plan import Plan
from scheduling.profiles import P6, TOPOUT
from tests.scheduling.levelling.crews import one_crane, overloads
from tests.scheduling.levelling.plans import constrained, networks
from tests.scheduling.networks import FIVE, SEVEN, plan, task

# the schemes' machine code is made once, which takes a while
pytestmark = pytest.mark.timeout(400)
SLOW = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@given(networks() | constrained(), st.booleans(), st.integers(1, 1000))
@SLOW
def test_no_levelled_plan_breaks_the_program(
    given_plan: tuple[Plan, Resources], extend: bool, seed: int
) -> None:
    """Links, lags, progress, dates and two calendars: what the engine places, the program allows.

    So nothing that the program excludes can be a levelling, and its bound holds.
    """
    site = prepared(*given_plan, TOPOUT, extend=extend)
    searched = Search(site, Limits(seconds=3600, orders=60, seed=seed), silent)
    searched.run()
    assume(suits(site) and searched.step().excess == 0)
    dates = searched.threads[0].placed(searched.order)
    program = Program(site, dates)
    for row, step in program.steps_of(dates).items():
        program.model.add(program.starts[row] == step)
    solver = cp_model.CpSolver()

    assert solver.solve(program.model) == cp_model.OPTIMAL
    assert program.steps.instant(int(solver.objective_value)) <= searched.step().finish


@given(networks(), st.integers(1, 1000))
@SLOW
def test_the_bound_is_not_beaten(given_plan: tuple[Plan, Resources], seed: int) -> None:
    """The solver begins from a poor answer; orders bred for long find nothing below its bound."""
    site = prepared(*given_plan, TOPOUT, extend=True)
    first = Search(site, Limits(seconds=3600, orders=0), silent)
    first.run()
    assume(suits(site) and first.step().excess == 0)
    with Solver(site, first.threads[0].placed(first.order), 20, 1, seed) as solver:
        assert solver.ended(60)
    bred = Search(site, Limits(seconds=3600, orders=600, seed=seed), silent)
    bred.run()

    assert solver.bound <= bred.step().finish


def three_long_works() -> tuple[Plan, Resources]:
    """Two cranes have nine days of work, but the third work cannot be divided between them."""
    codes = ["A", "B", "C"]
    return plan([task(code, 3) for code in codes]), one_crane(*codes, capacity=2)


def test_the_solver_proves_what_counting_units_cannot() -> None:
    made, cranes = three_long_works()
    begun = time.monotonic()
    found = level(made, cranes, limits=Limits(seconds=100, workers=1))

    assert (found.gap, found.bound) == (0, found.finish_after)
    # it ends with the proof, in the solver's first turn
    assert time.monotonic() - begun < 50


def test_work_of_another_calendar_keeps_its_place_in_the_answer() -> None:
    """The program counts the crane for the five-day week only; what is proposed keeps to it."""
    codes = [f"T{place}" for place in range(8)]
    activities = [
        task(code, 2 + place % 3, calendar="seven" if place % 4 == 0 else "five")
        for place, code in enumerate(codes)
    ]
    made = plan(activities, "T0 FS+1 T3", "T1 SS T4", calendars={"five": FIVE, "seven": SEVEN})
    cranes = one_crane(*codes, capacity=2)
    heard: list[Step] = []
    found = level(made, cranes, limits=Limits(seconds=4, workers=1), listener=heard.append)

    assert not overloads(found, made, cranes)
    assert [step.finish for step in heard] == sorted((step.finish for step in heard), reverse=True)
    assert found.bound <= found.finish_after


def packed_tightly() -> tuple[Plan, Resources]:
    """Three crews with units that hardly fit beside one another, and links across."""
    chance = random.Random(7)
    codes = [f"T{place}" for place in range(70)]
    links = [f"T{place} FS T{place + chance.randint(4, 14)}" for place in range(56)]
    crews = tuple(Resource(f"crew {kind}", 9) for kind in range(3))
    demands = tuple(
        Demand(code, crew.name, chance.randint(2, 6)) for code in codes for crew in crews
    )
    made = plan([task(code, chance.randint(1, 9)) for code in codes], *links)
    return made, Resources(crews, demands)


class HeardEnoughError(RuntimeError):
    """Whoever listens has heard enough."""


def test_who_listens_ends_the_solver_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody can prove in five minutes is left as soon as the listener says so."""
    monkeypatch.setattr(search, "TURNS", ((0.0001, 1),))
    made, crews = packed_tightly()
    heard: list[int] = []

    def listener(step: Step) -> None:
        heard.append(step.orders)
        # while the solver works no order is bred
        if heard[-3:] == [step.orders] * 3:
            raise HeardEnoughError

    begun = time.monotonic()
    limits = Limits(seconds=300, workers=1)
    with pytest.raises(HeardEnoughError):
        level(made, crews, limits=limits, listener=listener)

    assert time.monotonic() - begun < 100


def test_large_plans_and_other_programs_instants_are_left_to_the_orders() -> None:
    made, cranes = three_long_works()
    assert suits(prepared(made, cranes, TOPOUT, extend=True))
    assert not suits(prepared(made, cranes, P6, extend=True))
    many = plan([task(f"T{place}", 1) for place in range(MOST_ACTIVITIES + 1)])
    assert not suits(prepared(many, one_crane("T0", "T1"), TOPOUT, extend=True))
