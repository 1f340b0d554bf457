"""Orders of placing that one thread breeds, and the priority rules from which they come."""

import math
import time

import numpy as np

from scheduling import cpm
from scheduling.columns import Ints, Longs
from scheduling.kernel.clock import Clocks
from scheduling.kernel.genetic import enter, evolved, settled
from scheduling.kernel.late import NEVER, backward
from scheduling.kernel.lists import by_predecessors
from scheduling.kernel.network import Dates, Network, Rules
from scheduling.kernel.pool import People, Pool, Room
from scheduling.kernel.scheme import justified, parallel, serial
from scheduling.levelling.site import Site

# how many people there are at the most, and entries of all their orders; how many at the least
MEMBERS, ENTRIES, FEWEST = 3_000, 300_000, 20
# what the activities of the first people may be shifted by in their rule, a share of the project
SPREAD = 0.25
# activities placed before the clock is looked at again
PLACED_UNASKED = 4_000
# the parallel scheme looks at every activity at every step
MOST_AT_ONCE = 2_000


class Thread:
    """What one thread needs to try orders."""

    def __init__(self, site: Site, seed: int) -> None:
        self.site = site
        self.rules: Rules = site.own_rules()
        self.dates: Dates = site.dates()
        self.room: Room = site.room(seed)
        length = int(site.early.early_finish.max() - site.rules.first)
        self.spread = max(1, int(length * SPREAD))
        self.urgency = late_starts(site)
        self.people = self._room_for(0)

    def _room_for(self, members: int) -> People:
        """Room for so many people."""
        return People(
            orders=np.zeros(members * len(self.urgency), np.int32),
            # worse than any that is made
            scores=np.full(members, NEVER, np.int64),
            marks=np.zeros(members, np.int64),
            urgency=self.urgency,
            spread=np.full(1, self.spread, np.int64),
        )

    def placed(self, order: Ints) -> Dates:
        """The early dates that an order makes."""
        self.room.order[:] = order
        serial(*self._given())
        return self.dates

    def improved(self) -> tuple[int, Ints]:
        """Score and order of what justification makes of `room.order`."""
        score = justified(*self._given())
        return int(score), self.room.kept.copy()

    def populate(self, most: int, soon: float = math.inf, until: float = math.inf) -> int:
        """Make the first people, at most so many; returns how many.

        After the instant `soon` of the monotonic clock no more than the fewest, after `until` no
        more than one: with more time more people compete, which takes longer and ends better.
        """
        count = len(self.urgency)
        members = max(FEWEST, min(most, MEMBERS, ENTRIES // count))
        people, made = self._room_for(members), 0
        while made < members:
            settled(*self._given(), people, made)
            made += 1
            if time.monotonic() >= (until if made < FEWEST else soon):
                break
        self.people = people._replace(
            orders=people.orders[: made * count],
            scores=people.scores[:made],
            marks=people.marks[:made],
        )
        return made

    def evolve(self, children: int, until: float = math.inf) -> int:
        """Try so many orders, until an instant of the monotonic clock; returns how many."""
        made, few = 0, max(1, PLACED_UNASKED // len(self.room.order))
        while made < children and time.monotonic() < until:
            now = min(few, children - made)
            evolved(*self._given(), self.people, now)
            made += now
        return made

    def admit(self, order: Ints) -> None:
        """Let an order take the place of the worst."""
        self.room.order[:] = order
        score, _order = self.improved()
        enter(self.people, self.room, int(self.people.scores.argmax()), score)

    def best(self) -> tuple[int, Ints]:
        """Score and order of the best member."""
        place, count = int(self.people.scores.argmin()), len(self.room.order)
        order = self.people.orders[place * count : (place + 1) * count].copy()
        return int(self.people.scores[place]), order

    def by_rule(self, keys: Longs, *, at_once: bool) -> tuple[int, Ints]:
        """What a priority rule gives: by the serial scheme, or `at_once` by the parallel one."""
        self.room.keys[:] = keys
        if at_once:
            parallel(*self._given())
        else:
            by_predecessors(self.site.net, self.room)
        return self.improved()

    def _given(self) -> tuple[Network, Rules, Clocks, Dates, Pool, Room]:
        site = self.site
        return site.net, self.rules, site.clocks, self.dates, site.pool, self.room


def late_starts(site: Site) -> Longs:
    """The latest starts that keep the finish of the plan without regard to resources."""
    rules, dates = site.own_rules(), site.dates()
    last = int(site.early.early_finish.max())
    at = cpm.positions(site.clocks, len(site.given.calendars), last)
    backward(site.net, rules._replace(last=last, last_at=at), site.clocks, dates)
    found: Longs = dates.late_start
    return found


def rule_keys(site: Site) -> dict[str, Longs]:
    """The keys of the priority rules, smallest first (Kolisch 1996).

    lft: latest finish; lst: latest start; slack: total float; grpw: own and successors' work;
    deadline: the latest start that keeps every date
    """
    late = late_starts(site)
    work = site.net.work
    behind = work.copy()
    for i in range(len(work)):
        behind[i] += work[site.net.out_succ[site.net.out_ptr[i] : site.net.out_ptr[i + 1]]].sum()
    return {
        "lft": late + work,
        "lst": late,
        "slack": late - site.early.early_start,
        "grpw": -behind,
        "deadline": site.pool.latest,
    }
