"""Who may sign for an alert (签收): the one rule behind the service, the API and the board."""

from projects.models import Alert, User
from projects.models.words import Role

SIGNERS = frozenset({Role.OFFICIAL, Role.PROJECT_ADMIN})
ANSWERERS = frozenset({*SIGNERS, Role.SITE_MANAGER, Role.PLANNER})


def may_sign(*, alert: Alert, user: User, role: str | None) -> bool:
    """May the user, who has this role in the alert's project, sign for the alert?

    Officials and project administrators may, and the member whom the milestone names as
    responsible: those whom the scan tells, and their administrators. No role, no signature.
    """
    return role in SIGNERS or (bool(role) and alert.milestone.responsible_id == user.pk)


def may_answer(*, alert: Alert, user: User, role: str | None) -> bool:
    """May the user promise a date or comment? Everybody who works on the project, or may sign."""
    return role in ANSWERERS or may_sign(alert=alert, user=user, role=role)


def can_acknowledge(*, alert: Alert, user: User, role: str | None) -> bool:
    """Would the user's signature be taken now? Only an open alert waits, and for one only."""
    waits = alert.closed_at is None and alert.acknowledged_at is None
    return waits and may_sign(alert=alert, user=user, role=role)
