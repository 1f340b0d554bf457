"""Two plans over the same rows, and a state on its way from the one to the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduling.calendars.instants import NONE
from scheduling.calendars.worktime import WorkTime, always
from scheduling.columns import Columns, Flags, columns
from scheduling.objects import calendar_names
from scheduling.plan import Kind, LinkKind, Plan

Places = NDArray[np.intp]

ACTIVITY_FIELDS = (
    *("work", "duration", "calendar", "kind", "status", "constraint", "constraint_at"),
    *("constraint2", "constraint2_at", "finish_by", "actual_start", "actual_finish", "resume_at"),
)
LINK_FIELDS = ("link_pred", "link_succ", "link_kind", "link_lag", "link_clock")
SCALARS = ("start", "data_date", "must_finish_by", "project_calendar")

# an activity that becomes level of effort, or stops being one, is another row: only the one drives
Key = tuple[str, bool]
LinkKey = tuple[int, int, LinkKind, int]
ELAPSED = always()


@dataclass
class State:
    """A network over the union of two plans' rows; `present` and `linked` say what is in it.

    fields: the columns of `columns.Columns`; scalars: its single values
    """

    fields: dict[str, NDArray[Any]]
    scalars: dict[str, int]
    calendars: list[WorkTime]
    present: Flags
    linked: Flags

    def copied(self) -> "State":
        """A state that may be changed on its own."""
        return State(
            {name: column.copy() for name, column in self.fields.items()},
            dict(self.scalars),
            list(self.calendars),
            self.present.copy(),
            self.linked.copy(),
        )

    def given(self) -> tuple[Columns, Places]:
        """The network as columns, and the union's row of each of its activities."""
        rows = np.flatnonzero(self.present)
        place = np.cumsum(self.present) - 1
        pred, succ = self.fields["link_pred"], self.fields["link_succ"]
        links = np.flatnonzero(self.linked & self.present[pred] & self.present[succ])
        found: dict[str, Any] = {name: self.fields[name][rows] for name in ACTIVITY_FIELDS}
        found |= {name: self.fields[name][links] for name in LINK_FIELDS} | self.scalars
        for end in ("link_pred", "link_succ"):
            found[end] = place[found[end]].astype(np.int32)
        calendars = (*self.calendars, ELAPSED)
        return Columns(**found, calendars=calendars), rows


@dataclass(frozen=True)
class Union:
    """Both plans as states over the same rows (of activities `ids`), calendars and links.

    inherits: rows that use the project's calendar in both plans, having none of their own
    shares: links whose lag is the same share of the predecessor's duration in both plans
    levelled: rows that levelling holds back in one of the plans, or until another instant
    """

    ids: tuple[str, ...]
    calendars: tuple[str, ...]
    before: State
    after: State
    inherits: Flags
    shares: Flags
    levelled: Flags

    @property
    def in_both(self) -> Flags:
        """Rows of activities that both plans have."""
        both: Flags = self.before.present & self.after.present
        return both


@dataclass(frozen=True)
class Side:
    """A network as columns, with the numbers by which its owner knows its activities.

    No two links of it have the same ends and the same kind. `pins` are those of its constraints
    that come from an adopted levelling, None where none does.
    """

    columns: Columns
    ids: NDArray[np.int64]
    pins: NDArray[np.int64] | None = None


@dataclass(frozen=True)
class _Laid:
    """Where the rows and the links of a union stand in either plan; -1 where they do not."""

    ids: tuple[str, ...]
    rows: Sequence[Places]
    links: Sequence[Places]
    ends: Mapping[str, NDArray[Any]]


def union(before: Plan, after: Plan) -> Union:
    """Lay two plans over one another, activities by their id, links by their ends and kind."""
    keys = _keys(before), _keys(after)
    rows = {key: row for row, key in enumerate(dict.fromkeys([*keys[0], *keys[1]]))}
    link_keys = _link_keys(before, rows), _link_keys(after, rows)
    links = list(dict.fromkeys([*link_keys[0], *link_keys[1]]))
    laid = _Laid(
        ids=tuple(name for name, _effort in rows),
        rows=[_places(list(rows), each) for each in keys],
        links=[_places(links, each) for each in link_keys],
        ends=_ends(links),
    )
    given = [(columns(plan), list(plan.calendars)) for plan in (before, after)]
    inherits, shares = _inherits(before, after, rows), _shares((before, after), link_keys, links)
    levelled = np.zeros(len(laid.ids), np.bool_)
    return _union(laid, given, inherits, shares, levelled)


