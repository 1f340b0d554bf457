"""The fourteen points against counts done by hand on small plans."""

import dataclasses
import datetime

import numpy as np
import pytest

from scheduling.calendars import instants
from scheduling.calendars.instants import NONE
from scheduling.columns import Flags, columns
from scheduling.cpm import schedule
from scheduling.measures.quality import DEFINITIONS, Point, Thresholds, Verdict, assessment
from scheduling.plan import Constraint, Kind, Plan
from tests.scheduling.networks import at, bound, milestone, plan, task

D = datetime.date
PUBLISHED = Thresholds()
PASS, FAIL, NONE_APPLIES = Verdict.PASS, Verdict.FAIL, Verdict.NOT_APPLICABLE


def assessed(
    given: Plan,
    approved: list[D | None] | None = None,
    loaded: Flags | None = None,
    limits: Thresholds = PUBLISHED,
) -> dict[str, Point]:
    """The points by key; `approved` holds the last day of each baseline finish."""
    finishes = [NONE if day is None else instants.day_end(day) for day in approved or ()]
    points = assessment(
        columns(given),
        schedule(given),
        baseline_finish=np.array(finishes, np.int64) if approved else None,
        loaded=loaded,
        limits=limits,
    )
    return {point.key: point for point in points}


def counts(point: Point) -> tuple[float, float, Verdict]:
    return point.numerator, point.denominator, point.verdict


CHAIN = [task("A", 5), task("B", 3), task("C", 2)]


def test_a_sound_plan_passes_all_that_can_be_measured() -> None:
    points = assessed(plan(CHAIN, "A FS B", "B FS C", data_date=D(2026, 3, 2)))
    failed = {key for key, point in points.items() if point.verdict == FAIL}
    assert failed == set()
    applies = {key for key, point in points.items() if point.verdict == PASS}
    assert applies == set(DEFINITIONS) - {"resources", "missed_tasks", "cpli", "bei"}


def test_the_points_come_in_published_order_with_names_in_both_languages() -> None:
    points = assessed(plan(CHAIN, "A FS B", "B FS C"))
    assert [point.definition.number for point in points.values()] == list(range(1, 15))
    assert {field.name for field in dataclasses.fields(Thresholds)} >= set(DEFINITIONS)
    for one in DEFINITIONS.values():
        assert set(one.names) == {"en", "zh-hans"}
        assert all(one.names.values())
        assert one.formula


def test_logic_forgives_one_beginning_and_one_end() -> None:
    # B hangs loose at its end, D at both, and D starts no earlier than A
    given = plan([*CHAIN, task("D", 1)], "A FS B", "A FS C")
    point = assessed(given)["logic"]
    # of the ends B 03-11, C 03-10 and D 03-02 the last one, B's, is the plan's
    assert point.activities == (2, 3)
    assert counts(point) == (2, 4, FAIL)
    assert point.share == 0.5


def test_finished_work_and_hammocks_are_not_assessed() -> None:
    done = task("D", 1, actual_start=at(D(2026, 3, 2)), actual_finish=at(D(2026, 3, 2), "17:00"))
    effort = task("E", 0, kind=Kind.LEVEL_OF_EFFORT)
    given = plan([*CHAIN, done, effort], "A FS B", "B FS C", "A SS E", data_date=D(2026, 3, 3))
    points = assessed(given)
    assert counts(points["logic"]) == (1, 3, FAIL)
    # D began first, so A, which has nothing before it either, is no longer the beginning
    assert points["logic"].activities == (0,)
    assert points["relationship_types"].denominator == 2


def test_leads_lags_and_kinds_of_links() -> None:
    given = plan(CHAIN, "A FS-1 B", "A SS+2 B", "B FS C", "A FF+1 C", "A FS C")
    points = assessed(given)
    assert counts(points["leads"]) == (1, 5, FAIL)
    assert points["leads"].links == (0,)
    assert counts(points["lags"]) == (2, 5, FAIL)
    assert points["lags"].links == (1, 3)
    assert counts(points["relationship_types"]) == (3, 5, FAIL)
    assert points["relationship_types"].links == (1, 3)


def test_a_percentage_lag_is_a_lag() -> None:
    given = plan(CHAIN, "A FS B", "B FS C")
    lagged = dataclasses.replace(given.links[0], lag_percent=20.0)
    points = assessed(dataclasses.replace(given, links=(lagged, given.links[1])))
    assert points["lags"].links == (0,)


@pytest.mark.parametrize("kind", [kind for kind in Constraint if kind != Constraint.ASAP])
def test_hard_constraints_are_those_that_hold_dates_back(kind: Constraint) -> None:
    hard = kind not in (Constraint.SNET, Constraint.FNET, Constraint.ALAP)
    pinned = bound(kind, D(2026, 3, 6)) if kind != Constraint.ALAP else None
    work = [task("A", 5), task("B", 3)]
    work[0] = dataclasses.replace(work[0], constraint2=pinned) if pinned else work[0]
    point = assessed(plan(work, "A FS B"))["hard_constraints"]
    assert counts(point) == (int(hard), 2, FAIL if hard else PASS)
    assert point.activities == ((0,) if hard else ())


def test_high_float_and_high_duration_begin_above_44_days() -> None:
    # beside 60 days of work: total float of B 45, of C 44 days
    work = [task("A", 60), task("B", 15), task("C", 16), task("D", 45), task("E", 44)]
    points = assessed(plan([*work, milestone("M")], *(f"{code} FS M" for code in "ABCDE")))
    assert points["high_float"].activities == (1,)
    assert counts(points["high_float"]) == (1, 6, FAIL)
    assert points["high_duration"].activities == (0, 3)
    # the milestone is no work
    assert counts(points["high_duration"]) == (2, 5, FAIL)


