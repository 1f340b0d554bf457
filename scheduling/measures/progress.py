"""How far work is, on a stated basis; rolled up by weights; and how far it should be by now.

Shares are 0 to 1; percents, which people report and light rules compare, are 0 to 100.
"""

import datetime
import enum
from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from scheduling.calendars.meter import Doubles, Meter
from scheduling.columns import Ints


class Basis(enum.StrEnum):
    """What a percent is a percent of; a percent without its basis says nothing.

    DURATION: working time done, PHYSICAL: what somebody judged on site, UNITS: quantities done
    (square metres, piles) of all.
    """

    DURATION = "duration"
    PHYSICAL = "physical"
    UNITS = "units"


def duration_percent(duration: ArrayLike, remaining: ArrayLike) -> Doubles:
    """P6's duration percent: 100 (duration - remaining) / duration, in minutes or days.

    Without a duration it is 100 once nothing remains. What remains may exceed the duration, by
    which the percent does not fall below 0.
    """
    planned = np.asarray(duration, np.float64)
    left = np.asarray(remaining, np.float64)
    return _percent(planned - left, planned, np.where(left > 0, 0.0, 100.0))


def units_percent(done: ArrayLike, total: ArrayLike) -> Doubles:
    """100 done / total, in any unit, at most 100; 0 where there is nothing to do."""
    return _percent(np.asarray(done, np.float64), np.asarray(total, np.float64), 0.0)


def rolled_up(
    groups: Sequence[Hashable], percent: ArrayLike, weight: ArrayLike
) -> dict[Hashable, float]:
    """The weighted percent of each group: Σ weight x percent / Σ weight.

    `groups` names each activity's building, or is the same for all to get the project's; `weight`
    is a weight, a budget or a duration. A group without weight is left out: it has no percent.
    """
    parts = np.asarray(percent, np.float64)
    weights = np.broadcast_to(np.asarray(weight, np.float64), parts.shape)
    if len(parts) and weights.min() < 0:
        raise ValueError("a weight is not negative")
    names = list(dict.fromkeys(groups))
    ranks = {name: rank for rank, name in enumerate(names)}
    rows = np.array([ranks[name] for name in groups], np.intp)
    total = np.bincount(rows, weights, len(names))
    done = np.bincount(rows, weights * parts, len(names))
    return {name: float(done[rank] / total[rank]) for name, rank in ranks.items() if total[rank]}


def planned_shares(
    rule: Meter, calendar: Ints, start: ArrayLike, finish: ArrayLike, at: int
) -> Doubles:
    """What share of each activity should be done at an instant: even over its working time.

    What takes no working time is done once its finish has come.
    """
    begin = rule.position(calendar, start)
    whole = rule.position(calendar, finish) - begin
    gone = rule.position(calendar, at) - begin
    ended = np.asarray(finish, np.int64) <= at
    shares: Doubles = np.where(whole > 0, gone / np.maximum(whole, 1), ended)
    return np.clip(shares, 0, 1)


def time_proportional(first: datetime.date, last: datetime.date, data_date: datetime.date) -> float:
    """序时进度, the percent that even progress demands at the end of the data date.

    100 x calendar days gone / days in all, both ends included: what rules mean that compare a
    year's plan with the time that has passed. A plan with a curve of its own is compared with
    that (`curves.planned_curve`).
    """
    if last < first:
        raise ValueError("a plan does not end before it begins")
    days = (last - first).days + 1
    gone = (data_date - first).days + 1
    return 100 * min(max(gone, 0), days) / days


def _percent(done: Doubles, total: Doubles, without: ArrayLike) -> Doubles:
    share = np.where(total > 0, 100 * done / np.where(total > 0, total, 1), without)
    return np.clip(share, 0, 100)
