"""The engine gives the dates and floats of a slow, obvious one (`reference.py`)."""

import dataclasses

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling.cpm import schedule
from scheduling.plan import LagClock, Plan
from scheduling.profiles import TOPOUT, Progress
from tests.scheduling.half_hour_plans import plans
from tests.scheduling.reference import Reference

CLOCKS = st.sampled_from([clock for clock in LagClock if clock != LagClock.DEFAULT])


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=plans(), progress=st.sampled_from(Progress), clock=CLOCKS)
def test_dates_and_floats_are_those_of_the_definitions(
    plan: Plan, progress: Progress, clock: LagClock
) -> None:
    options = dataclasses.replace(TOPOUT, progress=progress, lag_clock=clock)
    found, slow = schedule(plan, options), Reference(plan, options)
    for place, activity in enumerate(plan.activities):
        early, late = slow.early[activity.id], slow.late[activity.id]
        assert found.early_start[place] == early.start, activity
        assert found.early_finish[place] == early.finish, activity
        if activity.actual_finish is not None:
            continue
        assert found.late_start[place] == late.start, activity
        assert found.late_finish[place] == late.finish, activity
        assert found.total_float[place] == slow.total(activity), activity
        assert found.start_float[place] == late.start_at - early.start_at, activity
        assert found.free_float[place] == slow.free(activity), activity
