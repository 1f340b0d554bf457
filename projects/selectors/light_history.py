"""A milestone's light, replayed: on which days it changed and why, as known on some day."""

import datetime
from typing import Any

from projects.models import Milestone
from projects.selectors.changes import Change, baselines_written, changes_since
from projects.selectors.light_rules import rule_named, rule_shown
from projects.selectors.lights import calendar_under, light_shown
from projects.selectors.milestones import (
    JUDGED_BY,
    compared_date,
    project_clocks,
    reached_on,
)
from projects.selectors.reached import day_over, reached_then
from scheduling.rules.light_facts import milestone_facts
from scheduling.rules.light_runs import Run, light_runs


def light_history_of(
    milestone: Milestone, now: datetime.datetime, *, as_of: datetime.date | None = None
) -> dict[str, Any]:
    """The project's rule, and the runs of days with one colour and reason, the latest first.

    With `as_of`, a day of the project before today, from what was known when that day ended:
    whether the milestone was reached is read from the record of its moves. Plans, rules and
    calendars are kept without their past; what of them was written since is told in
    `changed_since`, and where that is empty the replay is exact (but for a baseline that was
    deleted: nothing remembers it).

    One query for the clock, one for a rule of one's own, and with `as_of` two more; an unseen
    calendar costs two more.
    """
    clock = project_clocks([milestone.project_id])[milestone.project_id]
    row = {name: getattr(milestone, name) for name in JUDGED_BY}
    rule = rule_named(clock.rule.name, clock.rule.version)
    day = now.astimezone(clock.zone).date()
    reached = reached_on(row, clock.zone)
    changed: list[Change] = []
    if as_of is not None and as_of < day:
        day = as_of
        after = day_over(as_of, clock.zone)
        reached = reached_then(milestone, before=after, zone=clock.zone)
        changed = changes_since(
            after,
            milestones=[milestone.updated_at],
            project=milestone.project.updated_at,
            clock=clock,
            baseline=baselines_written({milestone.project_id: clock}).get(milestone.project_id),
        )
    runs = light_runs(
        rule,
        milestone_facts(planned=milestone.compared_finish, reached_on=reached),
        today=day,
        calendar=calendar_under(clock.calendar),
    )
    return {
        "rule": rule_shown(rule),
        "as_of": day,
        "changed_since": [change._asdict() for change in changed],
        "compared_date": compared_date(row, clock),
        "runs": [_run_shown(run) for run in runs],
    }


def _run_shown(run: Run) -> dict[str, Any]:
    return {"first": run.first, "last": run.last, "light": light_shown(run.light)}
