"""The trials of a simulation: draw durations, run the forward pass, keep what is asked for."""

from typing import Any, NamedTuple

from scheduling.kernel.clock import DAY, Clocks, position
from scheduling.kernel.compiled import compiled, record
from scheduling.kernel.draws import Draws, drawn, stream
from scheduling.kernel.early import forward
from scheduling.kernel.floats import as_late_as_possible, longest_path
from scheduling.kernel.late import backward
from scheduling.kernel.network import FINISHED, NONE, Dates, Network, Rules


@record
class Room(NamedTuple):
    """One thread's room to work in; nothing of it outlives a trial.

    dates: n dates; driving: a flag per link; member: a flag per activity
    closed: the rules with a late finish, of which each trial writes `last_at`: a position per
    calendar where something is as late as possible, else nothing
    """

    dates: Dates
    driving: Any
    member: Any
    closed: Rules


@record
class Kept(NamedTuple):
    """What the trials leave behind.

    watched: indices, in the order of work, of the activities whose finishes are kept
    finishes: a row per trial: the project's finish, then those of the watched; instants
    critical: per activity, in how many trials it was on the longest path
    """

    watched: Any
    finishes: Any
    critical: Any


@compiled
def trials(
    net: Network,
    rules: Rules,
    clocks: Clocks,
    draws: Draws,
    room: Room,
    kept: Kept,
    first: int,
    last: int,
) -> bool:
    """Run the trials `first` to `last - 1`; False as soon as dates leave the clocks' tables.

    `net` has `work` and `duration` of its own: they are written. `rules.last` is the contract's
    finish, or NONE for each trial's own.
    """
    for trial in range(first, last):
        varied(net, draws, stream(draws.seed, trial))
        forward(net, rules, clocks, room.dates)
        finish = latest(room.dates)
        if not inside(clocks, room.dates, finish):
            return False
        if len(room.closed.last_at) > 0:
            late_as_possible(net, rules, clocks, room, finish)
            finish = latest(room.dates)
        counted(net, rules, clocks, room, finish, kept.critical)
        kept.finishes[trial, 0] = finish
        for column in range(len(kept.watched)):
            kept.finishes[trial, column + 1] = room.dates.early_finish[kept.watched[column]]
    return True


@compiled
def latest(dates: Dates) -> int:
    """The last early finish."""
    finish = NONE
    for instant in dates.early_finish:
        finish = max(finish, instant)
    return finish


@compiled
def inside(clocks: Clocks, dates: Dates, finish: int) -> bool:
    """Did no early date fall off the tables?"""
    begin = clocks.first_day * DAY
    if finish >= begin + clocks.days * DAY:
        return False
    for instant in dates.early_start:  # noqa: SIM110 - all() over a generator does not compile
        if instant <= begin:
            return False
    return True


@compiled
def varied(net: Network, draws: Draws, begin: int) -> None:
    """Write the durations of one trial; what has been done of started work stays as it is."""
    for entry in range(len(draws.place)):
        place = draws.place[entry]
        work = drawn(draws, begin, entry)
        net.duration[place] += work - net.work[place]
        net.work[place] = work


@compiled
def counted(
    net: Network, rules: Rules, clocks: Clocks, room: Room, finish: int, critical: Any
) -> None:
    """Count the activities on the longest path of one trial; finished work is critical no more."""
    room.member[:] = False
    longest_path(net, rules, clocks, room.dates, finish, room.driving, room.member)
    for i in range(len(net.work)):
        if room.member[i] and net.status[i] != FINISHED:
            critical[i] += 1


@compiled
def late_as_possible(net: Network, rules: Rules, clocks: Clocks, room: Room, finish: int) -> None:
    """Move ALAP activities as the deterministic computation does."""
    last = finish if rules.last == NONE else rules.last
    for calendar in range(len(room.closed.last_at)):
        room.closed.last_at[calendar] = position(clocks, calendar, last)
    backward(net, room.closed, clocks, room.dates)
    as_late_as_possible(net, room.closed, clocks, room.dates)
