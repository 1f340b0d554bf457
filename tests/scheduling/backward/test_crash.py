"""The cheapest shortenings, against trying every choice."""

import dataclasses
import datetime
import itertools
import time
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling.backward.crash import Compression, Shortening, closest, crash, shortened
from scheduling.backward.deadline import Deadline, OutOfTime
from scheduling.backward.model import Found, Model, segments
from scheduling.backward.reach import reach
from scheduling.calendars import instants
from scheduling.cpm import schedule
from scheduling.kernel.clock import finish_at
from scheduling.plan import Kind, LagClock, Link, LinkKind, Plan
from scheduling.profiles import MSPROJECT, TOPOUT, Instants, Options
from scheduling.reasons.computation import computation
from tests.scheduling.networks import milestone, plan, task
from tests.scheduling.random_plans import DATED, MANDATORY, Mix, plans

D = datetime.date
DAY = 1440
# A and B into M; A takes 10 days, B 8
TWO = plan([task("A", 10), task("B", 8), milestone("M")], "A FS M", "B FS M")


def test_nothing_to_do() -> None:
    found = crash(TWO, [Compression("A", 5, 3)], instants.day_end(D(2026, 3, 13)))
    assert (found.met, found.proved, found.shortenings, found.plan) == (True, True, (), TWO)


