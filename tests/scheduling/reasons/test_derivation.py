"""Each date names what decided it, and the causes lead back to the project's start."""

import dataclasses
import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.kernel.network import FINISHED
from scheduling.plan import Bound, Constraint, Kind, Link, Plan
from scheduling.profiles import MSPROJECT, P6, TOPOUT, Options, Progress
from scheduling.reasons.causes import CauseKind, End, early_demands, late_demands
from scheduling.reasons.computation import computation
from scheduling.reasons.derivation import EARLY, DateKind, Derivation, chain, derivation
from tests.scheduling.networks import at, bound, milestone, plan, task
from tests.scheduling.random_plans import plans

D = datetime.date
A5, B3 = task("A", 5), task("B", 3)
HOUR = 60


def why(given: Plan, activity: str, date: DateKind = DateKind.EARLY_START) -> Derivation:
    return derivation(computation(given), activity, date)


def test_a_link_decides_and_the_weekend_moves_it() -> None:
    found = why(plan([A5, B3], "A FS B"), "B")
    assert found.instant == at(D(2026, 3, 9), "08:00")
    cause = found.cause
    assert (cause.kind, cause.link, cause.activity) == (CauseKind.LINK, 0, "A")
    assert (cause.end, cause.instant) == (End.START, at(D(2026, 3, 6), "17:00"))
    assert cause.shift == 63 * HOUR
    (start,) = found.others
    assert (start.kind, start.slack) == (CauseKind.PROJECT_START, 5 * 480)


def test_a_finish_link_speaks_to_the_finish() -> None:
    found = why(plan([A5, B3], "A FF+1 B"), "B")
    assert (found.cause.end, found.cause.instant) == (End.FINISH, at(D(2026, 3, 9), "17:00"))
    assert found.instant == at(D(2026, 3, 5), "08:00")


def test_the_runner_up_says_by_how_much_it_lost() -> None:
    found = why(plan([A5, task("C", 4), B3], "A FS B", "C FS B"), "B")
    assert [(each.activity, each.slack) for each in found.others] == [("C", 480), (None, 5 * 480)]


def test_a_constraint_beats_logic_and_a_mandatory_one_overrules_it() -> None:
    later = dataclasses.replace(B3, constraint=bound(Constraint.SNET, D(2026, 3, 14)))
    found = why(plan([A5, later], "A FS B"), "B")
    assert found.cause.constraint == Constraint.SNET
    assert (found.instant, found.cause.shift) == (at(D(2026, 3, 16), "08:00"), 56 * HOUR)
    fixed = dataclasses.replace(B3, constraint=bound(Constraint.MANDATORY_START, D(2026, 3, 4)))
    found = why(plan([A5, fixed], "A FS B"), "B")
    assert found.cause.constraint == Constraint.MANDATORY_START
    assert found.others[0].activity == "A"
    assert found.others[0].slack == -3 * 480


def test_the_data_date_the_resumption_and_what_has_happened() -> None:
    started = task("A", 5, actual_start=at(D(2026, 3, 2)), left=3)
    given = plan([started, B3], "A FS B", data_date=D(2026, 3, 5))
    assert why(given, "A").cause.kind == CauseKind.DATA_DATE
    paused = dataclasses.replace(started, resume_at=at(D(2026, 3, 12)))
    given = plan([paused, B3], "A FS B", data_date=D(2026, 3, 5))
    assert why(given, "A").cause.kind == CauseKind.RESUMPTION
    done = dataclasses.replace(started, actual_finish=at(D(2026, 3, 6), "17:00"), remaining=None)
    found = why(plan([done, B3], "A FS B"), "A", DateKind.EARLY_FINISH)
    assert (found.cause.kind, found.instant) == (CauseKind.ACTUAL, at(D(2026, 3, 6), "17:00"))


def test_the_lag_that_is_left_of_a_start_that_has_happened() -> None:
    started = task("A", 9, actual_start=at(D(2026, 3, 2), "08:00"), left=8)
    given = plan([started, B3], "A SS+9 B", data_date=D(2026, 3, 5))
    steps = chain(computation(given), "B", DateKind.EARLY_START)
    assert [(step.activity, step.cause.kind) for step in steps] == [
        ("B", CauseKind.LINK),
        ("A", CauseKind.DATA_DATE),
    ]
    # three of the nine days had passed at the data date
    assert steps[0].cause.instant == at(D(2026, 3, 12), "17:00")
    steps = chain(computation(given, MSPROJECT), "B", DateKind.EARLY_START)
    assert steps[-1].cause.kind == CauseKind.ACTUAL
    assert steps[-1].instant == at(D(2026, 3, 2), "08:00")


