"""From columns to what the kernel reads: order of work, links beside their ends, named loops."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduling.columns import Columns, Ints, lag_calendars
from scheduling.kernel.network import Network
from scheduling.kernel.order import grouped, sorted_out
from scheduling.plan import Kind, LagClock


class Loop(ValueError):  # noqa: N818 - it names the fact
    """Links form a loop; `links` are the indices of its links, one after another."""

    def __init__(self, links: tuple[int, ...]) -> None:
        super().__init__(f"{len(links)} links form a loop")
        self.links = links


@dataclass(frozen=True)
class Ordered:
    """A network in the order of work.

    order[k] is the plan's index of the k-th activity, rank[i] the row of the plan's i-th activity.
    links[k] is the plan's index of the k-th incoming link, out_links[k] that of the k-th outgoing
    one. Links of level-of-effort activities drive nobody and are left out.
    """

    network: Network
    order: Ints
    rank: Ints
    links: NDArray[np.intp]
    out_links: NDArray[np.intp]


def ordered(given: Columns, lag_clock: LagClock) -> Ordered:
    """Sort out a plan; raises Loop."""
    kept = _driving_links(given)
    pred, succ = given.link_pred[kept], given.link_succ[kept]
    order = _order(len(given.work), pred, succ, kept)
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    pred, succ = rank[pred], rank[succ]
    in_ptr, in_place = _grouped(succ, len(order))
    out_ptr, out_place = _grouped(pred, len(order))
    kind, lag = given.link_kind[kept], given.link_lag[kept]
    clock = lag_calendars(given, lag_clock)[kept]
    network = Network(
        **activity_columns(given, order),
        in_ptr=in_ptr,
        in_pred=pred[in_place],
        in_kind=kind[in_place],
        in_lag=lag[in_place],
        in_clock=clock[in_place],
        out_ptr=out_ptr,
        out_succ=succ[out_place],
        out_kind=kind[out_place],
        out_lag=lag[out_place],
        out_clock=clock[out_place],
    )
    return Ordered(network, order, rank, kept[in_place], kept[out_place])


def activity_columns(given: Columns, places: Ints) -> dict[str, NDArray[Any]]:
    """The network's columns of some activities, in the order of `places`."""
    names = [name for name in Network._fields if hasattr(given, name)]
    columns: dict[str, NDArray[Any]] = {name: getattr(given, name)[places] for name in names}
    # an effort's length follows from what it spans; its own would reach beyond the project
    columns["work"][columns["kind"] == Kind.LEVEL_OF_EFFORT] = 0
    return columns


def _driving_links(given: Columns) -> NDArray[np.intp]:
    """Indices of the links between activities that take part in the passes."""
    efforts = given.kind == Kind.LEVEL_OF_EFFORT
    if not efforts.any():
        return np.arange(len(given.link_pred))
    return np.flatnonzero(~efforts[given.link_pred] & ~efforts[given.link_succ])


def _grouped(keys: Ints, count: int) -> tuple[Ints, Ints]:
    pointers, places = np.zeros(count + 1, np.int32), np.empty(len(keys), np.int32)
    grouped(keys, pointers, places)
    return pointers, places


def _order(count: int, pred: Ints, succ: Ints, kept: NDArray[np.intp]) -> Ints:
    pointers, places = _grouped(pred, count)
    waiting, order = np.zeros(count, np.int32), np.empty(count, np.int32)
    placed = sorted_out(succ, pointers, places, waiting, order)
    if placed < count:
        raise Loop(tuple(int(kept[link]) for link in _loop(pred, succ, waiting)))
    return order


def _loop(pred: Ints, succ: Ints, waiting: Ints) -> list[int]:
    """The links of one loop, found by walking back from an activity that never got its turn."""
    stuck = np.flatnonzero((waiting[succ] > 0) & (waiting[pred] > 0))
    entering = {int(succ[link]): int(link) for link in stuck}
    seen: dict[int, int] = {}
    walked: list[int] = []
    at = int(succ[stuck[0]])
    while at not in seen:
        seen[at] = len(walked)
        walked.append(entering[at])
        at = int(pred[walked[-1]])
    return walked[seen[at] :][::-1]