def test_the_cheaper_of_two_in_a_row() -> None:
    row = plan([task("A", 5), task("B", 5)], "A FS B")
    compressions = [Compression("A", 7, 2), Compression("B", 4, 2)]
    found = crash(row, compressions, instants.day_end(D(2026, 3, 10)))
    assert found.shortenings == (Shortening("A", 1, 7), Shortening("B", 2, 8))
    assert (found.met, found.cost) == (True, 15)
    assert instants.finish_day(found.finish) == D(2026, 3, 10)
    assert [each.duration // 480 for each in found.plan.activities] == [4, 3]


def test_two_paths_are_shortened_together() -> None:
    compressions = [Compression("A", 5, 9), Compression("B", 3, 9)]
    found = crash(TWO, compressions, instants.day_end(D(2026, 3, 10)), milestone="M")
    assert {each.activity: each.days for each in found.shortenings} == {"A": 3, "B": 1}


def test_a_date_that_cannot_be_met_is_said_so() -> None:
    compressions = [Compression("A", 5, 3), Compression("B", 1, 2)]
    found = crash(TWO, compressions, instants.day_end(D(2026, 3, 6)), milestone="M")
    assert not found.met
    assert found.proved
    # A cannot be shorter than seven days, and B need not be shorter than that
    assert found.shortenings == (Shortening("A", 3, 15), Shortening("B", 1, 1))
    assert instants.finish_day(found.finish) == D(2026, 3, 10)


def test_some_work_always_remains() -> None:
    found = crash(plan([task("A", 3)]), [Compression("A", 1, 99)], instants.day_end(D(2026, 3, 1)))
    assert found.shortenings == (Shortening("A", 2, 2),)


def test_done_work_and_level_of_effort_are_not_shortened() -> None:
    done = task("A", 5, actual_start=TWO.start, actual_finish=TWO.start + DAY)
    given = plan([done, task("B", 5), task("L", 5, kind=Kind.LEVEL_OF_EFFORT)], "A FS B")
    compressions = [Compression("A", 0, 3), Compression("L", 0, 3)]
    found = crash(given, compressions, instants.day_end(D(2026, 3, 3)))
    assert (found.met, found.shortenings) == (False, ())


def test_money_is_not_negative() -> None:
    with pytest.raises(ValueError, match="A"):
        Compression("A", -1, 3)
    with pytest.raises(KeyError):
        crash(TWO, [Compression("X", 1, 1)], TWO.start)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_segments_say_what_the_function_says(steps: list[int]) -> None:
    values = np.cumsum(steps)
    pieces = segments(values)
    for place, value in enumerate(values):
        held = [piece for piece in pieces if piece.first <= place]
        last = held[-1]
        rise = place - last.first if last.rises else 0
        assert max(last.value + rise, *(piece.value for piece in held)) == value


MIX = Mix(
    activities=6,
    calendars=("", "seven", "24h"),
    constraints=(*DATED, *MANDATORY),
    efforts=False,
)
WINS = dataclasses.replace(MSPROJECT, instants=Instants.NORMAL)


def choices(given: Plan, compressions: list[Compression]) -> Iterator[dict[str, int]]:
    """Every choice of days that leaves some work."""
    ranges = []
    for each in compressions:
        activity = given.activities[given.place(each.activity)]
        calendar = given.calendars[activity.calendar or given.calendar]
        left = activity.duration if activity.remaining is None else activity.remaining
        work = 0 if activity.actual_finish is not None else min(left, activity.duration)
        most = max(0, min(each.limit_days, (work - 1) // calendar.minutes_per_day))
        ranges.append(range(most + 1))
    for days in itertools.product(*ranges):
        yield {each.activity: day for each, day in zip(compressions, days, strict=True)}


def lateness(given: Plan, finish: int, goal: str | None, options: Options) -> int:
    """Wall minutes by which the earlier instants of the goal's finishes lie after the date."""
    found = computation(given, options)
    rows = range(len(given.activities)) if goal is None else [found.row(goal)]
    late = 0
    for row in rows:
        own, at = found.network.calendar[row], int(found.dates.early_finish_at[row])
        late = max(late, int(finish_at(found.clocks, own, at)) - finish)
    return late


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(plans(MIX), st.data())
def test_no_choice_is_better(given: Plan, data: st.DataObject) -> None:
    codes = [each.id for each in given.activities if each.duration > DAY // 3][:4]
    compressions = [
        Compression(code, data.draw(st.integers(0, 5)), data.draw(st.integers(1, 3)))
        for code in codes
    ]
    options = data.draw(st.sampled_from((TOPOUT, WINS)))
    goal = data.draw(st.sampled_from([None, *(each.id for each in given.activities)]))
    # dates near what the plan reaches ask for more than all or nothing
    finish = schedule(given, options).finish_at - data.draw(st.integers(1, 16)) * DAY // 2
    prices = {each.activity: each.cost_per_day for each in compressions}
    every = []
    for days in choices(given, compressions):
        late = lateness(shortened(given, days), finish, goal, options)
        cost = sum(prices[code] * day for code, day in days.items())
        every.append((late, cost, sum(days.values())))
    found = crash(given, compressions, finish, milestone=goal, options=options)
    assert found.proved
    got = (
        lateness(found.plan, finish, goal, options),
        found.cost,
        sum(each.days for each in found.shortenings),
    )
    assert got == min(every)
    assert found.met == (got[0] == 0)


def test_shortening_can_delay() -> None:
    """A shorter activity with a finish link starts later, and so does what follows its start."""
    activities = [task("A", 5), task("B", 5), task("C", 3)]
    given = plan(activities, "A FF B", "B SS C")
    found = crash(given, [Compression("B", 0, 3)], instants.day_end(D(2026, 3, 4)), milestone="C")
    assert (found.met, found.shortenings) == (True, ())


def test_a_lag_that_is_a_share_of_what_is_shortened() -> None:
    half = Link("A", "B", LinkKind.FS, 0, LagClock.DEFAULT, 50.0)
    given = dataclasses.replace(plan([task("A", 8), task("B", 1)]), links=(half,))
    found = crash(given, [Compression("A", 1, 7)], instants.day_end(D(2026, 3, 11)))
    # five days, two and a half of lag and one are too many for eight; four, two and one are not
    assert found.shortenings == (Shortening("A", 4, 4),)


def test_a_weekend_within_reach_of_two_calendars() -> None:
    given = plan([task("A", 6), task("B", 1, calendar="seven")], "A FS B")
    for day, days in ((D(2026, 3, 7), 1), (D(2026, 3, 6), 2), (D(2026, 3, 5), 3)):
        found = crash(given, [Compression("A", 1, 4)], instants.day_end(day))
        assert found.shortenings == (Shortening("A", days, days),)
        assert instants.finish_day(found.finish) == day


@pytest.mark.parametrize("seconds", [0.0, 0.2])
def test_the_time_is_that_of_the_model_as_well(seconds: float) -> None:
    """A few hundred days within reach of other calendars take seconds to write down."""
    calendars = ("", "seven")
    activities = [task(f"A{at}", 40, calendar=calendars[at % 2]) for at in range(300)]
    given = plan(activities, *(f"A{at} FS+1 A{at + 1}" for at in range(299)))
    compressions = [Compression(each.id, 1, 30) for each in activities]
    finish = schedule(given).finish_at - 1000 * DAY
    began = time.monotonic()
    with pytest.raises(OutOfTime):
        crash(given, compressions, finish, seconds=seconds)
    assert time.monotonic() - began < seconds + 2


class Enough(Deadline):
    """As much time as is wanted, until it is `over`."""

    over = False

    def left(self) -> float:
        """Sixty seconds, again and again; the one who looks when it is over gets none."""
        if self.over:
            raise OutOfTime("over")
        return 60


def test_the_soonest_finish_is_an_answer_when_the_time_for_a_cheaper_one_is_up() -> None:
    class Over(Model):
        def soonest(self) -> Found:
            found = super().soonest()
            enough.over = True
            return found

    enough = Enough(60)
    bounds = reach(computation(TWO, TOPOUT), {0: 3}, enough)
    found = closest(Over(bounds, [2], instants.day_end(D(2026, 3, 3)), {0: 5}))
    # B takes two days less than A, and nothing may be shortened more than that is worth
    assert (found.days[0] >= 2, found.proved) == (True, False)
