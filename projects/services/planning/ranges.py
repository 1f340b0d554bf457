"""Ranges that are kept: set for many at once, and refused as the database would, in words."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, Project
from projects.models.analysis_words import RangeUnit
from projects.models.ranges import PERCENT_MAX, POINTS, RANGE_NAMES
from projects.models.words import ActivityKind
from projects.selectors.integers import among
from projects.services.planning.scheduling import project_hold
from projects.services.rows import relation_unknown, row_set, version_check
from scheduling.templates import Template

BATCH = 200


@transaction.atomic
def ranges_set(
    *, project: Project, rows: Sequence[Mapping[str, Any]], now: datetime.datetime
) -> list[Activity]:
    """Change ranges and groups of many activities: all of them or none.

    A row has the `activity` (id), the `version` that was read of it, and what is to change; 412
    where somebody stored another version since. Refusals point to `/ranges/<index>/…`.
    """
    held = project_hold(project_id=project.pk)
    ids = [row["activity"] for row in rows]
    own = Activity.objects.filter(among(ids), project=held).select_for_update()
    found = {activity.pk: activity for activity in own}
    changed = []
    for index, row in enumerate(rows):
        base = f"/ranges/{index}"
        # whoever is named twice is not there any more
        activity = found.pop(row["activity"], None)
        if activity is None:
            raise relation_unknown(pointer=f"{base}/activity")
        version_check(row=activity, version=row["version"], pointer=f"{base}/version")
        row_set(row=activity, data={name: row[name] for name in RANGE_NAMES if name in row})
        range_check(activity=activity, base=base)
        activity.version, activity.updated_at = activity.version + 1, now
        changed.append(activity)
    Activity.objects.bulk_update(changed, (*RANGE_NAMES, "version", "updated_at"), BATCH)
    return changed


def range_row(template: Template, code: str) -> dict[str, Any]:
    """Return the columns of a template's range for one of its steps; nothing where it has none."""
    if code not in template.spreads:
        return {}
    low, high = template.spreads[code]
    return {"range_low": low, "range_likely": 100, "range_high": high}


def range_check(*, activity: Activity, base: str = "") -> None:
    """Refuse a range that is none; `base` is the JSON pointer of the row."""
    points = [getattr(activity, name) for name in POINTS]
    if points == [None] * len(points):
        return
    if activity.kind != ActivityKind.TASK:
        raise RuleBroken(
            "only_tasks_vary",
            _("Only work with a duration of its own has a range."),
            pointer=f"{base}/range_low",
        )
    if None in points:
        missing = POINTS[points.index(None)]
        raise RuleBroken(
            "incomplete_range",
            _("A range is three numbers, or none of them."),
            pointer=f"{base}/{missing}",
        )
    low, likely, high = points
    if not low <= likely <= high or not high:
        raise RuleBroken(
            "invalid_range", _("low, likely and high rise."), pointer=f"{base}/range_low"
        )
    if activity.range_counted_in == RangeUnit.PERCENT and high > PERCENT_MAX:
        raise RuleBroken(
            "invalid_range", _("At most 10,000 percent."), pointer=f"{base}/range_high"
        )


def usual_range_check(*, project: Project) -> None:
    """Refuse one end of a project's usual range without the other."""
    if (project.risk_low is None) != (project.risk_high is None):
        missing = "risk_low" if project.risk_low is None else "risk_high"
        raise RuleBroken(
            "incomplete_range",
            _("A range has both ends, or neither."),
            pointer=f"/{missing}",
        )
