"""Two computations compared: what moved, and parts that add up to every shift."""

import dataclasses
import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling.calendars.worktime import Season, layered
from scheduling.cpm import schedule
from scheduling.network import Loop
from scheduling.plan import Activity, Constraint, Kind, Plan
from scheduling.profiles import MSPROJECT, P6, TOPOUT, Options
from scheduling.reasons.changes import Comparison, Shift, attributed, compared
from scheduling.reasons.steps import Change, ChangeKind
from tests.scheduling.networks import FIVE, SEVEN, at, bound, links, milestone, plan, task
from tests.scheduling.random_plans import plans

D = datetime.date
DAY = 1440
BASE = plan([task("A", 5), task("B", 3), milestone("M")], "A FS B", "B FS M")


def changed(before: Plan, after: Plan) -> Comparison:
    return compared(before, schedule(before), after, schedule(after))


def parts(before: Plan, after: Plan) -> dict[Change, float]:
    """What moved M, in working days."""
    _project, found = changed(before, after).shifts
    assert found.activity == "M"
    return {part.change: part.work / 480 for part in found.parts}


def with_activity(base: Plan, activity: Activity) -> Plan:
    rows = tuple(activity if each.id == activity.id else each for each in base.activities)
    return dataclasses.replace(base, activities=rows)


def test_nothing_changed() -> None:
    found = changed(BASE, BASE)
    assert found.moves == ()
    assert [shift.parts for shift in found.shifts] == [(), ()]


def test_a_longer_and_a_shorter_duration() -> None:
    after = with_activity(with_activity(BASE, task("A", 9)), task("B", 2))
    assert parts(BASE, after) == {
        Change(ChangeKind.DURATION, "A"): 4,
        Change(ChangeKind.DURATION, "B"): -1,
    }


def test_a_move_is_told_in_wall_and_in_working_days() -> None:
    found = changed(BASE, with_activity(BASE, task("A", 7)))
    move = next(each for each in found.moves if each.activity == "B")
    assert (move.old_start, move.new_start) == (
        at(D(2026, 3, 9), "08:00"),
        at(D(2026, 3, 11), "08:00"),
    )
    assert (move.start_days, move.start_working_days) == (2, 2)
    # from Wednesday to Friday; M and B end together
    assert (move.finish_days, move.finish_working_days) == (2, 2)
    assert {each.activity for each in found.moves} == {"A", "B", "M"}


def test_spring_festival_is_a_part_of_its_own() -> None:
    stop = Season("春节停工", D(2026, 3, 10), D(2026, 3, 11))
    calendars = {**BASE.calendars, "five": layered(FIVE, [stop])}
    after = with_activity(dataclasses.replace(BASE, calendars=calendars), task("A", 6))
    project, found = changed(BASE, after).shifts
    assert found.parts[0].change == Change(ChangeKind.CALENDAR, calendar="five")
    assert [part.minutes for part in found.parts] == [2 * DAY, 3 * DAY]
    assert project.minutes == found.minutes == 5 * DAY


def test_links_lags_constraints_new_and_dropped_activities() -> None:
    assert parts(BASE, dataclasses.replace(BASE, links=links("A FS+2 B", "B FS M"))) == {
        Change(ChangeKind.LAG, "B", "A"): 2
    }
    assert parts(BASE, dataclasses.replace(BASE, links=links("A SS B", "B FS M"))) == {
        Change(ChangeKind.LINK, "B", "A"): -5
    }
    later = dataclasses.replace(task("B", 3), constraint=bound(Constraint.SNET, D(2026, 3, 10)))
    assert parts(BASE, with_activity(BASE, later)) == {Change(ChangeKind.CONSTRAINT, "B"): 1}
    more = plan([*BASE.activities, task("C", 4)], "A FS B", "B FS M", "A FS C", "C FS M")
    assert parts(BASE, more) == {Change(ChangeKind.NEW, "C"): 1}
    assert parts(more, BASE) == {Change(ChangeKind.DROPPED, "C"): -1}
    found = changed(BASE, more)
    assert (found.new, found.dropped) == (("C",), ())


