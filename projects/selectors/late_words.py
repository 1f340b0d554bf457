"""The reason of a late milestone in a line, for mails: how far the forecast moved, and why."""

import datetime
from dataclasses import dataclass
from typing import Any

import structlog
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.errors import RuleBroken
from projects.models import Activity
from projects.selectors.late import lateness_of
from projects.selectors.schedules import finish_shown

log = structlog.get_logger(__name__)

TOLD_MOST = 3
KINDS = {
    "options": gettext_lazy("another way to compute"),
    "start": gettext_lazy("project start"),
    "data_date": gettext_lazy("time has passed"),
    "progress": gettext_lazy("actual progress"),
    "calendar": gettext_lazy("calendar changed"),
    "duration": gettext_lazy("duration changed"),
    "lag": gettext_lazy("lag changed"),
    "constraint": gettext_lazy("constraint changed"),
    "contract": gettext_lazy("contract date changed"),
    "new": gettext_lazy("new work"),
    "link": gettext_lazy("logic changed"),
    "dropped": gettext_lazy("work dropped"),
}


@dataclass(frozen=True)
class Expected:
    """When a milestone is expected; `shift_days` are calendar days after the approved day.

    `reason` names the largest causes with their working days, empty where none is known.
    """

    day: datetime.date
    shift_days: int
    reason: str = ""


def expected_of(milestone: Activity, now: datetime.datetime) -> Expected | None:
    """What the schedule expects of an open milestone as of `now` (UTC); None before it says any.

    A plan that cannot be computed now leaves the last forecast without a reason: the message
    matters more.
    """
    day = finish_shown(milestone.kind, milestone.forecast_finish)
    if day is None or milestone.planned_finish is None or milestone.reached_at is not None:
        return None
    try:
        found = lateness_of(milestone, now)
    except (RuleBroken, ValueError, ArithmeticError, LookupError) as error:
        log.warning("reason_missing", activity=milestone.pk, error=str(error))
        return Expected(day, (day - milestone.planned_finish).days)
    return Expected(found["forecast_finish"], found["shift_days"] or 0, _reason(found))


def _reason(found: dict[str, Any]) -> str:
    largest = sorted(found["causes"], key=lambda cause: -abs(cause["minutes"]))[:TOLD_MOST]
    return "; ".join(_cause(each) for each in largest)


def _cause(cause: dict[str, Any]) -> str:
    who = " ".join(filter(None, (cause["code"], cause["name"]))) or cause["calendar"] or ""
    words = {"who": who, "kind": KINDS[cause["kind"]], "days": f"{cause['working_days']:+.3g}"}
    return (_("%(who)s (%(kind)s) %(days)s d") % words).strip()
