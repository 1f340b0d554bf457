"""Quantile functions of durations, tabulated over normal scores for the kernel's draws.

A duration between `low` and `high` is `low + (high - low) * quantile`. Over normal scores (rather
than shares) quantile functions bend little, so that a line between two points is good to 2e-5 of
the range, and a correlated draw, which is a normal score already, needs no further step.
"""

import enum
import functools
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from scheduling.kernel.draws import CELLS_PER_UNIT, FARTHEST, POINTS

Floats = NDArray[np.float64]
Bytes = NDArray[np.int8]


class Shape(enum.IntEnum):
    """How a duration spreads between low, likely (the mode) and high.

    TRIANGULAR: a density of two straight lines. PERT: the beta distribution with mean
    (low + 4 likely + high) / 6 (Malcolm et al., Operations Research 7, 1959; Vose's lambda of 4).
    """

    TRIANGULAR = 0
    PERT = 1


# modes are rounded to this part of their range: so a large plan needs few tables
MODES = 2048
# PERT's quantiles are integrated for these modes; in between they are blended, which keeps means
PERT_MODES = 64
# the beta's logit, over which its density is integrated: at both ends less than 1e-10 is left
LOGIT_END, LOGITS = 25.0, 8192


def tables(shape: Bytes, mode: Floats) -> tuple[Floats, NDArray[np.int32]]:
    """Tables for distributions on 0 to 1, one row after another, and which row each has.

    `mode` is where between low and high the mode lies.
    """
    rounded = np.rint(mode * MODES).astype(np.int64)
    keys, rows = np.unique(shape.astype(np.int64) * (MODES + 1) + rounded, return_inverse=True)
    shapes, modes = np.divmod(keys, MODES + 1)
    found = np.empty((len(keys), POINTS))
    for kind, made in ((Shape.TRIANGULAR, triangular), (Shape.PERT, pert)):
        mine = shapes == kind
        found[mine] = made(modes[mine] / MODES)
    return found.ravel(), rows.astype(np.int32)


@functools.cache
def shares() -> Floats:
    """The standard normal distribution function at the table's points."""
    scores = np.arange(POINTS) / CELLS_PER_UNIT - FARTHEST
    return np.array([NormalDist().cdf(score) for score in scores])


def triangular(modes: Floats) -> Floats:
    """A row for each triangular distribution on 0 to 1 with that mode."""
    mode, share = modes[:, None], shares()[None, :]
    # the normal distribution is symmetric: read backwards, the shares above, without cancellation
    above = share[:, ::-1]
    return np.where(share < mode, np.sqrt(share * mode), 1 - np.sqrt(above * (1 - mode)))


def pert(modes: Floats) -> Floats:
    """A row for each PERT distribution on 0 to 1 with that mode."""
    at = modes * PERT_MODES
    below = np.minimum(at.astype(np.int64), PERT_MODES - 1)
    weight = (at - below)[:, None]
    rows = np.array([_pert_row(k) for k in below]).reshape(len(modes), POINTS)
    above = np.array([_pert_row(k + 1) for k in below]).reshape(len(modes), POINTS)
    return rows * (1 - weight) + above * weight


@functools.cache
def _pert_row(mode: int) -> Floats:
    """The quantiles of the beta distribution with PERT's parameters for a mode of the grid.

    Of a logit y the density is x^a (1 - x)^b / B(a, b) with x = 1 / (1 + exp(-y)): smooth, and
    gone at both ends. Trapezoids with the first term of Euler and Maclaurin integrate it.
    """
    a, b = 1 + 4 * mode / PERT_MODES, 5 - 4 * mode / PERT_MODES
    logit, step = np.linspace(-LOGIT_END, LOGIT_END, LOGITS + 1, retstep=True)
    x = 1 / (1 + np.exp(-logit))
    density = np.exp(a * np.log(x) - b * np.logaddexp(0, logit))
    slope = density * (a * (1 - x) - b * x)
    trapezoids = np.concatenate([[0], np.cumsum((density[1:] + density[:-1]) / 2)]) * step
    below = (trapezoids - step**2 / 12 * slope) / trapezoids[-1]
    found = np.interp(shares(), below, logit)
    return 1 / (1 + np.exp(-found))
