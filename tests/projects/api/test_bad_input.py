"""Hostile input of every class to every endpoint that takes it: a clear refusal, nothing stored."""

import json
from typing import Any

import pytest
from django.test import Client

from projects import models
from tests import factories
from tests.projects.api.asking import SHAPE, bearer, problem_in
from tests.projects.api.test_matrix import ROUTES, Route, rows_in

pytestmark = pytest.mark.django_db

JSON_ROUTES = [
    route
    for route in ROUTES
    # a photo comes as a form; its own tests walk that
    if route.method in ("post", "patch") and (route.noun, route.action) != ("photos", "create")
]
LISTS = [
    route for route in ROUTES if route.action == "list" and route.noun not in ("portfolio", "auth")
]
DETAILS = [route for route in ROUTES if "<int:pk>" in route.path]
WATCHED = (
    models.Project,
    models.Building,
    models.Calendar,
    models.Membership,
    models.Activity,
    models.ProgressEntry,
    models.Photo,
    models.AuthToken,
    models.IdempotencyKey,
)

# raw body, content type, the codes that may answer it
SYNTAX = {
    "cut": (b'{"name": "x', "application/json"),
    "two values": (b"{} {}", "application/json"),
    "trailing comma": (b'{"name": "x",}', "application/json"),
    "duplicate keys": (b'{"name": "a", "name": "b"}', "application/json"),
    "NaN": (b'{"percent": NaN}', "application/json"),
    "Infinity": (b'{"percent": -Infinity}', "application/json"),
    "1e400": (b'{"percent": 1e400}', "application/json"),
    "10,000 digits": (b'{"project": ' + b"9" * 10_000 + b"}", "application/json"),
    "65 deep": (b"[" * 65 + b"]" * 65, "application/json"),
    "100,000 deep": (b"[" * 100_000, "application/json"),
    "100,000 objects deep": (b'{"a":' * 100_000, "application/json"),
    "lone surrogate": (b'{"name": "\\ud800"}', "application/json"),
    "surrogate in a name": (b'{"\\udfff": 1}', "application/json"),
    "not UTF-8": (b'{"name": "\xff\xfe"}', "application/json"),
    "byte order mark": (b'\xef\xbb\xbf{"name": "x"}', "application/json"),
    "UTF-16 said to be UTF-8": ('{"name": "x"}'.encode("utf-16"), "application/json"),
    "unknown charset": (b"{}", "application/json; charset=klingon"),
    "packing charset": (b"{}", "application/json; charset=bz2_codec"),
}


def stored() -> list[int]:
    return [model.objects.count() for model in WATCHED]


@pytest.fixture
def stage(db: None) -> tuple[Client, dict[str, Any]]:
    project = factories.ProjectFactory.create()
    people = factories.cast(project)
    return bearer(people["project_admin"]), rows_in(project, people)


def send(client: Client, route: Route, own: dict[str, Any], body: Any, media: str) -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.generic(
        route.method.upper(),
        route.url(own.get(route.noun, 1)),
        raw,
        media,
        headers={"If-Match": '"1"'},
    )


@pytest.mark.parametrize("route", JSON_ROUTES, ids=str)
def test_what_is_no_json(stage: tuple[Client, dict[str, Any]], route: Route) -> None:
    client, own = stage
    before = stored()
    for name, (body, media) in SYNTAX.items():
        response = send(client, route, own, body, media)
        said = problem_in(response, status=400)
        assert said["code"] in ("parse_error", "required"), (name, said)
        assert stored() == before, name


@pytest.mark.parametrize("route", JSON_ROUTES, ids=str)
@pytest.mark.parametrize("body", [None, 1, "text", True, [], [[]], [1], {"": 1}, {"__proto__": {}}])
def test_json_that_is_no_body(
    stage: tuple[Client, dict[str, Any]], route: Route, body: Any
) -> None:
    client, own = stage
    before = stored()
    response = send(client, route, own, body, "application/json")
    assert response.status_code in (400, 409), (body, response.content)
    assert set(response.json()) >= SHAPE
    assert stored() == before


