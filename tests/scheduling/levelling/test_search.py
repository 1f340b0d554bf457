"""The search: rules first, improvements after, and one answer for a seed."""

import datetime
import os
import subprocess
import sys

import pytest

from scheduling.kernel.scheme import OVERLOAD
from scheduling.levelling.levels import level
from scheduling.levelling.population import Thread
from scheduling.levelling.search import Limits, Step
from scheduling.levelling.site import prepared
from scheduling.plan import Constraint
from scheduling.profiles import TOPOUT
from tests.scheduling.levelling.crews import one_crane, overloads
from tests.scheduling.networks import START, at, bound, plan, task

# the schemes' machine code is made once, which takes a while
pytestmark = pytest.mark.timeout(400)
QUICK = Limits(seconds=3600, orders=600)


def test_the_rules_answer_comes_first_and_steps_only_improve() -> None:
    steps: list[Step] = []
    many = [task(f"T{place}", 1 + place % 4) for place in range(12)]
    level(
        plan(many),
        one_crane(*(f"T{place}" for place in range(12)), capacity=2),
        limits=QUICK,
        listener=steps.append,
    )

    assert steps[0].orders == 10
    assert [step.finish for step in steps] == sorted((step.finish for step in steps), reverse=True)


def test_no_rule_after_the_first_is_tried_when_there_is_no_time() -> None:
    two, heard = plan([task("A", 5), task("B", 3)]), list[Step]()
    hurried = Limits(orders=0, rules_seconds=0)
    found = level(two, one_crane("A", "B"), limits=hurried, listener=heard.append)

    assert [(step.orders, step.method) for step in heard] == [(1, "lft serial")]
    assert not overloads(found, two, one_crane("A", "B"))


@pytest.mark.parametrize("seed", range(1, 6))
def test_the_first_people_differ_also_where_few_activities_lie_far_apart(seed: int) -> None:
    """C is due before B, but its float is longer than what chance adds to a key at first."""
    started = task("A", 5, actual_start=at(START, "08:00"), left=3)
    due = task("C", 2, constraint=bound(Constraint.FNLT, datetime.date(2026, 3, 12)))
    three = plan([started, task("B", 4), due], data_date=datetime.date(2026, 3, 5))
    site = prepared(three, one_crane("A", "B", "C"), TOPOUT, extend=True)
    thread = Thread(site, seed)
    thread.populate(250)

    assert len(set(thread.people.marks.tolist())) > 1
    assert thread.best()[0] < OVERLOAD


SCRIPT = """
from tests.scheduling.networks import START, at, bound, plan, task
from scheduling.kernel.scheme import OVERLOAD
from scheduling.levelling.levels import level
from scheduling.levelling.population import Thread
from scheduling.levelling.resources import *
from scheduling.levelling.search import Limits
tasks = [task(f"T{i}", 1 + i * 7 % 5) for i in range(14)]
made = plan(tasks, *(f"T{i} FS T{i + 3}" for i in range(9)))
demands = tuple(Demand(f"T{i}", "crew", 1 + i % 3) for i in range(14))
crew = Resources((Resource("crew", 4),), demands)
print(*level(made, crew, limits=Limits(seconds=3600, orders=900, seed=7)).start)
"""


def test_a_seed_gives_one_answer_with_and_without_machine_code() -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=os.environ | plain,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for plain in ({}, {}, {"TOPOUT_PLAIN_KERNEL": "1"})
    }
    assert len(answers) == 1
    assert answers.pop().count(" ") == 13


SLOWLY = """
import time
from tests.scheduling.levelling.crews import one_crane
from tests.scheduling.networks import plan, task
from scheduling.levelling.levels import level
from scheduling.levelling.search import Limits
codes = [f"T{i}" for i in range(12)]
made = plan([task(code, 5 + i * 7 % 5 + 1 / 16) for i, code in enumerate(codes)])
crane = one_crane(*codes, capacity=3)
begun = time.monotonic()
level(made, crane, extend=False, limits=Limits(orders=0, workers=1))
rules = time.monotonic() - begun
begun = time.monotonic()
level(made, crane, extend=False, limits=Limits(seconds=1, workers=1))
print(time.monotonic() - begun - rules)
"""


def test_the_clock_ends_a_search_also_without_machine_code() -> None:
    """Making the first people alone takes fifty times as long here as the search may."""
    done = subprocess.run(
        [sys.executable, "-c", SLOWLY],
        env=os.environ | {"TOPOUT_PLAIN_KERNEL": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert float(done.stdout) < 12
