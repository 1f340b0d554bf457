"""Points 9 to 14: dates, resources, the baseline, and whether the critical path drives."""

import dataclasses
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scheduling.calendars.instants import NONE
from scheduling.calendars.meter import meter
from scheduling.columns import FINISHED, NOT_STARTED, Columns, Flags, Longs
from scheduling.cpm import Schedule, computed
from scheduling.hammock import FROM_FINISH
from scheduling.measures.dcma.network import counted, incomplete, places, tasks, working_days
from scheduling.measures.dcma.points import Point, Thresholds, measured
from scheduling.profiles import Options


@dataclass(frozen=True)
class Execution:
    """What the points look at beside the network.

    baseline_finish: per activity the approved finish (an instant), NONE where it has none
    loaded: per activity whether it has a resource or a budget; None where the plan has neither
    """

    given: Columns
    found: Schedule
    options: Options
    baseline_finish: Longs
    loaded: Flags | None


def execution_points(case: Execution, limits: Thresholds) -> tuple[Point, ...]:
    """Points 9 to 14, in order."""
    return (
        _invalid_dates(case, limits),
        _resources(case, limits),
        _missed_tasks(case, limits),
        _critical_path_test(case, limits),
        _cpli(case, limits),
        _bei(case, limits),
    )


def _invalid_dates(case: Execution, limits: Thresholds) -> Point:
    """A forecast before the data date or an actual after it cannot be true."""
    given, at = case.given, case.given.data_date
    if at == NONE:
        return measured("invalid_dates", 0, 0, limits)
    found, open_work = case.found, given.status != FINISHED
    forecast = (given.status == NOT_STARTED) & _works_between(given, found.start, at)
    forecast |= open_work & _works_between(given, found.finish, at)
    actual = _works_between(given, at, given.actual_start)
    actual |= _works_between(given, at, given.actual_finish)
    among = counted(given)
    bad = places((forecast | actual) & among)
    return measured("invalid_dates", len(bad), int(among.sum()), limits, activities=bad)


def _works_between(given: Columns, first: ArrayLike, last: ArrayLike) -> Flags:
    """Where working time lies between two dates that are known; the night after a shift is none."""
    begin, end = (np.asarray(part, np.int64) for part in (first, last))
    rule = meter(given.calendars, begin, end)
    found: Flags = (begin != NONE) & (end != NONE) & (rule.minutes(given.calendar, begin, end) > 0)
    return found


def _resources(case: Execution, limits: Thresholds) -> Point:
    given = case.given
    if case.loaded is None:
        return measured("resources", 0, 0, limits)
    among = incomplete(given) & tasks(given) & (working_days(given, given.duration) >= 1)
    bad = places(among & ~case.loaded)
    return measured("resources", len(bad), int(among.sum()), limits, activities=bad)


def _due(case: Execution) -> Flags:
    """Tasks that the baseline finishes up to the data date."""
    finish, at = case.baseline_finish, case.given.data_date
    due: Flags = tasks(case.given) & (finish != NONE) & (finish <= at) & (at != NONE)
    return due


def _missed_tasks(case: Execution, limits: Thresholds) -> Point:
    due = _due(case)
    missed = places(due & _works_between(case.given, case.baseline_finish, case.found.finish))
    return measured("missed_tasks", len(missed), int(due.sum()), limits, activities=missed)


def _critical_path_test(case: Execution, limits: Thresholds) -> Point:
    """Really delay one critical task and compute: a path that drives moves the end as far.

    Days are counted by the delayed task's calendar.
    """
    given, found = case.given, case.found
    delayed = _delayable(given, found)
    if delayed is None:
        return measured("critical_path_test", 0, 0, limits)
    own = int(given.calendar[delayed])
    per_day = given.calendars[own].minutes_per_day
    added = round(limits.critical_path_delay_days * per_day)
    longer = {name: getattr(given, name).copy() for name in ("work", "duration")}
    for column in longer.values():
        column[delayed] += added
    ends = _ends(given, found)
    after = int(computed(dataclasses.replace(given, **longer), case.options).finish[ends].max())
    rule = meter(given.calendars, [found.finish_at, after])
    moved = float(rule.minutes(own, found.finish_at, after)) / per_day
    return measured(
        "critical_path_test",
        moved,
        limits.critical_path_delay_days,
        limits,
        activities=(delayed,),
    )


def _delayable(given: Columns, found: Schedule) -> int | None:
    """The task to delay: the first critical one whose *finish* drives, else the tightest there is.

    A task may be critical by its start only, into a start-to-start link; growing longer it would
    first use up the slack at its finish. Where no task is critical nothing drives the finish, and
    delaying any of them shows it.
    """
    open_work = incomplete(given) & tasks(given)
    by_finish = found.driving & np.isin(given.link_kind, FROM_FINISH)
    by_finish &= found.critical[given.link_succ]
    drives = found.finish == found.finish_at
    drives[given.link_pred[by_finish]] = True
    candidates = np.flatnonzero(open_work & found.critical & drives)
    if not len(candidates):
        candidates = np.flatnonzero(open_work)
    if not len(candidates):
        return None
    order = np.lexsort((found.early_start[candidates], found.total_float[candidates]))
    return int(candidates[order[0]])


def _ends(given: Columns, found: Schedule) -> Flags:
    """What the plan ends with: it must move, not be run past by something that is delayed."""
    last: Flags = found.finish == found.finish_at
    final = last.copy()
    final[given.link_pred] = False
    return final if final.any() else last


def _cpli(case: Execution, limits: Thresholds) -> Point:
    """Working days of the project's calendar from the data date to the finish, and its float.

    The float is measured against the contract's finish, else the baseline's; without either the
    index would always be 1 and says nothing.
    """
    given, finish = case.given, case.found.finish_at
    target = given.must_finish_by
    if target == NONE and (case.baseline_finish != NONE).any():
        target = int(case.baseline_finish.max())
    if target == NONE:
        return measured("cpli", 0, 0, limits)
    begin = given.start if given.data_date == NONE else given.data_date
    rule, own = meter(given.calendars, [begin, finish, target]), given.project_calendar
    length = float(rule.days(own, rule.minutes(own, begin, finish)))
    spare = float(rule.days(own, rule.minutes(own, finish, target)))
    return measured("cpli", length + spare, length, limits)


def _bei(case: Execution, limits: Thresholds) -> Point:
    given = case.given
    known, work = case.baseline_finish != NONE, tasks(given)
    if given.data_date == NONE or not known.any():
        return measured("bei", 0, 0, limits)
    due = _due(case)
    done = work & (given.status == FINISHED)
    expected = int(due.sum()) + int((work & ~known).sum())
    return measured("bei", int(done.sum()), expected, limits, activities=places(due & ~done))
