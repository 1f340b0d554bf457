"""As late as possible: free float is used up, and nobody else moves."""

import datetime

from scheduling.plan import Bound, Constraint
from tests.scheduling.networks import Days, milestone, plan, task

D = datetime.date


def test_a_late_milestone_waits_for_its_successor_not_for_the_contract() -> None:
    late = milestone("M", constraint=Bound(Constraint.ALAP))
    given = plan(
        [task("A", 5), late, task("B", 2)],
        *("A FS B", "M FS B"),
        must_finish_by=D(2026, 4, 10),
    )
    days = Days(given)
    assert days.dates("M")[1] == "03-06"
    assert days.dates("B") == ("03-09", "03-10")
