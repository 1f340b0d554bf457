"""When a milestone or the project may finish: what a simulation says of one date."""

from dataclasses import dataclass

import numpy as np

from scheduling.calendars.instants import MINUTES_PER_DAY
from scheduling.columns import Longs
from scheduling.kernel.clock import Clocks, finish_at
from scheduling.kernel.positions import positions


@dataclass(frozen=True)
class Distribution:
    """The simulated finishes of one milestone, or of the project.

    finishes: instants, one per trial, in order
    planned: the instant of the deterministic computation; contract: the contract's, or None
    mean: the instant of the mean working minute; deviation: the standard deviation, in working
    minutes; both in the milestone's calendar, the project's for the project
    first_day: the ordinal of the histogram's first day; histogram: finishes on each day from it
    """

    finishes: Longs
    planned: int
    contract: int | None
    mean: int
    deviation: float
    first_day: int
    histogram: Longs

    def percentile(self, percent: float) -> int:
        """The earliest simulated instant by which that share of the trials had finished.

        It is one of the trials' instants, never one between, which might lie in a night.
        """
        if not 0 < percent <= 100:
            raise ValueError("a percentile lies above 0 and not above 100")
        # less a hair, so that 7 % of 100 trials, 7.000000000000001, is the seventh
        rank = int(np.ceil(percent * len(self.finishes) / 100 - 1e-9))
        return int(self.finishes[max(rank, 1) - 1])

    def chance(self, instant: int) -> float:
        """The share of trials that finish at `instant` or before: of meeting that date."""
        return int(np.searchsorted(self.finishes, instant, side="right")) / len(self.finishes)

    @property
    def p10(self) -> int:
        """The instant met by 10 % of the trials."""
        return self.percentile(10)

    @property
    def p50(self) -> int:
        """The instant met by half of the trials."""
        return self.percentile(50)

    @property
    def p80(self) -> int:
        """The instant met by 80 % of the trials."""
        return self.percentile(80)

    @property
    def p95(self) -> int:
        """The instant met by 95 % of the trials."""
        return self.percentile(95)

    @property
    def chance_planned(self) -> float:
        """The probability of meeting the planned date."""
        return self.chance(self.planned)

    @property
    def chance_contract(self) -> float | None:
        """The probability of meeting the contract's date; None without one."""
        return None if self.contract is None else self.chance(self.contract)


@dataclass(frozen=True)
class Watched:
    """Of what a distribution is: its calendar, its dates, whether it shows a start or a finish."""

    calendar: int
    planned: int
    contract: int | None
    shows_start: bool = False


def distribution(finishes: Longs, clocks: Clocks, watched: Watched) -> Distribution:
    """Condense the finishes of all trials, in any order."""
    ordered = np.sort(finishes)
    worked = np.empty(len(ordered), np.int64)
    positions(clocks, np.full(len(ordered), watched.calendar, np.int32), ordered, worked)
    # midnight belongs to the day that ends for a finish, to the one that begins for a start
    days = (ordered - (0 if watched.shows_start else 1)) // MINUTES_PER_DAY
    return Distribution(
        finishes=ordered,
        planned=watched.planned,
        contract=watched.contract,
        mean=int(finish_at(clocks, watched.calendar, round(float(worked.mean())))),
        deviation=float(worked.std(ddof=1)),
        first_day=int(days[0]),
        histogram=np.bincount(days - days[0]),
    )
