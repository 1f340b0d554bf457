"""Answering an alert without signing for it: a promised date (承诺日期), a comment."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Alert, AlertEvent, User
from projects.models.alert_words import AlertDeed
from projects.selectors.access import role_in
from projects.selectors.calendars import today_of
from projects.selectors.signers import may_answer

# calendar days: who asks for more changes the plan
PROMISE_MOST = 90


@transaction.atomic
def alert_promise(
    *, alert: Alert, user: User, until: datetime.date, comment: str = "", now: datetime.datetime
) -> Alert:
    """Promise that it will be done by `until` (local day); nobody is reminded before it is over.

    The ladder rests as long: the next scan works out anew when it climbs. A later promise takes
    the place of an earlier one, and both stay in the alert's life. Raises 409 `conflict` where
    the alert is signed for or closed, 422 `promise_out_of_range` for a day before today or more
    than `PROMISE_MOST` calendar days ahead.
    """
    _may_answer(alert, user)
    today = today_of(alert.project, now)
    if not today <= until <= today + datetime.timedelta(days=PROMISE_MOST):
        words = {"days": PROMISE_MOST}
        detail = _("A day from today on, and at most %(days)d days ahead.") % words
        raise RuleBroken("promise_out_of_range", detail, status=422, pointer="/until")
    promised = Alert.objects.filter(
        pk=alert.pk, acknowledged_at__isnull=True, closed_at__isnull=True
    ).update(promised_until=until, promised_at=now, promised_by=user, climbs_at=None)
    alert.refresh_from_db()
    if not promised:
        raise alert_answered(alert)
    AlertEvent.objects.create(
        alert=alert, deed=AlertDeed.PROMISED, at=now, by=user, until=until, text=comment
    )
    return alert


def alert_comment(*, alert: Alert, user: User, text: str, now: datetime.datetime) -> AlertEvent:
    """Keep what somebody says about an alert, also when it is signed for or closed."""
    _may_answer(alert, user)
    return AlertEvent.objects.create(
        alert=alert, deed=AlertDeed.COMMENTED, at=now, by=user, text=text
    )


def alert_answered(alert: Alert) -> RuleBroken:
    """Make the answer to who comes too late: the alert waits for nobody any more."""
    detail = (
        _("The alert is signed for already.")
        if alert.acknowledged_at
        else _("The alert is closed: the milestone is reached or was moved.")
    )
    return RuleBroken("conflict", detail, status=409)


def _may_answer(alert: Alert, user: User) -> None:
    if not may_answer(alert=alert, user=user, role=role_in(user, alert.project_id)):
        raise RuleBroken("permission_denied", _("You are not allowed to do this."), status=403)
