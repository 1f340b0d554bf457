"""Resources for small plans, and what a proposal uses of them, counted from the definitions."""

import datetime

import numpy as np

from scheduling.calendars import instants
from scheduling.columns import columns
from scheduling.cpm import Schedule, computed
from scheduling.levelling.pins import pinned
from scheduling.levelling.proposal import Proposal
from scheduling.levelling.resources import Demand, Resource, Resources
from scheduling.plan import Plan
from scheduling.profiles import TOPOUT, Options

D = datetime.date


def adopted(given_plan: Plan, found: Proposal, options: Options = TOPOUT) -> Schedule:
    """What the engine computes once the proposal's pins are in the plan."""
    pins = np.full(len(given_plan.activities), instants.NONE, np.int64)
    for code, start in found.pins:
        pins[given_plan.place(code)] = start
    return computed(pinned(columns(given_plan), pins), options)


def one_crane(*codes: str, capacity: int = 1, **known: tuple[tuple[int, int], ...]) -> Resources:
    crane = Resource("crane", capacity, **known)
    return Resources((crane,), tuple(Demand(code, "crane", 1) for code in codes))


def overloads(found: Proposal, given_plan: Plan, resources: Resources) -> list[str]:
    """Minutes in which more is used than there is, from the definitions: hour by hour."""
    wrong = []
    for resource in resources.resources:
        used: dict[int, int] = {}
        for demand in resources.demands:
            place = given_plan.place(demand.activity)
            activity = given_plan.activities[place]
            if demand.resource != resource.name or activity.actual_finish is not None:
                continue
            calendar = given_plan.calendars[activity.calendar or given_plan.calendar]
            begin = int(found.start[place])
            if activity.actual_start is not None:
                begin = given_plan.data_date or begin
            for minute in range(begin, int(found.finish[place]), 60):
                day, rest = divmod(minute, 1440)
                shifts = calendar.shifts(D.fromordinal(day))
                if any(low <= rest < high for low, high in shifts):
                    used[minute] = used.get(minute, 0) + demand.units
        wrong += [
            f"{resource.name} {instants.moment(minute)}"
            for minute, units in used.items()
            if units > resource.at(minute)
        ]
    return wrong
