"""Long computations as answers show them."""

from collections.abc import Collection
from typing import Any

import orjson

from projects.models import Analysis
from projects.models.analysis_words import AnalysisKind, AnalysisState

Row = dict[str, Any]


def analysis_shown(analysis: Analysis, mark: str | None) -> Row:
    """An analysis without its answer; `mark` is what one asked now would have, None for none."""
    return {
        "id": analysis.pk,
        "state": AnalysisState(analysis.state),
        "progress": analysis.progress,
        "asked_by": analysis.asked_by and analysis.asked_by.username,
        "asked_at": analysis.asked_at,
        "finished_at": analysis.finished_at,
        "stale": analysis.mark != mark,
        "problem": analysis.problem or None,
        "request": request_said(analysis),
        "answer": None,
    }


def repeats_of(rows: Collection[Analysis]) -> dict[int, int]:
    """Return by id the first finished analysis that was asked the same of the same plan; one query.

    Only of those that had one before them.
    """
    inputs = {row.inputs for row in rows} - {""}
    same = Analysis.objects.filter(
        project_id__in={row.project_id for row in rows},
        kind=AnalysisKind.RISK,
        state=AnalysisState.DONE,
        inputs__in=inputs,
    )
    # of equal ones the last in this order stays, which is the oldest
    first = dict(same.order_by("-id").values_list("inputs", "pk"))
    return {row.pk: first[row.inputs] for row in rows if first.get(row.inputs, row.pk) < row.pk}


def request_said(analysis: Analysis) -> Row:
    """What was asked."""
    found: Row = orjson.loads(bytes(analysis.request))
    return found


def answer_said(analysis: Analysis) -> Row | None:
    """What an analysis found, None before it has."""
    if analysis.answer is None:
        return None
    found: Row = orjson.loads(bytes(analysis.answer))
    return found
