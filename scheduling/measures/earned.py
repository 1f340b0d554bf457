"""Earned value and earned schedule: how much was planned, done and paid, in one unit.

Sources: ANSI/EIA-748 and the PMI Practice Standard for Earned Value Management; W. Lipke,
"Schedule is Different" (2003) for earned schedule.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True)
class EarnedValue:
    """Where a project stands at its data date, in the unit of its budget (money or weight).

    planned (PV, BCWS): budget of what should be done; earned (EV, BCWP): budget of what is done;
    actual (AC, ACWP): what it cost, None where nobody counts cost; budget (BAC): all of it.
    An index whose divisor is 0 does not exist: None.
    """

    planned: float
    earned: float
    actual: float | None
    budget: float

    @property
    def schedule_variance(self) -> float:
        """SV = EV - PV."""
        return self.earned - self.planned

    @property
    def cost_variance(self) -> float | None:
        """CV = EV - AC."""
        return None if self.actual is None else self.earned - self.actual

    @property
    def schedule_index(self) -> float | None:
        """SPI = EV / PV."""
        return _ratio(self.earned, self.planned)

    @property
    def cost_index(self) -> float | None:
        """CPI = EV / AC."""
        return _ratio(self.earned, self.actual)

    @property
    def estimates(self) -> dict[str, float | None]:
        """EAC, the estimate at completion, by the assumption made about the rest.

        typical: the rest costs as what was done did, BAC / CPI
        atypical: the rest costs what was budgeted, AC + (BAC - EV)
        schedule_and_cost: lateness costs too, AC + (BAC - EV) / (CPI x SPI)
        """
        rest, cost, time = self.budget - self.earned, self.cost_index, self.schedule_index
        both = None if cost is None or time is None else _ratio(rest, cost * time)
        return {
            "typical": _ratio(self.budget, cost),
            "atypical": None if self.actual is None else self.actual + rest,
            "schedule_and_cost": (
                None if both is None or self.actual is None else self.actual + both
            ),
        }

    def to_complete(self, estimate: float) -> float | None:
        """ETC = EAC - AC."""
        return None if self.actual is None else estimate - self.actual

    def variance_at_completion(self, estimate: float) -> float:
        """VAC = BAC - EAC."""
        return self.budget - estimate

    def to_complete_index(self, target: float) -> float | None:
        """TCPI = (BAC - EV) / (target - AC): the CPI that the rest needs; target is BAC or EAC."""
        if self.actual is None:
            return None
        return _ratio(self.budget - self.earned, target - self.actual)


@dataclass(frozen=True)
class EarnedSchedule:
    """Earned value read as time, in the periods of the planned curve.

    earned_time (ES): when that much should have been done; actual_time (AT): periods gone;
    planned_duration (PD): the period in which the plan reaches its whole budget.
    """

    earned_time: float
    actual_time: float
    planned_duration: int

    @property
    def variance(self) -> float:
        """SV(t) = ES - AT, in periods, negative when late."""
        return self.earned_time - self.actual_time

    @property
    def index(self) -> float | None:
        """SPI(t) = ES / AT."""
        return _ratio(self.earned_time, self.actual_time)

    @property
    def estimate(self) -> float | None:
        """IEAC(t) = PD / SPI(t): the duration at the pace so far, in periods."""
        return _ratio(self.planned_duration, self.index)

    @property
    def to_complete_index(self) -> float | None:
        """TSPI = (PD - ES) / (PD - AT): the pace that the rest needs to end as planned."""
        left = self.planned_duration - self.actual_time
        return _ratio(self.planned_duration - self.earned_time, left) if left > 0 else None


def earned_schedule(planned: Sequence[float], earned: float, actual_time: float) -> EarnedSchedule:
    """ES = C + (EV - PV_C) / (PV_C+1 - PV_C), C being the last period with PV_C <= EV.

    `planned[k]` is the cumulative planned value at the end of period k, and 0 in period 0. ES
    never exceeds the period in which the plan is whole.
    """
    curve = list(accumulate(planned, max))
    if not curve or curve[0] != 0 or curve != list(planned):
        raise ValueError("a planned curve begins with 0 and never falls")
    whole = curve.index(curve[-1])
    if earned >= curve[whole]:
        return EarnedSchedule(float(whole), actual_time, whole)
    complete = bisect_right(curve, max(earned, 0.0)) - 1
    step = curve[complete + 1] - curve[complete]
    part = (max(earned, 0.0) - curve[complete]) / step
    return EarnedSchedule(complete + part, actual_time, whole)


def _ratio(above: float, below: float | None) -> float | None:
    return None if below is None or below == 0 else above / below
