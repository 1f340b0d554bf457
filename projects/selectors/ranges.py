"""How a project's work may differ from the plan, as its planners keep it: for risk analyses."""

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import orjson

from projects.models import Activity, Analysis, Project
from projects.models.analysis_words import RangeShape
from projects.models.ranges import WHOLE_RANGE
from projects.models.words import ActivityKind
from scheduling.columns import FINISHED
from scheduling.packed import Packed
from scheduling.plan import Kind

# parts of a request that are the project's own where it leaves them out
PARTS = ("spread", "ranges", "groups")
LINE = ("activity", "low", "likely", "high", "counted_in", "shape")
LINE_COLUMNS = (
    "pk",
    "range_low",
    "range_likely",
    "range_high",
    "range_counted_in",
    "range_shape",
)

Row = dict[str, Any]


def kept_of(project: Project) -> Row:
    """Return `PARTS` as a request would say them, from what the project keeps; two queries."""
    work = Activity.objects.filter(project=project, kind=ActivityKind.TASK).order_by("pk")
    lines = work.filter(WHOLE_RANGE).values_list(*LINE_COLUMNS)
    members: dict[str, list[int]] = {}
    for group, pk in work.exclude(risk_group="").values_list("risk_group", "pk"):
        members.setdefault(group, []).append(pk)
    return {
        "spread": _usual(project),
        "ranges": [dict(zip(LINE, line, strict=True)) for line in lines],
        "groups": [
            {"activities": members[group], "correlation": float(project.risk_correlation)}
            for group in sorted(members)
        ],
    }


def marked(mark: str, kept: Row) -> str:
    """Return a plan's mark together with that of what is kept beside it."""
    return hashlib.sha256(mark.encode() + orjson.dumps(kept)).hexdigest()[:32]


def kept_said(analysis: Analysis) -> Row:
    """Return the parts that an analysis took from the project."""
    found: Row = orjson.loads(bytes(analysis.ranges)) if analysis.ranges is not None else {}
    return found


def sources_of(request: Mapping[str, Any], kept: Mapping[str, Any], packed: Packed) -> Row:
    """Count unfinished work by where its range comes from; `request` has all its `PARTS`.

    `asked`: the request; `kept`: the activity; `usual`: the spread of all others; `fixed`: nowhere.
    """
    given = packed.columns
    varies = (given.kind == Kind.TASK) & (given.status != FINISHED)
    own = np.isin(packed.ids, [line["activity"] for line in request["ranges"]])
    named = int((varies & own).sum())
    rest = int(varies.sum()) - named
    usual = request["spread"] is not None
    return {
        "asked": 0 if "ranges" in kept else named,
        "kept": named if "ranges" in kept else 0,
        "usual": rest if usual else 0,
        "fixed": 0 if usual else rest,
    }


def _usual(project: Project) -> Row | None:
    if project.risk_low is None or project.risk_high is None:
        return None
    return {
        # what was just set may be a whole number, and a mark is of text
        "low": float(project.risk_low),
        "likely": 100.0,
        "high": float(project.risk_high),
        "shape": RangeShape.PERT,
    }