def test_work_that_went_as_foreseen_has_no_part() -> None:
    done = task("A", 5, actual_start=at(D(2026, 3, 2), "08:00"), left=2)
    after = with_activity(dataclasses.replace(BASE, data_date=at(D(2026, 3, 5))), done)
    assert parts(BASE, after) == {}


def test_what_was_late_or_not_reported_is_progress() -> None:
    slow = task("A", 5, actual_start=at(D(2026, 3, 2), "08:00"), left=4)
    after = with_activity(dataclasses.replace(BASE, data_date=at(D(2026, 3, 5))), slow)
    assert parts(BASE, after) == {Change(ChangeKind.PROGRESS, "A"): 2}
    silent = dataclasses.replace(BASE, data_date=at(D(2026, 3, 5)))
    assert parts(BASE, silent) == {Change(ChangeKind.PROGRESS, "A"): 3}


def test_the_project_starts_later() -> None:
    assert parts(BASE, dataclasses.replace(BASE, start=BASE.start + DAY)) == {
        Change(ChangeKind.START): 1
    }


def test_a_link_turned_round_makes_no_loop_on_the_way() -> None:
    base = plan([task("A", 5), task("B", 3), milestone("M")], "A FS B", "A FS M", "B FS M")
    after = dataclasses.replace(base, links=links("B FS A", "A FS M", "B FS M"))
    assert sum(parts(base, after).values()) == 0
    with pytest.raises(Loop):
        schedule(dataclasses.replace(base, links=(*base.links, *after.links)))


def test_the_project_takes_another_calendar() -> None:
    after = dataclasses.replace(BASE, calendar="seven")
    assert [part.change for part in changed(BASE, after).shifts[1].parts] == [
        Change(ChangeKind.CALENDAR, calendar="seven")
    ]


def test_only_what_both_plans_have_shifts() -> None:
    more = plan([*BASE.activities, task("L", 1, kind=Kind.LEVEL_OF_EFFORT)], "A FS B", "B FS M")
    for unknown in ("X", "L"):
        with pytest.raises(ValueError, match=unknown):
            attributed(BASE, more, [unknown])
    empty = plan([])
    assert changed(empty, BASE).shifts == ()


OPTIONS = st.sampled_from((TOPOUT, P6, MSPROJECT))
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def settled(before: Plan, after: Plan, options: Options) -> list[tuple[Shift, int, int]]:
    """Each shift with the finishes that two whole computations have."""
    old, new = schedule(before, options), schedule(after, options)
    shared = [
        each.id
        for each in after.activities
        if each.kind != Kind.LEVEL_OF_EFFORT
        and each.id in before.places
        and before.activities[before.place(each.id)].kind != Kind.LEVEL_OF_EFFORT
    ]
    found = compared(before, old, after, new, options=options, milestones=shared).shifts
    project, *others = found
    rows = [(project, _last(before, options), _last(after, options))]
    for shift, name in zip(others, shared, strict=True):
        was, now = old.finish[before.place(name)], new.finish[after.place(name)]
        rows.append((shift, int(was), int(now)))
    return rows


def _last(given: Plan, options: Options) -> int:
    return schedule(given, options).finish_at


@SLOW
@given(plans(), plans(), OPTIONS)
def test_the_parts_add_up_to_every_shift(before: Plan, after: Plan, options: Options) -> None:
    for shift, was, now in settled(before, after, options):
        assert (shift.before, shift.after) == (was, now)
        assert sum(part.minutes for part in shift.parts) == now - was


@SLOW
@given(plans(), st.data())
def test_one_change_of_a_duration_has_one_part(before: Plan, data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(before.activities))
    if chosen.kind != Kind.TASK or chosen.actual_start is not None:
        return
    longer = dataclasses.replace(chosen, duration=chosen.duration + 960)
    for shift, was, now in settled(before, with_activity(before, longer), TOPOUT):
        assert [part.change for part in shift.parts] == (
            [Change(ChangeKind.DURATION, chosen.id)] if was != now else []
        )


def test_calendars_that_are_equal_are_no_change() -> None:
    again = dataclasses.replace(FIVE, name="five")
    after = dataclasses.replace(BASE, calendars={"five": again, "seven": SEVEN})
    assert parts(BASE, after) == {}
