"""Load the passes' machine code before the first plan asks for it.

Compiling takes a second or two, and loading what was compiled before most of one.
"""

import datetime

from scheduling import cpm
from scheduling.instants import day_start
from scheduling.plan import Activity, Bound, Constraint, Link, Plan
from scheduling.worktime import always


def warm() -> None:
    """Compute the smallest plan that passes through every part of the kernel."""
    late = Bound(Constraint.ALAP)
    plan = Plan(
        start=day_start(datetime.date(2026, 1, 1)),
        calendars={"24 h": always()},
        calendar="24 h",
        activities=(Activity("A", 1440), Activity("B", 1440, constraint=late)),
        links=(Link("A", "B"),),
    )
    cpm.schedule(plan)
