"""Scan 1,000,000 open milestones against one bare INSERT … SELECT; 3 recipients each.

1 % of them are overdue, and of another 0.1 % the plan expects that they will be late.

`python3 dev.py bench overdue_scan [--smoke]`. PostgreSQL only. The bare statement writes the
same deliveries into a table of the same columns and indexes, with nothing else done; both are
taken as the best of five, each from empty tables.
"""

import argparse
import datetime
import os
import time
from collections.abc import Callable
from typing import Any

from bench._milestones import prepare

PROJECTS = 20
ROUNDS = 5
NOW = datetime.datetime(2026, 11, 24, 2, 0, tzinfo=datetime.UTC)

# one in a hundred was planned for last week, the others for next year: nothing is due soon; all
# have a forecast, in minutes of local wall time, which for one in a thousand is ten days late
MILESTONES = """
INSERT INTO projects_activity (
    created_at, updated_at, version, project_id, code, name, name_en, wbs, kind, duration_days,
    duration_clock, planned_finish, compared_finish, percent_complete, weight, lead_unit,
    supervising_unit, evidence_policy, photos_required, state, forecast_finish, overdue_at,
    due_soon_at)
SELECT now(), now(), 1, project, 'M' || n, '里程碑 ' || n, '', '', 'finish_milestone', 0,
    'working', day, day, 0, 1, '', '', 'evidenced', 1, 'planned',
    (day - date '0001-01-01' + 2 + CASE WHEN n %% 1000 = 8 THEN 10 ELSE 0 END) * 1440,
    (day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai',
    (day - 3)::timestamp AT TIME ZONE 'Asia/Shanghai'
FROM (SELECT n, %(projects)s::bigint[] AS ids,
        (%(projects)s::bigint[])[1 + n %% %(count)s] AS project,
        CASE WHEN n %% 100 = 7 THEN date '2026-11-13' + (n / 100 %% 7)::int
             ELSE date '2027-06-01' + (n %% 365)::int END AS day
      FROM generate_series(1, %(rows)s) n) plan
"""
BARE = """
INSERT INTO bare_delivery (
    project_id, alert_id, milestone_id, kind, recipient_id, channel, occurrence, step, state,
    state_reason, attempts, max_attempts, next_at, deadline_at, subject, body_text,
    message_sha256, last_error_class, last_error_text, may_be_repeat, created_at, reminder)
SELECT m.project_id, m.id, m.id,
    CASE WHEN m.overdue_at <= %(now)s THEN 'overdue' ELSE 'forecast_slip' END, u.id, 'email',
    date '2026-11-24', 1, 'pending', '', 0, 12, %(now)s, %(now)s, '', '', '', '', '', false,
    %(now)s, false
FROM projects_activity m
JOIN projects_membership s ON s.project_id = m.project_id AND s.role = 'official'
JOIN projects_user u ON u.id = s.user_id
WHERE m.reached_at IS NULL
    AND (m.overdue_at <= %(now)s OR m.overdue_at > %(now)s AND m.forecast_days_late > 0)
ON CONFLICT DO NOTHING
"""
EMPTY = (
    "TRUNCATE projects_alert, projects_alertevent, projects_alertdelivery,"
    " projects_deliveryattempt, bare_delivery"
)


def sql(statement: str, **values: Any) -> int:
    """Run one statement; return how many rows it touched."""
    from django.db import connection  # noqa: PLC0415 - after set-up

    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return int(cursor.rowcount)


def seed(rows: int) -> None:
    """Lay projects with three officials each, the milestones, and the table to compare with."""
    from projects.models import Membership, Project, User  # noqa: PLC0415 - after set-up
    from projects.models.words import Role  # noqa: PLC0415 - after set-up

    projects = [Project.objects.create(code=f"P{n}", name=f"项目 {n}") for n in range(PROJECTS)]
    for n in range(3):
        user = User.objects.create(username=f"official{n}", email=f"o{n}@topout.example")
        for project in projects:
            Membership.objects.create(project=project, user=user, role=Role.OFFICIAL)
    ids = [project.pk for project in projects]
    # laying a million rows may take longer than a request is given
    sql("SET statement_timeout = 0")
    sql(MILESTONES, projects=ids, count=len(ids), rows=rows)
    sql("CREATE TABLE bare_delivery (LIKE projects_alertdelivery INCLUDING ALL)")
    sql("VACUUM ANALYZE")


def timed(act: Callable[[], int]) -> tuple[float, int]:
    """Seconds, and what the act returned."""
    began = time.perf_counter()
    result = act()
    return time.perf_counter() - began, result


def scan() -> int:
    """One scan with the storm brake out of the way; returns the deliveries it made."""
    from projects.services.alerts import alerts_scan  # noqa: PLC0415 - after set-up

    return alerts_scan(now=NOW, storm_least=10**9).deliveries_made


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--smoke", action="store_true", help="10,000 milestones only")
    rows = 10_000 if parser.parse_args().smoke else 1_000_000
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    prepare(os.environ["DATABASE_URL"])
    seed(rows)
    expected = 3 * (rows // 100 + rows // 1000)
    first, repeat, bare = [], [], []
    for _ in range(ROUNDS):
        sql(EMPTY)
        seconds, made = timed(lambda: sql(BARE, now=NOW))
        assert made == expected, made  # noqa: S101 - a benchmark of something else is worthless
        bare.append(seconds)
        seconds, made = timed(scan)
        assert made == expected, made  # noqa: S101 - a benchmark of wrong rows says nothing
        first.append(seconds)
        seconds, again = timed(scan)
        assert again == 0, again  # noqa: S101 - a benchmark of wrong rows says nothing
        repeat.append(seconds)
    print(f"{rows:,} open milestones, {expected:,} deliveries, best of {ROUNDS}")
    print(f"bare INSERT … SELECT {min(bare):.3f} s")
    print(f"first scan           {min(first):.3f} s  ({', '.join(f'{s:.3f}' for s in first)})")
    print(f"repeated scan        {min(repeat):.3f} s")
    print(
        f"figure: scan_ratio={min(first) / min(bare):.2f} repeat_rows=0 "
        f"repeat_ratio={min(repeat) / min(bare):.2f}"
    )


if __name__ == "__main__":
    main()
