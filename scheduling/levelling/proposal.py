"""What levelling proposes, and why; nothing is changed until somebody adopts it."""

from dataclasses import dataclass

from scheduling.columns import Longs


@dataclass(frozen=True)
class Shift:
    """An activity that the proposal delays; instants, and `delay` in its own working minutes.

    resource, at, competing: the resource that it waits for, the last cell of time before its new
    start (instant) in which too few units are left for it, and who has them then
    follows: predecessors that are delayed themselves; one of both is always there
    """

    activity: str
    old_start: int
    old_finish: int
    new_start: int
    new_finish: int
    delay: int
    resource: str | None
    at: int | None
    competing: tuple[str, ...]
    follows: tuple[str, ...]


@dataclass(frozen=True)
class Load:
    """A resource before and after: the most units in use, and what there are when it is most.

    over: units beyond capacity times working minutes
    """

    resource: str
    peak_before: int
    capacity_before: int
    over_before: int
    peak_after: int
    capacity_after: int
    over_after: int


@dataclass(frozen=True)
class Proposal:
    """A levelled plan beside the one without regard to resources; instants.

    start, finish: of every activity, in the order of the plan; level-of-effort activities follow
    only when the plan is computed again
    pins: (activity, instant): what must not start earlier for this proposal to come true
    lacking: (activity, resource) of demands that exceed every capacity; they were left aside
    bound: an instant before which no plan within capacity finishes
    method, orders: who found it, after how many orders of placing
    """

    shifts: tuple[Shift, ...]
    loads: tuple[Load, ...]
    start: Longs
    finish: Longs
    pins: tuple[tuple[str, int], ...]
    lacking: tuple[tuple[str, str], ...]
    begin: int
    finish_before: int
    finish_after: int
    bound: int
    method: str
    orders: int

    @property
    def gap(self) -> float:
        """By how much of the least time the proposal may be too long, at most; 0 is the best."""
        return (self.finish_after - self.bound) / max(1, self.bound - self.begin)
