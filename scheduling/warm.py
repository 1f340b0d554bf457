"""Compile the passes, or load them, before the first plan asks for it: `python -m scheduling.warm`.

Compiling takes up to half a minute of one core, so it is a process of its own that gives way to
others; loading what was compiled before takes a second.
"""

import datetime
import os

from scheduling import cpm
from scheduling.calendars.instants import day_start
from scheduling.calendars.worktime import always
from scheduling.kernel.compiled import NUMBA
from scheduling.kernel.store import is_stored, stored
from scheduling.plan import Activity, Bound, Constraint, Link, Plan


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
    if NUMBA is not None:
        stored()


if __name__ == "__main__":
    os.nice(10)
    if not is_stored():
        warm()
