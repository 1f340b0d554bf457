"""Plans with nothing, too much or nonsense in them: computed right, or refused and named."""

import dataclasses
import datetime
import math

import pytest

from scheduling import cpm
from scheduling.calendars import instants
from scheduling.calendars.china import china_calendar
from scheduling.calendars.tables import BeyondCalendar
from scheduling.calendars.workdays import NoWorkingDay
from scheduling.calendars.worktime import CLOSED, OFFICE, WorkTime, whole_days
from scheduling.network import Loop
from scheduling.plan import (
    Activity,
    AfterDataDate,
    Bound,
    Constraint,
    Kind,
    Link,
    Plan,
)
from tests.scheduling.networks import FIVE, START, Days, at, plan, task

D = datetime.date
A5, B3 = task("A", 5), task("B", 3)


@pytest.mark.parametrize("size", [2, 3000])
def test_a_loop_is_named_link_by_link(size: int) -> None:
    ring = [Link(str(place), str((place + 1) % size)) for place in range(size)]
    given = plan([Activity("before", 480), *(Activity(str(place), 480) for place in range(size))])
    # into the loop and out of order: neither belongs to it
    links = (Link("before", "1"), *reversed(ring))
    with pytest.raises(Loop) as caught:
        cpm.schedule(dataclasses.replace(given, links=links))
    named = [links[link] for link in caught.value.links]
    assert len(named) == size
    assert set(named) == set(ring)
    for one, following in zip(named, [*named[1:], named[0]], strict=True):
        assert one.successor == following.predecessor


LONG = [Link(f"C{place}", f"C{place + 1}", lag=500_000_000) for place in range(4)]


@pytest.mark.parametrize(
    "given",
    [
        plan([A5, B3], "A FS B", start=D(9999, 12, 30)),
        plan([A5], start=D(1, 1, 1), must_finish_by=D(1, 1, 1)),
        dataclasses.replace(plan([task(f"C{place}", 1) for place in range(5)]), links=(*LONG,)),
    ],
    ids=["after 9999", "before year 1", "lags of ten thousand years"],
)
def test_a_plan_that_leaves_the_calendar_is_refused(given: Plan) -> None:
    with pytest.raises(BeyondCalendar):
        cpm.schedule(given)


def test_a_calendar_with_one_working_day_in_ten_years() -> None:
    rare = WorkTime((CLOSED,) * 7, {D(2026, 3, 2): OFFICE, D(2036, 3, 3): OFFICE})
    days = Days(plan([task("A", 1), task("B", 1)], "A FS B", calendars={"rare": rare}))
    assert days.found.early_start[1] == at(D(2036, 3, 3), "08:00")
    with pytest.raises(BeyondCalendar):
        Days(plan([task("A", 3)], calendars={"rare": rare}))


def test_a_calendar_without_a_working_day_is_refused() -> None:
    with pytest.raises(NoWorkingDay):
        WorkTime((CLOSED,) * 7)


def test_an_empty_plan_ends_where_it_begins() -> None:
    found = cpm.schedule(plan([]))
    assert len(found.early_start) == 0
    assert found.finish_at == at(START)
    assert cpm.schedule(plan([], data_date=D(2026, 3, 9))).finish_at == at(D(2026, 3, 9))


def test_a_single_activity() -> None:
    days = Days(plan([A5]))
    assert days.dates("A") == days.late("A") == ("03-02", "03-06")
    assert (days.total("A"), days.free("A")) == (0, 0)
    assert days.found.critical.tolist() == [True]


def test_an_activity_cannot_follow_itself() -> None:
    with pytest.raises(ValueError, match="A: an activity cannot follow itself"):
        Link("A", "A")


def test_a_link_to_an_unknown_activity_is_refused() -> None:
    with pytest.raises(ValueError, match="a link names the unknown activity 'X'"):
        plan([A5], "A FS X")


@pytest.mark.parametrize("duration", [math.nan, -1, -480, 10**9 * 480, 10**9, math.inf])
def test_an_impossible_duration_is_refused(duration: int) -> None:
    with pytest.raises(ValueError, match="A: a duration lies between 0 and 1,000 years"):
        Activity("A", duration)
    with pytest.raises(ValueError, match="A: the remaining duration lies between 0"):
        Activity("A", 480, remaining=duration)


@pytest.mark.parametrize("lag", [10**9, -(10**9), math.nan, math.inf])
def test_an_impossible_lag_is_refused(lag: int) -> None:
    with pytest.raises(ValueError, match="A → B: a lag is at most 1,000 years"):
        Link("A", "B", lag=lag)
    with pytest.raises(ValueError, match="A → B: a lag is at most 10,000 %"):
        Link("A", "B", lag_percent=lag)


@pytest.mark.parametrize("what", ["start", "finish"])
def test_an_actual_after_the_data_date_is_refused_and_named(what: str) -> None:
    later = at(D(2026, 3, 5), "08:01")
    begun = later if what == "start" else at(START)
    done = Activity("B", 480, actual_start=begun, actual_finish=later if what == "finish" else None)
    with pytest.raises(AfterDataDate, match=f"B: the actual {what} lies after") as caught:
        plan([A5, done], data_date=D(2026, 3, 5))
    assert caught.value.activity == "B"


def test_an_actual_at_the_data_date_s_first_working_minute_is_known() -> None:
    begun = Activity("A", 480, actual_start=at(D(2026, 3, 5), "08:00"))
    days = Days(plan([begun], data_date=D(2026, 3, 5)))
    assert days.dates("A") == ("03-05", "03-05")


def test_an_actual_finish_before_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="A: the actual finish lies before the actual start"):
        Activity("A", 480, actual_start=at(D(2026, 3, 5)), actual_finish=at(START))
    with pytest.raises(ValueError, match="A: finished work has started"):
        Activity("A", 480, actual_finish=at(START))


def test_a_milestone_with_a_duration_is_refused() -> None:
    with pytest.raises(ValueError, match="M: a milestone has no duration"):
        Activity("M", 480, Kind.FINISH_MILESTONE)


def test_a_constraint_needs_its_date_and_asap_has_none() -> None:
    with pytest.raises(ValueError, match="SNET needs date"):
        Bound(Constraint.SNET)
    with pytest.raises(ValueError, match="ALAP has no date"):
        Bound(Constraint.ALAP, at(START))
    with pytest.raises(ValueError, match="years 1 to 9999"):
        Bound(Constraint.SNET, instants.LAST + 1)


def test_an_unknown_calendar_and_a_doubled_id_are_refused() -> None:
    with pytest.raises(ValueError, match="A: no calendar 'nights'"):
        plan([task("A", 1, calendar="nights")])
    with pytest.raises(ValueError, match="two activities have the same id"):
        plan([A5, A5])
    with pytest.raises(ValueError, match="no calendar 'none'"):
        Plan(0, {"five": FIVE}, "none", ())


def test_a_day_of_whole_minutes_round_the_clock() -> None:
    every_minute = whole_days(china_calendar(2026, 2026))
    days = Days(plan([Activity("A", 1440), Activity("B", 1440)], calendars={"c": every_minute}))
    assert days.found.early_finish.tolist() == [instants.day_end(START)] * 2
