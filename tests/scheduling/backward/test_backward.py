"""Planned backwards: latest dates, what must start now, and what a date that is too early asks."""

import dataclasses
import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.backward.latest import Driver, MustStart, Urgency, fixed, planned_back
from scheduling.calendars import instants
from scheduling.calendars.workdays import Calendar
from scheduling.calendars.worktime import ALL_DAY, CLOSED, OFFICE, WorkTime, whole_days
from scheduling.cpm import schedule
from scheduling.plan import Activity, Constraint, Kind, Link, LinkKind, Plan
from scheduling.reasons.causes import CauseKind
from tests.scheduling.networks import at, bound, milestone, plan, task
from tests.scheduling.random_plans import Mix, plans

D = datetime.date
BASE = plan(
    [task("A", 5), task("B", 3), task("C", 2), milestone("M")], "A FS B", "B FS M", "C FS M"
)


def test_the_plan_meets_its_date() -> None:
    found = planned_back(BASE, instants.day_end(D(2026, 3, 13)), today=D(2026, 2, 23))
    assert found.met
    assert (found.drivers, found.must_start) == ((), ())
    late = found.schedule.late_start[found.plan.place("A")]
    assert late == at(D(2026, 3, 4), "08:00")


def test_what_must_start_this_week_and_what_should_have() -> None:
    finish = instants.day_end(D(2026, 3, 13))
    found = planned_back(BASE, finish, today=D(2026, 3, 5))
    # B by Wednesday of the next week, C by Thursday of it
    assert found.must_start == (MustStart("A", Urgency.PAST, at(D(2026, 3, 4), "08:00") or 0, -1),)
    found = planned_back(BASE, finish, today=D(2026, 3, 9))
    assert [(each.activity, each.urgency, each.days_left) for each in found.must_start] == [
        ("A", Urgency.PAST, -3),
        ("B", Urgency.THIS_WEEK, 2),
        ("C", Urgency.THIS_WEEK, 3),
    ]


def test_started_work_need_not_start() -> None:
    started = task("A", 5, actual_start=at(D(2026, 3, 2)), left=3)
    given = dataclasses.replace(
        BASE, activities=(started, *BASE.activities[1:]), data_date=at(D(2026, 3, 5))
    )
    found = planned_back(given, instants.day_end(D(2026, 3, 10)), today=D(2026, 3, 5))
    assert [each.activity for each in found.must_start] == ["B"]
    assert not found.met


def test_negative_float_by_the_date_it_comes_from() -> None:
    finish = instants.day_end(D(2026, 3, 10))
    found = planned_back(BASE, finish, today=D(2026, 3, 2), milestone="M")
    assert not found.met
    assert found.drivers == (
        Driver("M", CauseKind.FINISH_BY, None, -480, ("A", "B", "M"), ("A", "B", "M")),
    )
    early = dataclasses.replace(task("A", 5), constraint=bound(Constraint.FNLT, D(2026, 3, 4)))
    given = dataclasses.replace(BASE, activities=(early, *BASE.activities[1:]))
    found = planned_back(given, finish, today=D(2026, 3, 2))
    assert [(each.activity, each.cause, each.least) for each in found.drivers] == [
        ("A", CauseKind.CONSTRAINT, -960),
        ("M", CauseKind.MUST_FINISH_BY, -480),
    ]
    assert found.drivers[0].constraint == Constraint.FNLT
    assert found.drivers[1].path == ("B", "M")


def test_nothing_is_changed() -> None:
    copied = dataclasses.replace(BASE)
    planned_back(BASE, instants.day_end(D(2026, 3, 6)), today=D(2026, 3, 2), milestone="M")
    assert copied == BASE


# mirrored in time about a midnight: what starts then finishes there
AXIS = 2 * instants.day_start(D(2026, 6, 1))
MIRRORED = {LinkKind.FS: LinkKind.FS, LinkKind.SS: LinkKind.FF, LinkKind.FF: LinkKind.SS}
SPAN = [D(2025, 1, 1) + datetime.timedelta(days=day) for day in range(1200)]


def mirrored_calendar(calendar: WorkTime) -> WorkTime:
    """The calendar run backwards over the span that the plans use."""
    exceptions = {}
    for day in SPAN:
        mirror = instants.start_day(AXIS - instants.day_end(day))
        exceptions[mirror] = tuple(
            (1440 - finish, 1440 - start) for start, finish in reversed(calendar.shifts(day))
        )
    return WorkTime((ALL_DAY,) * 7, exceptions)


def mirrored(given: Plan, finish: int) -> Plan:
    """The plan run backwards from its finish."""
    return dataclasses.replace(
        given,
        start=AXIS - finish,
        calendars={name: mirrored_calendar(each) for name, each in given.calendars.items()},
        links=tuple(
            Link(link.successor, link.predecessor, MIRRORED.get(link.kind, link.kind), link.lag)
            for link in given.links
        ),
        must_finish_by=None,
    )


PLAIN = Mix(constraints=(), progress=False, efforts=False)


@settings(deadline=None, max_examples=50)
@given(plans(PLAIN), st.integers(0, 60))
def test_backward_is_forward_on_the_reversed_network(drawn: Plan, day: int) -> None:
    # milestones stand at either side of a gap by their kind, and a lag in one of two calendars
    activities = tuple(
        Activity(each.id, max(each.duration, 240), calendar=each.calendar)
        for each in drawn.activities
    )
    one = all(each.calendar == "seven" for each in activities)
    links = tuple(Link(each.predecessor, each.successor, each.kind) for each in drawn.links)
    kept = tuple(Link(x.predecessor, x.successor, x.kind, x.lag) for x in drawn.links)
    given = dataclasses.replace(drawn, activities=activities, links=kept if one else links)
    finish = given.start + day * 1440
    back = planned_back(given, finish, today=D(2026, 3, 2)).schedule
    forth = schedule(mirrored(given, finish))
    assert [AXIS - int(each) for each in back.late_start] == forth.early_finish.tolist()
    assert [AXIS - int(each) for each in back.late_finish] == forth.early_start.tolist()


def test_a_calendar_mirrored_twice_is_itself() -> None:
    five = whole_days(Calendar((True,) * 5 + (False,) * 2, {D(2026, 3, 7): True}), OFFICE)
    twice = mirrored_calendar(mirrored_calendar(five))
    for day in SPAN[300:700]:
        assert twice.shifts(day) == five.shifts(day)
    assert five.shifts(D(2026, 3, 8)) == CLOSED


def test_a_milestone_is_fixed_and_the_project_is_not() -> None:
    given = fixed(BASE, BASE.start, "M")
    assert given.must_finish_by is None
    assert given.activities[3].finish_by == BASE.start
    assert given.activities[3].kind == Kind.FINISH_MILESTONE
