"""What the demo shows of risk: ranges, and an analysis that waits for a worker."""

import orjson
from django.utils import timezone

from projects import models
from projects.models.analysis_words import AnalysisKind, AnalysisState
from projects.selectors.milestone_risk import risk_dates_of
from projects.services.analyses import analysis_run


def risk_is_asked_for() -> None:
    """Ranges are kept, and what a worker makes of them reaches the milestones."""
    asked = models.Analysis.objects.filter(kind=AnalysisKind.RISK)
    assert {row.state for row in asked} == {AnalysisState.WAITING}
    assert asked.count() == 3
    base = models.Project.objects.get(code="GOERTEK-VR")
    services = base.activities.get(code="3#-A15")
    assert (services.range_low, services.range_likely, services.range_high) == (90, 100, 135)
    row = asked.get(project=base)
    assert analysis_run(analysis_id=row.pk) == AnalysisState.DONE
    row.refresh_from_db()
    assert row.answer is not None
    sources = orjson.loads(bytes(row.answer))["sources"]
    assert sources["kept"] > 0
    assert sources["usual"] > 0
    handed_over = risk_dates_of(base, timezone.now())[base.activities.get(code="3#-M23").pk]
    assert handed_over["p50"] < handed_over["p80"]
    assert not handed_over["stale"]
