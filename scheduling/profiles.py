"""Where planning programs differ: options, collected as profiles."""

import enum
from dataclasses import dataclass

from scheduling.plan import LagClock


class Progress(enum.IntEnum):
    """How the remaining work of started activities is placed.

    RETAINED_LOGIC: not before unfinished predecessors allow it. OVERRIDE: predecessors no longer
    matter once an activity has started. ACTUAL_DATES: as OVERRIDE, and an unfinished predecessor
    is late by what its successor was early.
    """

    RETAINED_LOGIC = 0
    OVERRIDE = 1
    ACTUAL_DATES = 2


class FloatKind(enum.IntEnum):
    """Which total float is *the* total float: LF - EF, LS - ES, or the smaller."""

    FINISH = 0
    START = 1
    SMALLEST = 2


class CriticalBy(enum.IntEnum):
    """What makes an activity critical: float up to a threshold, or the longest path."""

    FLOAT = 0
    LONGEST_PATH = 1


class Instants(enum.IntEnum):
    """Which of the two instants around a gap a date shows (scheduling.md 1).

    NORMAL: starts and start milestones the later one, finishes and finish milestones the earlier.
    P6 and MSPROJECT keep, in the cases that those programs do, the instant that logic brought.
    """

    NORMAL = 0
    P6 = 1
    MSPROJECT = 2


@dataclass(frozen=True)
class Options:
    """How to compute. Thresholds are working days of the activity's own calendar.

    lag_clock: who counts a lag whose link does not say
    constraints_win: dates beat logic in the forward pass, and the project's start where nothing
    comes before (MS Project's default)
    remaining_from_start: remaining work follows the actual start, not the data date (MS Project)
    finished_at_data_date: finished work has the data date as its early dates (P6)
    free_float_capped: free float never exceeds total float, as JGJ/T 121 defines it
    """

    lag_clock: LagClock = LagClock.SUCCESSOR
    progress: Progress = Progress.RETAINED_LOGIC
    float_kind: FloatKind = FloatKind.FINISH
    critical_by: CriticalBy = CriticalBy.LONGEST_PATH
    critical_days: float = 0
    near_critical_days: float = 5
    instants: Instants = Instants.NORMAL
    constraints_win: bool = False
    remaining_from_start: bool = False
    finished_at_data_date: bool = False
    free_float_capped: bool = True


TOPOUT = Options()
P6 = Options(
    lag_clock=LagClock.PREDECESSOR,
    critical_by=CriticalBy.FLOAT,
    instants=Instants.P6,
    finished_at_data_date=True,
    free_float_capped=False,
)
MSPROJECT = Options(
    float_kind=FloatKind.SMALLEST,
    critical_by=CriticalBy.FLOAT,
    instants=Instants.MSPROJECT,
    constraints_win=True,
    remaining_from_start=True,
    free_float_capped=False,
)
PROFILES = {"topout": TOPOUT, "p6": P6, "msproject": MSPROJECT}
