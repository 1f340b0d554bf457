"""Open ends: activities whose start or finish nothing holds."""

import enum
from dataclasses import dataclass

from scheduling.plan import Kind, LinkKind, Plan

HOLDS_START = frozenset({LinkKind.FS, LinkKind.SS})
HELD_BY_FINISH = frozenset({LinkKind.FS, LinkKind.FF})


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
    """Every open end, in the order of the plan's activities.

    Links of level-of-effort activities drive nobody and do not count; such activities have no
    open ends. A milestone's start is its finish, so it cannot dangle.
    """
    efforts = {each.id for each in plan.activities if each.kind == Kind.LEVEL_OF_EFFORT}
    entering: dict[str, set[LinkKind]] = {each.id: set() for each in plan.activities}
    leaving: dict[str, set[LinkKind]] = {each.id: set() for each in plan.activities}
    for link in plan.links:
        if link.predecessor not in efforts and link.successor not in efforts:
            entering[link.successor].add(link.kind)
            leaving[link.predecessor].add(link.kind)
    found = []
    for activity in plan.activities:
        if activity.kind == Kind.LEVEL_OF_EFFORT:
            continue
        dangles = activity.kind == Kind.TASK
        for missing in _missing(entering[activity.id], leaving[activity.id], dangles):
            found.append(OpenEnd(activity.id, missing))  # noqa: PERF401 - reads better
    return tuple(found)


def _missing(entering: set[LinkKind], leaving: set[LinkKind], dangles: bool) -> list[Open]:
    found = []
    if not entering:
        found.append(Open.NO_PREDECESSOR)
    elif dangles and not entering & HOLDS_START:
        found.append(Open.DANGLING_START)
    if not leaving:
        found.append(Open.NO_SUCCESSOR)
    elif dangles and not leaving & HELD_BY_FINISH:
        found.append(Open.DANGLING_FINISH)
    return found
