"""Risk analyses: what a request means to the engine, and what the engine says to people."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from projects.errors import RuleBroken
from projects.models import Project
from projects.models.analysis_words import RangeShape, RangeUnit
from projects.selectors.computations import network_now
from projects.selectors.names import Named, said
from projects.selectors.ranges import kept_of, marked
from projects.selectors.schedules import finish_ordinal
from scheduling.columns import Columns
from scheduling.objects import plan_of
from scheduling.packed import Packed
from scheduling.plan import Kind
from scheduling.risk.distribution import Distribution
from scheduling.risk.quantiles import Shape
from scheduling.risk.sampling import Settings
from scheduling.risk.simulation import Risk, simulate
from scheduling.risk.uncertainty import Group, Percent, Range, Uncertainty

SHAPES = {RangeShape.PERT: Shape.PERT, RangeShape.TRIANGULAR: Shape.TRIANGULAR}
TORNADO_MOST = 50
BINS = 60

Row = dict[str, Any]


def uncertainty_of(request: Mapping[str, Any], ids: Sequence[int], given: Columns) -> Uncertainty:
    """What a request, with all its parts, says of the durations; refusals point to the fault."""
    places = {pk: place for place, pk in enumerate(ids)}
    minutes = np.array([each.minutes_per_day for each in given.calendars])[given.calendar]
    ranges: dict[str, Range | Percent] = {}
    for number, line in enumerate(request["ranges"]):
        place = places.get(line["activity"])
        if place is None or given.kind[place] != Kind.TASK:
            raise RuleBroken(
                "no_such_task",
                _("The project has no such work with a duration."),
                pointer=f"/ranges/{number}/activity",
            )
        ranges[str(line["activity"])] = _range(line, int(minutes[place]))
    groups = []
    for number, line in enumerate(request["groups"]):
        if not set(line["activities"]) <= places.keys():
            raise RuleBroken(
                "no_such_task",
                _("The project has no such work with a duration."),
                pointer=f"/groups/{number}/activities",
            )
        groups.append(Group(frozenset(map(str, line["activities"])), line["correlation"]))
    usual = request["spread"]
    return Uncertainty(
        default=None if usual is None else _percent(usual), ranges=ranges, groups=tuple(groups)
    )


def risk_of(packed: Packed, request: Mapping[str, Any], report: Callable[[float], None]) -> Risk:
    """Simulate; `report` hears the share that is done, 0 to 1, and may end it by raising."""
    ids = packed.ids.tolist()
    return simulate(
        plan_of(packed.columns, list(map(str, ids))),
        uncertainty_of(request, ids, packed.columns),
        Settings(iterations=request["iterations"], seed=request["seed"], threads=1),
        packed.options,
        lambda done, pieces: report(done / pieces),
    )


def answer_of(risk: Risk, packed: Packed, named: Named, sources: Row) -> Row:
    """The analysis as people read it: dates of days, shares from 0 to 1."""
    kinds = packed.columns.kind
    return {
        "iterations": risk.settings.iterations,
        "seed": risk.settings.seed,
        "sources": sources,
        "finish": _distribution(risk.project, begins=False),
        "milestones": [
            {
                **said(int(packed.ids[place]), named),
                **_distribution(each, begins=bool(kinds[place] == Kind.START_MILESTONE)),
            }
            for place, each in sorted(risk.milestones.items())
        ],
        "tornado": [
            {
                **said(int(packed.ids[place]), named),
                "sensitivity": float(risk.sensitivity[place]),
                "criticality": float(risk.criticality[place]),
                "cruciality": float(risk.cruciality[place]),
                "ssi": float(risk.ssi[place]),
            }
            for place in risk.tornado()[:TORNADO_MOST]
        ],
    }


def mark_now(project: Project, now: datetime.datetime) -> str | None:
    """The mark of plan and kept ranges as of `now` (UTC); None where there is no computing it."""
    try:
        return marked(network_now(project, now).mark, kept_of(project))
    except RuleBroken:
        return None


def _percent(line: Mapping[str, Any]) -> Percent:
    return Percent(line["low"], line["likely"], line["high"], SHAPES[line["shape"]])


def _range(line: Mapping[str, Any], day: int) -> Range | Percent:
    if line["counted_in"] == RangeUnit.PERCENT:
        return _percent(line)
    low, likely, high = (line[name] * day for name in ("low", "likely", "high"))
    return Range(low, likely, high, SHAPES[line["shape"]])


def _distribution(each: Distribution, *, begins: bool) -> Row:
    def day(minute: int, *, begins: bool = begins) -> datetime.date:
        return datetime.date.fromordinal(finish_ordinal(minute, begins=begins))

    width = -(-len(each.histogram) // BINS)
    return {
        "planned": day(each.planned),
        "planned_chance": each.chance_planned,
        # what was promised holds until its day ends
        "contract": None if each.contract is None else day(each.contract, begins=False),
        "contract_chance": each.chance_contract,
        "mean": day(each.mean),
        "p10": day(each.p10),
        "p50": day(each.p50),
        "p80": day(each.p80),
        "p95": day(each.p95),
        "histogram": {
            "first": datetime.date.fromordinal(each.first_day),
            "days_per_bin": width,
            "counts": _binned(each.histogram, width),
        },
    }


def _binned(counts: NDArray[np.int64], width: int) -> list[int]:
    edges = range(0, len(counts), width)
    binned: list[int] = np.add.reduceat(counts, list(edges)).tolist()
    return binned
