"""`links/`: logic between activities; loops are refused when made, also by two at once."""

import concurrent.futures
import threading
from typing import Any

import pytest
from django.db import connections
from rest_framework.test import APIClient

from projects import models
from projects.models.words import ActivityKind, Role
from tests import factories
from tests.commits import WITH_COMMITS
from tests.conftest import ClientOf
from tests.projects.api.asking import problem_in
from tests.projects.plans import dates, link, tasks

URL = "/api/v1/links/"
pytestmark = pytest.mark.django_db


def body(found: dict[str, models.Activity], one: str, two: str, **rest: Any) -> dict[str, Any]:
    return {"predecessor": found[one].pk, "successor": found[two].pk, **rest}


def test_a_link_is_computed_at_once_and_says_what_moved(
    project: models.Project, planner: APIClient
) -> None:
    found = tasks(project, A=5, B=3)
    made = planner.post(URL, body(found, "A", "B", kind="SS", lag_days=2))
    assert made.status_code == 201, made.content
    assert made.json()["project"] == project.pk
    assert made.json()["schedule"]["computation"] == 1
    assert made.json()["schedule"]["moved"] == []
    assert dates(found["B"]) == ("03-04", "03-06")
    changed = planner.patch(
        f"{URL}{made.json()['id']}/",
        {"kind": "FS", "lag_days": -1},
        headers={"If-Match": made["ETag"]},
    )
    assert changed.status_code == 200, changed.content
    (moved,) = changed.json()["schedule"]["moved"]
    assert (moved["code"], moved["start_shift_days"], moved["finish_shift_days"]) == ("B", 2, 4)
    assert (moved["forecast_start_before"], moved["forecast_start"]) == ("2026-03-04", "2026-03-06")
    gone = planner.delete(f"{URL}{made.json()['id']}/", headers={"If-Match": changed["ETag"]})
    assert gone.status_code == 204
    assert dates(found["B"]) == ("03-02", "03-04")


def test_two_kinds_of_one_pair_but_each_once(project: models.Project, planner: APIClient) -> None:
    found = tasks(project, A=5, B=10)
    assert planner.post(URL, body(found, "A", "B", kind="SS", lag_days=1)).status_code == 201
    assert planner.post(URL, body(found, "A", "B", kind="FF", lag_days=3)).status_code == 201
    assert dates(found["B"]) == ("03-03", "03-16")
    problem_in(
        planner.post(URL, body(found, "A", "B", kind="FF")), status=409, code="already_exists"
    )


def test_many_links_in_one_request_all_or_none(project: models.Project, planner: APIClient) -> None:
    found = tasks(project, A=5, B=3, C=1)
    rows = [body(found, "A", "B"), body(found, "B", "C")]
    made = planner.post(URL, rows)
    assert made.status_code == 201, made.content
    assert [row["successor"] for row in made.json()] == [found["B"].pk, found["C"].pk]
    project.refresh_from_db()
    assert project.computation == 1
    said = problem_in(planner.post(URL, [body(found, "A", "C"), body(found, "A", "B")]), status=409)
    assert said["errors"][0]["pointer"] == "/1/kind"
    assert models.Link.objects.count() == 2


def test_a_thousand_links_ask_for_their_ends_once(
    project: models.Project, planner: APIClient, django_assert_max_num_queries: Any
) -> None:
    found = tasks(project, **{f"T{number}": 1 for number in range(40)})
    rows = [body(found, f"T{number}", f"T{number + 1}") for number in range(39)]
    with django_assert_max_num_queries(24):
        assert planner.post(URL, rows).status_code == 201


def test_a_loop_is_refused_and_named(project: models.Project, planner: APIClient) -> None:
    found = tasks(project, A=5, B=3, C=1)
    link(found, "A FS B", "B FS C")
    said = problem_in(planner.post(URL, body(found, "C", "A")), status=422, code="dependency_cycle")
    pairs = [(each["predecessor_code"], each["successor_code"]) for each in said["links"]]
    assert sorted(pairs) == [("A", "B"), ("B", "C"), ("C", "A")]
    # one after another, as the work would run
    assert all(two == pairs[place + 1][0] for place, (_one, two) in enumerate(pairs[:-1]))
    assert models.Link.objects.count() == 2


def test_a_loop_is_refused_where_nothing_is_computed_too(
    project: models.Project, planner: APIClient
) -> None:
    models.Project.objects.update(auto_schedule=False)
    found = tasks(project, A=5, B=3)
    first = planner.post(URL, body(found, "A", "B"))
    assert first.json()["schedule"] is None
    problem_in(planner.post(URL, body(found, "B", "A")), status=422, code="dependency_cycle")
    found["A"].refresh_from_db()
    assert found["A"].forecast_finish is None


def test_a_loop_through_a_level_of_effort_appears_with_its_kind(
    project: models.Project, planner: APIClient
) -> None:
    models.Project.objects.update(auto_schedule=False)
    found = tasks(project, A=5, H=1)
    models.Activity.objects.filter(code="H").update(
        kind=ActivityKind.LEVEL_OF_EFFORT, duration_days=0
    )
    for one, two in (("A", "H"), ("H", "A")):
        assert planner.post(URL, body(found, one, two)).status_code == 201
    refused = planner.patch(
        f"/api/v1/activities/{found['H'].pk}/", {"kind": "task"}, headers={"If-Match": '"1"'}
    )
    problem_in(refused, status=422, code="dependency_cycle")
    found["H"].refresh_from_db()
    assert found["H"].kind == ActivityKind.LEVEL_OF_EFFORT


