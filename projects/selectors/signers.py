"""Who may sign for an alert (签收): the one rule behind the service, the API and the board."""

from django.db.models import Exists, OuterRef, QuerySet

from projects.models import Alert, AlertDelivery, User
from projects.models.words import Role

SIGNERS = frozenset({Role.OFFICIAL, Role.PROJECT_ADMIN})
ANSWERERS = frozenset({*SIGNERS, Role.SITE_MANAGER, Role.PLANNER})


def with_told(rows: QuerySet[Alert], *, user: User) -> QuerySet[Alert]:
    """Put on each alert as `caller_told` whether the user was told of it, within its query."""
    told = AlertDelivery.objects.filter(alert_id=OuterRef("pk"), recipient_id=user.pk)
    return rows.annotate(caller_told=Exists(told))


def may_sign(*, alert: Alert, user: User, role: str | None) -> bool:
    """May the user, who has this role in the alert's project, sign for the alert?

    Officials and project administrators may, the member whom the milestone names as responsible,
    and every member who was told of it: the ladder asks them to. No role, no signature.
    """
    if role in SIGNERS or not role:
        return bool(role)
    return alert.milestone.responsible_id == user.pk or _was_told(alert, user)


def _was_told(alert: Alert, user: User) -> bool:
    known: bool | None = getattr(alert, "caller_told", None)
    if known is None:
        return AlertDelivery.objects.filter(alert=alert, recipient=user).exists()
    return known


def may_answer(*, alert: Alert, user: User, role: str | None) -> bool:
    """May the user promise a date or comment? Everybody who works on the project, or may sign."""
    return role in ANSWERERS or may_sign(alert=alert, user=user, role=role)


def can_acknowledge(*, alert: Alert, user: User, role: str | None) -> bool:
    """Would the user's signature be taken now? Only an open alert waits, and for one only."""
    waits = alert.closed_at is None and alert.acknowledged_at is None
    return waits and may_sign(alert=alert, user=user, role=role)
