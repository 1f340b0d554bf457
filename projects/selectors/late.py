"""Why an activity is expected to finish when it is: against the baseline, or what holds it."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from projects.models import Activity, Baseline, BaselineActivity
from projects.models.words import ActivityKind
from projects.selectors.computations import computation_of, forecast_of, network_now
from projects.selectors.derivations import derivations_of
from projects.selectors.plans import ProjectNetwork
from projects.selectors.schedules import finish_shown
from projects.selectors.shifts import driving_ids, shifts_between, unpacked

Row = dict[str, Any]


class Approved(NamedTuple):
    """A finish and the baseline that it is frozen in; None for the plan as it stands."""

    baseline: int | None
    finish: datetime.date | None


def lateness_of(activity: Activity, now: datetime.datetime) -> Row:
    """Compare the expected finish as of `now` (UTC) with the approved one.

    Compared is the current baseline where it has the activity, and the shift is taken apart; else
    the planned finish, and only what holds the date is said. 422 for a plan in error.
    """
    network = network_now(activity.project, now)
    found = computation_of(network)
    forecast = forecast_of(activity, network, found.schedule)
    frozen, approved = approved_of([activity])[activity.pk]
    baseline = None if frozen is None else Baseline.objects.get(pk=frozen)
    effort = activity.kind == ActivityKind.LEVEL_OF_EFFORT
    shift = None if baseline is None or effort else _shift(activity, baseline, network)
    chain = derivations_of(network, found, activity.pk, ("early_finish",), not effort)[0]
    held = chain["chain"][-1] if chain.get("chain") else chain
    return {
        "compared": "plan" if baseline is None else "baseline",
        "baseline": None if baseline is None else baseline.pk,
        "approved_finish": approved,
        "forecast_finish": forecast,
        "shift_days": None if approved is None else (forecast - approved).days,
        "shift_working_days": shift and shift["shift_working_days"],
        "causes": shift["causes"] if shift else [],
        "held_by": {
            **{name: held[name] for name in ("activity", "code", "name", "at")},
            "kind": held["cause"]["kind"],
        },
    }


def approved_of(activities: Iterable[Activity]) -> dict[int, Approved]:
    """What was approved of each activity, in one query: of the current baseline, else planned."""
    found = {each.pk: Approved(None, each.planned_finish) for each in activities}
    lines = BaselineActivity.objects.filter(activity__in=found, baseline__is_current=True)
    for pk, baseline, kind, finish in lines.values_list(
        "activity_id", "baseline_id", "kind", "finish"
    ):
        found[int(pk or 0)] = Approved(baseline, finish_shown(kind, finish))
    return found


def _shift(activity: Activity, baseline: Baseline, network: ProjectNetwork) -> Row | None:
    """The activity's own shift, None where it did not move or cannot be compared."""
    before = unpacked(baseline.network)
    if before is None or activity.pk not in driving_ids(before):
        return None
    shifts = shifts_between(before, network.whole, [activity.pk])
    return next((each for each in shifts if each["activity"] == activity.pk), None)
