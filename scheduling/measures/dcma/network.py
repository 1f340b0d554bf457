"""Points 1 to 8: the network as it is planned.

Completed work is not looked at, nor are level-of-effort activities. Milestones are, except where
a point is about work: a top-out date that is pinned or hangs loose is a fault of the plan.
"""

import numpy as np
from numpy.typing import NDArray

from scheduling.calendars.meter import Doubles
from scheduling.columns import FINISHED, Columns, Flags
from scheduling.cpm import Schedule
from scheduling.measures.dcma.points import Point, Thresholds, measured
from scheduling.plan import Constraint, Kind, LinkKind

HARD = (
    Constraint.SNLT,
    Constraint.FNLT,
    Constraint.MSO,
    Constraint.MFO,
    Constraint.MANDATORY_START,
    Constraint.MANDATORY_FINISH,
)


def counted(given: Columns) -> Flags:
    """Activities that take part in the assessment at all."""
    found: Flags = given.kind != Kind.LEVEL_OF_EFFORT
    return found


def incomplete(given: Columns) -> Flags:
    """Activities that are not finished."""
    found: Flags = counted(given) & (given.status != FINISHED)
    return found


def tasks(given: Columns) -> Flags:
    """Activities that are work: no milestones."""
    found: Flags = counted(given) & (given.kind == Kind.TASK)
    return found


def working_days(given: Columns, minutes: NDArray[np.int64]) -> Doubles:
    """Minutes of each activity as days of its calendar."""
    per_day = np.array([calendar.minutes_per_day for calendar in given.calendars], np.int64)
    found: Doubles = minutes / per_day[given.calendar]
    return found


def places(flags: Flags) -> tuple[int, ...]:
    """The indices that are set."""
    return tuple(int(place) for place in np.flatnonzero(flags))


def network_points(given: Columns, found: Schedule, limits: Thresholds) -> tuple[Point, ...]:
    """Points 1 to 8, in order."""
    open_work = incomplete(given)
    floats = working_days(given, found.total_float)
    lengths = working_days(given, given.duration)
    work = open_work & tasks(given)
    return (
        _share("logic", _loose(given, found), open_work, limits),
        *_link_points(given, limits),
        _share("hard_constraints", _hard(given), open_work, limits),
        _share("high_float", floats > limits.high_float_days, open_work, limits),
        _share("negative_float", floats < 0, open_work, limits),
        _share("high_duration", lengths > limits.high_duration_days, work, limits),
    )


def _share(key: str, offends: Flags, among: Flags, limits: Thresholds) -> Point:
    offenders = places(offends & among)
    return measured(key, len(offenders), int(among.sum()), limits, activities=offenders)


def _loose(given: Columns, found: Schedule) -> Flags:
    """Activities without a predecessor or a successor.

    A plan begins and ends somewhere: the first to start of those without predecessor and the last
    to finish of those without successor are no fault.
    """
    takes_part = counted(given)
    kept = takes_part[given.link_pred] & takes_part[given.link_succ]
    follows, leads = np.zeros(len(given.work), np.bool_), np.zeros(len(given.work), np.bool_)
    follows[given.link_succ[kept]] = True
    leads[given.link_pred[kept]] = True
    opening, ending = takes_part & ~follows, takes_part & ~leads
    if opening.any():
        opening[np.flatnonzero(opening)[found.start[opening].argmin()]] = False
    if ending.any():
        ending[np.flatnonzero(ending)[found.finish[ending].argmax()]] = False
    return opening | ending


def _hard(given: Columns) -> Flags:
    found: Flags = np.isin(given.constraint, HARD) | np.isin(given.constraint2, HARD)
    return found


def _link_points(given: Columns, limits: Thresholds) -> tuple[Point, ...]:
    """Points 2 to 4, over the links whose successor is still to be done."""
    still = counted(given)[given.link_pred] & incomplete(given)[given.link_succ]
    offenders = {
        "leads": still & (given.link_lag < 0),
        "lags": still & (given.link_lag > 0),
        "relationship_types": still & (given.link_kind != LinkKind.FS),
    }
    found = []
    for key, offends in offenders.items():
        total, bad = int(still.sum()), places(offends)
        count = total - len(bad) if key == "relationship_types" else len(bad)
        found.append(measured(key, count, total, limits, links=bad))
    return tuple(found)
