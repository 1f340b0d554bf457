"""An adopted proposal in the plan: starts that the passes must not undercut."""

import dataclasses
from typing import Any

import numpy as np

from scheduling.calendars.instants import NONE
from scheduling.columns import NOT_STARTED, Columns, Longs
from scheduling.plan import Constraint

FREE = (Constraint.ASAP, Constraint.ALAP, Constraint.SNET)


def pinned(given: Columns, pins: Longs) -> Columns:
    """The columns with each pin (instant, NONE where there is none) as start-no-earlier-than.

    A pin takes a constraint's place that is free or has such a date already, of which the later
    one counts. Where somebody set two other dates since, those stand and the pin does not count;
    nor does it for work that has begun.
    """
    left = (pins != NONE) & (given.status == NOT_STARTED)
    if not left.any():
        return given
    changed: dict[str, Any] = {}
    for name in ("constraint", "constraint2"):
        kind, at = getattr(given, name).copy(), getattr(given, f"{name}_at").copy()
        here = left & np.isin(kind, FREE)
        own = np.where(kind == Constraint.SNET, at, NONE)
        at[here], kind[here] = np.maximum(pins, own)[here], Constraint.SNET
        changed |= {name: kind, f"{name}_at": at}
        left = left & ~here
    return dataclasses.replace(given, **changed)
