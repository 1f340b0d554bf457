"""Small plans in the database, in a notation that reads like the cases of scheduling.md."""

import datetime
import re
from typing import Any

from projects import models
from projects.models.words import ActivityKind
from projects.selectors.schedules import finish_shown, start_shown
from tests import factories

LINK = re.compile(r"(\w+) (FS|SS|FF|SF)([+-]\d+)? (\w+)")
START = datetime.date(2026, 3, 2)
NOW = datetime.datetime(2026, 3, 2, 4, 0, tzinfo=datetime.UTC)


def tasks(project: models.Project, **days: int) -> dict[str, models.Activity]:
    """Make an activity for each code; no days make a finish milestone. The plan starts 2026-03-02.

    The project counts Monday to Friday, eight hours a day.
    """
    models.Project.objects.filter(pk=project.pk).update(planned_start=START)
    project.refresh_from_db()
    building = factories.BuildingFactory.create(project=project)
    return {
        code: factories.ActivityFactory.create(
            project=project,
            building=building,
            code=code,
            kind=ActivityKind.TASK if count else ActivityKind.FINISH_MILESTONE,
            duration_days=count,
        )
        for code, count in days.items()
    }


def parsed(text: str, found: dict[str, models.Activity]) -> dict[str, Any]:
    """Read a link written as `A FS+2 B`, lags in days."""
    match = LINK.fullmatch(text)
    assert match, text
    predecessor, kind, lag, successor = match.groups()
    return {
        "predecessor": found[predecessor],
        "successor": found[successor],
        "kind": kind,
        "lag_days": int(lag or 0),
    }


def link(found: dict[str, models.Activity], *texts: str) -> list[models.Link]:
    """Lay links straight into the table, without a computation."""
    rows = [parsed(text, found) for text in texts]
    return models.Link.objects.bulk_create(
        models.Link(project=row["predecessor"].project, **row) for row in rows
    )


def dates(activity: models.Activity) -> tuple[str, str]:
    """The expected start and finish as stored, as `MM-DD`."""
    activity.refresh_from_db()
    start = start_shown(activity.kind, activity.forecast_start)
    finish = finish_shown(activity.kind, activity.forecast_finish)
    assert start is not None
    assert finish is not None
    return f"{start:%m-%d}", f"{finish:%m-%d}"
