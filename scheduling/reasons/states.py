"""Two plans over the same rows, and a state on its way from the one to the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduling.calendars.worktime import WorkTime, always
from scheduling.columns import Columns, columns
from scheduling.plan import Kind, LinkKind, Plan

Flags = NDArray[np.bool_]
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
    """

    ids: tuple[str, ...]
    calendars: tuple[str, ...]
    before: State
    after: State
    inherits: Flags
    shares: Flags

    @property
    def in_both(self) -> Flags:
        """Rows of activities that both plans have."""
        both: Flags = self.before.present & self.after.present
        return both


def union(before: Plan, after: Plan) -> Union:
    """Lay two plans over one another, activities by their id, links by their ends and kind."""
    names = tuple(dict.fromkeys([*before.calendars, *after.calendars]))
    keys = _keys(before), _keys(after)
    rows = {key: row for row, key in enumerate(dict.fromkeys([*keys[0], *keys[1]]))}
    link_keys = _link_keys(before, rows), _link_keys(after, rows)
    links = list(dict.fromkeys([*link_keys[0], *link_keys[1]]))
    places = [_places(list(rows), each) for each in keys]
    link_places = [_places(links, each) for each in link_keys]
    given = [_renamed(before, names), _renamed(after, names)]
    calendars = [{**after.calendars, **before.calendars}, {**before.calendars, **after.calendars}]
    states = []
    for own, other in ((0, 1), (1, 0)):
        fields = {
            name: _filled(given[own][name], given[other][name], each[own], each[other])
            for name in (*ACTIVITY_FIELDS, "link_lag", "link_clock")
            for each in [link_places if name in LINK_FIELDS else places]
        }
        states.append(
            State(
                fields=fields | _ends(links),
                scalars={name: given[own][name] for name in SCALARS},
                calendars=[calendars[own][name] for name in names],
                present=places[own] >= 0,
                linked=link_places[own] >= 0,
            )
        )
    return Union(
        ids=tuple(name for name, _effort in rows),
        calendars=names,
        before=states[0],
        after=states[1],
        inherits=_inherits(before, after, rows),
        shares=_shares((before, after), link_keys, links),
    )


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


def _renamed(plan: Plan, names: tuple[str, ...]) -> dict[str, Any]:
    """The columns by name, with calendars counted in the union's order."""
    given = columns(plan)
    found = {name: getattr(given, name) for name in (*ACTIVITY_FIELDS, *LINK_FIELDS, *SCALARS)}
    places = np.array([names.index(name) for name in plan.calendars], np.int32)
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
