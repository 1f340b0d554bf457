"""How strongly durations and a finish go together: moments and rank correlation, per activity."""

from typing import Any, NamedTuple

from scheduling.kernel.compiled import compiled, record
from scheduling.kernel.draws import Draws, drawn, stream

# a digit of 11 bits: its 2048 counters stay in the first cache
BITS = 11
DIGITS = 2**BITS


@record
class Sorting(NamedTuple):
    """Room to sort the trials of one activity in.

    keys, order, spare_keys, spare_order: an entry per trial; counts: DIGITS + 1 entries
    """

    keys: Any
    order: Any
    spare_keys: Any
    spare_order: Any
    counts: Any


@compiled
def sensitivities(
    draws: Draws, ranks: Any, sorting: Sorting, first: int, last: int, found: Any
) -> None:
    """Fill `found` for the varying activities `first` to `last - 1`, by drawing them once more.

    A row is mean and standard deviation of the duration, minutes, and Spearman's coefficient with
    the finish, 0 where one of both never changes. `ranks` are the trials' ranks by finish, less
    their mean. Drawing again costs less than to keep every duration of every trial.
    """
    count = len(ranks)
    for entry in range(first, last):
        total, least = 0, int(draws.low[entry])
        most = 0
        for trial in range(count):
            work = drawn(draws, stream(draws.seed, trial), entry)
            sorting.keys[trial], sorting.order[trial] = work - least, trial
            total += work - least
            most = max(most, work - least)
        mean = total / count
        square = 0.0
        for trial in range(count):
            square += (sorting.keys[trial] - mean) ** 2
        found[entry, 0] = least + mean
        found[entry, 1] = (square / max(count - 1, 1)) ** 0.5
        found[entry, 2] = spearman(ranks, sorting, most)


@compiled
def spearman(ranks: Any, sorting: Sorting, most: int) -> float:
    """Spearman's coefficient between `sorting.keys`, 0 to `most`, and centred ranks.

    Equal keys share the mean of their ranks.
    """
    keys, order = sorting.keys, sorting.order
    spare_keys, spare_order = sorting.spare_keys, sorting.spare_order
    shift = 0
    while most >> shift > 0:
        by_digit(keys, order, spare_keys, spare_order, sorting.counts, shift)
        keys, spare_keys = spare_keys, keys
        order, spare_order = spare_order, order
        shift += BITS
    return correlation(keys, order, ranks)


@compiled
def by_digit(
    keys: Any, order: Any, sorted_keys: Any, sorted_order: Any, counts: Any, shift: int
) -> None:
    """One round of a radix sort, stable."""
    counts[:] = 0
    for key in keys:
        counts[((key >> shift) & (DIGITS - 1)) + 1] += 1
    for digit in range(1, DIGITS):
        counts[digit] += counts[digit - 1]
    for at in range(len(keys)):
        digit = (keys[at] >> shift) & (DIGITS - 1)
        to = counts[digit]
        counts[digit] = to + 1
        sorted_keys[to] = keys[at]
        sorted_order[to] = order[at]


@compiled
def correlation(keys: Any, order: Any, ranks: Any) -> float:
    """Pearson's coefficient between the ranks of sorted keys and given centred ranks."""
    count = len(keys)
    middle = (count - 1) / 2
    together, own, other = 0.0, 0.0, 0.0
    at = 0
    while at < count:
        end, sum_of_ranks = at, 0.0
        while end < count and keys[end] == keys[at]:
            rank = ranks[order[end]]
            sum_of_ranks += rank
            other += rank * rank
            end += 1
        shared = (at + end - 1) / 2 - middle
        together += shared * sum_of_ranks
        own += shared * shared * (end - at)
        at = end
    if own == 0 or other == 0:
        return 0.0
    return together / (own * other) ** 0.5  # type: ignore[no-any-return] # an array's element
