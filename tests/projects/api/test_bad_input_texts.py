"""Every text that a body may carry: no NUL, no half character, no more than its column holds."""

from typing import Any

import pytest

from tests.projects.api.asking import problem_in
from tests.projects.api.hostile import JSON_ROUTES, Inside, send, stored
from tests.projects.api.routes import Route
from tests.projects.api.test_schema import operations, schema

pytestmark = pytest.mark.django_db

HOSTILE = {
    "NUL": "a\x00b",
    "100,000 characters": "x" * 100_000,
    "a number": 7,
    "a list": ["x"],
    "an object": {"$gt": ""},
}


def texts_of(route: Route) -> list[str]:
    """Name the free texts of the route's body, as the schema describes it."""
    path = route.path.replace("<int:pk>", "{id}")
    operation = operations()[path, route.method]
    if "requestBody" not in operation:
        # a door that takes nothing; what it does with something, the other bodies' tests say
        return []
    body = operation["requestBody"]["content"]["application/json"]
    reference = body["schema"].get("oneOf", [body["schema"]])[0]["$ref"]
    fields = schema()["components"]["schemas"][reference.rpartition("/")[2]]["properties"]
    return [
        name
        for name, field in fields.items()
        if "string" in (field.get("type") or ()) and "format" not in field
    ]


@pytest.mark.parametrize("route", JSON_ROUTES, ids=str)
def test_every_text(inside: Inside, route: Route) -> None:
    client, own = inside
    before = stored()
    names = texts_of(route)
    for what, value in HOSTILE.items():
        said: Any = {}
        if names:
            body = dict.fromkeys(names, value)
            said = problem_in(send(client, route, own, body, "application/json"), status=400)
        wrong = {each["pointer"] for each in said.get("errors", ())}
        assert {f"/{name}" for name in names} <= wrong, (what, said)
    assert stored() == before


def test_the_walk_meets_every_text_of_the_plan() -> None:
    found = {name for route in JSON_ROUTES for name in texts_of(route)}
    assert {"name", "name_en", "code", "wbs", "lead_unit", "note", "reason", "comment"} <= found
