"""What a project's last risk analysis says of its milestones."""

import datetime
from typing import Any

import orjson

from projects.models import Analysis, Project
from projects.models.analysis_words import AnalysisKind, AnalysisState
from projects.selectors.risk import mark_now

Row = dict[str, Any]


def risk_dates_of(project: Project, now: datetime.datetime) -> dict[int, Row]:
    """Return by milestone id the dates of the last analysis that finished; empty without one.

    `stale`: as of `now` (UTC) plan, kept ranges or the project's day are others since. Without an
    analysis one query; with one the plan is read to tell, always in as many.
    """
    done = Analysis.objects.filter(
        project=project, kind=AnalysisKind.RISK, state=AnalysisState.DONE
    )
    columns = ("pk", "mark", "finished_at", "answer")
    last = done.order_by("-finished_at", "-id").values_list(*columns).first()
    if last is None:
        return {}
    pk, mark, finished_at, answer = last
    stale = mark != mark_now(project, now)
    return {
        each["activity"]: {
            "analysis": pk,
            "finished_at": finished_at,
            "p50": datetime.date.fromisoformat(each["p50"]),
            "p80": datetime.date.fromisoformat(each["p80"]),
            "stale": stale,
        }
        for each in orjson.loads(bytes(answer))["milestones"]
    }
