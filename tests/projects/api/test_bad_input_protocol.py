"""Hostile headers and methods: announced lengths, media types, charsets, versions, routing."""

import itertools
import json
from typing import Any

import pytest
from django.db.models import Model

from projects import models
from tests.projects.api.asking import problem_in
from tests.projects.api.hostile import JSON_ROUTES, Inside, send, stored
from tests.projects.api.routes import ROUTES, Route

pytestmark = pytest.mark.django_db

METHODS = ("get", "post", "put", "patch", "delete", "options", "trace")
PATHS = {
    path: {route.method for route in routes}
    for path, routes in itertools.groupby(
        sorted(ROUTES, key=lambda route: route.path), key=lambda route: route.path
    )
}
VERSIONED: dict[str, type[Model]] = {
    "projects": models.Project,
    "buildings": models.Building,
    "calendars": models.Calendar,
    "activities": models.Activity,
    "milestones": models.Activity,
}
CHANGES = [
    route for route in ROUTES if route.noun in VERSIONED and route.method in ("patch", "delete")
]


def test_protocol(inside: Inside) -> None:
    client, _own = inside
    url = "/api/v1/projects/"
    announced = client.post(
        url, "{}", "application/json", headers={"Content-Length": "99999999999"}
    )
    assert announced.status_code in (400, 413)
    for accept in ("text/html", "image/png", "application/xml", ";;;", "\x00"):
        problem_in(client.get(url, headers={"Accept": accept}), status=406)
    for header in ("X-HTTP-Method-Override", "X-Forwarded-Host", "X-Original-URL", "Forwarded"):
        assert client.get(url, headers={header: "DELETE"}).status_code == 200


@pytest.mark.parametrize("route", JSON_ROUTES, ids=str)
def test_bodies_of_other_kinds(inside: Inside, route: Route) -> None:
    client, own = inside
    before = stored()
    kinds = ("text/html", "application/xml", "application/x-www-form-urlencoded", "x", "")
    for media in (*kinds, "text/plain; application/json", "multipart/form-data; boundary=x"):
        problem_in(send(client, route, own, b"{}", media), status=415)
    assert stored() == before


@pytest.mark.parametrize(
    "media",
    [
        "application/json",
        "application/json;charset=UTF-8",
        'application/json; charset="utf-8"',
        "application/json; charset=utf-16",
        "application/json; charset=gb18030",
    ],
)
def test_a_charset_is_believed(inside: Inside, media: str) -> None:
    client, own = inside
    charset = media.partition("charset=")[2].strip('"') or "utf-8"
    said = {"project": own["projects"], "code": "NEW", "name": "封顶"}
    raw = json.dumps(said, ensure_ascii=False).encode(charset)
    made = client.generic("POST", "/api/v1/buildings/", raw, media)
    assert made.status_code == 201, made.content
    assert made.json()["name"] == "封顶"


@pytest.mark.parametrize("path", PATHS)
def test_wrong_methods(inside: Inside, path: str) -> None:
    client, own = inside
    noun = path.removeprefix("/api/v1/").split("/")[0]
    url = next(route for route in ROUTES if route.path == path).url(own.get(noun, 1))
    before = stored()
    for method in sorted(set(METHODS) - PATHS[path]):
        said: Any = problem_in(client.generic(method.upper(), url), status=405)
        assert said["code"] == "method_not_allowed"
    allowed = client.put(url)["Allow"]
    assert {method.upper() for method in PATHS[path]} <= set(allowed.split(", "))
    assert stored() == before


@pytest.mark.parametrize("route", CHANGES, ids=str)
def test_every_change_needs_the_version_read(inside: Inside, route: Route) -> None:
    client, own = inside
    row = VERSIONED[route.noun]._default_manager.get(pk=own[route.noun])
    wrong = {"": 428, "*": 428, '"2"': 412, 'W/"1"': 412, "1": 412, '"x", "0"': 412, ",": 412}
    for etag, status in wrong.items():
        response = client.generic(
            route.method.upper(),
            route.url(row.pk),
            b'{"name": "taken"}',
            "application/json",
            headers={"If-Match": etag},
        )
        problem_in(response, status=status)
    kept = VERSIONED[route.noun]._default_manager.filter(pk=row.pk).values().get()
    before = {name: getattr(row, name) for name in kept}
    assert kept == before
