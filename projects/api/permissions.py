"""Deny by default: every action of every view names who may do it."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from projects.models.words import Role
from projects.selectors.access import REPORTING
from projects.selectors.signers import ANSWERERS, SIGNERS

Rule = frozenset[str]

PUBLIC: Rule = frozenset({"public"})
SIGNED_IN: Rule = frozenset({"signed_in"})
MEMBERS: Rule = frozenset(Role)
PLANNERS: Rule = frozenset({Role.PLANNER, Role.PROJECT_ADMIN})
ADMINS: Rule = frozenset({Role.PROJECT_ADMIN})
REPORTERS: Rule = REPORTING
OFFICIALS: Rule = SIGNERS
ANSWERING: Rule = ANSWERERS
# who may see where a photo was taken, and its original
TRUSTED: Rule = frozenset({Role.SITE_MANAGER, Role.PLANNER, Role.OFFICIAL, Role.PROJECT_ADMIN})

# who runs the site; a role in a project is not enough
ADMINISTRATORS: Rule = frozenset({"administrator"})
NOBODY: Rule = frozenset()


class RuledView(Protocol):
    """A view with its table of rules."""

    action: str | None
    roles: Mapping[str, Rule]


def rule_of(view: Any) -> Rule:
    """Return who may do what the view is about to do; nobody when no rule says so."""
    roles: Mapping[str, Rule] = getattr(view, "roles", {})
    return roles.get(getattr(view, "action", None) or "", NOBODY)


def allows(rule: Rule, roles: Iterable[str]) -> bool:
    """Is one of the roles named by the rule?"""
    return not rule.isdisjoint(roles)


class DenyByDefault(BasePermission):
    """Ask the view's rule; rules by role are decided in the project, by the view's base."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Let in whom the rule may concern; the method nobody handles becomes 405 later."""
        rule = rule_of(view)
        if rule == PUBLIC:
            return True
        if not request.user.is_authenticated:
            return False
        if rule == ADMINISTRATORS:
            return bool(request.user.is_superuser)
        handled = getattr(view, "action_map", {}).values()
        return bool(rule) or getattr(view, "action", None) not in handled

    def has_object_permission(self, request: Request, view: Any, obj: Any) -> bool:  # noqa: ARG002 - the framework's signature
        """Compare the caller's role in the object's project with the rule."""
        rule = rule_of(view)
        return rule in (PUBLIC, SIGNED_IN) or allows(rule, [getattr(obj, "caller_role", "")])
