"""The search for a better levelling: priority rules at once, orders that compete, and a solver.

The same seed gives the same answer as long as `Limits.orders` ends the search before the clock
gives the solver its first turn: threads breed their own people and meet at fixed points.
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
from scheduling.levelling.program import suits
from scheduling.levelling.site import Site
from scheduling.levelling.solver import Solver

# orders of one thread between two meetings, and how many activities they may place in all
BURST, PLACED = 1_000, 500_000
# when breeding and solving end by turns, as shares of the time: what is easy is soon proved, and
# what is hard is bred for long before the solver has the rest
TURNS = ((0.04, 0.1), (0.6, 1))
# after so many seconds those who listen hear of the solver again
PATIENCE_SECONDS = 0.2
# the share of the time, and of the orders, that goes into the first people
FIRST = 0.04
# children for each member, without a better order, after which there are new people
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
        self.orders, self.method = 0, ""
        self.begun, self.stale = 0.0, 0
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
        self.begun = time.monotonic()
        if self._done():
            return
        with ThreadPoolExecutor(len(self.threads)) as pool:
            self._populate(pool)
            for breeding, solving in TURNS:
                self._breed(pool, self._until(breeding))
                self._solve(self._until(solving))
            self._breed(pool, self._until(1))

    def _until(self, share: float) -> float:
        """When a share of the time is over, by the monotonic clock."""
        return self.begun + share * self.limits.seconds

    def _breed(self, pool: ThreadPoolExecutor, until: float) -> None:
        """Let orders compete and mix."""
        while not self._done() and time.monotonic() < until:
            before, burst = self.score, self._burst()
            each = pool.map(Thread.evolve, self.threads, repeat(burst), repeat(until))
            self._meet(sum(each))
            self.stale = 0 if self.score != before else self.stale + burst
            if self.stale > STALE * len(self.threads[0].people.scores):
                self._populate(pool)
                self.threads[0].admit(self.order)

    def _populate(self, pool: ThreadPoolExecutor) -> None:
        """Let every thread begin with new people."""
        share = FIRST * self.limits.seconds
        most = int(FIRST * self.limits.orders / len(self.threads))
        soon, until = time.monotonic() + share, self._until(1)
        each = pool.map(Thread.populate, self.threads, repeat(most), repeat(soon), repeat(until))
        self._meet(sum(each))
        self.stale = 0

    def _solve(self, until: float) -> None:
        """Let the solver prove a bound, and try the starts that it finds on the way."""
        left = until - time.monotonic()
        if self._done() or left <= 0 or self.step().excess or not suits(self.site):
            return
        thread, ended = self.threads[0], False
        dates = thread.placed(self.order)
        with Solver(self.site, dates, left, len(self.threads), self.limits.seed) as solver:
            while not (ended or self._done()):
                ended = solver.ended(PATIENCE_SECONDS)
                self.bound = max(self.bound, solver.bound)
                for keys in solver.starts():
                    score, order = thread.by_rule(keys, at_once=False)
                    self._found(score, order, "cp-sat")
                    thread.admit(order)
                self.listener(self.step())

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
        return self.orders >= self.limits.orders or time.monotonic() >= self._until(1)