NAMES = {
    "100,000 characters": "x" * 100_000,
    "NUL": "a\x00b",
    "only blanks": " \t\n",
    "nothing": "",
    "a number": 7,
    "true": True,
    "null": None,
    "a list": ["x"],
    "an object": {"$gt": ""},
}


@pytest.mark.parametrize("name", NAMES, ids=str)
@pytest.mark.parametrize("noun", ["projects", "buildings", "calendars", "activities", "milestones"])
def test_names_refused(stage: tuple[Client, dict[str, Any]], noun: str, name: str) -> None:
    client, own = stage
    before = stored()
    body = {"project": own["projects"], "code": "NEW", "name": NAMES[name]}
    if noun == "projects":
        del body["project"]
    if noun == "calendars":
        del body["code"]
    response = client.post(f"/api/v1/{noun}/", json.dumps(body), "application/json")
    said = problem_in(response, status=400)
    assert [each["pointer"] for each in said["errors"]] == ["/name"], said
    assert stored() == before


STRANGE = [
    "../../etc/passwd",
    "a\r\nBcc: x@y",
    "\u202egnp.exe",
    "<script>alert(1)</script>",
    "=1+1",
    "'; DROP TABLE projects_project;--",
    "%s%n{0}",
    "封顶\u2028主体",
    "👷🏗️",
    "\x1b[31mred",
]


@pytest.mark.parametrize("name", STRANGE)
def test_strange_names_are_text_and_come_back_as_they_went(
    stage: tuple[Client, dict[str, Any]], name: str
) -> None:
    client, own = stage
    body = {"project": own["projects"], "code": "NEW", "name": name}
    made = client.post("/api/v1/milestones/", json.dumps(body), "application/json")
    assert made.status_code == 201, made.content
    assert made.json()["name"] == name
    assert made["Content-Type"] == "application/json"
    assert made["X-Content-Type-Options"] == "nosniff"
    found = client.get("/api/v1/milestones/", {"search": name}).json()
    assert [row["name"] for row in found["results"]] == [name]


@pytest.mark.parametrize(
    "date",
    [
        "0001-01-01",
        "9999-12-31",
        "1899-12-31",
        "3000-01-01",
        "2026-02-30",
        "2026-13-01",
        "2026-11-20T00:00:00Z",
        "20.11.2026",
        "20261120",
        "2026-W47-5",
        "٢٠٢٦-١١-٢٠",
        "",
        "today",
        20261120,
        1.5,
        True,
        [],
        "2026-11-20\x00",
        "x" * 10_000,
    ],
)
@pytest.mark.parametrize("noun", ["activities", "milestones"])
def test_dates(stage: tuple[Client, dict[str, Any]], noun: str, date: Any) -> None:
    client, own = stage
    before = stored()
    body = {"project": own["projects"], "code": "NEW", "name": "x", "planned_finish": date}
    response = client.post(f"/api/v1/{noun}/", json.dumps(body), "application/json")
    said = problem_in(response, status=400)
    assert [each["pointer"] for each in said["errors"]] == ["/planned_finish"]
    assert stored() == before


@pytest.mark.parametrize("number", [-1, 10**5, 10**23, 1.5, "4", True, [], {}, "NaN", "1e999999"])
def test_numbers(stage: tuple[Client, dict[str, Any]], number: Any) -> None:
    client, own = stage
    body = {"project": own["projects"], "code": "NEW", "name": "x", "floors": number}
    before = stored()
    response = client.post("/api/v1/buildings/", json.dumps(body), "application/json")
    said = problem_in(response, status=400)
    assert [each["pointer"] for each in said["errors"]] == ["/floors"]
    assert stored() == before


