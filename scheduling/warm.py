"""Compile the passes, or load them, before the first plan asks for it: `python -m scheduling.warm`.

Compiling takes some twenty seconds of one core, so it is a process of its own that gives way to
others; loading what was compiled before takes a second.
"""

import dataclasses
import datetime
import os

import numpy as np

from scheduling.backward.crash import Compression, crash
from scheduling.calendars.instants import day_start
from scheduling.calendars.worktime import always
from scheduling.columns import columns
from scheduling.incremental import Following
from scheduling.kernel.compiled import NUMBA
from scheduling.kernel.store import ANALYSES, MARKS, REQUESTS, compiling, is_stored, stored
from scheduling.levelling.levels import level
from scheduling.levelling.population import Thread
from scheduling.levelling.program import Program
from scheduling.levelling.resources import Demand, Resource, Resources
from scheduling.levelling.search import Limits
from scheduling.levelling.site import prepared
from scheduling.plan import Activity, Bound, Constraint, Link, LinkKind, Plan
from scheduling.profiles import TOPOUT
from scheduling.reasons.computation import computation
from scheduling.reasons.derivation import DateKind, derivation
from scheduling.reasons.paths import float_paths
from scheduling.risk.sampling import FEWEST, Settings
from scheduling.risk.simulation import simulate
from scheduling.risk.uncertainty import Group, Percent, Uncertainty

LATE = Bound(Constraint.ALAP)
SMALLEST = Plan(
    start=day_start(datetime.date(2026, 1, 1)),
    calendars={"24 h": always()},
    calendar="24 h",
    activities=(Activity("A", 1440), Activity("B", 1440, constraint=LATE), Activity("C", 1440)),
    links=(Link("A", "B"),),
)
# what is begun, constrained and short of time has more to say of its dates
BEGUN = dataclasses.replace(
    SMALLEST,
    data_date=SMALLEST.start + 1440,
    activities=(
        Activity("A", 4320, actual_start=SMALLEST.start, remaining=2880),
        Activity("B", 2880, constraint=Bound(Constraint.SNET, SMALLEST.start)),
        Activity("C", 2880, constraint=Bound(Constraint.FNLT, SMALLEST.start + 2880)),
    ),
    links=(Link("A", "B", LinkKind.SS, 2880), Link("A", "C"), Link("B", "C", LinkKind.FF)),
)
CRANE = Resources((Resource("crane", 1),), (Demand("A", "crane", 1), Demand("C", "crane", 1)))
UNCERTAIN = Uncertainty(
    default=Percent(80, 100, 150), groups=(Group(frozenset({"A", "B"}), correlation=0.5),)
)


def warm() -> None:
    """Compute the smallest plan that passes through every part of the passes, and follow it."""
    given = columns(SMALLEST)
    # the project's end stays where it is, or every late date would be computed in another way
    longer = np.where(np.arange(len(given.work)) == SMALLEST.place("C"), 1, 0)
    Following(given).change(dataclasses.replace(given, work=given.work + longer))


def warm_requests() -> None:
    """Also level it, ask why dates are what they are and what to shorten, and note all of that."""
    warm()
    level(SMALLEST, CRANE, limits=Limits(orders=0, workers=1))
    found = computation(BEGUN)
    for activity in BEGUN.activities:
        for date in DateKind:
            derivation(found, activity.id, date)
    float_paths(found, count=2)
    crash(BEGUN, [Compression("C", 1, 1)], BEGUN.start + 5760)
    _noted(REQUESTS)


def warm_analyses() -> None:
    """Pass through what only analyses do: search for levellings, simulate; and note that."""
    site = prepared(SMALLEST, CRANE, TOPOUT, extend=True)
    thread = Thread(site, seed=1)
    thread.populate(1)
    thread.evolve(1)
    Program(site, site.early).steps.lag(0, 0, site.given.elapsed, 1, late=True)
    simulate(SMALLEST, UNCERTAIN, Settings(iterations=FEWEST, threads=1))
    _noted(ANALYSES)


def _noted(mark: str) -> None:
    if NUMBA is not None:
        stored(mark)


def main() -> None:
    """Compile what is not on disk, requests first; another process that does so is waited for."""
    os.nice(10)
    with compiling():
        if not all(map(is_stored, MARKS)):
            warm_requests()
            warm_analyses()


if __name__ == "__main__":
    main()
