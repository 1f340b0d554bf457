"""The demo's past: reports in order, what was expected a week ago, how old rows are."""

import datetime
from collections.abc import Iterable

from projects.demo.reports import Deed
from projects.models import Activity, Building, Calendar, ProgressEntry, Project
from projects.services import planning

# the board compares with this long ago
WEEK = datetime.timedelta(days=7)


def deeds_done(
    *, project: Project, deeds: Iterable[Deed], today: datetime.date, now: datetime.datetime
) -> None:
    """Do them one after the other; compute as of a week ago in between, and as of today."""
    left = sorted(deeds, key=lambda deed: deed.at)
    for stop, day in ((now - WEEK, today - WEEK), (now, today)):
        while left and left[0].at <= stop:
            deed = left.pop(0)
            deed.act(now=deed.at.astimezone(datetime.UTC))
        project.refresh_from_db()
        planning.schedule_compute(project=project, options={"data_date": day}, now=stop)


def rows_aged(*, project: Project, since: datetime.datetime) -> None:
    """Say when the rows would have been entered, and written last, had the demo been lived.

    A row's own instants are the clock's, whatever `now` a service was given.
    """
    for model in (Activity, Building, Calendar):
        model.objects.filter(project=project).update(created_at=since, updated_at=since)
    Project.objects.filter(pk=project.pk).update(created_at=since, updated_at=since)
    last = dict(
        ProgressEntry.objects.filter(project=project)
        .order_by("reported_at")
        .values_list("activity_id", "reported_at")
    )
    rows = list(Activity.objects.filter(pk__in=last).only("pk"))
    for row in rows:
        row.updated_at = last[row.pk]
    Activity.objects.bulk_update(rows, ["updated_at"], batch_size=500)