def test_an_end_of_another_project_is_an_end_that_does_not_exist(
    project: models.Project, planner: APIClient, people: dict[str, models.User]
) -> None:
    found = tasks(project, A=5)
    own = factories.ProjectFactory.create()
    factories.MembershipFactory.create(project=own, user=people["planner"], role=Role.PLANNER)
    ends = {
        "own other project": factories.ActivityFactory.create(project=own).pk,
        "somebody else's": factories.ActivityFactory.create().pk,
        "missing": 10**12,
        "beyond ids": 10**23,
    }
    answers = set()
    for pk in ends.values():
        for one, two in ((found["A"].pk, pk), (pk, found["A"].pk)):
            said = problem_in(
                planner.post(URL, {"predecessor": one, "successor": two}),
                status=404,
                code="unknown_relation",
            )
            answers.add((said["detail"], said["errors"][0]["pointer"]))
    assert {pointer for _detail, pointer in answers} == {"/predecessor", "/successor"}
    assert len({detail for detail, _pointer in answers}) == 1
    rows = [{"predecessor": found["A"].pk, "successor": 10**12}]
    said = problem_in(planner.post(URL, rows), status=404)
    assert said["errors"][0]["pointer"] == "/0/successor"
    assert not models.Link.objects.exists()


@pytest.mark.parametrize(
    ("rest", "pointer", "code"),
    [
        ({"lag_days": 10**9}, "/lag_days", "max_digits"),
        ({"lag_days": -(10**9)}, "/lag_days", "max_digits"),
        ({"lag_days": 36501}, "/lag_days", "max_value"),
        ({"lag_days": "NaN"}, "/lag_days", "invalid"),
        ({"lag_days": [1]}, "/lag_days", "invalid"),
        ({"lag_percent": 10001}, "/lag_percent", "max_value"),
        ({"lag_percent": 50, "lag_days": 1}, "/lag_percent", "lag_twice"),
        ({"kind": "XX"}, "/kind", "invalid_choice"),
        ({"kind": None}, "/kind", "null_not_allowed"),
        ({"lag_clock": "moon"}, "/lag_clock", "invalid_choice"),
        ({"successor": True}, "/successor", "invalid"),
        ({"successor": "1"}, "/successor", "invalid"),
        ({"successor": None}, "/successor", "null_not_allowed"),
        ({"float": 1}, "/float", "unknown_field"),
        ({"version": 7}, "/version", "read_only_field"),
    ],
)
def test_wrong_bodies_are_refused(
    project: models.Project, planner: APIClient, rest: dict[str, Any], pointer: str, code: str
) -> None:
    found = tasks(project, A=5, B=3)
    said = problem_in(planner.post(URL, {**body(found, "A", "B"), **rest}), status=400)
    assert [(each["pointer"], each["code"]) for each in said["errors"]] == [(pointer, code)]
    assert not models.Link.objects.exists()


def test_no_activity_follows_itself(project: models.Project, planner: APIClient) -> None:
    found = tasks(project, A=5)
    problem_in(planner.post(URL, body(found, "A", "A")), status=400, code="self_link")


def test_lists_of_two_projects_are_refused(
    project: models.Project, planner: APIClient, people: dict[str, models.User]
) -> None:
    own = factories.ProjectFactory.create()
    factories.MembershipFactory.create(project=own, user=people["planner"], role=Role.PLANNER)
    here, there = tasks(project, A=1, B=1), tasks(own, A=1, B=1)
    rows = [body(here, "A", "B"), body(there, "A", "B")]
    problem_in(planner.post(URL, rows), status=400, code="several_projects")


def test_filters(project: models.Project, planner: APIClient) -> None:
    found = tasks(project, A=5, B=3, C=1)
    link(found, "A FS B", "B SS C")

    def ends(query: str) -> list[tuple[int, int]]:
        rows = planner.get(f"{URL}?{query}").json()["results"]
        return [(row["predecessor"], row["successor"]) for row in rows]

    a, b, c = (found[code].pk for code in "ABC")
    assert ends(f"project={project.pk}") == [(a, b), (b, c)]
    assert ends(f"activity={b}") == [(a, b), (b, c)]
    assert ends(f"predecessor={a}") == [(a, b)]
    assert ends(f"successor={c}") == [(b, c)]
    assert ends("kind=SS") == [(b, c)]


@WITH_COMMITS
def test_of_two_requests_that_close_a_loop_together_one_fails(
    project: models.Project, people: dict[str, models.User], client_of: ClientOf
) -> None:
    found = tasks(project, A=5, B=3)
    barrier = threading.Barrier(2)

    def ask(ends: tuple[str, str]) -> Any:
        try:
            client = client_of(people["planner"])
            barrier.wait()
            return client.post(URL, body(found, *ends))
        finally:
            connections.close_all()

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(ask, [("A", "B"), ("B", "A")]))
    assert sorted(answer.status_code for answer in answers) == [201, 422]
    assert models.Link.objects.count() == 1
