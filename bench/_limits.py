"""Where the engine ends, found by trying: how long a plan, how many calendars over all years."""

import dataclasses
from collections.abc import Callable

import numpy as np

from bench import _networks
from scheduling.calendars.tables import BeyondCalendar
from scheduling.columns import Columns
from scheduling.cpm import computed

# working days of each activity of the chain
STEP = 15


def longest_chain(most: int, step: int) -> int:
    """How many activities of fifteen days may follow one another from 2026 on, to `step`.

    The last of them ends in the year 9999, after which there is no date.
    """
    return step * _last(lambda steps: chain(steps * step, 1), most // step)


def most_calendars(most: int, days: int) -> int:
    """How many calendars a plan may have that takes so many working days, of at most `most`."""
    return _last(lambda count: chain(days // STEP, count), most)


def chain(count: int, calendars: int) -> Columns:
    """Activities one after another, in turn in copies of China's five-day calendar."""
    given = _networks.columns(max(count, 20))
    china = given.calendars[0]
    copies = tuple(dataclasses.replace(china) for _each in range(calendars))
    work = np.full(len(given.work), STEP * _networks.DAY)
    pred = np.arange(len(work) - 1, dtype=np.int32)
    plain = np.zeros(len(pred), np.int8)
    return dataclasses.replace(
        given,
        calendars=(*copies, given.calendars[-1]),
        work=work,
        duration=work,
        calendar=(np.arange(len(work)) % calendars).astype(np.int32),
        link_pred=pred,
        link_succ=pred + 1,
        link_kind=plain,
        link_lag=plain.astype(np.int64),
        link_clock=plain,
    )


def _last(made: Callable[[int], Columns], most: int) -> int:
    """The greatest count for which what is made can be computed; it grows with the count."""
    good, bad = 1, most + 1
    while bad - good > 1:
        middle = (good + bad) // 2
        try:
            computed(made(middle))
        except BeyondCalendar:
            bad = middle
        else:
            good = middle
    return good
