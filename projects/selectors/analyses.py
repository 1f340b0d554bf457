"""Long computations as answers show them."""

from typing import Any

import orjson

from projects.models import Analysis
from projects.models.words import AnalysisState

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
