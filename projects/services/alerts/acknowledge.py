"""Signing for an alert (签收)."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Alert, AlertDelivery, User
from projects.models.alert_words import DeliveryState
from projects.selectors.access import role_in
from projects.selectors.signers import may_sign
from projects.services.alerts.answer import alert_answered


@transaction.atomic
def alert_acknowledge(
    *, alert: Alert, user: User, comment: str = "", now: datetime.datetime
) -> Alert:
    """Sign for an open alert; what was still to be said of it is not said any more.

    The conditional UPDATE lets the first of two signatures win; the second gets 409 `conflict`.
    Officials, project administrators and the milestone's responsible member may sign.
    A message that already left may arrive after the signature.
    """
    if not may_sign(alert=alert, user=user, role=role_in(user, alert.project_id)):
        raise RuleBroken("permission_denied", _("You are not allowed to do this."), status=403)
    signed = Alert.objects.filter(
        pk=alert.pk, acknowledged_at__isnull=True, closed_at__isnull=True
    ).update(acknowledged_at=now, acknowledged_by=user, comment=comment)
    alert.refresh_from_db()
    if not signed:
        raise alert_answered(alert)
    AlertDelivery.objects.filter(
        alert=alert, state__in=(DeliveryState.PENDING, DeliveryState.HELD, DeliveryState.BUNDLED)
    ).update(state=DeliveryState.CANCELLED, state_reason="acknowledged", message=None)
    return alert
