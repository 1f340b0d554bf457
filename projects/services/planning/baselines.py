"""Freezing a plan, and which of the frozen ones it is held against."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, Baseline, BaselineActivity, Project, User
from projects.models.words import QualityPolicy
from projects.selectors.computations import network_now
from projects.selectors.quality import Assessed, failed_of, network_assessed
from projects.services.planning.compared import compared_refresh
from projects.services.planning.scheduling import network_compute, project_hold
from projects.services.rows import in_use, row_insert, row_set, row_store

BATCH = 2000
COPIED = ("code", "name", "name_en", "kind", "weight", "budget_cny")


@transaction.atomic
def baseline_take(
    *, project: Project, user: User, data: Mapping[str, Any], now: datetime.datetime
) -> tuple[Baseline, Assessed]:
    """Compute the plan as of `now` (UTC) and freeze it; also return what its quality is.

    The plan is assessed before: 422 `quality_refused` where the project says that a bad one is
    refused, and names the points that failed. A plan in error is refused as a computation is.
    """
    held = project_hold(project_id=project.pk)
    network = network_now(held, now)
    answer = network_compute(held=held, network=network, now=now)
    quality = network_assessed(held, network) if held.quality_policy != QualityPolicy.OFF else []
    failed = failed_of(quality)
    if failed and held.quality_policy == QualityPolicy.REFUSE:
        raise RuleBroken(
            "quality_refused",
            _("The plan fails the quality check: %(points)s.")
            % {"points": ", ".join(str(each["number"]) for each in failed)},
            status=422,
            points=failed,
        )
    baseline = Baseline(project=held, taken_at=now, taken_by=user)
    row_set(row=baseline, data=data)
    baseline.data_date, baseline.computation = answer["data_date"], held.computation
    baseline.network = network.packed()
    rows = list(Activity.objects.filter(project=held).order_by("pk"))
    baseline.finish = max(row.forecast_finish or 0 for row in rows)
    _current_alone(baseline)
    row_insert(row=baseline, pointer="/name")
    BaselineActivity.objects.bulk_create([_line(baseline, row) for row in rows], BATCH)
    if baseline.is_current:
        compared_refresh(project=held)
    return baseline, quality


@transaction.atomic
def baseline_update(*, baseline: Baseline, data: Mapping[str, Any]) -> Baseline:
    """Rename a baseline, or make it the current one; what was frozen stays."""
    held = project_hold(project_id=baseline.project_id)
    row_set(row=baseline, data=data)
    _current_alone(baseline)
    row_store(row=baseline, names=list(data), pointer="/name")
    if "is_current" in data:
        compared_refresh(project=held)
    return baseline


@transaction.atomic
def baseline_delete(*, baseline: Baseline) -> None:
    """Remove a baseline that the plan is not held against."""
    if baseline.is_current:
        raise in_use(detail=_("The plan is held against this baseline. Make another one current."))
    baseline.delete()


def _current_alone(baseline: Baseline) -> None:
    """Take the mark from the one that has it, where this one shall have it."""
    if baseline.is_current:
        others = Baseline.objects.filter(project_id=baseline.project_id, is_current=True)
        others.exclude(pk=baseline.pk).update(is_current=False)


def _line(baseline: Baseline, row: Activity) -> BaselineActivity:
    return BaselineActivity(
        baseline=baseline,
        project_id=baseline.project_id,
        activity=row,
        number=row.pk,
        # a computed plan has them
        start=row.forecast_start or 0,
        finish=row.forecast_finish or 0,
        **{name: getattr(row, name) for name in COPIED},
    )
