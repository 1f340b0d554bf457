"""Keeping `baseline_finish` true: what the current baseline froze, on the rows themselves."""

import json

from django.db import connection
from django.db.models import Exists, OuterRef

from projects.models import Activity, BaselineActivity, Project
from projects.selectors.schedules import finish_shown
from projects.services.planning.deadlines import deadlines_refresh
from projects.services.planning.json_rows import json_rows

ROWS = json_rows("rows", id="bigint", finish="date")
FREEZE = """
    UPDATE projects_activity SET baseline_finish = d.finish
    FROM ({rows}) d
    WHERE projects_activity.id = d.id AND (projects_activity.baseline_finish IS NULL
        OR projects_activity.baseline_finish <> d.finish)
"""


def compared_refresh(*, project: Project) -> None:
    """Follow another current baseline, or none: what it froze, and then every deadline.

    The project is held. Ten statements at most, whatever the number of rows.
    """
    lines = BaselineActivity.objects.filter(
        baseline__project=project, baseline__is_current=True, activity__isnull=False
    ).order_by()
    rows = [
        [pk, str(finish_shown(kind, finish))]
        for pk, kind, finish in lines.values_list("activity_id", "kind", "finish")
    ]
    with connection.cursor() as cursor:
        statement = FREEZE.format(rows=ROWS[connection.vendor])
        cursor.execute(statement, {"rows": json.dumps(rows)})
    frozen = Activity.objects.filter(project=project, baseline_finish__isnull=False)
    gone = frozen.exclude(Exists(lines.filter(activity_id=OuterRef("pk"))))
    gone.update(baseline_finish=None)
    deadlines_refresh(projects=[project])
