"""What the tests of hostile input share: which routes take it, and what may not change by it."""

import json
from typing import Any

from django.test import Client

from projects import models
from tests.projects.api.routes import ROUTES, Route

Inside = tuple[Client, dict[str, Any]]

JSON_ROUTES = [
    route
    for route in ROUTES
    # a photo comes as a form or in pieces; its own tests walk that
    if route.method in ("post", "patch")
    and route.noun != "uploads"
    and (route.noun, route.action) != ("photos", "create")
]
LISTS = [
    route
    for route in ROUTES
    if route.action == "list" and route.noun not in ("portfolio", "site", "auth")
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


def stored() -> list[int]:
    """Count the rows of every kind."""
    return [model.objects.count() for model in WATCHED]


def send(client: Client, route: Route, own: dict[str, Any], body: Any, media: str) -> Any:
    """Send a body, raw or to be said in JSON, to the route's own row."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.generic(
        route.method.upper(),
        route.url(own.get(route.noun, 1)),
        raw,
        media,
        headers={"If-Match": '"1"'},
    )
