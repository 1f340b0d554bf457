"""Hostile paths and query strings to every route."""

import pytest

from tests.projects.api.asking import problem_in
from tests.projects.api.hostile import DETAILS, LISTS, Inside
from tests.projects.api.routes import Route

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("route", DETAILS, ids=str)
def test_ids_in_paths(inside: Inside, route: Route) -> None:
    client, _own = inside
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
def test_every_value_in_every_parameter(inside: Inside, route: Route) -> None:
    client, _own = inside
    view = route.view()
    view.action = "list"
    for name in view.known_parameters():
        for value in VALUES:
            response = client.get(route.url(""), {name: value})
            assert response.status_code in (200, 400), (name, value[:50], response.content[:300])
            if response.status_code == 400:
                said = problem_in(response, status=400)
                assert {each["pointer"] for each in said["errors"]} == {f"/{name}"}


def test_broken_query_strings(inside: Inside) -> None:
    client, _own = inside
    for query in ("%ff=%fe", "=", "&&&", "a" * 5000, "search=%ff", "%00=1", "fields=id&fields=id"):
        response = client.get(f"/api/v1/projects/?{query}")
        assert response.status_code in (200, 400), query


HIDDEN = ("password", "email", "session_hash", "last_login", "is_superuser", "token_key", "digest")
HOPS = ("", "user__", "project__", "project__memberships__user__", "uploaded_by__", "responsible__")
ASKED = ("", "__startswith", "__regex", "__gt", "__isnull", "__in")


@pytest.mark.parametrize("route", LISTS, ids=str)
def test_no_filter_or_order_tells_of_hidden_columns(inside: Inside, route: Route) -> None:
    client, _own = inside
    url = route.url("")
    names = {f"{hop}{column}" for hop in HOPS for column in HIDDEN}
    asked = {f"{name}{how}": "a" for name in names for how in ASKED}
    said = problem_in(client.get(url, asked), status=400)
    assert {each["pointer"] for each in said["errors"]} == {f"/{name}" for name in asked}
    assert {each["code"] for each in said["errors"]} == {"unknown_parameter"}
    for name in names:
        for parameter in ("ordering", "fields"):
            problem_in(client.get(url, {parameter: name}), status=400)
