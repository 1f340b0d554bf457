"""How far finishes moved from one network to another, and through what, in people's words."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from projects.selectors.names import Named, names_of, said
from projects.selectors.schedules import Answer, finish_ordinal
from scheduling.calendars.instants import MINUTES_PER_DAY, finish_day
from scheduling.packed import Packed, UnknownVersion, unpack
from scheduling.plan import Kind
from scheduling.reasons.changes import Part, Shift, attributed_in
from scheduling.reasons.states import Side, union_of
from scheduling.reasons.steps import Change, ChangeKind

MILESTONES = (Kind.START_MILESTONE, Kind.FINISH_MILESTONE)
# changes of a kind that are told apart; each is a whole computation
TOLD_MOST = 24
CAUSES = tuple(kind.value for kind in ChangeKind)


def unpacked(stored: bytes | memoryview | None) -> Packed | None:
    """A stored network; None where there is none, or none that this version can read."""
    if stored is None:
        return None
    try:
        return unpack(bytes(stored))
    except UnknownVersion:
        return None


def shifts_between(before: Packed, after: Packed, wanted: Sequence[int]) -> list[Answer]:
    """Take the shifts of the project's finish and of some activities (ids of both) apart.

    What did not move is left out. None of the activities may be a level of effort.
    """
    return shifts_said(attributed_between(before, after, wanted), after)


def attributed_between(before: Packed, after: Packed, wanted: Sequence[int]) -> tuple[Shift, ...]:
    """The same without names, and with what did not move."""
    return attributed_in(
        union_of(*(Side(each.columns, each.ids, each.pins) for each in (before, after))),
        list(map(str, wanted)),
        after.options,
        options_before=before.options,
        most=TOLD_MOST,
    )


def shifts_said(shifts: Iterable[Shift], after: Packed) -> list[Answer]:
    """Name what moved; `after` is the network that it moved to."""
    told = [shift for shift in shifts if shift.parts]
    named = names_of(int(name) for shift in told for name in _names(shift))
    return [_shift(shift, after, named) for shift in told]


def driving_ids(before: Packed) -> np.ndarray:
    """The activities of a network that have shifts of their own: no level of effort."""
    found: np.ndarray = before.ids[before.columns.kind != Kind.LEVEL_OF_EFFORT]
    return found


def _names(shift: Shift) -> Iterator[str]:
    changes = [part.change for part in shift.parts]
    said = [
        shift.activity,
        *(name for each in changes for name in (each.activity, each.predecessor)),
    ]
    return (name for name in said if name is not None)


def _shift(shift: Shift, after: Packed, named: Named) -> Answer:
    given = after.columns
    if shift.activity is None:
        per_day, begins = given.calendars[given.project_calendar].minutes_per_day, False
    else:
        place = int(np.searchsorted(after.ids, int(shift.activity)))
        per_day = given.calendars[given.calendar[place]].minutes_per_day
        begins = bool(given.kind[place] == Kind.START_MILESTONE)
    days = [finish_ordinal(minute, begins=begins) for minute in (shift.before, shift.after)]
    return {
        **said(shift.activity, named),
        "finish_before": finish_day(days[0] * MINUTES_PER_DAY + 1),
        "finish": finish_day(days[1] * MINUTES_PER_DAY + 1),
        "shift_days": days[1] - days[0],
        "shift_working_days": shift.work / per_day,
        "shift_minutes": shift.minutes,
        "causes": [_cause(part, per_day, named) for part in shift.parts],
    }


def _cause(part: Part, per_day: int, named: Named) -> Answer:
    change: Change = part.change
    return {
        "kind": change.kind.value,
        **said(change.activity, named),
        **said(change.predecessor, named, "predecessor"),
        "calendar": change.calendar,
        "minutes": part.minutes,
        "working_days": part.work / per_day,
    }
