"""The reason of a late milestone in a line, for mails and alerts: how far it moved, and why."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import structlog
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.models import Activity, Baseline, Computation
from projects.models.words import Language
from projects.selectors.late import Approved, Row, approved_of
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
    "levelling": gettext_lazy("resource levelling"),
    "contract": gettext_lazy("contract date changed"),
    "new": gettext_lazy("new work"),
    "link": gettext_lazy("logic changed"),
    "dropped": gettext_lazy("work dropped"),
}


@dataclass(frozen=True)
class Expected:
    """When a milestone is expected; `shift_days` are calendar days after the approved day.

    `causes` are the largest ones, as `shifts_said` tells them and with an English name; empty
    where none is known. `total_float_days` are days of the milestone's own calendar.
    """

    day: datetime.date
    approved: Approved
    shift_days: int
    total_float_days: float | None
    causes: Sequence[Row] = ()

    @property
    def reason(self) -> str:
        """The causes with their working days, in the reader's language; empty where none."""
        return "; ".join(_cause(each) for each in self.causes)

    @property
    def text(self) -> str:
        """The shift and its reason in one line, in the reader's language."""
        words = {"shift": f"{self.shift_days:+d}", "day": self.day.isoformat()}
        if not self.causes:
            return _("%(shift)s d to %(day)s") % words
        return _("%(shift)s d to %(day)s: %(reason)s") % {**words, "reason": self.reason}


def expected_of(milestone: Activity) -> Expected | None:
    """The same of one milestone; None where nothing is known."""
    return expected_of_all([milestone]).get(milestone.pk)


def expected_of_all(milestones: Iterable[Activity]) -> dict[int, Expected]:
    """What the last good schedule expects of open milestones, by id; the others are left out.

    A reason that cannot be found is left out too: the message matters more. One read of plan and
    baseline for a project, however many of its milestones are asked about.
    """
    rows = [row for row in milestones if row.reached_at is None]
    approved = approved_of(rows)
    compared = [row for row in rows if approved[row.pk].baseline is not None]
    causes = _causes_of(compared)
    found = {}
    for row in rows:
        day, finish = finish_shown(row.kind, row.forecast_finish), approved[row.pk].finish
        if day is not None and finish is not None:
            found[row.pk] = Expected(
                day=day,
                approved=approved[row.pk],
                shift_days=(day - finish).days,
                total_float_days=row.total_float_days,
                causes=causes.get(row.pk, ()),
            )
    return found


def _causes_of(milestones: Iterable[Activity]) -> dict[int, list[Row]]:
    """The largest causes of each shift from the current baseline to the last good schedule."""
    wanted: dict[int, list[int]] = defaultdict(list)
    for row in milestones:
        wanted[row.project_id].append(row.pk)
    frozen = Baseline.objects.filter(project_id__in=wanted, is_current=True)
    before = dict(frozen.values_list("project_id", "network"))
    stored = Computation.objects.filter(project_id__in=wanted, network__isnull=False)
    found: dict[int, list[Row]] = {}
    for project, network in stored.values_list("project_id", "network"):
        try:
            found |= _causes_in(bytes(before[project]), bytes(network or b""), wanted[project])
        except (ValueError, ArithmeticError, LookupError) as error:
            log.warning("reason_missing", project=project, error=str(error))
    _english_add(cause for causes in found.values() for cause in causes)
    return found


def _causes_in(before: bytes, after: bytes, wanted: Iterable[int]) -> dict[int, list[Row]]:
    network, shifts = _shifts_since(before, after)
    if network is None:
        return {}
    said = shifts_said([shifts[pk] for pk in wanted if pk in shifts], network)
    return {each["activity"]: _largest(each["causes"]) for each in said}


def _largest(causes: list[Row]) -> list[Row]:
    return sorted(causes, key=lambda cause: -abs(cause["minutes"]))[:TOLD_MOST]


def _english_add(causes: Iterable[Row]) -> None:
    """Put the English name of its activity on each cause, in one query."""
    told = list(causes)
    rows = Activity.objects.filter(pk__in={cause["activity"] for cause in told})
    names: dict[int, str] = dict(rows.values_list("pk", "name_en")) if told else {}
    for cause in told:
        cause["name_en"] = names.get(cause["activity"])


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


def _cause(cause: Row) -> str:
    english = translation.get_language() == Language.ENGLISH and cause["name_en"]
    who = " ".join(filter(None, (cause["code"], english or cause["name"])))
    words = {
        "who": who or cause["calendar"] or "",
        "kind": KINDS[cause["kind"]],
        "days": f"{cause['working_days']:+.3g}",
    }
    return (_("%(who)s (%(kind)s) %(days)s d") % words).strip()
