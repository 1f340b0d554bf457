"""Random durations that depend on nothing but seed, iteration and activity.

A counter goes in and a number comes out (SplitMix64: Steele, Lea, Flood, OOPSLA 2014), so neither
the order of work nor the number of threads can change a draw. All of it is written in signed
integers whose right shifts are masked: then machine words that wrap and Python's integers that
grow agree in the low 64 bits.
"""

import math
from typing import Any, NamedTuple

from scheduling.kernel.compiled import compiled, inner, record

# SplitMix64's odd constants 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, signed
STEP = 0x9E3779B97F4A7C15 - 2**64
FIRST_FACTOR = 0xBF58476D1CE4E5B9 - 2**64
SECOND_FACTOR = 0x94D049BB133111EB - 2**64
LOW_34, LOW_37, LOW_33, LOW_53 = 2**34 - 1, 2**37 - 1, 2**33 - 1, 2**53 - 1
UNIT = 2.0**-53

# the middle part (A over B) and the tails (C over D) of Acklam's normal quantile
TAIL = 0.02425
A = (
    *(-3.969683028665376e01, 2.209460984245205e02, -2.759285104469687e02),
    *(1.383577518672690e02, -3.066479806614716e01, 2.506628277459239e00),
)
B = (
    *(-5.447609879822406e01, 1.615858368580409e02, -1.556989798598866e02),
    *(6.680131188771972e01, -1.328068155288572e01),
)
C = (
    *(-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e00),
    *(-2.549732539343734e00, 4.374664141464968e00, 2.938163982698783e00),
)
D = (
    *(7.784695709041462e-03, 3.224671290700398e-01),
    *(2.445134137142996e00, 3.754408661907416e00),
)

# quantiles are tabulated over standard normal scores -6 to 6; 1 draw in 500 million lies outside
FARTHEST = 6.0
CELLS_PER_UNIT = 32
CELLS = 2 * 6 * CELLS_PER_UNIT
POINTS = CELLS + 1


@record
class Draws(NamedTuple):
    """What varies, one entry for each varying activity.

    place: its index in the order of work; counter: its number in the plan, for its draws
    low, width: minutes; a duration is low + width * quantile
    table: the row of `tables`: the quantile function over normal scores, POINTS entries a row
    group: whose common factor it follows, or -1; the counter of that factor
    common, own: per entry the weights of the group's factor and of its own draw
    seed: any whole number
    """

    place: Any
    counter: Any
    low: Any
    width: Any
    table: Any
    tables: Any
    group: Any
    common: Any
    own: Any
    seed: int


@inner
def mixed(counter: int) -> int:
    """SplitMix64's finalizer; only the low 64 bits of the answer mean anything."""
    counter = (counter ^ ((counter >> 30) & LOW_34)) * FIRST_FACTOR
    counter = (counter ^ ((counter >> 27) & LOW_37)) * SECOND_FACTOR
    return counter ^ ((counter >> 31) & LOW_33)


@inner
def stream(seed: int, iteration: int) -> int:
    """Where an iteration's numbers begin."""
    return mixed(mixed(seed) + STEP * (iteration + 1))


@inner
def uniform(begin: int, counter: int) -> float:
    """A number between 0 and 1, both out: the stream's entry `counter`, 53 bits of it."""
    bits = (mixed(begin + STEP * (counter + 1)) >> 11) & LOW_53
    return (bits + 0.5) * UNIT


@compiled
def normal_score(share: float) -> float:
    """The standard normal quantile, to 1.2e-9 of its value (P. J. Acklam's rational fits)."""
    if share < TAIL:
        return _tail(share)
    if share > 1.0 - TAIL:
        return -_tail(1.0 - share)
    off = share - 0.5
    s = off * off
    above = ((((A[0] * s + A[1]) * s + A[2]) * s + A[3]) * s + A[4]) * s + A[5]
    below = ((((B[0] * s + B[1]) * s + B[2]) * s + B[3]) * s + B[4]) * s + 1.0
    return above * off / below


@inner
def _tail(share: float) -> float:
    """The quantile of a share below TAIL."""
    s = math.sqrt(-2.0 * math.log(share))
    above = ((((C[0] * s + C[1]) * s + C[2]) * s + C[3]) * s + C[4]) * s + C[5]
    below = (((D[0] * s + D[1]) * s + D[2]) * s + D[3]) * s + 1.0
    return above / below


@inner
def quantile(tables: Any, row: int, score: float) -> float:
    """A row's quantile at a normal score, linear between the table's points."""
    cell = (min(max(score, -FARTHEST), FARTHEST) + FARTHEST) * CELLS_PER_UNIT
    whole = min(int(cell), CELLS - 1)
    at = row * POINTS + whole
    return tables[at] + (tables[at + 1] - tables[at]) * (cell - whole)  # type: ignore[no-any-return] # an array's element


@inner
def drawn(draws: Draws, begin: int, entry: int) -> int:
    """The duration of one varying activity in the iteration whose stream begins at `begin`.

    Members of a group share a factor (Gaussian copula): normal scores of two of them correlate by
    the group's coefficient. Whole minutes.
    """
    score = normal_score(uniform(begin, int(draws.counter[entry])))
    if draws.group[entry] >= 0:
        factor = normal_score(uniform(begin, int(draws.group[entry])))
        score = draws.common[entry] * factor + draws.own[entry] * score
    share = quantile(draws.tables, draws.table[entry], score)
    return int(draws.low[entry] + draws.width[entry] * share + 0.5)
