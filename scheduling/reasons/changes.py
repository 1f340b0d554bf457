"""Two computations compared: what moved, and what moved each milestone.

A milestone's shift is taken apart by applying the changes one after another, in the order of
`steps.ChangeKind`; each part is the difference that one step makes to a whole computation, so the
parts add up to the shift exactly. Progress goes before changes of the plan and is measured against
what the plan before foresaw until the new data date: work that went as foreseen has no part.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from scheduling.calendars.meter import Meter, meter
from scheduling.columns import Longs
from scheduling.cpm import Schedule, passes
from scheduling.network import ordered
from scheduling.plan import Kind, Plan
from scheduling.profiles import TOPOUT, Options
from scheduling.reasons.moves import Move, moves
from scheduling.reasons.states import State, Union, union
from scheduling.reasons.steps import Change, ChangeKind, Steps

MILESTONES = (Kind.START_MILESTONE, Kind.FINISH_MILESTONE)


@dataclass(frozen=True)
class Part:
    """What one change did to a finish: wall minutes, and working minutes of its calendar."""

    change: Change
    minutes: int
    work: int


@dataclass(frozen=True)
class Shift:
    """How far a finish moved and by what; the parts add up to `minutes` and to `work`.

    activity: the id of a milestone; None for the project, whose calendar counts then
    before, after: instants; parts: in the order in which the changes were applied, none of zero
    """

    activity: str | None
    before: int
    after: int
    parts: tuple[Part, ...]

    @property
    def minutes(self) -> int:
        """The whole shift in wall minutes; negative when earlier."""
        return self.after - self.before

    @property
    def work(self) -> int:
        """The whole shift in working minutes of the milestone's calendar as it is after."""
        return sum(part.work for part in self.parts)


@dataclass(frozen=True)
class Comparison:
    """What differs between two computations; `new` and `dropped` are ids of activities."""

    moves: tuple[Move, ...]
    shifts: tuple[Shift, ...]
    new: tuple[str, ...]
    dropped: tuple[str, ...]


def compared(
    before: Plan,
    old: Schedule,
    after: Plan,
    new: Schedule,
    *,
    options: Options = TOPOUT,
    milestones: Iterable[str] | None = None,
) -> Comparison:
    """Compare two computations under the same options.

    Shifts are of the project's finish and of `milestones`, or of all that both plans have;
    level of effort has no shift of its own.
    """
    wanted = _common_milestones(before, after) if milestones is None else tuple(milestones)
    return Comparison(
        moves=moves(before, old, after, new),
        shifts=attributed(before, after, wanted, options),
        new=tuple(each.id for each in after.activities if each.id not in before.places),
        dropped=tuple(each.id for each in before.activities if each.id not in after.places),
    )


def attributed(
    before: Plan, after: Plan, milestones: Sequence[str], options: Options = TOPOUT
) -> tuple[Shift, ...]:
    """The shift of the project's finish and of some activities of both plans, taken apart.

    ValueError for an activity that one of the plans has not, or that is level of effort.
    """
    if not before.activities or not after.activities:
        return ()
    return attributed_in(union(before, after), milestones, options)


def attributed_in(
    both: Union,
    milestones: Sequence[str],
    options: Options = TOPOUT,
    *,
    options_before: Options | None = None,
    most: int | None = None,
) -> tuple[Shift, ...]:
    """The same for two plans laid over one another, neither of them empty.

    Where the plan before was computed under other options, changing these is the first part.
    `most` changes of a kind are told apart, the rest of that kind is one part.
    """
    rows = _rows(both, milestones)
    steps = Steps(both, options, most)
    changes: list[Change] = []
    columns = [_finishes(steps.state, rows, options_before or options)]
    if options_before not in (None, options):
        changes.append(Change(ChangeKind.OPTIONS))
        columns.append(_finishes(steps.state, rows, options))
    for change in steps:
        changes.append(change)
        columns.append(_finishes(steps.state, rows, options))
    table = np.array(columns, np.int64)
    calendars = both.after.fields["calendar"][rows].tolist()
    own = [both.after.scalars["project_calendar"], *calendars]
    measure = meter(both.after.calendars, table)
    return tuple(
        _shift(name, table[:, place], changes, measure, own[place])
        for place, name in enumerate([None, *milestones])
    )


def _common_milestones(before: Plan, after: Plan) -> tuple[str, ...]:
    return tuple(
        each.id
        for each in after.activities
        if each.kind in MILESTONES
        and each.id in before.places
        and before.activities[before.place(each.id)].kind != Kind.LEVEL_OF_EFFORT
    )


def _rows(both: Union, activities: Sequence[str]) -> list[int]:
    driving = both.after.fields["kind"] != Kind.LEVEL_OF_EFFORT
    rows = {both.ids[row]: int(row) for row in np.flatnonzero(both.in_both & driving)}
    for activity in activities:
        if activity not in rows:
            raise ValueError(f"{activity}: only what both plans have and drive shifts")
    return [rows[activity] for activity in activities]


def _shift(
    name: str | None, finishes: Longs, changes: Sequence[Change], measure: Meter, calendar: int
) -> Shift:
    old, new = finishes[:-1], finishes[1:]
    work = measure.minutes(calendar, old, new)
    parts: dict[Change, Part] = {}
    for change, minutes, worked in zip(changes, (new - old).tolist(), work.tolist(), strict=True):
        # a change may take several steps: it is one part all the same
        so_far = parts.get(change, Part(change, 0, 0))
        parts[change] = Part(change, so_far.minutes + minutes, so_far.work + worked)
    moving = tuple(part for part in parts.values() if part.minutes)
    return Shift(name, int(finishes[0]), int(finishes[-1]), moving)


def _finishes(state: State, rows: Sequence[int], options: Options) -> Longs:
    """The project's finish in a state, then those of some rows; instants."""
    given, places = state.given()
    found = ordered(given, options.lag_clock)
    _rules, _clocks, dates = passes(given, found.network, options)
    finish = np.zeros(len(state.present), np.int64)
    finish[places[found.order]] = dates.early_finish
    return np.array([dates.early_finish.max(), *finish[rows]], np.int64)
