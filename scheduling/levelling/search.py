"""The search for a better levelling: priority rules at once, then orders that compete and mix.

The same seed gives the same answer as long as `Limits.orders` ends the search and not the clock:
threads breed their own people and meet at fixed points.
"""

import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product, repeat

from scheduling.columns import Ints
from scheduling.kernel.scheme import OVERLOAD
from scheduling.levelling.bounds import lower_bound
from scheduling.levelling.population import MOST_AT_ONCE, Thread, rule_keys
from scheduling.levelling.site import Site

# orders of one thread between two meetings, and how many activities they may place in all
BURST, PLACED = 1_000, 500_000
# meetings without a better order after which a thread begins with new people
STALE = 40


@dataclass(frozen=True)
class Limits:
    """When to stop: after so many seconds of wall time, or so many orders tried.

    good_enough: a finish (instant) that nobody asks to be beaten; the lower bound always is one
    seed: which random numbers; workers: threads at once
    rules_seconds: after so many no further priority rule is tried; the first always is
    """

    seconds: float = 30
    orders: int = 10_000_000
    good_enough: int | None = None
    seed: int = 1
    workers: int = 2
    rules_seconds: float = math.inf


@dataclass(frozen=True)
class Step:
    """How far a search is: the best finish and the lower bound, as instants.

    excess: units beyond capacity, summed over cells; orders: how many were tried; method: who
    found the best
    """

    finish: int
    bound: int
    excess: int
    orders: int
    method: str


Listener = Callable[[Step], None]


def silent(_step: Step) -> None:
    """Nobody listens."""


class Search:
    """The best order so far, and how it is made better."""

    def __init__(self, site: Site, limits: Limits, listener: Listener) -> None:
        self.site, self.limits, self.listener = site, limits, listener
        self.bound = lower_bound(site)
        self.threads = [
            Thread(site, limits.seed * 1009 + place) for place in range(max(1, limits.workers))
        ]
        self.orders, self.method, self.ends = 0, "", 0.0
        self.score: int | None = None
        self.order: Ints = self.threads[0].room.kept

    def step(self) -> Step:
        """How far the search is."""
        excess, finish = divmod(self.score or 0, OVERLOAD)
        # what exceeds a capacity may end before the work that the capacity allows
        bound = int(self.site.early.early_finish.max()) if excess else self.bound
        finish += self.site.rules.first
        return Step(finish, bound, excess, self.orders, self.method)

    def run(self) -> None:
        """Search until a limit or the bound is met."""
        self._by_rules()
        # the rules' answer may have had to make machine code first, which is not searching
        self.ends = time.monotonic() + self.limits.seconds
        if self._done():
            return
        with ThreadPoolExecutor(len(self.threads)) as pool:
            ends = repeat(self.ends)
            self._meet(sum(pool.map(Thread.populate, self.threads, ends)))
            stale = 0
            while not self._done():
                before, burst = self.score, self._burst()
                self._meet(sum(pool.map(Thread.evolve, self.threads, repeat(burst), ends)))
                stale = 0 if self.score != before else stale + 1
                if stale == STALE:
                    list(pool.map(Thread.populate, self.threads, ends))
                    self.threads[0].admit(self.order)
                    stale = 0

    def _by_rules(self) -> None:
        """The answer at once: the best of several rules, by both schemes, the quick one first."""
        thread, begun = self.threads[0], time.monotonic()
        rules = rule_keys(self.site)
        schemes = [False, True] if len(self.order) <= MOST_AT_ONCE else [False]
        for at_once, (name, keys) in product(schemes, rules.items()):
            if self.orders and time.monotonic() - begun > self.limits.rules_seconds:
                break
            self.orders += 1
            scheme = "parallel" if at_once else "serial"
            self._found(*thread.by_rule(keys, at_once=at_once), f"{name} {scheme}")
        self.listener(self.step())

    def _burst(self) -> int:
        """How many orders each thread tries before the next meeting."""
        left = -(-(self.limits.orders - self.orders) // len(self.threads))
        return max(1, min(BURST, PLACED // len(self.order), left))

    def _meet(self, tried: int) -> None:
        self.orders += tried
        for thread in self.threads:
            self._found(*thread.best(), "genetic")
        self.listener(self.step())

    def _found(self, score: int, order: Ints, method: str) -> None:
        if self.score is None or score < self.score:
            self.score, self.order, self.method = score, order, method

    def _done(self) -> bool:
        step = self.step()
        enough = step.bound if self.limits.good_enough is None else self.limits.good_enough
        if step.excess == 0 and step.finish <= max(enough, step.bound):
            return True
        return self.orders >= self.limits.orders or time.monotonic() >= self.ends
