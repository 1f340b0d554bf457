"""Every route × method × caller × own, other and missing; a route without a rule fails."""

import itertools
import json
from typing import Any

import pytest
from django.test import Client

from tests.projects.api.asking import problem_in
from tests.projects.api.routes import ALL, ANYBODY, ROUTES, RULES, Route
from tests.projects.api.stage import NOBODY, OUTSIDERS, Stage

SAFE = {"get"}
SCOPED = [route for route in ROUTES if RULES.get(route.noun, {}).get(route.action, set()) <= ALL]
DETAILS = [route for route in SCOPED if route.one]
LISTS = [route for route in SCOPED if not route.one]


def test_every_route_has_a_rule_and_every_rule_a_route() -> None:
    found: dict[str, set[str]] = {}
    for route in ROUTES:
        found.setdefault(route.noun, set()).add(route.action)
    assert found == {noun: set(rules) for noun, rules in RULES.items()}


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_no_view_escapes_the_rules(route: Route) -> None:
    names = {permission.__name__ for permission in route.view.permission_classes}
    if RULES[route.noun][route.action] != ANYBODY:
        assert names == {"DenyByDefault"}
    assert route.view.roles[route.action]


def sent(client: Client, route: Route, pk: Any) -> Any:
    """Send a request with an empty body, which stores nothing it should not."""
    call = getattr(client, route.method)
    if route.method in SAFE:
        return call(route.url(pk))
    if (route.noun, route.action) == ("photos", "create"):
        form = "multipart/form-data; boundary=x"
        return client.generic("POST", route.url(pk), b"", form)
    return call(route.url(pk), json.dumps({}), content_type="application/json")


def said(response: Any) -> tuple[int, str, str]:
    found = response.json()
    return response.status_code, found["code"], found["detail"]


@pytest.mark.parametrize("route", DETAILS, ids=str)
def test_one_row(stage: Stage, route: Route) -> None:
    rule = RULES[route.noun][route.action]
    targets = {"own": stage.own[route.noun], "other": stage.other[route.noun], "missing": 10**12}
    for name, target in itertools.product(NOBODY, targets):
        problem_in(sent(stage.callers[name], route, targets[target]), status=401)
    absent = said(sent(stage.callers["project_admin"], route, targets["missing"]))
    assert absent[:2] == (404, "not_found")
    for name in OUTSIDERS:
        assert said(sent(stage.callers[name], route, targets["own"])) == absent
        assert said(sent(stage.callers[name], route, targets["missing"])) == absent
    for role in ALL:
        assert said(sent(stage.callers[role], route, targets["other"])) == absent
        assert said(sent(stage.callers[role], route, targets["missing"])) == absent
    for role in sorted(ALL - rule):
        problem_in(sent(stage.callers[role], route, targets["own"]), status=403)
    for role in [*sorted(rule), "administrator"]:
        allowed(sent(stage.callers[role], route, targets["own"]), route)


def allowed(response: Any, route: Route) -> None:
    if route.action in ("original", "rendition"):
        # no file stands behind the row of this test
        assert response.status_code != 403, route
        return
    assert response.status_code not in (401, 403, 404, 405, 415, 500), (
        route,
        response.content[:300],
    )


@pytest.mark.parametrize("route", LISTS, ids=str)
def test_many_rows(stage: Stage, route: Route) -> None:
    rule = RULES[route.noun][route.action]
    for name in NOBODY:
        problem_in(sent(stage.callers[name], route, ""), status=401)
    for role in sorted(ALL - rule):
        problem_in(sent(stage.callers[role], route, ""), status=403)
    for role in [*sorted(rule), "administrator"]:
        allowed(sent(stage.callers[role], route, ""), route)
    if route.method == "get":
        for role in sorted(rule):
            assert shown(stage.callers[role], route, stage) == (True, False)
        assert shown(stage.callers["administrator"], route, stage) == (True, True)
        assert shown(stage.callers["other project's admin"], route, stage) == (False, True)
    if rule == ALL:
        nothing = stage.callers["member of nothing"].get(route.url("")).json()
        assert nothing["results"] == []


def shown(client: Client, route: Route, stage: Stage) -> tuple[bool, bool]:
    found = {row["id"] for row in client.get(route.url("")).json()["results"]}
    return stage.own[route.noun] in found, stage.other[route.noun] in found
