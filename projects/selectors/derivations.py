"""Why a date is what it is, the next float paths, and open ends, with people's names in them."""

from collections.abc import Iterable, Sequence
from typing import Any

from projects.models import words as w
from projects.selectors.names import Named, Names, names_of, said
from projects.selectors.plans import ProjectNetwork
from scheduling.calendars.instants import moment
from scheduling.plan import Constraint, LagClock
from scheduling.reasons.causes import CauseKind
from scheduling.reasons.computation import Computation
from scheduling.reasons.derivation import Cause, DateKind, Derivation, chain, derivation
from scheduling.reasons.openends import Open, open_places
from scheduling.reasons.paths import FloatPath, PathsBy, float_paths

Row = dict[str, Any]
DATES = tuple(each.value for each in DateKind)
# the engine sees no more than a date that someone set
LEVELLING = "levelling"
CAUSE_KINDS = (*(each.value for each in CauseKind), LEVELLING)
PATHS_BY = tuple(each.value for each in PathsBy)
OPEN_ENDS = tuple(each.value for each in Open)


def derivations_of(
    network: ProjectNetwork, found: Computation, activity: int, dates: Iterable[str], chained: bool
) -> list[Row]:
    """What decided each of an activity's dates; with `chained` also what decided that, and so on.

    Instants are local wall time; slack counts working days of the activity's own calendar.
    """
    asked = [DateKind(date) for date in dates]
    name = str(activity)
    lines = [
        chain(found, name, date) if chained else (derivation(found, name, date),) for date in asked
    ]
    named = _named(found, [each for line in lines for each in line])
    return [
        {
            **_derived(network, found, line[0], named),
            "chain": [_derived(network, found, each, named) for each in line[1:]],
        }
        for line in lines
    ]


def _named(found: Computation, every: Iterable[Derivation]) -> Named:
    ids = set()
    for each in every:
        ids.add(each.activity)
        for cause in (each.cause, *each.others):
            if cause.link is not None:
                link = found.plan.links[cause.link]
                ids |= {link.predecessor, link.successor}
    return names_of(map(int, ids))


def _derived(network: ProjectNetwork, found: Computation, each: Derivation, named: Named) -> Row:
    place = found.plan.place(each.activity)
    return {
        "date": each.date.value,
        **said(each.activity, named),
        "at": moment(each.instant),
        "cause": _cause(network, found, each.cause, named, place),
        "others": [_cause(network, found, other, named, place) for other in each.others],
    }


def _cause(
    network: ProjectNetwork, found: Computation, cause: Cause, named: Named, place: int
) -> Row:
    levelled = cause.constraint == Constraint.SNET and cause.instant == network.pins[place]
    constraint = None if levelled or cause.constraint is None else cause.constraint.name
    return {
        "kind": LEVELLING if levelled else cause.kind.value,
        "end": cause.end.value,
        "at": moment(cause.instant),
        "calendar_shift_minutes": cause.shift,
        "slack_minutes": cause.slack,
        "slack_days": cause.slack / int(network.day_minutes[place]),
        "constraint": None if constraint is None else w.Constraint[constraint],
        "link": None if cause.link is None else _link(network, found, cause.link, named),
    }


def _link(network: ProjectNetwork, found: Computation, place: int, named: Named) -> Row:
    link = found.plan.links[place]
    clock = found.options.lag_clock if link.clock == LagClock.DEFAULT else link.clock
    return {
        "id": int(network.link_ids[place]),
        "kind": w.LinkKind[link.kind.name],
        "lag_minutes": link.lag,
        "lag_clock": w.LagClock[clock.name],
        **said(link.predecessor, named, "predecessor"),
        **said(link.successor, named, "successor"),
    }


def paths_of(
    network: ProjectNetwork, found: Computation, *, by: str, count: int, target: int | None
) -> list[Row]:
    """The critical path, then the next ones that join it, tightest first."""
    goal = None if target is None else str(target)
    paths = float_paths(found, count=count, by=PathsBy(by), target=goal)
    named = names_of(int(name) for path in paths for name in path.activities)
    return [_path(network, path, named) for path in paths]


def _path(network: ProjectNetwork, path: FloatPath, named: Named) -> Row:
    return {
        "slack_minutes": path.slack,
        "joins": None if path.joins is None else int(path.joins),
        "activities": [said(name, named) for name in path.activities],
        "links": network.link_ids[list(path.links)].tolist() if path.links else [],
    }


def open_ends_of(network: ProjectNetwork) -> list[Row]:
    """Activities whose start or finish nothing holds, in the order of their ids."""
    found = open_places(network.columns)
    ids: Sequence[int] = network.ids[[place for place, _missing in found]].tolist() if found else []
    named: dict[int, Names] = names_of(ids)
    return [
        {**said(pk, named), "missing": missing.value}
        for pk, (_place, missing) in zip(ids, found, strict=True)
    ]
