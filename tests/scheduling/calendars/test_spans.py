"""Hammocks, late starts, critical paths, floats and seasons, in cases computed by hand."""

import dataclasses
import datetime

import pytest

from scheduling.calendars.worktime import ALL_DAY, OFFICE, Season, always, layered
from scheduling.plan import Activity, Bound, Constraint, Kind, LagClock, Link, LinkKind
from scheduling.profiles import TOPOUT, CriticalBy, FloatKind
from tests.scheduling.networks import FIVE, SEVEN, Days, at, bound, plan, task

D = datetime.date
ALAP = Bound(Constraint.ALAP)


def effort(code: str, **known: object) -> Activity:
    """Level of effort: its dates come from its links."""
    return Activity(code, 480, Kind.LEVEL_OF_EFFORT, **known)  # type: ignore[arg-type] # the rest by name


CHAIN = [task("A", 5), task("B", 3), task("C", 2)]


def test_a_hammock_spans_from_start_to_finish() -> None:
    days = Days(plan([*CHAIN, effort("H")], "A FS B", "B FS C", "A SS H", "B FF H"))
    assert days.dates("H") == ("03-02", "03-11")
    # it drives nobody, and has no float of its own to be critical with
    assert days.dates("C") == ("03-12", "03-13")
    assert not days.found.critical[3]


def test_a_hammock_that_its_successors_hold() -> None:
    days = Days(plan([*CHAIN, effort("H")], "A FS B", "B FS C", "A FS H", "H FS C"))
    # from A's end on Friday to C's start on Thursday
    assert days.dates("H") == ("03-09", "03-11")
    mirrored = Days(plan([*CHAIN, effort("H")], "A FS B", "B FS C", "H SS B", "H FF C"))
    assert mirrored.dates("H") == ("03-09", "03-13")


def test_a_hammock_with_a_lag_and_one_without_links() -> None:
    days = Days(
        plan([*CHAIN, effort("H"), effort("I")], "A FS B", "B FS C", "A SS+2 H", "B FF-1 H")
    )
    assert days.dates("H") == ("03-04", "03-10")
    assert days.dates("I") == ("03-02", "03-13")


def test_a_long_hammock_does_not_lengthen_the_project() -> None:
    long = Activity("H", 480 * 100, Kind.LEVEL_OF_EFFORT)
    days = Days(plan([*CHAIN, long], "A FS B", "B FS C", "A SS H", "C FF H"))
    assert days.found.finish_at == at(D(2026, 3, 13), "17:00")
    assert days.dates("H") == ("03-02", "03-13")
    assert days.total("C") == 0


def test_a_hammock_that_has_begun() -> None:
    begun = effort("H", actual_start=at(D(2026, 3, 3)))
    days = Days(plan([*CHAIN, begun], "B FF H", "A FS B", data_date=D(2026, 3, 4)))
    assert days.found.start[3] == at(D(2026, 3, 3))
    assert days.dates("H")[1] == "03-13"


def test_as_late_as_possible_uses_free_float_only() -> None:
    late = task("L", 1, constraint=ALAP)
    days = Days(plan([*CHAIN, late], "A FS B", "B FS C", "L FS C"))
    assert days.dates("L") == ("03-11", "03-11")
    assert days.dates("C") == ("03-12", "03-13")


def test_a_chain_of_late_ones_moves_together() -> None:
    late = [task("L", 1, constraint=ALAP), task("K", 2, constraint=ALAP)]
    days = Days(plan([*CHAIN, *late], "A FS B", "B FS C", "L FS K", "K FS C"))
    assert days.dates("K") == ("03-10", "03-11")
    assert days.dates("L") == ("03-09", "03-09")


def test_as_late_as_possible_without_a_successor_ends_with_the_project() -> None:
    days = Days(plan([task("A", 5), task("L", 1, constraint=ALAP)]))
    assert days.dates("L") == ("03-06", "03-06")


def test_a_late_start_across_a_gap_does_not_push_its_successor() -> None:
    # Z starts at 08:00 and may follow L's start by a lead of four hours on the clock: L may begin
    # before noon, yet at noon it would begin at 13:00 and Z at 09:00
    lead = Link("L", "Z", LinkKind.SS, -240, LagClock.ELAPSED)
    late = task("L", 0.25, constraint=ALAP)
    given = plan([late, task("A", 1), task("Z", 2)], "A FS Z")
    days = Days(dataclasses.replace(given, links=(*given.links, lead)))
    assert days.found.early_start[2] == at(D(2026, 3, 3), "08:00")
    assert days.found.early_start[0] == at(D(2026, 3, 3), "11:59")


