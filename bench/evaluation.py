"""Evaluate every kind of rule over 1,000,000 open milestones in 5,000 projects, and 200,000 tasks.

`python3 dev.py bench evaluation [--smoke]`. PostgreSQL only. Evaluated is what a scan does before
it tells anybody: what healed is closed, what is due is opened, gaps in the progress and legal
limits included. Against it stand the same comparisons as bare INSERT … SELECTs with the defaults'
thresholds written into them, without rules, into a table of the same columns and indexes. Both
are the best of three from empty tables. `rss_mb` is the most memory that the process ever held.
"""

import argparse
import datetime
import os
import resource

from bench._milestones import prepare
from bench.overdue_scan import sql, timed

ROUNDS = 3
MILESTONES, TASKS = 200, 40
NOW = datetime.datetime(2026, 11, 24, 2, 0, tzinfo=datetime.UTC)
COLUMNS = """
    created_at, updated_at, version, code, name, name_en, wbs, kind, duration_days,
    duration_clock, percent_complete, weight, lead_unit, supervising_unit, evidence_policy,
    photos_required, project_id, building_id, planned_start, planned_finish, compared_finish,
    actual_start, actual_finish, state, reached_at, statutory_step, forecast_finish, overdue_at,
    due_soon_at"""
# of a hundred milestones one is overdue; of a thousand one will be late and one is claimed
MILESTONE_ROWS = f"""
INSERT INTO projects_activity ({COLUMNS})
SELECT now(), now(), 1, 'M' || n, '里程碑 ' || n, '', '', 'finish_milestone', 0, 'working', 0, 1,
    '', '', 'evidenced', 1, b.project_id, b.id, NULL::date, day, day, NULL::date,
    CASE WHEN k %% 1000 = 9 THEN date '2026-11-13' END,
    CASE WHEN k %% 1000 = 9 THEN 'claimed' ELSE 'planned' END, NULL::timestamptz, '',
    (day - date '0001-01-01' + 2 + CASE WHEN k %% 1000 = 8 THEN 10 ELSE 0 END) * 1440,
    (day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai',
    (day - 3)::timestamp AT TIME ZONE 'Asia/Shanghai'
FROM (SELECT b.id, b.project_id, n, b.id * {MILESTONES} + n AS k,
        CASE WHEN (b.id * {MILESTONES} + n) %% 100 = 7 THEN date '2026-11-13'
             ELSE date '2027-06-01' + n END AS day
      FROM projects_building b, generate_series(1, {MILESTONES}) n) b
"""
# of a hundred tasks one has not started, one is under way in silence; the others are to come, but
# for one building in fifty where all should be nearly done and none is
TASK_ROWS = f"""
INSERT INTO projects_activity ({COLUMNS})
SELECT now(), now(), 1, 'A' || n, '工作 ' || n, '', '', 'task', 20, 'working', 0, 1,
    '', '', 'evidenced', 1, b.project_id, b.id,
    CASE WHEN behind THEN date '2026-10-03' WHEN k %% 100 IN (3, 4) THEN date '2026-11-03'
         ELSE date '2027-03-01' END,
    CASE WHEN behind THEN date '2026-12-01' ELSE date '2027-06-01' END, date '2027-06-01',
    CASE WHEN behind THEN date '2026-11-20' WHEN k %% 100 = 4 THEN date '2026-11-03' END,
    NULL::date, 'planned', NULL::timestamptz,
    CASE WHEN n = 1 AND b.id %% 50 = 0 THEN 'completion-filing' ELSE '' END, NULL::bigint,
    timestamptz '2027-06-01 16:00Z', timestamptz '2027-05-27 16:00Z'
FROM (SELECT b.id, b.project_id, n, b.id * {TASKS} + n AS k, b.id %% 50 = 1 AS behind
      FROM projects_building b, generate_series(1, {TASKS}) n) b
"""
EVENT_ROWS = f"""
INSERT INTO projects_activity ({COLUMNS})
SELECT now(), now(), 1, 'E', '竣工验收', '', '', 'finish_milestone', 0, 'working', 100, 1,
    '', '', 'evidenced', 1, project_id, id, NULL::date, date '2026-11-12', date '2026-11-12',
    NULL::date, date '2026-11-12', 'accepted', now(), 'completion_acceptance', NULL::bigint,
    timestamptz '2026-11-12 16:00Z', timestamptz '2026-11-09 16:00Z'
FROM projects_building WHERE id %% 50 = 0
"""
INTO = """
INSERT INTO bare_alert
    (project_id, milestone_id, kind, planned_finish, forecast_days_late, opened_at, comment)
SELECT m.project_id, m.id, %(kind)s, COALESCE(m.compared_finish, m.planned_start), 0, %(now)s, ''
FROM projects_activity m WHERE m.reached_at IS NULL AND """
EVEN = """
    SELECT project_id, building_id FROM projects_activity
    WHERE kind = 'task' AND planned_start IS NOT NULL AND planned_finish IS NOT NULL AND weight > 0
    GROUP BY project_id, building_id
    HAVING SUM(weight * (CASE WHEN planned_start >= date '2026-11-24' THEN 0
        WHEN planned_finish < date '2026-11-24' THEN 100
        ELSE 100.0 * (date '2026-11-24' - planned_start) / (planned_finish - planned_start + 1) END
        - CASE WHEN reached_at IS NOT NULL THEN 100 ELSE percent_complete END)) / SUM(weight) > 10
"""
SILENT = """NOT EXISTS (SELECT 1 FROM projects_progressentry e
    WHERE e.activity_id = m.id AND e.reported_at > %(now)s - interval '7 days')"""
