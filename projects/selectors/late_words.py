"""The reason of a late milestone in a line, for mails: how far the forecast moved, and why."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import structlog
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.models import Activity, Computation
from projects.selectors.late import approved_of
from projects.selectors.schedules import finish_shown
from projects.selectors.shifts import (
    MILESTONES,
    attributed_between,
    driving_ids,
    shifts_said,
    unpacked,
)
from scheduling.packed import Packed
from scheduling.reasons.changes import Shift

log = structlog.get_logger(__name__)

TOLD_MOST = 3
# what is late in one plan is told together, and in few plans at a time
PLANS_KEPT = 4
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


def expected_of(milestone: Activity) -> Expected | None:
    """What the last good schedule expects of an open milestone; None before there is one.

    A reason that cannot be found is left out: the message matters more.
    """
    day = finish_shown(milestone.kind, milestone.forecast_finish)
    baseline, approved = approved_of(milestone)
    if day is None or approved is None or milestone.reached_at is not None:
        return None
    shift_days = (day - approved).days
    stored = Computation.objects.filter(project_id=milestone.project_id)
    network = stored.values_list("network", flat=True).first()
    if baseline is None or network is None:
        return Expected(day, shift_days)
    try:
        reason = _reason(milestone.pk, bytes(baseline.network), bytes(network))
    except (ValueError, ArithmeticError, LookupError) as error:
        log.warning("reason_missing", activity=milestone.pk, error=str(error))
        reason = ""
    return Expected(day, shift_days, reason)


def _reason(pk: int, before: bytes, after: bytes) -> str:
    network, shifts = _shifts_since(before, after)
    if network is None or pk not in shifts:
        return ""
    causes = [cause for each in shifts_said([shifts[pk]], network) for cause in each["causes"]]
    largest = sorted(causes, key=lambda cause: -abs(cause["minutes"]))[:TOLD_MOST]
    return "; ".join(_cause(each) for each in largest)


@lru_cache(maxsize=PLANS_KEPT)
def _shifts_since(before: bytes, after: bytes) -> tuple[Packed | None, Mapping[int, Shift]]:
    """The later network and the shifts of all its milestones: many late ones are computed once."""
    old, new = unpacked(before), unpacked(after)
    if old is None or new is None:
        return None, {}
    shared = np.isin(new.columns.kind, MILESTONES) & np.isin(new.ids, driving_ids(old))
    wanted = new.ids[shared].tolist()
    _project, *shifts = attributed_between(old, new, wanted)
    return new, dict(zip(wanted, shifts, strict=True))


def _cause(cause: dict[str, Any]) -> str:
    who = " ".join(filter(None, (cause["code"], cause["name"]))) or cause["calendar"] or ""
    words = {"who": who, "kind": KINDS[cause["kind"]], "days": f"{cause['working_days']:+.3g}"}
    return (_("%(who)s (%(kind)s) %(days)s d") % words).strip()
