"""The DCMA-14 assessment of a project's plan, in people's words."""

import dataclasses
import datetime
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from django.db.models import Exists, OuterRef
from numpy.typing import NDArray

from projects.models import Activity, Assignment, BaselineActivity, Project
from projects.selectors.computations import computation_of, network_now
from projects.selectors.integers import among
from projects.selectors.languages import in_language
from projects.selectors.names import Named, names_of, said
from projects.selectors.plans import ProjectNetwork
from scheduling.calendars.instants import NONE
from scheduling.measures.quality import SOURCE, Point, Thresholds, Verdict, assessment

THRESHOLDS: dict[str, float] = {
    field.name: getattr(Thresholds(), field.name) for field in dataclasses.fields(Thresholds)
}
VERDICTS = tuple(verdict.value for verdict in Verdict)
# offenders that a point names; `offending` counts all
NAMED_MOST = 200

Assessed = list[dict[str, Any]]

__all__ = [
    "SOURCE",
    "THRESHOLDS",
    "VERDICTS",
    "Assessed",
    "assessed",
    "failed_of",
    "limits_of",
    "network_assessed",
]


def limits_of(project: Project) -> Thresholds:
    """The published thresholds with the project's own over them."""
    return Thresholds(**project.quality_thresholds)


def assessed(project: Project, now: datetime.datetime) -> Assessed:
    """Assess the plan as of `now` (UTC): fourteen points in their published order.

    The points that look at a baseline take the current one; without one they measure nothing.
    """
    return network_assessed(project, network_now(project, now))


def network_assessed(project: Project, network: ProjectNetwork) -> Assessed:
    """The same for a plan that was read already."""
    found = computation_of(network)
    points = assessment(
        network.columns,
        found.schedule,
        options=network.options,
        baseline_finish=_approved(project, network),
        loaded=_loaded(network),
        limits=limits_of(project),
    )
    named = names_of(network.ids[place] for point in points for place in _first(point.activities))
    return [_point(point, network, named) for point in points]


def failed_of(points: Assessed) -> Assessed:
    """The points that failed."""
    return [point for point in points if point["verdict"] == Verdict.FAIL.value]


def _approved(project: Project, network: ProjectNetwork) -> NDArray[np.int64]:
    """Each activity's finish in the current baseline; NONE where it has none."""
    found = np.full(len(network.ids), NONE, np.int64)
    rows = BaselineActivity.objects.filter(
        baseline__project=project, baseline__is_current=True, activity__isnull=False
    ).values_list("activity_id", "finish")
    known = dict(rows)
    for place, pk in enumerate(network.ids.tolist()):
        found[place] = known.get(pk, NONE)
    return found


def _loaded(network: ProjectNetwork) -> NDArray[np.bool_]:
    """Has the activity resources or a budget, or somebody who leads it or is responsible?"""
    rows = Activity.objects.filter(among(network.ids.tolist())).order_by("pk")
    needs = Assignment.objects.filter(activity=OuterRef("pk"))
    known = rows.values_list("lead_unit", "responsible_id", "budget_cny", Exists(needs))
    loaded = [
        bool(unit) or responsible is not None or budget is not None or assigned
        for unit, responsible, budget, assigned in known
    ]
    return np.array(loaded, np.bool_)


def _first(places: Sequence[int]) -> Iterable[int]:
    return places[:NAMED_MOST]


def _point(point: Point, network: ProjectNetwork, named: Named) -> dict[str, Any]:
    names = point.definition.names
    return {
        "key": point.key,
        "number": point.definition.number,
        "name": in_language(names),
        "names": dict(names),
        "formula": point.definition.formula,
        "at_least": point.definition.at_least,
        "numerator": point.numerator,
        "denominator": point.denominator,
        "share": point.share,
        "threshold": point.threshold,
        "verdict": point.verdict.value,
        "offending": len(point.activities) + len(point.links),
        "activities": [said(int(network.ids[each]), named) for each in _first(point.activities)],
        "links": [int(network.link_ids[each]) for each in _first(point.links)],
    }
