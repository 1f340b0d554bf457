"""A write sent twice under one key happens once."""

import datetime
import json
import threading
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from projects import models
from projects.services.photos import photos_sweep
from tests import factories
from tests.commits import WITH_COMMITS
from tests.projects.api.asking import bearer, problem_in

pytestmark = pytest.mark.django_db
People = dict[str, models.User]


def made(client: Any, key: str | None, **said: Any) -> Any:
    return client.post(
        "/api/v1/buildings/",
        json.dumps(said),
        content_type="application/json",
        headers={} if key is None else {"Idempotency-Key": key},
    )


@pytest.fixture
def body(project: models.Project) -> dict[str, Any]:
    return {"project": project.pk, "code": "1#", "name": "一号厂房"}


def test_the_same_again_is_answered_from_memory(people: People, body: dict[str, Any]) -> None:
    client = bearer(people["planner"])
    first, second = made(client, "k1", **body), made(client, "k1", **dict(reversed(body.items())))
    assert (first.status_code, second.status_code) == (201, 201), first.content
    assert first.content == second.content
    assert first["Location"] == second["Location"]
    assert first["ETag"] == second["ETag"]
    assert second["Idempotency-Replayed"] == "true"
    assert models.Building.objects.count() == 1


def test_without_a_key_it_is_another_write(people: People, body: dict[str, Any]) -> None:
    client = bearer(people["planner"])
    assert made(client, None, **body).status_code == 201
    problem_in(made(client, None, **body), status=409, code="already_exists")


def test_another_body_under_the_key(people: People, body: dict[str, Any]) -> None:
    client = bearer(people["planner"])
    made(client, "k1", **body)
    response = made(client, "k1", **{**body, "code": "2#"})
    problem_in(response, status=422, code="idempotency_key_reused")
    assert models.Building.objects.count() == 1


def test_a_key_is_its_users_own(people: People, body: dict[str, Any]) -> None:
    made(bearer(people["planner"]), "k1", **body)
    response = made(bearer(people["project_admin"]), "k1", **{**body, "code": "2#"})
    assert response.status_code == 201


def test_a_refusal_is_not_remembered(people: People, body: dict[str, Any]) -> None:
    client = bearer(people["planner"])
    problem_in(made(client, "k1", **{**body, "name": ""}), status=400)
    assert not models.IdempotencyKey.objects.exists()
    assert made(client, "k1", **body).status_code == 201


def aged(*, days: int) -> None:
    seen = timezone.now() - datetime.timedelta(days=days)
    models.IdempotencyKey.objects.update(created_at=seen)


def test_remembered_while_a_phone_lies_in_a_drawer(people: People, body: dict[str, Any]) -> None:
    client = bearer(people["planner"])
    made(client, "k1", **body)
    aged(days=89)
    photos_sweep(now=timezone.now())
    assert made(client, "k1", **body)["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize("is_swept", [True, False])
def test_forgotten_at_last(people: People, body: dict[str, Any], *, is_swept: bool) -> None:
    client = bearer(people["planner"])
    made(client, "k1", **body)
    aged(days=91)
    if is_swept:
        photos_sweep(now=timezone.now())
        assert not models.IdempotencyKey.objects.exists()
    assert made(client, "k1", **{**body, "code": "2#"}).status_code == 201


@pytest.mark.parametrize("key", ["x" * 101, "with space", "schlüssel"])
def test_a_key_that_is_none(people: People, body: dict[str, Any], key: str) -> None:
    response = made(bearer(people["planner"]), key, **body)
    problem_in(response, status=400, code="invalid_idempotency_key")
    assert not models.Building.objects.exists()


def test_many_rows_or_none(people: People, project: models.Project) -> None:
    client = bearer(people["planner"])
    rows = [
        {"project": project.pk, "code": "A", "name": "a"},
        {"project": project.pk, "code": "A", "name": "b"},
    ]
    response = client.post("/api/v1/activities/", json.dumps(rows), "application/json")
    said = problem_in(response, status=409, code="already_exists")
    assert said["errors"][0]["pointer"] == "/1/code"
    rows[1]["code"], rows[1]["colour"] = "B", "red"
    response = client.post("/api/v1/activities/", json.dumps(rows), "application/json")
    said = problem_in(response, status=400, code="unknown_field")
    assert said["errors"][0]["pointer"] == "/1/colour"
    assert not models.Activity.objects.exists()
    del rows[1]["colour"]
    response = client.post("/api/v1/activities/", json.dumps(rows), "application/json")
    assert response.status_code == 201, response.content
    assert [row["code"] for row in response.json()] == ["A", "B"]


# the names let the tables be emptied with those that refer to them (knox's unused one)
@WITH_COMMITS
def test_a_key_sent_by_eight_at_once_makes_one_row() -> None:
    project = factories.ProjectFactory.create()
    client = bearer(factories.cast(project)["planner"])
    body = {"project": project.pk, "code": "1#", "name": "一号厂房"}
    start, answers = threading.Barrier(8), []

    def send() -> None:
        start.wait()
        answers.append(made(client, "k1", **body))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = [answer for answer in answers if answer.status_code == 201]
    assert stored
    assert len({answer.content for answer in stored}) == 1
    assert sum("Idempotency-Replayed" not in answer for answer in stored) == 1
    for answer in set(answers) - set(stored):
        problem_in(answer, status=409, code="idempotency_in_progress")
    assert models.Building.objects.count() == 1
