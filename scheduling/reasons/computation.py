"""A computation kept open: the plan, its network in the order of work, and the passes' dates."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scheduling.columns import Columns, columns
from scheduling.cpm import Schedule, computed, passes
from scheduling.kernel.clock import Clocks
from scheduling.kernel.network import Dates, Network, Rules
from scheduling.network import Ordered, ordered
from scheduling.plan import Kind, Plan
from scheduling.profiles import TOPOUT, Options


@dataclass(frozen=True)
class Computation:
    """What is needed to ask the kernel about single activities and links afterwards.

    Rows of `network` and `dates` are in the order of work; see `network.Ordered`.
    """

    plan: Plan
    options: Options
    given: Columns
    ordered: Ordered
    rules: Rules
    clocks: Clocks
    dates: Dates

    @property
    def network(self) -> Network:
        """The network in the order of work."""
        return self.ordered.network

    @cached_property
    def schedule(self) -> Schedule:
        """The whole answer, with level-of-effort activities laid over what they span."""
        return computed(self.given, self.options)

    def row(self, activity: str) -> int:
        """The row of an activity in the order of work; KeyError when there is none."""
        return int(self.ordered.rank[self.plan.place(activity)])

    def name(self, row: int) -> str:
        """The id of the activity in a row."""
        return self.plan.activities[int(self.ordered.order[row])].id

    def last(self) -> str | None:
        """The activity that ends the project; of those that finish then the last to be worked."""
        taking_part = np.flatnonzero(self.network.kind != Kind.LEVEL_OF_EFFORT)
        if not len(taking_part):
            return None
        finish = self.dates.early_finish[taking_part]
        return self.name(int(taking_part[np.flatnonzero(finish == finish.max())[-1]]))


def computation(plan: Plan, options: Options = TOPOUT) -> Computation:
    """Compute a plan that has activities; raises network.Loop and tables.BeyondCalendar."""
    given = columns(plan)
    found = ordered(given, options.lag_clock)
    rules, clocks, dates = passes(given, found.network, options)
    return Computation(plan, options, given, found, rules, clocks, dates)
