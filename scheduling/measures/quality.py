"""The DCMA 14-point assessment of a plan: run at import and before a baseline is frozen."""

import numpy as np
from numpy.typing import NDArray

from scheduling import profiles
from scheduling.calendars.instants import NONE
from scheduling.columns import Columns, Flags, Longs
from scheduling.cpm import Schedule
from scheduling.measures.dcma.execution import Execution, execution_points
from scheduling.measures.dcma.network import network_points
from scheduling.measures.dcma.points import (
    DEFINITIONS,
    SOURCE,
    Definition,
    Point,
    Thresholds,
    Verdict,
)
from scheduling.profiles import Options

__all__ = ["DEFINITIONS", "SOURCE", "Definition", "Point", "Thresholds", "Verdict", "assessment"]


def assessment(
    given: Columns,
    found: Schedule,
    *,
    options: Options = profiles.TOPOUT,
    baseline_finish: Longs | None = None,
    loaded: Flags | None = None,
    limits: Thresholds = Thresholds(),  # noqa: B008 - frozen
) -> tuple[Point, ...]:
    """All fourteen points, in their published order.

    `found` is the schedule of `given` under `options`. `baseline_finish` holds the approved finish
    of each activity (an instant, NONE for none), `loaded` whether it has a resource or a budget;
    without them the points that need them are not applicable.
    """
    approved: NDArray[np.int64] = (
        np.full(len(given.work), NONE) if baseline_finish is None else baseline_finish
    )
    case = Execution(given, found, options, approved, loaded)
    return (*network_points(given, found, limits), *execution_points(case, limits))
