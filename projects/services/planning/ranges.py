"""What a kept range may be; the same rules as the database's, with words for people."""

from typing import Any

from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, Project
from projects.models.ranges import PERCENT_MAX, POINTS
from projects.models.words import ActivityKind, RangeUnit
from scheduling.templates import Template


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