def test_the_longest_path_and_what_is_nearly_on_it() -> None:
    given = plan([*CHAIN, task("N", 4), task("F", 1)], "A FS B", "B FS C", "N FS C", "F FS C")
    found = Days(given).found
    assert found.critical.tolist() == [True, True, True, False, False]
    # N has four days of float, F seven; the band is five
    assert found.near_critical.tolist() == [False, False, False, True, False]
    wide = dataclasses.replace(TOPOUT, near_critical_days=7)
    assert Days(given, wide).found.near_critical.tolist()[3:] == [True, True]


def test_a_contract_date_leaves_the_longest_path_but_not_the_critical_float() -> None:
    given = plan([task("A", 5), task("B", 5)], must_finish_by=D(2026, 3, 10))
    assert Days(given).found.critical.all()
    by_float = dataclasses.replace(TOPOUT, critical_by=CriticalBy.FLOAT)
    assert not Days(given, by_float).found.critical.any()
    generous = dataclasses.replace(by_float, critical_days=2)
    assert Days(given, generous).found.critical.all()


def test_a_constraint_breaks_the_longest_path() -> None:
    held = dataclasses.replace(CHAIN[1], constraint=bound(Constraint.SNET, D(2026, 3, 16)))
    found = Days(plan([CHAIN[0], held, CHAIN[2]], "A FS B", "B FS C")).found
    assert found.critical.tolist() == [False, True, True]
    assert found.driving.tolist() == [False, True]


def test_driving_links_are_those_whose_demand_is_the_date() -> None:
    days = Days(plan([*CHAIN, task("N", 4)], "A FS B", "B FS C", "N FS C", "A SS+1 B", "A FF+3 B"))
    assert days.found.driving.tolist() == [True, True, False, False, True]


def test_interfering_float_is_what_successors_pay_for() -> None:
    texts = "A FS Z", "M FS N", "N FS Z"
    days = Days(plan([task("A", 9), task("M", 2), task("N", 3), task("Z", 1)], *texts))
    assert (days.total("M"), days.free("M"), days.total("N"), days.free("N")) == (4, 0, 4, 4)
    assert days.found.interfering_float.tolist() == [0, 4 * 480, 0, 0]


@pytest.mark.parametrize("kind", FloatKind)
def test_start_and_finish_float_are_one_where_work_has_one_calendar(kind: FloatKind) -> None:
    options = dataclasses.replace(TOPOUT, float_kind=kind)
    found = Days(plan([task("A", 3, calendar="seven"), task("Z", 5)]), options).found
    for column in (found.start_float, found.finish_float, found.total_float):
        assert column.tolist() == [2 * 480, 0]


SPRING = Season("春节停工", D(2026, 2, 15), D(2026, 2, 23))


def test_a_season_stops_work_and_a_later_one_lies_on_top() -> None:
    stopped = layered(SEVEN, [SPRING])
    watch = Season("值班", D(2026, 2, 18), D(2026, 2, 18), ALL_DAY)
    assert stopped.shifts(D(2026, 2, 15)) == stopped.shifts(D(2026, 2, 23)) == ()
    assert stopped.shifts(D(2026, 2, 14)) == stopped.shifts(D(2026, 2, 24)) == OFFICE
    assert layered(SEVEN, [SPRING, watch]).shifts(D(2026, 2, 18)) == ALL_DAY
    assert layered(SEVEN, [watch, SPRING]).shifts(D(2026, 2, 18)) == ()


def test_a_season_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Season("冬", D(2026, 3, 1), D(2026, 2, 1))


def test_two_clocks_across_the_spring_festival() -> None:
    """Ten working days with the stop against ten calendar days: 4 + 6 days and 10."""
    calendars = {"work": layered(FIVE, [SPRING]), "24h": always()}
    crew = Activity("W", 10 * 480)
    contract = Activity("K", 10 * 1440, calendar="24h")
    days = Days(plan([crew, contract], start=D(2026, 2, 10), calendars=calendars))
    # 10, 11, 12, 13 February; 24 to 27; 2 and 3 March
    assert days.dates("W") == ("02-10", "03-03")
    assert days.dates("K") == ("02-10", "02-19")
    # concrete hardens in calendar days: the successor waits for the end of the stop
    after = Days(plan([contract, crew], "K FS W", start=D(2026, 2, 10), calendars=calendars))
    assert after.dates("W")[0] == "02-24"
    # K may end when W's first morning comes: floats of four days and eight hours, by its own clock
    assert after.found.total_float[0] == (4 * 24 + 8) * 60
