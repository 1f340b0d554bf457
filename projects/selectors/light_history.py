"""A milestone's light, replayed: on which days it changed and why."""

import datetime
from typing import Any

from projects.models import Milestone
from projects.selectors.light_rules import rule_named, rule_shown
from projects.selectors.lights import calendar_under, light_shown
from projects.selectors.milestones import JUDGED_BY, compared_date, project_clocks, reached_on
from scheduling.rules.light_facts import milestone_facts
from scheduling.rules.light_runs import Run, light_runs


def light_history_of(milestone: Milestone, now: datetime.datetime) -> dict[str, Any]:
    """The project's rule, and the runs of days with one colour and reason, the latest first.

    Judged from the dates as they stand now: the planned date that lateness is compared with, and
    the day on which the milestone was reached. One query for the clock and one for a rule of one's
    own; an unseen calendar costs two more.
    """
    clock = project_clocks([milestone.project_id])[milestone.project_id]
    row = {name: getattr(milestone, name) for name in JUDGED_BY}
    rule = rule_named(clock.rule.name, clock.rule.version)
    runs = light_runs(
        rule,
        milestone_facts(
            planned=milestone.compared_finish,
            reached_on=reached_on(row, clock.zone),
        ),
        today=now.astimezone(clock.zone).date(),
        calendar=calendar_under(clock.calendar),
    )
    return {
        "rule": rule_shown(rule),
        "compared_date": compared_date(row, clock),
        "runs": [_run_shown(run) for run in runs],
    }


def _run_shown(run: Run) -> dict[str, Any]:
    return {"first": run.first, "last": run.last, "light": light_shown(run.light)}
