"""Why a value differs from another program's: each difference gets a name, or is unexplained.

Where the other program counts differently, the case is computed once more its way: what is equal
then is explained, with everything that follows from it.
"""

import dataclasses
from collections.abc import Callable, Iterable

from bench._case import FLOATS, LATE, Case, Difference, compared
from scheduling.calendars import instants
from scheduling.calendars.tables import clocks
from scheduling.kernel.clock import position, shifted
from scheduling.plan import Activity, Bound, Constraint, LinkKind, Plan

UNEXPLAINED = "unexplained"


def explained(case: Case, differences: list[Difference]) -> list[tuple[Difference, str]]:
    """Every difference with its name."""
    found = []
    other = _ff_lag_twice(case)
    left = {} if other is None else {each.value: each for each in compared(case, other)[1]}
    for each in differences:
        name = _name(case, each)
        if name == UNEXPLAINED and other is not None:
            name = _name(case, left[each.value]) if each.value in left else FF_TWICE
        found.append((each, name))
    return found


FF_TWICE = "MPXJ counts the lag of an FF link from finished work twice, from the data date"


def _ff_lag_twice(case: Case) -> Plan | None:
    """The plan with MPXJ's bound in place of its FF links with a lag from finished work."""
    plan, data_date = case.plan, case.plan.data_date
    if data_date is None or not case.profile.startswith("p6"):
        return None
    demands: dict[str, int] = {}
    for link in plan.links:
        pred, succ = (
            plan.activities[plan.place(end)] for end in (link.predecessor, link.successor)
        )
        passed = link.lag < 0 or 0 < link.lag <= pred.duration
        if link.kind == LinkKind.FF and passed and pred.actual_finish and not succ.actual_start:
            at = _later(plan, pred.calendar or plan.calendar, data_date, 2 * link.lag)
            demands[succ.id] = max(at, demands.get(succ.id, at))
    activities = tuple(
        dataclasses.replace(each, constraint2=Bound(Constraint.FNET, demands[each.id]))
        if each.id in demands
        else each
        for each in plan.activities
    )
    return dataclasses.replace(plan, activities=activities) if demands else None


def _name(case: Case, each: Difference) -> str:
    activity = case.plan.activities[case.plan.place(each.activity)]
    for name, holds in RULES.items():
        if holds(case, activity, each):
            return name
    return UNEXPLAINED


def _beside_a_gap(case: Case, activity: Activity, each: Difference) -> bool:
    if each.column in FLOATS:
        return False
    name = activity.calendar or case.plan.calendar
    first, last = (at // instants.MINUTES_PER_DAY for at in sorted((each.got, each.want)))
    own = clocks([case.plan.calendars[name]], first, last)
    return position(own, 0, each.got) == position(own, 0, each.want)


def _must_date(_case: Case, activity: Activity, each: Difference) -> bool:
    return each.column in FLOATS and activity.constraint.kind in (Constraint.MSO, Constraint.MFO)


def _sf_of_started(case: Case, activity: Activity, each: Difference) -> bool:
    plan = case.plan
    return each.column in LATE and any(
        link.kind == LinkKind.SF
        and link.predecessor == activity.id
        and (activity.actual_start or plan.activities[plan.place(link.successor)].actual_finish)
        for link in plan.links
    )


RULES: dict[str, Callable[[Case, Activity, Difference], bool]] = {
    "the other side of a gap: equal in working time": _beside_a_gap,
    "MS Project shows a must date's conflict, and caps its free float": _must_date,
    "MPXJ keeps SF links of started or finished work": _sf_of_started,
}


def _later(plan: Plan, calendar: str, instant: int, lag: int) -> int:
    day = instant // instants.MINUTES_PER_DAY
    reach = abs(lag) // plan.calendars[calendar].minutes_per_day * 3 + 60
    return shifted(clocks([plan.calendars[calendar]], day - reach, day + reach), 0, instant, lag)


def counted(names: Iterable[str]) -> dict[str, int]:
    """How often each name was given."""
    found: dict[str, int] = {}
    for name in names:
        found[name] = found.get(name, 0) + 1
    return found
