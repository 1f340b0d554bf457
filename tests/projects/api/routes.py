"""Every route of the API and the law of who may use it; the views must follow."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from projects.models.words import Role

ALL = {str(role) for role in Role}
PLAN = {"planner", "project_admin"}
ADMIN = {"project_admin"}
REPORT = {"site_manager", *PLAN}
SIGN = {"official", "project_admin"}
ANSWER = {*SIGN, "site_manager", "planner"}
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
    "projects": {
        **CRUD,
        "destroy": ADMIN,
        "schedule": ALL,
        "compute": PLAN,
        "gantt": ALL,
        "paths": ALL,
        "open_ends": ALL,
        "quality": ALL,
        "backward": ALL,
        "adopt": PLAN,
        "risks": ALL,
        "ask": PLAN,
        "set_ranges": PLAN,
        "levellings": ALL,
        "level": PLAN,
        "resource_usage": ALL,
        "summary": ALL,
        "s_curve": ALL,
        "front_line": ALL,
        "statutory_clocks": ALL,
        "alert_rules": ALL,
        "preview": SEEN,
        "stand": ADMIN,
        "retry": ADMIN,
        "release": ADMIN,
        "drop": ADMIN,
    },
    "buildings": {**CRUD, "plan": PLAN, "copy_plan": PLAN},
    "risk-analyses": {"risk": ALL, "cancel": PLAN},
    "levellings": {"levelling": ALL, "adopt": PLAN, "drop": PLAN},
    "schedule-templates": {"list": SIGNED_IN},
    "calendars": CRUD,
    "activities": {**CRUD, "derivation": ALL, "lateness": ALL},
    "links": CRUD,
    "resources": CRUD,
    "assignments": CRUD,
    "baselines": {**CRUD, "variance": ALL},
    "milestones": {**CRUD, "claim": REPORT, "accept": PLAN, "reopen": PLAN, "light_history": ALL},
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
        "manifest": REPORT,
    },
    # everybody's own; tests/projects/uploads/test_access.py looks at those of others
    "uploads": {
        "metadata": ANYBODY,
        "create": REPORT,
        "retrieve": SIGNED_IN,
        "offset": SIGNED_IN,
        "append": SIGNED_IN,
        "terminate": SIGNED_IN,
    },
    "viewpoints": {"list": ALL, "retrieve": ALL},
    "photo-matches": {"list": ALL, "retrieve": ALL, "settle": PLAN},
    "alerts": {
        "list": ALL,
        "retrieve": ALL,
        "acknowledge": SIGN,
        "promise": ANSWER,
        "comment": ANSWER,
        "history": ALL,
    },
    "alert-rules": {**CRUD, "create": ADMIN, "partial_update": ADMIN, "destroy": ADMIN},
    "deliveries": {"list": SEEN, "retrieve": SEEN},
    "webhooks": {
        "list": ADMIN,
        "retrieve": ADMIN,
        "create": ADMIN,
        "partial_update": ADMIN,
        "destroy": ADMIN,
        "test": ADMIN,
    },
    "alert-preferences": {"show": SIGNED_IN, "choose": SIGNED_IN},
    "web-push": {"key": SIGNED_IN},
    "contacts": {
        "list": SIGNED_IN,
        "retrieve": SIGNED_IN,
        "create": SIGNED_IN,
        "partial_update": SIGNED_IN,
        "destroy": SIGNED_IN,
        "send_code": SIGNED_IN,
        "verify": SIGNED_IN,
        "test": SIGNED_IN,
    },
    "light-rules": {"list": SIGNED_IN, "create": {"administrator"}},
    "portfolio": {"list": SIGNED_IN},
    "site": {"list": SIGNED_IN},
    "auth": {
        "list": SIGNED_IN,
        "create": ANYBODY,
        "destroy": SIGNED_IN,
        "destroy_current": SIGNED_IN,
    },
    "schema": {"get": ANYBODY},
    "docs": {"get": ANYBODY},
}


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
        path = re.sub(r"<(int|str|uuid):(pk|token_key)>", str(pk), self.path)
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
