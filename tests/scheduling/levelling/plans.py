"""Random plans with resources, for properties of levelling."""

import dataclasses
import datetime
from typing import Any

from hypothesis import strategies as st

from scheduling.calendars import instants
from scheduling.levelling.resources import Demand, Resource, Resources
from scheduling.plan import Constraint, LinkKind, Plan
from tests.scheduling.networks import FIVE, SEVEN, START, at, bound, plan, task

D = datetime.date
DATED = [
    Constraint.SNET,
    Constraint.FNET,
    Constraint.SNLT,
    Constraint.FNLT,
    Constraint.MSO,
    Constraint.MFO,
    Constraint.MANDATORY_START,
]


@st.composite
def networks(draw: st.DrawFn) -> tuple[Plan, Resources]:
    """Plans with two calendars, four kinds of links, lags and started work; crews that vary."""
    count = draw(st.integers(3, 9))
    activities = []
    for i in range(count):
        known: dict[str, object] = {"calendar": draw(st.sampled_from(["five", "seven"]))}
        if i == 0 and draw(st.booleans()):
            known |= {"actual_start": at(D(2026, 2, 27), "08:00"), "left": 1}
        activities.append(task(f"T{i}", draw(st.integers(1, 6)), **known))
    texts = [
        f"T{draw(st.integers(0, i - 1))} {draw(st.sampled_from(LinkKind)).name}"
        f"{draw(st.integers(-2, 2)):+d} T{i}"
        for i in range(1, count)
        if draw(st.booleans())
    ]
    made = plan(activities, *texts, calendars={"five": FIVE, "seven": SEVEN}, data_date=START)
    later = instants.day_start(D(2026, 3, draw(st.integers(5, 20))))
    crews = (Resource("crew", 2, ((later, 3),)), Resource("crane", 2))
    demands = tuple(
        Demand(f"T{i}", crew.name, units)
        for i in range(count)
        for crew in crews
        if (units := draw(st.integers(0, 2)))
    )
    return made, Resources(crews, demands)


@st.composite
def constrained(draw: st.DrawFn) -> tuple[Plan, Resources]:
    """The same with dates, weekends among them, that some activities must keep or may not pass."""
    made, crews = draw(networks())
    activities = []
    for activity in made.activities:
        dates: dict[str, Any] = {
            name: bound(draw(st.sampled_from(kinds)), D(2026, 3, draw(st.integers(2, 25))))
            for name, kinds in (("constraint", DATED), ("constraint2", DATED[:4]))
            if draw(st.integers(0, 3)) == 0
        }
        activities.append(dataclasses.replace(activity, **dates))
    return dataclasses.replace(made, activities=tuple(activities)), crews
