"""Open ends: activities whose start or finish nothing holds."""

import enum
from dataclasses import dataclass

import numpy as np

from scheduling.columns import Columns, Flags, Ints, columns
from scheduling.plan import Kind, LinkKind, Plan

HOLDS_START = (LinkKind.FS, LinkKind.SS)
HELD_BY_FINISH = (LinkKind.FS, LinkKind.FF)


class Open(enum.StrEnum):
    """What is missing.

    NO_PREDECESSOR, NO_SUCCESSOR: no link at all on that side. DANGLING_START: predecessors, but
    only FF or SF, so that nothing holds the start. DANGLING_FINISH: successors, but only SS or
    SF, so that the finish may slip without anybody noticing (DCMA-14, logic).
    """

    NO_PREDECESSOR = "no_predecessor"
    NO_SUCCESSOR = "no_successor"
    DANGLING_START = "dangling_start"
    DANGLING_FINISH = "dangling_finish"


@dataclass(frozen=True)
class OpenEnd:
    """One missing end of one activity (by id)."""

    activity: str
    missing: Open


def open_ends(plan: Plan) -> tuple[OpenEnd, ...]:
    """Every open end, in the order of the plan's activities; see `open_places`."""
    return tuple(
        OpenEnd(plan.activities[place].id, missing) for place, missing in open_places(columns(plan))
    )


def open_places(given: Columns) -> list[tuple[int, Open]]:
    """Every open end, by the index of its activity and in their order.

    Links of level-of-effort activities drive nobody and do not count; such activities have no
    open ends. A milestone's start is its finish, so it cannot dangle.
    """
    effort = given.kind == Kind.LEVEL_OF_EFFORT
    counted = ~(effort[given.link_pred] | effort[given.link_succ])
    entering, leaving = given.link_succ[counted], given.link_pred[counted]
    kind = given.link_kind[counted]
    task = given.kind == Kind.TASK
    into, out = _ends(entering, task), _ends(leaving, task)
    held_start = _ends(entering[np.isin(kind, HOLDS_START)], task)
    held_finish = _ends(leaving[np.isin(kind, HELD_BY_FINISH)], task)
    missing = {
        Open.NO_PREDECESSOR: ~into & ~effort,
        Open.DANGLING_START: into & ~held_start & task,
        Open.NO_SUCCESSOR: ~out & ~effort,
        Open.DANGLING_FINISH: out & ~held_finish & task,
    }
    order = list(missing)
    found = [(int(place), each) for each in order for place in np.flatnonzero(missing[each])]
    return sorted(found, key=lambda one: (one[0], order.index(one[1])))


def _ends(places: Ints, every: Flags) -> Flags:
    """Which of all activities are among `places`."""
    found = np.zeros(len(every), np.bool_)
    found[places] = True
    return found
