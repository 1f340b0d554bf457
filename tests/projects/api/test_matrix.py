"""Every route × method × caller × own, other and missing; a route without a rule fails."""

import datetime
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from projects import models
from projects.models.words import AlertKind, Channel, Role
from tests import factories
from tests.projects.api.asking import bearer, problem_in, stranger, token_of

ALL = {str(role) for role in Role}
PLAN = {"planner", "project_admin"}
ADMIN = {"project_admin"}
REPORT = {"site_manager", *PLAN}
SIGN = {"official", "project_admin"}
SEEN = {"official", "planner", "project_admin"}
SECRETS = {"site_manager", "official", *PLAN}
ANYBODY = {"anonymous"}
SIGNED_IN = {"signed in"}

CRUD = {
    "list": ALL,
    "create": PLAN,
    "retrieve": ALL,
    "partial_update": PLAN,
    "destroy": PLAN,
}
# what brief and product.md 4 say; the table is the law, the views must follow it
RULES: dict[str, dict[str, set[str]]] = {
    "projects": {**CRUD, "destroy": ADMIN},
    "buildings": CRUD,
    "calendars": CRUD,
    "activities": CRUD,
    "milestones": {**CRUD, "claim": REPORT, "accept": PLAN, "reopen": PLAN},
    "memberships": {**CRUD, "create": ADMIN, "partial_update": ADMIN, "destroy": ADMIN},
    "progress-entries": {"list": ALL, "retrieve": ALL, "create": REPORT},
    "photos": {
        "list": ALL,
        "retrieve": ALL,
        "create": REPORT,
        # a site manager's own ones; test_change.py looks at those of others
        "partial_update": REPORT,
        "original": SECRETS,
        "rendition": ALL,
    },
    "alerts": {"list": ALL, "retrieve": ALL, "acknowledge": SIGN},
    "deliveries": {"list": SEEN, "retrieve": SEEN},
    "portfolio": {"list": SIGNED_IN},
    "auth": {
        "list": SIGNED_IN,
        "create": ANYBODY,
        "destroy": SIGNED_IN,
        "destroy_current": SIGNED_IN,
    },
    "schema": {"get": ANYBODY},
    "docs": {"get": ANYBODY},
}
SAFE = {"get"}


@dataclass(frozen=True)
class Route:
    """One path and method with the view's name for what they do."""

    noun: str
    path: str
    method: str
    action: str
    view: Any

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def one(self) -> bool:
        """Is the route about one row?"""
        return "<" in self.path

    def url(self, pk: Any) -> str:
        """Fill in the id."""
        path = re.sub(r"<(int|str):(pk|token_key)>", str(pk), self.path)
        return re.sub(r"<[^>]*>", "320", path)


def routes(patterns: list[Any], prefix: str = "/") -> Iterator[Route]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern) and path.startswith("/api/"):
            view: Any = pattern.callback
            actions = getattr(view, "actions", None) or {"get": "get"}
            noun = path.removeprefix("/api/v1/").split("/")[0]
            for method, action in actions.items():
                yield Route(noun, path, method, action, view.cls)


ROUTES = sorted(routes(get_resolver().url_patterns), key=str)
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


# --- the cast --------------------------------------------------------------------------------


@dataclass
class Stage:
    """Two projects with one row of every kind in each, and everybody who may call."""

    callers: dict[str, Client]
    own: dict[str, Any]
    other: dict[str, Any]


def rows_in(project: models.Project, people: dict[str, models.User]) -> dict[str, Any]:
    now = timezone.now()
    building = factories.BuildingFactory.create(project=project)
    milestone = factories.MilestoneFactory.create(project=project, building=building)
    activity = factories.ActivityFactory.create(project=project, building=building)
    entry = models.ProgressEntry.objects.create(
        project=project,
        activity=activity,
        reported_by=people["planner"],
        reported_at=now,
        percent=10,
    )
    alert = models.Alert.objects.create(
        project=project,
        milestone=milestone,
        kind=AlertKind.OVERDUE,
        opened_at=now,
        planned_finish=datetime.date(2026, 11, 20),
    )
    delivery = models.AlertDelivery.objects.create(
        project=project,
        alert=alert,
        milestone=milestone,
        kind=AlertKind.OVERDUE,
        recipient=people["official"],
        channel=Channel.EMAIL,
        next_at=now,
        deadline_at=now,
        created_at=now,
        occurrence=datetime.date(2026, 11, 21),
    )
    return {
        "projects": project.pk,
        "buildings": building.pk,
        "calendars": factories.CalendarFactory.create(project=project).pk,
        "memberships": models.Membership.objects.get(project=project, role=Role.VIEWER).pk,
        "activities": activity.pk,
        "milestones": milestone.pk,
        "progress-entries": entry.pk,
        "photos": factories.PhotoFactory.create(
            project=project, building=building, uploaded_by=people["site_manager"]
        ).pk,
        "alerts": alert.pk,
        "deliveries": delivery.pk,
    }


