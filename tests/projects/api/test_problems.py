"""One shape for every refusal, whoever refuses: framework, Django, middleware or service."""

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from projects import models
from projects.api import problems
from projects.api.problems import faults
from tests.projects.api.asking import bearer, problem_in, stranger

pytestmark = pytest.mark.django_db
People = dict[str, models.User]


def test_unknown_route_is_a_problem() -> None:
    problem_in(stranger().get("/api/v1/nothing/"), status=404, code="not_found")
    problem_in(stranger().get("/api/"), status=404, code="not_found")


def test_missing_slash_is_404_and_no_redirect_that_drops_a_body(people: People) -> None:
    client = bearer(people["planner"])
    problem_in(client.get("/api/v1/projects"), status=404, code="not_found")
    problem_in(client.post("/api/v1/projects", "{}", content_type="application/json"), status=404)


def test_no_credentials_name_the_scheme() -> None:
    response = stranger().get("/api/v1/projects/")
    problem_in(response, status=401, code="not_authenticated")
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_method_not_allowed_names_the_allowed(people: People) -> None:
    client = bearer(people["planner"])
    for method in ("put", "options", "trace"):
        response = getattr(client, method)("/api/v1/projects/")
        problem_in(response, status=405, code="method_not_allowed")
        assert "GET" in response["Allow"]
    problem_in(stranger().post("/api/v1/schema/"), status=405)


def test_not_acceptable_and_unsupported_media_type(people: People) -> None:
    client = bearer(people["planner"])
    response = client.get("/api/v1/projects/", headers={"Accept": "text/csv"})
    problem_in(response, status=406, code="not_acceptable")
    response = client.post("/api/v1/projects/", "a=1", content_type="text/plain")
    problem_in(response, status=415, code="unsupported_media_type")


def test_forged_host_is_a_problem() -> None:
    response = stranger().get("/api/v1/projects/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "bad_request"


def test_session_without_csrf_token(people: People) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["planner"], "django.contrib.auth.backends.ModelBackend")
    assert client.get("/api/v1/projects/").status_code == 200
    response = client.post("/api/v1/projects/", "{}", content_type="application/json")
    problem_in(response, status=403, code="csrf_failed")


def test_too_large_a_body(people: People, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = bearer(people["planner"]).post(
        "/api/v1/projects/", json.dumps({"name": "x" * 1000}), content_type="application/json"
    )
    problem_in(response, status=413, code="too_large")


def test_database_away_is_503_with_a_time_to_come_back(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = bearer(people["planner"])

    def away(*_args: Any, **_kwargs: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("projects.api.base.rows_of", away)
    response = client.get("/api/v1/projects/")
    problem_in(response, status=503, code="unavailable")
    assert response["Retry-After"] == "5"


@pytest.mark.parametrize("path", ["/", "/api/v1/projects/"])
def test_database_away_while_asking_who_it_is(
    people: People, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    client = stranger()
    client.force_login(people["planner"], "django.contrib.auth.backends.ModelBackend")

    def away(*_args: Any, **_kwargs: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("django.contrib.auth.backends.ModelBackend.get_user", away)
    response = client.get(path)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert b"gone" not in response.content


def test_a_person_gets_a_page(people: People) -> None:
    response = stranger().get("/nothing-here/", headers={"Accept": "text/html"})
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")
    assert b"<h1>" in response.content
    problem_in(stranger().get("/nothing", headers={"Accept": "application/json"}), status=404)


def test_a_bug_is_500_without_its_words(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    client = bearer(people["planner"])

    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise ZeroDivisionError("secret inside")

    monkeypatch.setattr("projects.api.base.rows_of", broken)
    response = client.get("/api/v1/projects/")
    problem_in(response, status=500, code="internal_error")
    assert b"secret" not in response.content


def test_request_id_is_ours_and_new_each_time() -> None:
    headers = {"X-Request-ID": "forged"}
    ids = {
        problem_in(stranger().get("/api/v1/projects/", headers=headers), status=401)["request_id"]
        for _ in range(2)
    }
    assert len(ids) == 2
    assert "forged" not in ids


def test_words_are_in_the_callers_language() -> None:
    spoken = {
        language: stranger().get("/api/v1/projects/", headers={"Accept-Language": language})
        for language in ("en", "zh-hans")
    }
    assert {name: each["Content-Language"] for name, each in spoken.items()} == {
        "en": "en",
        "zh-hans": "zh-hans",
    }
    assert spoken["en"].json()["detail"] != spoken["zh-hans"].json()["detail"]


def test_private_answers_are_not_stored(people: People) -> None:
    for client in (bearer(people["planner"]), stranger()):
        assert "no-store" in client.get("/api/v1/projects/")["Cache-Control"]


def test_lock_out_says_when_to_come_back() -> None:
    request = RequestFactory().post("/api/v1/auth/tokens/")
    response = problems.locked_out(request)
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0


def test_faults_point_into_lists_and_escape_names() -> None:
    detail = {"rows": [{}, {"a/b~c": ["wrong"]}], "non_field_errors": ["both"]}
    found = [(each["pointer"], each["detail"]) for each in faults(detail, location="body")]
    assert found == [("/rows/1/a~1b~0c", "wrong"), ("", "both")]


def test_every_fault_is_told_at_once(people: People) -> None:
    response = bearer(people["planner"]).post(
        "/api/v1/projects/",
        json.dumps({"nonsense": 1, "time_zone": "Mars/Olympus", "name": 5}),
        content_type="application/json",
    )
    said = problem_in(response, status=400)
    found = {each["pointer"]: each["code"] for each in said["errors"]}
    assert found == {
        "/nonsense": "unknown_field",
        "/time_zone": "unknown_time_zone",
        "/name": "invalid",
        "/code": "required",
    }
    assert {each["location"] for each in said["errors"]} == {"body"}