def union_of(before: Side, after: Side) -> Union:
    """Lay two networks of columns over one another, as `union` does with plans.

    Activities on their project's calendar count as having none of their own, and lags are
    minutes: that one is a share of a duration is not seen any more.
    """
    sides = before, after
    keys = [each.ids * 2 + (each.columns.kind == Kind.LEVEL_OF_EFFORT) for each in sides]
    rows = _either(*keys)
    own = [_standing(each, rows) for each in keys]
    link_keys = [
        _link_numbers(each.columns, places, len(rows))
        for each, places in zip(sides, own, strict=True)
    ]
    links = _either(*link_keys)
    pairs, kinds = np.divmod(links, len(LinkKind))
    preds, succs = np.divmod(pairs, max(1, len(rows)))
    laid = _Laid(
        ids=tuple(map(str, (rows // 2).tolist())),
        rows=[_standing(rows, each) for each in keys],
        links=[_standing(links, each) for each in link_keys],
        ends={
            "link_pred": preds.astype(np.int32),
            "link_succ": succs.astype(np.int32),
            "link_kind": kinds.astype(np.int8),
        },
    )
    inherits = np.ones(len(rows), np.bool_)
    for each, places in zip(sides, own, strict=True):
        inherits[places[each.columns.calendar != each.columns.project_calendar]] = False
    given = [(each.columns, calendar_names(each.columns.calendars)) for each in sides]
    shares = np.zeros(len(links), np.bool_)
    held = [_held(each, places) for each, places in zip(sides, laid.rows, strict=True)]
    return _union(laid, given, inherits, shares, held[0] != held[1])


def _held(side: Side, places: Places) -> NDArray[np.int64]:
    """The pin of each row of a union, NONE where there is none."""
    if side.pins is None:
        return np.full(len(places), NONE, np.int64)
    return np.where(places >= 0, side.pins[places], NONE)


def _union(
    laid: _Laid,
    sides: Sequence[tuple[Columns, list[str]]],
    inherits: Flags,
    shares: Flags,
    levelled: Flags,
) -> Union:
    """Fill the states of both plans; `sides` are their columns and their calendars' names."""
    names = tuple(dict.fromkeys([*sides[0][1], *sides[1][1]]))
    given = [_renamed(each, own, names) for each, own in sides]
    known = [dict(zip(own, each.calendars, strict=False)) for each, own in sides]
    states = []
    for own, other in ((0, 1), (1, 0)):
        fields = {
            name: _filled(given[own][name], given[other][name], each[own], each[other])
            for name in (*ACTIVITY_FIELDS, "link_lag", "link_clock")
            for each in [laid.links if name in LINK_FIELDS else laid.rows]
        }
        calendars = {**known[other], **known[own]}
        states.append(
            State(
                fields=fields | {name: column.copy() for name, column in laid.ends.items()},
                scalars={name: given[own][name] for name in SCALARS},
                calendars=[calendars[name] for name in names],
                present=laid.rows[own] >= 0,
                linked=laid.links[own] >= 0,
            )
        )
    return Union(laid.ids, names, states[0], states[1], inherits, shares, levelled)


def _either(before: NDArray[np.int64], after: NDArray[np.int64]) -> NDArray[np.int64]:
    """The keys of both, those of the one before first, each once."""
    return np.concatenate([before, after[~np.isin(after, before)]])


def _standing(every: NDArray[np.int64], own: NDArray[np.int64]) -> Places:
    """Where each of `every` stands in `own`, keys each once; -1 where it does not."""
    if not len(own):
        return np.full(len(every), -1, np.intp)
    order = np.argsort(own, kind="stable")
    place = order[np.minimum(np.searchsorted(own[order], every), len(own) - 1)]
    return np.where(own[place] == every, place, -1)


def _link_numbers(given: Columns, rows: Places, count: int) -> NDArray[np.int64]:
    """Each link as one number: the rows of its ends, of `count`, and its kind."""
    pairs = rows[given.link_pred] * count + rows[given.link_succ]
    numbers: NDArray[np.int64] = pairs * len(LinkKind) + given.link_kind
    return numbers


def _inherits(before: Plan, after: Plan, rows: dict[Key, int]) -> Flags:
    """The rows of activities that name no calendar of their own in either plan."""
    found = np.ones(len(rows), np.bool_)
    for plan in (before, after):
        for key, activity in zip(_keys(plan), plan.activities, strict=True):
            found[rows[key]] &= not activity.calendar
    return found


def _shares(plans: Sequence[Plan], keys: Sequence[list[LinkKey]], links: list[LinkKey]) -> Flags:
    """The links whose lag is the same percentage in both plans."""
    before, after = (
        {
            key: link.lag_percent
            for key, link in zip(own, plan.links, strict=True)
            if link.lag_percent is not None
        }
        for plan, own in zip(plans, keys, strict=True)
    )
    if not before or not after:
        return np.zeros(len(links), np.bool_)
    return np.array([key in before and before[key] == after.get(key) for key in links], np.bool_)


def _keys(plan: Plan) -> list[Key]:
    return [(each.id, each.kind == Kind.LEVEL_OF_EFFORT) for each in plan.activities]


def _link_keys(plan: Plan, rows: dict[Key, int]) -> list[LinkKey]:
    """Ends, kind, and the how-manieth such link it is."""
    own = dict(zip((each.id for each in plan.activities), _keys(plan), strict=True))
    row = {name: rows[key] for name, key in own.items()}
    seen: dict[tuple[int, int, LinkKind], int] = {}
    found = []
    for link in plan.links:
        ends = row[link.predecessor], row[link.successor], link.kind
        seen[ends] = seen.get(ends, -1) + 1
        found.append((*ends, seen[ends]))
    return found


def _places(every: Sequence[object], own: Sequence[object]) -> Places:
    """Where each of `every` stands in `own`; -1 where it does not."""
    places = {key: place for place, key in enumerate(own)}
    return np.array([places.get(key, -1) for key in every], np.intp)


def _renamed(given: Columns, own: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
    """The columns by name, with calendars, `own` here, counted in the union's order."""
    found = {name: getattr(given, name) for name in (*ACTIVITY_FIELDS, *LINK_FIELDS, *SCALARS)}
    places = np.array([names.index(name) for name in own], np.int32)
    found["calendar"] = places[given.calendar]
    found["project_calendar"] = int(places[given.project_calendar])
    return found


def _filled(
    own: NDArray[Any], other: NDArray[Any], own_places: Places, other_places: Places
) -> NDArray[Any]:
    """A column over the union; a row that only the other plan has takes its value from there."""
    return np.concatenate([own, other])[
        np.where(own_places >= 0, own_places, len(own) + other_places)
    ]


def _ends(links: Sequence[LinkKey]) -> dict[str, NDArray[Any]]:
    return {
        "link_pred": np.array([link[0] for link in links], np.int32),
        "link_succ": np.array([link[1] for link in links], np.int32),
        "link_kind": np.array([link[2] for link in links], np.int8),
    }