def test_thresholds_are_editable() -> None:
    given = plan([task("A", 60), task("B", 15), milestone("M")], "A FS M", "B FS M")
    wide = Thresholds(high_float_days=45, high_duration=0.5)
    points = assessed(given, limits=wide)
    assert counts(points["high_float"]) == (0, 3, PASS)
    assert counts(points["high_duration"]) == (1, 2, PASS)
    assert points["high_duration"].threshold == 0.5


def test_negative_float() -> None:
    point = assessed(plan(CHAIN, "A FS B", "B FS C", must_finish_by=D(2026, 3, 12)))
    assert counts(point["negative_float"]) == (3, 3, FAIL)
    assert point["negative_float"].activities == (0, 1, 2)


def test_invalid_dates_lie_on_the_wrong_side_of_the_data_date() -> None:
    pinned = task("C", 2, constraint=bound(Constraint.MANDATORY_START, D(2026, 3, 2)))
    given = plan([task("A", 5), task("B", 3), pinned], "A FS B", data_date=D(2026, 3, 4))
    point = assessed(given)["invalid_dates"]
    assert counts(point) == (1, 3, FAIL)
    assert point.activities == (2,)
    # the plan refuses an actual after the data date; columns from elsewhere may hold one
    rows = columns(plan(CHAIN, "A FS B", "B FS C", data_date=D(2026, 3, 4)))
    rows.actual_start[0] = instants.day_start(D(2026, 3, 9))
    found = schedule(plan(CHAIN, "A FS B", "B FS C", data_date=D(2026, 3, 4)))
    assert assessment(rows, found)[8].activities == (0,)


def test_the_same_moment_on_the_other_side_of_a_night_is_valid() -> None:
    # the milestone stands at Friday evening, the data date at Monday's midnight
    given = plan([milestone("M"), task("A", 5)], "M FS A", data_date=D(2026, 3, 9))
    assert counts(assessed(given)["invalid_dates"]) == (0, 2, PASS)
    assert counts(assessed(plan(CHAIN, "A FS B"))["invalid_dates"]) == (0, 0, NONE_APPLIES)


def test_resources_are_needed_by_work_of_a_day_or_more() -> None:
    work = [*CHAIN, task("D", 0.5), milestone("M")]
    given = plan(work, "A FS B", "B FS C", "C FS D", "D FS M")
    point = assessed(given, loaded=np.array([True, False, True, False, False]))["resources"]
    assert counts(point) == (1, 3, FAIL)
    assert point.activities == (1,)


# A is finished a day late, B is under way and late, C has until 03-17
BEGUN = plan(
    [
        task("A", 5, actual_start=at(D(2026, 3, 2)), actual_finish=at(D(2026, 3, 9), "17:00")),
        task("B", 3, actual_start=at(D(2026, 3, 10)), left=2),
        task("C", 2),
    ],
    "A FS B",
    "B FS C",
    data_date=D(2026, 3, 12),
)
APPROVED = [D(2026, 3, 6), D(2026, 3, 11), D(2026, 3, 17)]


def test_missed_tasks_and_the_execution_index() -> None:
    points = assessed(BEGUN, list(APPROVED))
    assert counts(points["missed_tasks"]) == (2, 2, FAIL)
    assert points["missed_tasks"].activities == (0, 1)
    # one of two that are due is done
    assert counts(points["bei"]) == (1, 2, FAIL)
    assert points["bei"].activities == (1,)


def test_on_the_day_is_not_missed_and_no_baseline_weighs_on_the_index() -> None:
    points = assessed(BEGUN, [D(2026, 3, 9), None, None])
    assert counts(points["missed_tasks"]) == (0, 1, PASS)
    assert counts(points["bei"]) == (1, 3, FAIL)


def test_critical_path_length_index() -> None:
    # ten working days from the start; the contract gives two less, then two more
    chain = ["A FS B", "B FS C"]
    late = assessed(plan(CHAIN, *chain, must_finish_by=D(2026, 3, 11)))["cpli"]
    assert counts(late) == (8, 10, FAIL)
    assert late.share == 0.8
    early = assessed(plan(CHAIN, *chain, must_finish_by=D(2026, 3, 17)))["cpli"]
    assert counts(early) == (12, 10, PASS)
    # without a contract the baseline's last finish is the target
    approved = assessed(plan(CHAIN, *chain), [D(2026, 3, 6), D(2026, 3, 11), D(2026, 3, 12)])
    assert counts(approved["cpli"]) == (9, 10, FAIL)


def test_the_critical_path_test_delays_a_task_for_real() -> None:
    point = assessed(plan(CHAIN, "A FS B", "B FS C"))["critical_path_test"]
    assert counts(point) == (600, 600, PASS)
    assert point.activities == (0,)


def test_a_pinned_finish_fails_the_critical_path_test() -> None:
    # the end is mandatory: whatever happens before it, it does not move
    end = milestone("M", constraint=bound(Constraint.MANDATORY_FINISH, D(2026, 3, 13)))
    given = plan([task("A", 5), task("B", 4), end], "A FS B", "B FS M")
    assert counts(assessed(given)["critical_path_test"]) == (0, 600, FAIL)


def test_a_task_that_drives_by_its_start_only_is_not_the_one_delayed() -> None:
    # A is critical by its start only: B starts two days after it and lasts long
    given = plan([task("A", 5), task("B", 20)], "A SS+2 B")
    point = assessed(given)["critical_path_test"]
    assert counts(point) == (600, 600, PASS)
    assert point.activities == (1,)


def test_nothing_left_to_assess() -> None:
    point = assessed(plan([]))
    assert {one.verdict for one in point.values()} == {NONE_APPLIES}
