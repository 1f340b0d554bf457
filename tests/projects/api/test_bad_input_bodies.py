"""Bodies that are no JSON, or JSON that is no body, to every route that takes one."""

import json
from typing import Any

import pytest

from tests.projects.api.asking import SHAPE, problem_in
from tests.projects.api.hostile import JSON_ROUTES, Inside, send, stored
from tests.projects.api.routes import Route

pytestmark = pytest.mark.django_db

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


@pytest.mark.parametrize("route", JSON_ROUTES, ids=str)
def test_what_is_no_json(inside: Inside, route: Route) -> None:
    client, own = inside
    before = stored()
    for name, (body, media) in SYNTAX.items():
        response = send(client, route, own, body, media)
        said = problem_in(response, status=400)
        assert said["code"] in ("parse_error", "required"), (name, said)
        assert stored() == before, name


@pytest.mark.parametrize("route", JSON_ROUTES, ids=str)
@pytest.mark.parametrize("body", [None, 1, "text", True, [], [[]], [1], {"": 1}, {"__proto__": {}}])
def test_json_that_is_no_body(inside: Inside, route: Route, body: Any) -> None:
    client, own = inside
    before = stored()
    response = send(client, route, own, body, "application/json")
    assert response.status_code in (400, 409), (body, response.content)
    assert set(response.json()) >= SHAPE
    assert stored() == before


def test_too_many_rows_at_once(inside: Inside) -> None:
    client, own = inside
    before = stored()
    row = {"project": own["projects"], "name": "x"}
    rows = [{**row, "code": f"N{number}"} for number in range(1001)]
    response = client.post("/api/v1/activities/", json.dumps(rows), "application/json")
    problem_in(response, status=400)
    assert stored() == before
