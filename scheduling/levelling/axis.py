"""Time cut into cells for levelling: only minutes that some calendar works, all cells alike long.

A cell is as long as the plan's dates allow: with whole-day durations in calendars of like shifts
it is a day. No date is rounded; where calendars differ within a day the cells become shorter.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import gcd

import numpy as np
from numpy.typing import NDArray

from scheduling.calendars.tables import BeyondCalendar
from scheduling.columns import Ints, Longs
from scheduling.kernel.clock import DAY, Clocks, position

# which of the used calendars work
Flags = tuple[bool, ...]


class TooFine(BeyondCalendar):
    """Time would have to be cut into more cells than there is room for."""


@dataclass(frozen=True)
class Axis:
    """The cells, as the kernel's `Pool` describes them, and the instant at which each begins."""

    cells: int
    quantum: int
    first_at: Longs
    opened: Ints
    cell_ptr: Ints
    cell_of: Ints
    starts: Longs


@dataclass(frozen=True)
class Stretch:
    """Minutes one after another, gaps that nobody works left out, worked by the same calendars."""

    flags: Flags
    minutes: int
    pieces: tuple[tuple[int, int], ...]


def axis(
    clocks: Clocks,
    used: Sequence[int],
    first: int,
    cuts: Sequence[int],
    steps: Iterable[int],
    most: int,
) -> Axis:
    """The cells from the instant `first` to the end of the tables.

    `used` are the calendars that count, `cuts` instants at which a cell must begin, `steps`
    minutes of which the cell's length must be a divisor. TooFine for more than `most` cells.
    """
    stretches = list(_stretches(clocks, used, first, sorted(cuts)))
    quantum = gcd(*steps, *(stretch.minutes for stretch in stretches[:-1])) or DAY
    counts = [stretch.minutes // quantum for stretch in stretches]
    cells = sum(counts)
    if cells > most:
        raise TooFine(f"{cells} cells of time are too many to level")
    calendars = len(clocks.guess_ptr)
    worked = np.zeros((calendars, cells), np.bool_)
    for place, row in enumerate(used):
        worked[row] = np.repeat([stretch.flags[place] for stretch in stretches], counts)
    opened = np.zeros((calendars, cells + 1), np.int32)
    np.cumsum(worked, axis=1, out=opened[:, 1:])
    # after the open cells of each calendar comes the end of the axis
    rows = [np.append(np.flatnonzero(row), cells) for row in worked]
    return Axis(
        cells=cells,
        quantum=quantum,
        first_at=np.array([position(clocks, row, first) for row in range(calendars)], np.int64),
        opened=opened.ravel(),
        cell_ptr=np.cumsum([0, *map(len, rows)]).astype(np.int32),
        cell_of=np.concatenate(rows).astype(np.int32),
        starts=_starts(stretches, counts, quantum),
    )


def _stretches(
    clocks: Clocks, used: Sequence[int], first: int, cuts: list[int]
) -> Iterator[Stretch]:
    """Neighbouring pieces with the same flags and no cut between them, put together."""
    key: tuple[Flags, int] | None = None
    pieces: list[tuple[int, int]] = []
    for begin, end, flags in _pieces(clocks, used, first, cuts):
        found = flags, bisect_right(cuts, begin)
        if key is not None and found != key:
            yield _stretch(key[0], pieces)
            pieces = []
        key = found
        pieces.append((begin, end))
    if key is not None:
        yield _stretch(key[0], pieces)


def _stretch(flags: Flags, pieces: list[tuple[int, int]]) -> Stretch:
    return Stretch(flags, sum(end - begin for begin, end in pieces), tuple(pieces))


def _pieces(
    clocks: Clocks, used: Sequence[int], first: int, cuts: list[int]
) -> Iterator[tuple[int, int, Flags]]:
    """Spans of instants that some used calendar works, from `first` on, with who works them."""
    types = clocks.day_type.reshape(-1, clocks.days)[list(used)]
    combined, which = np.unique(types, axis=1, return_inverse=True)
    days = [_day(clocks, combined[:, column]) for column in range(combined.shape[1])]
    begin_day = max(0, first // DAY - clocks.first_day)
    for day, column in enumerate(which.ravel()[begin_day:], begin_day):
        midnight = (clocks.first_day + day) * DAY
        for begin, end, flags in days[column]:
            low, high = max(midnight + begin, first), midnight + end
            inner = cuts[bisect_right(cuts, low) : bisect_right(cuts, high - 1)]
            for one, other in pairwise([low, *inner, high]):
                if one < other:
                    yield one, other, flags


def _day(clocks: Clocks, kinds: NDArray[np.int32]) -> list[tuple[int, int, Flags]]:
    """The worked spans of one day on which the used calendars have those lists of shifts."""
    shifts = [
        [
            (int(clocks.shift_start[place]), int(clocks.shift_finish[place]))
            for place in range(clocks.shift_ptr[kind], clocks.shift_ptr[kind + 1])
        ]
        for kind in kinds
    ]
    edges = sorted({edge for row in shifts for shift in row for edge in shift})
    spans = []
    for begin, end in pairwise(edges):
        flags = tuple(any(low <= begin < high for low, high in row) for row in shifts)
        if any(flags):
            spans.append((begin, end, flags))
    return spans


def _starts(stretches: list[Stretch], counts: list[int], quantum: int) -> Longs:
    """The instant at which each cell begins."""
    found: list[NDArray[np.int64]] = []
    for stretch, count in zip(stretches, counts, strict=True):
        begins = np.array([begin for begin, _end in stretch.pieces], np.int64)
        lengths = np.array([end - begin for begin, end in stretch.pieces], np.int64)
        before = np.cumsum(lengths) - lengths
        wanted = np.arange(count, dtype=np.int64) * quantum
        place = np.searchsorted(before, wanted, side="right") - 1
        found.append(begins[place] + wanted - before[place])
    return np.concatenate(found) if found else np.zeros(0, np.int64)
