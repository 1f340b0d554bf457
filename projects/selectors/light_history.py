"""A milestone's light, replayed: on which days it changed and why, as known on some day."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Max

from projects.models import Baseline, Milestone
from projects.models.words import CompareWith
from projects.selectors.light_rules import rule_named, rule_shown
from projects.selectors.lights import calendar_under, light_shown
from projects.selectors.milestones import (
    JUDGED_BY,
    Clock,
    compared_date,
    project_clocks,
    reached_on,
)
from projects.selectors.reached import reached_then
from scheduling.rules.light_facts import ONE_DAY, milestone_facts
from scheduling.rules.light_runs import Run, light_runs

# whose values a replay takes as they stand now
SOURCES = ("milestone", "project", "calendar", "baseline")


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
    reached, changed = reached_on(row, clock.zone), []
    if as_of is not None and as_of < day:
        day = as_of
        after = datetime.datetime.combine(as_of + ONE_DAY, datetime.time(), clock.zone)
        reached = reached_then(milestone, before=after, zone=clock.zone)
        changed = list(_changed_since(after, milestone, clock))
    runs = light_runs(
        rule,
        milestone_facts(planned=milestone.compared_finish, reached_on=reached),
        today=day,
        calendar=calendar_under(clock.calendar),
    )
    return {
        "rule": rule_shown(rule),
        "as_of": day,
        "changed_since": changed,
        "compared_date": compared_date(row, clock),
        "runs": [_run_shown(run) for run in runs],
    }


def _changed_since(
    after: datetime.datetime, milestone: Milestone, clock: Clock
) -> Iterator[dict[str, Any]]:
    """What was written at or after an instant, so that its value before is not known.

    A row's instant says that something of it was written, not what: a report counts as well.
    """
    written = {"milestone": milestone.updated_at, "project": milestone.project.updated_at}
    if clock.calendar is not None:
        written["calendar"] = clock.calendar.changed_at
    if clock.compare_with == CompareWith.BASELINE:
        # whichever is current now: another one may have been
        baselines = Baseline.objects.filter(project=milestone.project_id)
        newest = baselines.aggregate(at=Max("updated_at"))["at"]
        if newest is not None:
            written["baseline"] = newest
    for what, at in written.items():
        if at >= after:
            yield {"what": what, "changed_at": at}


def _run_shown(run: Run) -> dict[str, Any]:
    return {"first": run.first, "last": run.last, "light": light_shown(run.light)}
