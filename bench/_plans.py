"""Networks for `reschedule`, laid by SQL: a hundred thousand rows through the API take too long."""

import dataclasses

from bench._milestones import _token

# four of five links run from finish to start, as in plans of planners; some carry a lag
ACTIVITIES = """
INSERT INTO projects_activity (
    created_at, updated_at, version, project_id, code, name, name_en, wbs, kind, duration_days,
    duration_clock, percent_complete, weight, lead_unit, supervising_unit, evidence_policy,
    photos_required, state)
SELECT now(), now(), 1, %(project)s, 'A' || n, '工作 ' || n, 'Activity ' || n, '', 'task',
    1 + n * 7919 %% 15, CASE WHEN n %% 10 = 0 THEN 'calendar' ELSE 'working' END, 0, 1, '', '',
    'evidenced', 1, 'planned'
FROM generate_series(1, %(count)s) n
"""
LINKS = """
INSERT INTO projects_link (
    created_at, updated_at, version, project_id, predecessor_id, successor_id, kind, lag_days,
    lag_clock)
SELECT now(), now(), 1, %(project)s, one.id, two.id,
    (ARRAY['FS','FS','FS','FS','FS','FS','FS','FS','SS','FF'])[1 + (one.n + k) %% 10],
    CASE WHEN one.n %% 7 = 0 THEN one.n %% 5 - 1 ELSE 0 END, 'default'
FROM plan one
CROSS JOIN generate_series(0, 1) k
-- a hundred steps deep, and as wide as that asks for; each step also joins a neighbour's chain
JOIN plan two ON two.n = one.n + %(width)s + k * (1 + one.n * 31 %% 97)
"""
PLAN = """
CREATE TEMPORARY TABLE plan ON COMMIT DROP AS
SELECT id, row_number() OVER (ORDER BY id) AS n
FROM projects_activity
WHERE project_id = %(project)s
"""
DEPTH = 100


@dataclasses.dataclass(frozen=True)
class Plan:
    """A project that was laid: its id, a planner's token, and the ids of its activities."""

    project: int
    token: str
    activities: list[int]


def seed(count: int) -> Plan:
    """Lay a project of `count` activities and about twice as many links, China's calendar."""
    from django.db import connection, transaction  # noqa: PLC0415 - after set-up
    from django.utils import timezone  # noqa: PLC0415 - after set-up

    from projects.models import Activity, Link, Membership, Project, User  # noqa: PLC0415 - after set-up
    from projects.services import planning  # noqa: PLC0415 - after set-up
    from projects.services.planning.presets import preset_rows  # noqa: PLC0415 - after set-up

    user, _new = User.objects.get_or_create(username="bench")
    today = timezone.now().date()
    project = Project.objects.create(code=f"R{count}", name=f"{count}", planned_start=today)
    Membership.objects.create(project=project, user=user, role="planner")
    rows = preset_rows(preset="china", years=range(today.year, today.year + 20), today=today)
    calendar = planning.calendar_create(project=project, data={"name": "中国"}, exceptions=rows)
    planning.project_update(project=project, data={"calendar": calendar})
    values = {"project": project.pk, "count": count, "width": max(1, count // DEPTH)}
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (ACTIVITIES, PLAN, LINKS):
            cursor.execute(statement, values)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    links = Link.objects.filter(project=project).count()
    print(f"{count:,} activities, {links:,} links")
    activities = Activity.objects.filter(project=project).order_by("pk")
    return Plan(project.pk, _token(user), list(activities.values_list("pk", flat=True)))
