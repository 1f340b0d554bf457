"""Order of work: links grouped by activity, activities so that predecessors come first."""

from typing import Any

from scheduling.kernel.compiled import compiled
from scheduling.kernel.network import FF, SF, SS, Network


@compiled
def grouped(keys: Any, pointers: Any, places: Any) -> None:
    """Group links by an end, stable: links of activity i are `places[pointers[i]:pointers[i+1]]`.

    `pointers` has one entry more than there are activities and begins as zeros.
    """
    for key in keys:
        pointers[key + 1] += 1
    for index in range(1, len(pointers)):
        pointers[index] += pointers[index - 1]
    for link in range(len(keys)):
        key = keys[link]
        places[pointers[key]] = link
        pointers[key] += 1
    for index in range(len(pointers) - 1, 0, -1):
        pointers[index] = pointers[index - 1]
    pointers[0] = 0


@compiled
def sorted_out(link_succ: Any, out_pointers: Any, out_places: Any, waiting: Any, order: Any) -> int:
    """Kahn's order into `order`; returns how many were placed, fewer than all when there is a loop.

    `waiting` begins as zeros and ends as the number of predecessors not placed.
    """
    for activity in link_succ:
        waiting[activity] += 1
    placed = 0
    for activity in range(len(waiting)):
        if waiting[activity] == 0:
            order[placed] = activity
            placed += 1
    done = 0
    while done < placed:
        activity = order[done]
        done += 1
        for place in range(out_pointers[activity], out_pointers[activity + 1]):
            successor = link_succ[out_places[place]]
            waiting[successor] -= 1
            if waiting[successor] == 0:
                order[placed] = successor
                placed += 1
    return placed


@compiled
def longest_chain(net: Network, ends: Any) -> int:
    """Minutes of the longest chain of work and lags when calendars and dates are left aside.

    `ends` is room for each activity's end.
    """
    longest = 0
    for i in range(len(net.work)):
        start = 0
        for link in range(net.in_ptr[i], net.in_ptr[i + 1]):
            p, kind = net.in_pred[link], net.in_kind[link]
            bound = ends[p] + net.in_lag[link]
            if kind in (SS, SF):
                bound -= net.work[p]
            if kind in (FF, SF):
                bound -= net.work[i]
            start = max(start, bound)
        ends[i] = start + net.work[i]
        longest = max(longest, ends[i])
    return longest
