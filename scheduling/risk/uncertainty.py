"""How far durations may differ from the plan: ranges, and what goes together."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scheduling.columns import FINISHED, Bytes, Columns, Ints
from scheduling.kernel.draws import Draws
from scheduling.plan import LONGEST, Kind, Plan
from scheduling.risk.quantiles import Shape, tables

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Range:
    """Three-point estimate of a whole duration: working minutes of the activity's calendar.

    Of started work the part that remains varies, in the same proportion.
    """

    low: float
    likely: float
    high: float
    shape: Shape = Shape.PERT

    def __post_init__(self) -> None:
        # written so that NaN, which compares with nothing, is refused too
        if not 0 <= self.low <= self.likely <= self.high <= LONGEST:
            raise ValueError(f"a range is 0 ≤ low ≤ likely ≤ high ≤ 1,000 years, not {self}")


@dataclass(frozen=True)
class Percent:
    """A range as percentages of the planned duration, or of what remains of started work."""

    low: float
    likely: float = 100
    high: float = 100
    shape: Shape = Shape.PERT

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.likely <= self.high <= 10_000:
            raise ValueError(f"a range is 0 ≤ low ≤ likely ≤ high ≤ 10,000 %, not {self}")


@dataclass(frozen=True)
class Group:
    """Activities whose durations go together: one crew, one soil, one supplier.

    `correlation` is that of the normal scores of any two of them (Gaussian copula with one factor
    per group): 0 independent, 1 always at the same quantile. Spearman's coefficient of two
    durations is then 6 / pi * asin(correlation / 2).
    """

    members: frozenset[str]
    correlation: float

    def __post_init__(self) -> None:
        if not 0 <= self.correlation <= 1:
            raise ValueError(f"a group's correlation lies between 0 and 1, not {self.correlation}")


@dataclass(frozen=True)
class Uncertainty:
    """The ranges of a plan, by activity; `default` is for tasks that are not named."""

    default: Percent | None = None
    ranges: Mapping[str, Range | Percent] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()

    def __post_init__(self) -> None:
        members = [member for group in self.groups for member in group.members]
        twice = [member for member, times in Counter(members).items() if times > 1]
        if twice:
            raise ValueError(f"{twice[0]}: an activity belongs to one group at most")


@dataclass(frozen=True)
class Spreads:
    """The same as columns, of length n; a database hands them over like this.

    low, likely, high: minutes of the whole duration, all the duration itself where nothing varies
    shape: `quantiles.Shape`; group: index into `correlation`, -1 without one
    """

    low: Floats
    likely: Floats
    high: Floats
    shape: Bytes
    group: Ints
    correlation: Floats

    def __post_init__(self) -> None:
        low, likely, high = self.low, self.likely, self.high
        good = (low >= 0) & (low <= likely) & (likely <= high) & (high <= LONGEST)
        if not good.all():
            raise ValueError(f"the range of activity {int(np.argmin(good))} is none")
        if not ((self.correlation >= 0) & (self.correlation <= 1)).all():
            raise ValueError("a group's correlation lies between 0 and 1")
        if not ((self.group >= -1) & (self.group < len(self.correlation))).all():
            raise ValueError("an activity is in a group that is not there")
        if not np.isin(self.shape, list(Shape)).all():
            raise ValueError("a shape is 0 (triangular) or 1 (PERT)")


def whole(given: Columns) -> Floats:
    """What a percentage is of: the duration, or what remains where no duration is known."""
    return np.where(given.duration > 0, given.duration, given.work).astype(np.float64)


def spreads(plan: Plan, given: Columns, uncertainty: Uncertainty) -> Spreads:
    """Turn the uncertainty of a plan of objects into columns."""
    base = whole(given)
    points = np.repeat(base[None, :], 3, axis=0)
    shape = np.full(len(base), Shape.PERT, np.int8)
    usual = uncertainty.default
    if usual is not None:
        tasks = given.kind == Kind.TASK
        percents = np.array([usual.low, usual.likely, usual.high]) / 100
        points[:, tasks] = percents[:, None] * base[tasks]
        shape[:] = usual.shape
    for name, spread in uncertainty.ranges.items():
        at = _place(plan, name)
        if given.kind[at] != Kind.TASK:
            raise ValueError(f"{name}: only tasks have a duration that can vary")
        share = base[at] / 100 if isinstance(spread, Percent) else 1.0
        points[:, at] = np.array([spread.low, spread.likely, spread.high]) * share
        shape[at] = spread.shape
    group = np.full(len(base), -1, np.int32)
    for number, one in enumerate(uncertainty.groups):
        group[[_place(plan, name) for name in one.members]] = number
    correlation = np.array([one.correlation for one in uncertainty.groups], np.float64)
    return Spreads(points[0], points[1], points[2], shape, group, correlation)


def _place(plan: Plan, name: str) -> int:
    if name not in plan.places:
        raise ValueError(f"the uncertainty names the unknown activity {name!r}")
    return plan.place(name)


def draws_of(given: Columns, spread: Spreads, order: Ints, seed: int) -> Draws:
    """What the kernel draws from: one entry for each activity whose work can differ."""
    base = whole(given)
    left = np.divide(given.work, base, out=np.ones_like(base), where=base > 0)
    low, likely, high = (column * left for column in (spread.low, spread.likely, spread.high))
    differs = (np.abs(low - given.work) > 0.5) | (np.abs(high - given.work) > 0.5)
    varies = differs & (given.status != FINISHED) & (given.kind == Kind.TASK)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    counter = np.flatnonzero(varies)
    low, likely, high = low[varies], likely[varies], high[varies]
    width = high - low
    mode = np.divide(likely - low, width, out=np.zeros_like(low), where=width > 0)
    rows, row = tables(spread.shape[varies], mode)
    group = spread.group[varies]
    # -1 finds the last one
    correlation = np.append(spread.correlation, 0)[group]
    return Draws(
        place=rank[varies],
        counter=counter,
        low=low,
        width=width,
        table=row,
        tables=rows,
        # a group's factor has a number behind those of all activities
        group=np.where(group < 0, -1, group + len(order)).astype(np.int64),
        common=np.sqrt(correlation),
        own=np.sqrt(1 - correlation),
        seed=seed,
    )
