"""Frozen copies of small plans, for the measures that compare or weigh them."""

from numpy.typing import ArrayLike

from scheduling.columns import columns
from scheduling.cpm import schedule
from scheduling.measures.baseline import Baseline, frozen
from scheduling.plan import Plan
from tests.scheduling.networks import START


def copied(given: Plan, budget: ArrayLike = 1, name: str = "approved") -> Baseline:
    """A baseline of a plan, under its activities' ids."""
    return frozen(
        columns(given),
        schedule(given),
        name=name,
        taken_on=START,
        codes=[activity.id for activity in given.activities],
        budget=budget,
    )