@pytest.fixture
def stage(db: None) -> Stage:
    ours, theirs = factories.ProjectFactory.create(), factories.ProjectFactory.create()
    people, others = factories.cast(ours), factories.cast(theirs)
    own, other = rows_in(ours, people), rows_in(theirs, others)
    callers = {str(role): bearer(people[role]) for role in Role}
    callers["administrator"] = bearer(people["administrator"])
    callers["member of nothing"] = bearer(people["stranger"])
    callers["other project's admin"] = bearer(others["project_admin"])
    callers["anonymous"] = stranger()
    callers["expired"] = bearer(people["planner"], expiry=datetime.timedelta(seconds=-1))
    factories.UserFactory.create(username="newcomer")
    gone = factories.UserFactory.create(username="gone")
    factories.MembershipFactory.create(project=ours, user=gone, role=Role.PROJECT_ADMIN)
    callers["deactivated"] = bearer(gone)
    models.User.objects.filter(pk=gone.pk).update(is_active=False)
    return Stage(callers, own, other)


NOBODY = ("anonymous", "expired", "deactivated")
OUTSIDERS = ("member of nothing", "other project's admin")


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


def test_board_shows_own_projects_only(stage: Stage) -> None:
    for name, expected in (
        ("viewer", {stage.own["projects"]}),
        ("other project's admin", {stage.other["projects"]}),
        ("member of nothing", set()),
        ("administrator", {stage.own["projects"], stage.other["projects"]}),
    ):
        board = stage.callers[name].get("/api/v1/portfolio/").json()
        assert {project["id"] for project in board["projects"]} == expected
    for name in NOBODY:
        problem_in(stage.callers[name].get("/api/v1/portfolio/"), status=401)


def test_filters_find_nothing_of_others(stage: Stage) -> None:
    client = stage.callers["project_admin"]
    for noun in ("buildings", "milestones", "activities", "calendars", "memberships", "alerts"):
        foreign = client.get(f"/api/v1/{noun}/?project={stage.other['projects']}").json()
        missing = client.get(f"/api/v1/{noun}/?project=999999").json()
        assert foreign["results"] == missing["results"] == []


BODIES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "buildings": ("project", "projects", {"code": "X", "name": "x"}),
    "calendars": ("project", "projects", {"name": "x"}),
    "activities": ("project", "projects", {"code": "X", "name": "x"}),
    "milestones": ("building", "buildings", {"code": "X", "name": "x"}),
    "memberships": ("project", "projects", {"user": "newcomer", "role": "viewer"}),
    "progress-entries": ("activity", "activities", {"percent": 50}),
}


@pytest.mark.parametrize("noun", BODIES)
def test_ids_in_bodies_answer_alike_for_foreign_and_missing(stage: Stage, noun: str) -> None:
    field, related, rest = BODIES[noun]
    before = {name: getattr(models, name).objects.count() for name in ("Building", "Activity")}
    answers = []
    for pk in (stage.other[related], 10**12, 10**23):
        body = {"project": stage.own["projects"], **rest, field: pk}
        if noun == "progress-entries":
            del body["project"]
        response = stage.callers["project_admin"].post(
            f"/api/v1/{noun}/", json.dumps(body), content_type="application/json"
        )
        answer = problem_in(response, status=400, code="unknown_relation")
        answers.append((answer["detail"], [each["pointer"] for each in answer["errors"]]))
    assert len({str(each) for each in answers}) == 1, answers
    assert answers[0][1] == [f"/{field}"]
    assert before == {
        name: getattr(models, name).objects.count() for name in ("Building", "Activity")
    }


def test_own_tokens_for_everybody_signed_in(stage: Stage) -> None:
    for name, client in stage.callers.items():
        response = client.get("/api/v1/auth/tokens/")
        assert response.status_code == (401 if name in NOBODY else 200)
    assert token_of(models.User.objects.get(username="gone"))
