"""Compile the passes, or load them, before the first plan asks for it: `python -m scheduling.warm`.

Compiling takes some twenty seconds of one core, so it is a process of its own that gives way to
others; loading what was compiled before takes a second.
"""

import datetime
import os

from scheduling import cpm
from scheduling.calendars.instants import day_start
from scheduling.calendars.worktime import always
from scheduling.kernel.compiled import NUMBA
from scheduling.kernel.store import is_stored, stored
from scheduling.levelling.levels import level
from scheduling.levelling.population import Thread
from scheduling.levelling.resources import Demand, Resource, Resources
from scheduling.levelling.search import Limits
from scheduling.levelling.site import prepared
from scheduling.plan import Activity, Bound, Constraint, Link, Plan
from scheduling.profiles import TOPOUT

LATE = Bound(Constraint.ALAP)
SMALLEST = Plan(
    start=day_start(datetime.date(2026, 1, 1)),
    calendars={"24 h": always()},
    calendar="24 h",
    activities=(Activity("A", 1440), Activity("B", 1440, constraint=LATE), Activity("C", 1440)),
    links=(Link("A", "B"),),
)


def warm() -> None:
    """Compute the smallest plan that passes through every part of the passes."""
    cpm.schedule(SMALLEST)


def warm_whole() -> None:
    """Also level it, as a request does, and search on, and note that all of that is on disk now."""
    warm()
    crane = Resources((Resource("crane", 1),), (Demand("A", "crane", 1), Demand("C", "crane", 1)))
    level(SMALLEST, crane, limits=Limits(orders=0, workers=1))
    thread = Thread(prepared(SMALLEST, crane, TOPOUT, extend=True), seed=1)
    thread.populate()
    thread.evolve(1)
    if NUMBA is not None:
        stored()


if __name__ == "__main__":
    os.nice(10)
    if not is_stored():
        warm_whole()
