"""A milestone's light, replayed: on which days it changed and why."""

import datetime
from typing import Any

from projects.models import Milestone
from projects.selectors.calendars import calendars_by_key
from projects.selectors.lights import RULE, light_shown
from projects.selectors.milestones import JUDGED_BY, project_clocks, reached_on
from scheduling.calendars import workdays
from scheduling.rules.light_facts import Facts
from scheduling.rules.light_runs import Run, light_runs


def light_history_of(milestone: Milestone, now: datetime.datetime) -> list[dict[str, Any]]:
    """The runs of days with one colour and reason, the latest first, up to the project's today.

    Judged from the dates as they stand now: the planned date that lateness is compared with, and
    the day on which the milestone was reached. One query for the clock; an unseen calendar costs
    two more.
    """
    clock = project_clocks([milestone.project_id])[milestone.project_id]
    key = clock.calendar
    runs = light_runs(
        RULE,
        Facts(
            planned_finish=milestone.planned_finish,
            reached_on=reached_on(
                {name: getattr(milestone, name) for name in JUDGED_BY}, clock.zone
            ),
        ),
        today=now.astimezone(clock.zone).date(),
        calendar=calendars_by_key([key])[key] if key else workdays.MONDAY_TO_FRIDAY,
    )
    return [_run_shown(run) for run in runs]


def _run_shown(run: Run) -> dict[str, Any]:
    return {"first": run.first, "last": run.last, "light": light_shown(run.light)}