BARE = {
    "overdue": "m.overdue_at <= %(now)s AND m.kind <> 'task'",
    "due_soon": "m.due_soon_at <= %(now)s AND m.overdue_at > %(now)s AND m.kind <> 'task'",
    "forecast_slip": "m.forecast_days_late > 3 AND m.overdue_at > %(now)s AND m.kind <> 'task'",
    "claimed": "m.state = 'claimed'",
    "start_missed": "m.kind = 'task' AND m.actual_start IS NULL AND m.planned_start < '2026-11-21'",
    "no_report": f"m.kind = 'task' AND m.actual_start < '2026-11-17' AND {SILENT}",
    "statutory": "m.statutory_step = 'completion-filing'",
    "progress_gap": f"""m.id IN (SELECT MIN(n.id) FROM projects_activity n
        JOIN ({EVEN}) g ON g.building_id = n.building_id AND n.kind <> 'task'
            AND n.reached_at IS NULL GROUP BY g.building_id)""",
}


def seed(projects: int) -> None:
    """Lay projects of one building each, and the table to compare with."""
    from projects.models import Building, Project  # noqa: PLC0415 - after set-up

    made = Project.objects.bulk_create(
        Project(code=f"P{n}", name=f"项目 {n}", time_zone="Asia/Shanghai") for n in range(projects)
    )
    Building.objects.bulk_create(Building(project=row, code="1#", name="1#") for row in made)
    # laying a million rows may take longer than a request is given
    sql("SET statement_timeout = 0")
    for statement in (MILESTONE_ROWS, TASK_ROWS, EVENT_ROWS):
        # %% is one % only where there are parameters
        sql(statement.replace("%%", "%"))
    sql("CREATE TABLE bare_alert (LIKE projects_alert INCLUDING ALL)")
    sql("VACUUM ANALYZE")


def evaluate() -> int:
    """Evaluate all rules as a scan does; returns the alerts opened."""
    from projects.services.alerts import due, gaps, limits, opening  # noqa: PLC0415 - after set-up

    due.alerts_close(NOW)
    looked = limits.limits_look(NOW), gaps.gaps_look(NOW)
    return opening.alerts_open(NOW) + sum(each.opened for each in looked)


def bare() -> int:
    """Compare the same rows in bare SQL."""
    return sum(sql(INTO + BARE[kind], kind=kind, now=NOW) for kind in BARE)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--smoke", action="store_true", help="50 projects only")
    projects = 50 if parser.parse_args().smoke else 5000
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    prepare(os.environ["DATABASE_URL"])
    seed(projects)
    ours, again, theirs = [], [], []
    for _ in range(ROUNDS):
        sql("TRUNCATE projects_alert, projects_alertevent, projects_alertdelivery CASCADE")
        sql("TRUNCATE bare_alert")
        seconds, expected = timed(bare)
        theirs.append(seconds)
        seconds, opened = timed(evaluate)
        assert opened == expected > 0, (opened, expected)  # noqa: S101 - of wrong rows it says nothing
        ours.append(seconds)
        seconds, more = timed(evaluate)
        assert more == 0, more  # noqa: S101 - as above
        again.append(seconds)
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{projects * MILESTONES:,} open milestones, {projects * TASKS:,} tasks, {opened:,} alerts"
    )
    print(f"bare SQL {min(theirs):.3f} s, evaluated {min(ours):.3f} s, again {min(again):.3f} s")
    print(
        f"figure: evaluate_s={min(ours):.2f} rss_mb={rss:.0f} "
        f"against_sql={min(ours) / min(theirs):.2f}"
    )


if __name__ == "__main__":
    main()