def test_late_dates_name_the_successor_and_the_contract() -> None:
    given = plan([A5, B3, milestone("M", finish_by=at(D(2026, 3, 11)))], "A FS B", "B FS M")
    found = why(given, "A", DateKind.LATE_FINISH)
    assert (found.cause.kind, found.cause.activity) == (CauseKind.LINK, "B")
    steps = chain(computation(given), "A", DateKind.LATE_FINISH)
    assert [step.activity for step in steps] == ["A", "B", "M"]
    assert steps[-1].cause.kind == CauseKind.FINISH_BY
    assert why(plan([A5]), "A", DateKind.LATE_START).cause.kind == CauseKind.PROJECT_FINISH
    fixed = plan([A5], must_finish_by=D(2026, 3, 10))
    assert why(fixed, "A", DateKind.LATE_START).cause.kind == CauseKind.MUST_FINISH_BY


def test_as_late_as_possible_is_a_cause() -> None:
    given = plan(
        [A5, dataclasses.replace(B3, constraint=Bound(Constraint.ALAP))],
    )
    assert why(given, "B").cause.constraint == Constraint.ALAP


def test_level_of_effort_spans() -> None:
    effort = task("L", 1, kind=Kind.LEVEL_OF_EFFORT)
    found = why(plan([A5, B3, effort], "A FS B", "A SS L", "L FF B"), "L", DateKind.EARLY_FINISH)
    assert (found.cause.kind, found.instant) == (CauseKind.SPAN, at(D(2026, 3, 11), "17:00"))


def test_an_activity_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        why(plan([A5]), "X")


def test_a_long_chain_of_causes() -> None:
    codes = [f"A{place}" for place in range(3000)]
    given = plan(
        [task(code, 1) for code in codes],
        *(f"{codes[place]} FS {codes[place + 1]}" for place in range(2999)),
    )
    assert len(chain(computation(given), codes[-1], DateKind.EARLY_START)) == 3000


@pytest.mark.parametrize("options", [TOPOUT, P6, MSPROJECT])
def test_work_as_late_as_possible_does_not_push_what_follows_a_lag(options: Options) -> None:
    """Four hours of the successor's shifts reach across lunch; a day of 24 hours has no lunch."""
    late = task("A", 0.5, calendar="24h", constraint=Bound(Constraint.ALAP))
    made = plan([late, task("B", 1.5), task("C", 0.5)])
    found = computation(dataclasses.replace(made, links=(Link("A", "C", lag=240),)), options)

    cause = derivation(found, "C", DateKind.EARLY_START).cause
    assert (cause.kind, cause.slack) == (CauseKind.LINK, 0)


OPTIONS = (
    TOPOUT,
    P6,
    MSPROJECT,
    dataclasses.replace(TOPOUT, progress=Progress.OVERRIDE),
    dataclasses.replace(TOPOUT, progress=Progress.ACTUAL_DATES),
)


@settings(deadline=None)  # the first call may compile
@given(plans(), st.sampled_from(OPTIONS))
def test_the_demands_add_up_to_the_date(given: Plan, options: Options) -> None:
    found = computation(given, options)
    for row in range(len(given.activities)):
        if found.network.status[row] == FINISHED:
            continue
        *_rest, (_last, start) = early_demands(found, row)
        assert start == found.dates.early_start_at[row]
        *_rest, (_last, finish) = late_demands(found, row)
        assert finish == found.dates.late_finish_at[row]


@settings(deadline=None)  # the first call may compile
@given(plans(), st.sampled_from(OPTIONS))
def test_what_decides_has_no_slack_and_every_chain_ends(given: Plan, options: Options) -> None:
    found = computation(given, options)
    driving = found.schedule.driving
    for activity in given.activities:
        for date in DateKind:
            steps = chain(found, activity.id, date)
            first = steps[0]
            assert first.cause.slack == 0
            assert first.instant == getattr(found.schedule, date)[given.place(activity.id)] or (
                first.cause.kind == CauseKind.ACTUAL
            )
            assert all(step.cause.link is not None for step in steps[:-1])
            assert steps[-1].cause.link is None
            if date in EARLY:
                links = [step.cause.link for step in steps[:-1]]
                assert all(driving[link] for link in links)