@pytest.mark.parametrize("related", [-1, 0, 10**12, 10**23, -(10**23), 1.5, "1", True, [], {}])
def test_ids_in_bodies(stage: tuple[Client, dict[str, Any]], related: Any) -> None:
    client, _own = stage
    before = stored()
    body = {"project": related, "code": "NEW", "name": "x"}
    for noun in ("buildings", "activities", "milestones"):
        response = client.post(f"/api/v1/{noun}/", json.dumps(body), "application/json")
        said = problem_in(response, status=400)
        assert [each["pointer"] for each in said["errors"]] == ["/project"]
    assert stored() == before


@pytest.mark.parametrize("route", DETAILS, ids=str)
def test_ids_in_paths(stage: tuple[Client, dict[str, Any]], route: Route) -> None:
    client, _own = stage
    for pk in ("0", str(10**12), str(2**63), str(10**23), "9" * 5000, "-1", "1.5", "x", "%00", "٣"):
        response = client.generic(route.method.upper(), route.url(pk))
        problem_in(response, status=404, code="not_found")


VALUES = [
    "",
    "x",
    "-1",
    str(10**23),
    "1e3",
    "\x00",
    "x" * 10_000,
    "0001-01-01",
    "9999-12-31",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "2026-02-30",
    "true",
    "1,2",
    "(",
    "%",
    "null",
    "{}",
    "\u202e",
    "٣",
    "'",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
]


@pytest.mark.parametrize("route", LISTS, ids=str)
def test_every_value_in_every_parameter(stage: tuple[Client, dict[str, Any]], route: Route) -> None:
    client, _own = stage
    view = route.view()
    view.action = "list"
    for name in view.known_parameters():
        for value in VALUES:
            response = client.get(route.url(""), {name: value})
            assert response.status_code in (200, 400), (name, value[:50], response.content[:300])
            if response.status_code == 400:
                said = problem_in(response, status=400)
                assert {each["pointer"] for each in said["errors"]} == {f"/{name}"}


def test_broken_query_strings(stage: tuple[Client, dict[str, Any]]) -> None:
    client, _own = stage
    for query in ("%ff=%fe", "=", "&&&", "a" * 5000, "search=%ff", "%00=1", "fields=id&fields=id"):
        response = client.get(f"/api/v1/projects/?{query}")
        assert response.status_code in (200, 400), query


def test_mass_assignment(stage: tuple[Client, dict[str, Any]]) -> None:
    client, own = stage
    for name in (
        "id",
        "version",
        "created_at",
        "state",
        "reached_at",
        "overdue_at",
        "is_superuser",
    ):
        body = {"project": own["projects"], "code": "NEW", "name": "x", name: 1}
        response = client.post("/api/v1/activities/", json.dumps(body), "application/json")
        said = problem_in(response, status=400)
        assert [each["pointer"] for each in said["errors"]] == [f"/{name}"]
        assert said["code"] in ("unknown_field", "read_only_field")


def test_too_many_rows_at_once(stage: tuple[Client, dict[str, Any]]) -> None:
    client, own = stage
    before = stored()
    row = {"project": own["projects"], "name": "x"}
    rows = [{**row, "code": f"N{number}"} for number in range(1001)]
    response = client.post("/api/v1/activities/", json.dumps(rows), "application/json")
    problem_in(response, status=400)
    assert stored() == before


def test_protocol(stage: tuple[Client, dict[str, Any]]) -> None:
    client, _own = stage
    url = "/api/v1/projects/"
    announced = client.post(
        url, "{}", "application/json", headers={"Content-Length": "99999999999"}
    )
    assert announced.status_code in (400, 413)
    for media in ("text/html", "application/xml", "application/x-www-form-urlencoded", "x", ""):
        problem_in(client.generic("POST", url, b"{}", media), status=415)
    for accept in ("text/html", "image/png", "application/xml", ";;;", "\x00"):
        problem_in(client.get(url, headers={"Accept": accept}), status=406)
    for header in ("X-HTTP-Method-Override", "X-Forwarded-Host", "X-Original-URL", "Forwarded"):
        assert client.get(url, headers={header: "DELETE"}).status_code == 200
