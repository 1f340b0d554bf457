"""Trials in blocks on several cores: each block stands for itself, so no split changes the answer.

The kernel holds no lock while it works, so threads are enough.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from queue import SimpleQueue

import numpy as np

from scheduling.calendars.span import spanning
from scheduling.columns import Columns, Ints, Longs
from scheduling.cpm import rules_of
from scheduling.kernel.clock import Clocks
from scheduling.kernel.draws import Draws
from scheduling.kernel.network import Dates, Network, Rules
from scheduling.kernel.ranks import DIGITS, Sorting, sensitivities
from scheduling.kernel.trials import Kept, Room, trials
from scheduling.plan import Constraint
from scheduling.profiles import Options
from scheduling.risk.quantiles import Floats

# pieces done, pieces in all
Progress = Callable[[int, int], None]
Piece = tuple[int, int]

FEWEST, MOST = 1_000, 100_000
# so many activities are measured between two reports of progress
MEASURED = 25


@dataclass(frozen=True)
class Settings:
    """How to simulate: trials, a seed, threads, and trials between two reports of progress.

    Neither threads nor block change the answer.
    """

    iterations: int = 10_000
    seed: int = 1
    threads: int = 2
    block: int = 250

    def __post_init__(self) -> None:
        if not FEWEST <= self.iterations <= MOST:
            raise ValueError(f"a simulation has {FEWEST:,} to {MOST:,} iterations")
        if not 0 <= self.seed < 2**63:
            raise ValueError("a seed is a whole number from 0 to 2^63 - 1")
        if self.threads < 1 or self.block < 1:
            raise ValueError("there is at least one thread, and one trial in a block")


@dataclass(frozen=True)
class Sample:
    """What all trials together say.

    finishes: a row per trial: the project's, then each watched activity's; instants
    critical: per activity, in the order of work, in how many trials it was on the longest path
    strengths: per varying activity mean and deviation of its work, and Spearman's coefficient
    clocks: the tables that held all dates
    """

    draws: Draws
    clocks: Clocks
    finishes: Longs
    critical: Longs
    strengths: Floats


def sampled(
    given: Columns,
    net: Network,
    draws: Draws,
    watched: Ints,
    options: Options,
    settings: Settings,
    progress: Progress | None = None,
) -> Sample:
    """Run all trials over calendars that reach far enough, then measure what drives the finish.

    Where the tables turn out too short, the trials and their progress begin again.
    """
    blocks = pieces(settings.iterations, settings.block)
    slices = pieces(len(draws.place), MEASURED)
    finishes = np.empty((settings.iterations, len(watched) + 1), np.int64)
    for clocks in spanning(given, _longest(net, draws)):
        report = _Report(progress, len(blocks) + len(slices))
        rules = rules_of(given, options, clocks)._replace(last=given.must_finish_by)
        runs = _Trials(net, rules, clocks, draws, watched, finishes, settings.threads)
        if shared_out(settings.threads, blocks, runs.run, report.one_more):
            break
    measured = _Measures(draws, finishes[:, 0], settings.threads)
    shared_out(settings.threads, slices, measured.run, report.one_more)
    return Sample(draws, clocks, finishes, runs.critical, measured.found)


class _Trials:
    """What the trials read, and for every thread a desk of its own to write on."""

    def __init__(
        self,
        net: Network,
        rules: Rules,
        clocks: Clocks,
        draws: Draws,
        watched: Ints,
        finishes: Longs,
        threads: int,
    ) -> None:
        self.rules, self.clocks, self.draws = rules, clocks, draws
        self.nets = [
            net._replace(work=net.work.copy(), duration=net.duration.copy()) for _ in range(threads)
        ]
        self.rooms = [_room(net, rules) for _ in range(threads)]
        count = len(net.work)
        self.kept = [Kept(watched, finishes, np.zeros(count, np.int64)) for _ in range(threads)]

    def run(self, desk: int, first: int, last: int) -> bool:
        """Run some trials; False when their dates leave the tables."""
        net, room, kept = self.nets[desk], self.rooms[desk], self.kept[desk]
        return trials(net, self.rules, self.clocks, self.draws, room, kept, first, last)

    @property
    def critical(self) -> Longs:
        """Per activity, in how many trials it was on the longest path."""
        total: Longs = np.sum([kept.critical for kept in self.kept], axis=0)
        return total


class _Measures:
    """How each varying activity's work goes with the finish, measured on several desks."""

    def __init__(self, draws: Draws, finishes: Longs, threads: int) -> None:
        self.draws, self.ranks = draws, _centred_ranks(finishes)
        self.found = np.empty((len(draws.place), 3))
        self.sorting = [_sorting(len(finishes)) for _ in range(threads)]

    def run(self, desk: int, first: int, last: int) -> bool:
        """Measure some activities."""
        sensitivities(self.draws, self.ranks, self.sorting[desk], first, last, self.found)
        return True


class _Report:
    """Counts finished pieces for whoever wants to know."""

    def __init__(self, told: Progress | None, pieces: int) -> None:
        self.told, self.pieces, self.done = told, pieces, 0

    def one_more(self) -> None:
        """Count a piece, and tell."""
        self.done += 1
        if self.told is not None:
            self.told(self.done, self.pieces)


def pieces(count: int, size: int) -> list[Piece]:
    """`count` things in pieces of `size`, as first and one past the last."""
    return [(first, min(first + size, count)) for first in range(0, count, size)]


def shared_out(
    threads: int,
    work: Sequence[Piece],
    run: Callable[[int, int, int], bool],
    told: Callable[[], None],
) -> bool:
    """Run every piece at a free desk, and tell; False, the rest given up, when one says False."""
    desks: SimpleQueue[int] = SimpleQueue()
    for desk in range(threads):
        desks.put(desk)

    def at_a_desk(piece: Piece) -> bool:
        desk = desks.get()
        try:
            return run(desk, *piece)
        finally:
            desks.put(desk)

    pool = ThreadPoolExecutor(threads)
    try:
        for done in as_completed([pool.submit(at_a_desk, piece) for piece in work]):
            if not done.result():
                return False
            told()
    finally:
        pool.shutdown(cancel_futures=True)
    return True


def _longest(net: Network, draws: Draws) -> Network:
    """The network with every duration at its high end: how far tables may have to reach."""
    work = net.work.copy()
    work[draws.place] = np.ceil(draws.low + draws.width).astype(np.int64)
    return net._replace(work=work)


def _room(net: Network, rules: Rules) -> Room:
    count, links = len(net.work), len(net.in_pred)
    late = bool((net.constraint == Constraint.ALAP).any())
    return Room(
        dates=Dates(*(np.empty(count, np.int64) for _ in Dates._fields)),
        driving=np.zeros(links, np.bool_),
        member=np.zeros(count, np.bool_),
        closed=rules._replace(last_at=np.empty(len(rules.first_at) if late else 0, np.int64)),
    )


def _sorting(count: int) -> Sorting:
    return Sorting(
        keys=np.empty(count, np.int64),
        order=np.empty(count, np.int32),
        spare_keys=np.empty(count, np.int64),
        spare_order=np.empty(count, np.int32),
        counts=np.empty(DIGITS + 1, np.int64),
    )


def _centred_ranks(values: Longs) -> Floats:
    """The rank of each value less the mean rank; equal values share the mean of theirs."""
    _values, place, times = np.unique(values, return_inverse=True, return_counts=True)
    middle = np.cumsum(times) - (times + 1) / 2
    ranks: Floats = middle[place] - (len(values) - 1) / 2
    return ranks
