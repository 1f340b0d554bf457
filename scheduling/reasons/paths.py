"""Multiple float paths: the critical path as a list, then the next ones that join it."""

import enum
import heapq
from dataclasses import dataclass, field

from scheduling.kernel.asked import demand
from scheduling.kernel.network import FINISHED, IN_PROGRESS
from scheduling.profiles import FloatKind, Progress
from scheduling.reasons.computation import Computation


class PathsBy(enum.StrEnum):
    """What ranks the paths.

    FREE_FLOAT: how far a path lies behind its target: the slack of the links from it to there,
    summed. TOTAL_FLOAT: the total float of its activities.
    """

    FREE_FLOAT = "free_float"
    TOTAL_FLOAT = "total_float"


@dataclass(frozen=True)
class FloatPath:
    """One chain of activities, first to last, each driving the next.

    links: the plan's indices of the links between them, and at the end the one that leads to
    `joins`, an activity of an earlier path; the first path ends at its target and joins nothing
    slack: minutes of float, as `PathsBy` ranks it. Along one path it does not rise
    """

    activities: tuple[str, ...]
    links: tuple[int, ...]
    joins: str | None
    slack: int


def critical_path(found: Computation) -> FloatPath | None:
    """The chain of driving links that ends at the project's end; None when nothing takes part."""
    return next(iter(float_paths(found, count=1)), None)


def float_paths(
    found: Computation,
    *,
    count: int,
    by: PathsBy = PathsBy.FREE_FLOAT,
    target: str | None = None,
) -> tuple[FloatPath, ...]:
    """At most `count` paths to `target` (the project's end when none is given), tightest first.

    Every activity lies on one path at most. A walk goes back from an activity to the predecessor
    with the least float that no path has taken yet, as long as the float stays that of the path;
    each of the other links into the path may begin another one.
    """
    goal = found.last() if target is None else target
    if goal is None:
        return ()
    walk = _Walk(found, by)
    row = found.row(goal)
    paths = [walk.path(_Step(walk.first(row), -1, row, -1))]
    while len(paths) < count and (step := walk.next()) is not None:
        paths.append(walk.path(step))
    return tuple(paths)


@dataclass(frozen=True, order=True)
class _Step:
    """A link by which a walk may go back; -1 where the target itself begins one."""

    slack: int
    link: int
    predecessor: int
    successor: int


@dataclass
class _Walk:
    """What the walks have taken, and the links into it that are still open."""

    found: Computation
    by: PathsBy
    taken: set[int] = field(default_factory=set)
    waiting: list[_Step] = field(default_factory=list)

    def first(self, row: int) -> int:
        """The float at the target."""
        return 0 if self.by == PathsBy.FREE_FLOAT else total_float(self.found, row)

    def next(self) -> _Step | None:
        """The open link with the least float; None when all is taken."""
        while self.waiting:
            step = heapq.heappop(self.waiting)
            if step.predecessor not in self.taken:
                return step
        return None

    def path(self, begin: _Step) -> FloatPath:
        """Take a path from where `begin` leaves an earlier one."""
        rows, links = [begin.predecessor], [begin.link]
        self.taken.add(begin.predecessor)
        at: _Step | None = begin
        while at is not None:
            at = self._back(at, begin.slack)
            if at is not None:
                rows.append(at.predecessor)
                links.append(at.link)
        joins = None if begin.successor < 0 else self.found.name(begin.successor)
        return FloatPath(
            activities=tuple(self.found.name(row) for row in reversed(rows)),
            links=tuple(int(self.found.ordered.links[x]) for x in reversed(links) if x >= 0),
            joins=joins,
            slack=begin.slack,
        )

    def _back(self, at: _Step, most: int) -> _Step | None:
        """The tightest way on; the other ways wait."""
        ways = sorted(self._ways(at))
        chosen = next(
            (way for way in ways if way.predecessor not in self.taken and way.slack <= most), None
        )
        for way in ways:
            if way is not chosen:
                heapq.heappush(self.waiting, way)
        if chosen is not None:
            self.taken.add(chosen.predecessor)
        return chosen

    def _ways(self, at: _Step) -> list[_Step]:
        row = at.predecessor
        ways = []
        for link in binding_links(self.found, row):
            before = int(self.found.network.in_pred[link])
            if self.by == PathsBy.FREE_FLOAT:
                slack = at.slack + max(0, _slack(self.found, row, link))
            else:
                slack = total_float(self.found, before)
            ways.append(_Step(slack, link, before, row))
        return ways


def binding_links(found: Computation, row: int) -> range:
    """The incoming links that have a say in the early dates of a row."""
    net, rules = found.network, found.rules
    free = net.status[row] == IN_PROGRESS and (
        rules.progress != Progress.RETAINED_LOGIC or rules.remaining_from_start
    )
    if net.status[row] == FINISHED or free:
        return range(0)
    return range(int(net.in_ptr[row]), int(net.in_ptr[row + 1]))


def total_float(found: Computation, row: int) -> int:
    """The total float of a row by the options' kind, minutes of its calendar; 0 when finished."""
    dates = found.dates
    if found.network.status[row] == FINISHED:
        return 0
    by_start = int(dates.late_start_at[row] - dates.early_start_at[row])
    by_finish = int(dates.late_finish_at[row] - dates.early_finish_at[row])
    return {
        FloatKind.START: by_start,
        FloatKind.FINISH: by_finish,
        FloatKind.SMALLEST: min(by_start, by_finish),
    }[found.options.float_kind]


def _slack(found: Computation, row: int, link: int) -> int:
    """By how many minutes of the successor's calendar the link's demand lies before its start.

    Links out of started work that demand nothing any more lie infinitely far before it.
    """
    wanted = int(demand(found.network, found.rules, found.clocks, found.dates, row, link))
    return int(found.dates.early_start_at[row]) - wanted
