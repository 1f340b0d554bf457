"""What a computation that moves everything costs the database, and what it leaves there."""

import importlib
import zlib

import orjson
import pytest
from django.apps import apps
from django.db import connection

from projects import models
from projects.selectors.schedules import answer_last
from projects.services import planning
from tests.commits import WITH_COMMITS
from tests.projects.plans import NOW, link, tasks

COUNTS = """
    SELECT pg_stat_get_tuples_updated(oid), pg_stat_get_tuples_hot_updated(oid)
    FROM pg_class WHERE oid = 'projects_activity'::regclass
"""


def counts() -> tuple[int, int]:
    """Rows written anew so far, and those of them that no index had to learn of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(COUNTS)
        updated, in_place = cursor.fetchone()
    return int(updated), int(in_place)


def in_place_share(project: models.Project) -> float:
    """Of the rows that three computations of a new plan wrote, those that no index learned of."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE projects_activity CASCADE")
    chain = tasks(project, **{f"T{number}": 2 for number in range(200)})
    link(chain, *(f"T{number} FS T{number + 1}" for number in range(199)))
    planning.schedule_compute(project=project, options={}, now=NOW)
    before = counts()
    for days in (3, 4, 5):
        models.Activity.objects.filter(pk=chain["T0"].pk).update(duration_days=days)
        planning.schedule_compute(project=project, options={}, now=NOW)
    updated, in_place = (after - first for after, first in zip(counts(), before, strict=True))
    assert updated == 3 * 201
    return in_place / updated


@WITH_COMMITS
def test_moving_a_whole_plan_tells_no_index(project: models.Project) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("heap-only updates are PostgreSQL's")
    # a page cannot be cleared while anybody on the server writes in a transaction of before, as
    # tests beside this one do; with no room left in the pages no attempt gets there.
    # The first computation makes rows wider, and some pages pass on a row afterwards
    assert any(in_place_share(project) >= 0.9 for _attempt in range(10))


@pytest.mark.django_db
def test_answers_of_before_are_compressed_where_they_stand(project: models.Project) -> None:
    said = {"finish": "2026-03-09", "moved": []}
    models.Computation.objects.create(project=project, answer=orjson.dumps(said))
    migration = importlib.import_module("projects.migrations.0019_room_for_forecasts")
    migration.compressed(zlib.compress)(apps, None)
    assert answer_last(project) == {**said, "problem": None}
