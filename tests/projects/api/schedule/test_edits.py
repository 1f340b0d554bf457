"""Many edits in a row: what is stored is what a process that knows nothing of them computes."""

import concurrent.futures
import io
import random
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from django.db import connections
from rest_framework.test import APIClient

from launcher.paths import ROOT
from projects import models
from projects.selectors.plans import FLAGS, STORED, network_of
from projects.services.planning.writeback import values_of
from scheduling.cpm import Schedule
from tests.commits import WITH_COMMITS
from tests.conftest import ClientOf
from tests.projects.api.asking import problem_in
from tests.projects.api.schedule.plans import NOW, change, url
from tests.projects.plans import link, tasks

COUNT = 24
FRESH = """
import sys
import numpy as np
from scheduling.cpm import computed
from scheduling.packed import unpack
given = unpack(sys.stdin.buffer.read())
np.savez(sys.stdout.buffer, **vars(computed(given.columns, given.options)))
"""
Edit = Callable[[APIClient, random.Random, list[int], list[int]], Any]


def in_a_fresh_process(project: models.Project) -> dict[str, Any]:
    """What there is to store of the plan as the tables have it, computed by another process."""
    network = network_of(project, today=NOW.date())
    done = subprocess.run(
        [sys.executable, "-c", FRESH],
        input=network.packed(),
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    with np.load(io.BytesIO(done.stdout)) as found:
        columns: dict[str, Any] = dict(found)
    columns["finish_at"] = int(columns["finish_at"])
    return dict(values_of(network, Schedule(**columns)))


def assert_stored_is_fresh(project: models.Project) -> None:
    project.refresh_from_db()
    stored = network_of(project, today=NOW.date()).stored
    fresh = in_a_fresh_process(project)
    for name in (*STORED, *FLAGS):
        assert stored[name].tolist() == fresh[name].tolist(), name


def woven(project: models.Project) -> list[int]:
    """Lay a plan in which everything but the first follows two that come earlier; their ids."""
    made = tasks(project, **{f"T{number}": 1 + number % 7 for number in range(COUNT)})
    chosen = random.Random(5)
    pairs = {(chosen.randrange(n), n) for n in range(1, COUNT) for _ in range(2)}
    link(made, *(f"T{one} {chosen.choice(('FS', 'SS'))} T{two}" for one, two in sorted(pairs)))
    return [each.pk for each in made.values()]


def lasts(client: APIClient, chosen: random.Random, rows: list[int], _links: list[int]) -> Any:
    body = {"duration_days": chosen.randint(1, 20)}
    return change(client, f"/api/v1/activities/{chosen.choice(rows)}/", body)


def waits(client: APIClient, chosen: random.Random, rows: list[int], _links: list[int]) -> Any:
    body: dict[str, Any] = {
        "constraint": chosen.choice(("snet", "fnlt", "mso")),
        "constraint_date": f"2026-03-{chosen.randint(9, 31):02}",
    }
    if chosen.random() < 0.4:
        body = {"constraint": chosen.choice(("asap", "alap")), "constraint_date": None}
    return change(client, f"/api/v1/activities/{chosen.choice(rows)}/", body)


def lags(client: APIClient, chosen: random.Random, _rows: list[int], links: list[int]) -> Any:
    body = {"lag_days": chosen.randint(-3, 6)}
    return change(client, f"/api/v1/links/{chosen.choice(links)}/", body)


def joins(client: APIClient, chosen: random.Random, rows: list[int], _links: list[int]) -> Any:
    """Another link, now and then one that closes a loop: the refusal is part of the story."""
    one, two = chosen.sample(rows, 2)
    return client.post("/api/v1/links/", {"predecessor": one, "successor": two, "kind": "FF"})


def reports(client: APIClient, chosen: random.Random, rows: list[int], _links: list[int]) -> Any:
    body = {"actual_start": "2026-03-03", "remaining_days": chosen.randint(1, 30)}
    return client.post("/api/v1/progress-entries/", {"activity": chosen.choice(rows), **body})


def grows(client: APIClient, chosen: random.Random, rows: list[int], _links: list[int]) -> Any:
    own = models.Activity.objects.get(pk=rows[0])
    body = {"project": own.project_id, "building": own.building_id, "kind": "task", "name": "新增"}
    code = f"N{chosen.randrange(10**9)}"
    return client.post("/api/v1/activities/", {**body, "code": code, "duration_days": 3})


EDITS: list[Edit] = [lasts, lasts, lasts, waits, lags, joins, reports, grows]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_story_of_edits(project: models.Project, planner: APIClient, seed: int) -> None:
    models.Project.objects.update(data_date=NOW.date())
    rows, chosen = woven(project), random.Random(seed)
    links = list(models.Link.objects.order_by("pk").values_list("pk", flat=True))
    assert planner.post(url(project), {}).status_code == 200
    statuses = []
    for number in range(30):
        statuses.append(chosen.choice(EDITS)(planner, chosen, rows, links).status_code)
        if number % 10 == 9:
            assert_stored_is_fresh(project)
    # 422: a link that would close a loop
    assert set(statuses) <= {200, 201, 422}
    assert statuses.count(200) + statuses.count(201) >= 20


@pytest.mark.django_db
def test_a_refused_edit_between_two_good_ones(project: models.Project, planner: APIClient) -> None:
    rows = woven(project)
    planner.post(url(project), {})
    first = f"/api/v1/activities/{rows[0]}/"
    assert change(planner, first, {"duration_days": 9}).status_code == 200
    ends = {"predecessor": rows[0], "successor": rows[-1]}
    assert planner.post("/api/v1/links/", ends).status_code == 201
    back = {"predecessor": rows[-1], "successor": rows[0]}
    problem_in(planner.post("/api/v1/links/", back), status=422, code="dependency_cycle")
    said = change(planner, first, {"duration_days": 4})
    assert said.status_code == 200, said.content
    assert said.json()["schedule"]["moved_count"] > 0
    assert_stored_is_fresh(project)


@WITH_COMMITS
def test_two_threads_at_one_project(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    rows = woven(project)
    links = list(models.Link.objects.order_by("pk").values_list("pk", flat=True))
    client_of(people["planner"]).post(url(project), {})

    def edit(seed: int) -> list[int]:
        chosen, client = random.Random(seed), client_of(people["planner"])
        own = rows[seed::2]
        try:
            return [
                chosen.choice([lasts, lasts, waits])(client, chosen, own, links).status_code
                for _ in range(15)
            ]
        finally:
            connections.close_all()

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        statuses = [status for found in pool.map(edit, [0, 1]) for status in found]
    assert set(statuses) == {200}
    assert_stored_is_fresh(project)
