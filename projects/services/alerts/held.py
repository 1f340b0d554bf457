"""What an administrator does to deliveries by hand; the alert's life says who did it."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import AlertDelivery, AlertEvent, User
from projects.models.alert_words import AlertDeed, DeliveryState
from projects.services.alerts.scan import DEADLINE

# rows that one UPDATE names: more parameters take longer to bind than to find
AT_ONCE = 5000


@dataclass(frozen=True)
class _Change:
    """From which state a deed takes deliveries, and to which."""

    deed: AlertDeed
    before: DeliveryState
    after: DeliveryState
    reason: str = ""


RELEASE = _Change(AlertDeed.RELEASED, DeliveryState.HELD, DeliveryState.PENDING)
DROP = _Change(AlertDeed.DROPPED, DeliveryState.HELD, DeliveryState.CANCELLED, "dropped")
RETRY = _Change(AlertDeed.RETRIED, DeliveryState.DEAD, DeliveryState.PENDING)


def deliveries_release(
    *, rows: QuerySet[AlertDelivery], user: User, now: datetime.datetime, whole: bool = False
) -> int:
    """Let those of the deliveries go out that are held; returns how many.

    With `whole` all of them or none: 409 `wrong_state` names the ids that are not held.
    """
    return _changed(RELEASE, rows, user, now, whole=whole)


def deliveries_drop(
    *, rows: QuerySet[AlertDelivery], user: User, now: datetime.datetime, whole: bool = False
) -> int:
    """Cancel those of the deliveries that are held; as `deliveries_release`."""
    return _changed(DROP, rows, user, now, whole=whole)


def deliveries_retry(
    *, rows: QuerySet[AlertDelivery], user: User, now: datetime.datetime, whole: bool = False
) -> int:
    """Give those that were given up a new set of attempts; as `deliveries_release`."""
    return _changed(RETRY, rows, user, now, whole=whole)


@transaction.atomic
def _changed(
    change: _Change,
    rows: QuerySet[AlertDelivery],
    user: User,
    now: datetime.datetime,
    *,
    whole: bool,
) -> int:
    # in one order, so that two administrators wait for one another instead of for ever
    held = rows.order_by("pk").select_for_update(of=("self",))
    if not whole:
        held = held.filter(state=change.before)
    found = list(held.values_list("pk", "alert_id", "state"))
    wrong = [pk for pk, _alert, state in found if state != change.before]
    if wrong:
        words = {"state": change.before.label}
        detail = _("Some of them are not in the state for this: %(state)s.") % words
        raise RuleBroken("wrong_state", detail, status=409, ids=wrong)
    values = _values(change, now)
    for first in range(0, len(found), AT_ONCE):
        part = [pk for pk, *_rest in found[first : first + AT_ONCE]]
        AlertDelivery.objects.filter(pk__in=part).update(**values)
    AlertEvent.objects.bulk_create(
        [
            AlertEvent(alert_id=alert, deed=change.deed, at=now, by=user)
            for alert in sorted({alert for _pk, alert, _state in found})
        ],
        batch_size=AT_ONCE,
    )
    return len(found)


def _values(change: _Change, now: datetime.datetime) -> dict[str, Any]:
    """What the rows get: one that waits anew is written anew, for it may say something else now."""
    values: dict[str, Any] = {
        "state": change.after,
        "state_reason": change.reason,
        "message": None,
    }
    if change.after == DeliveryState.PENDING:
        values |= {"attempts": 0, "next_at": now, "deadline_at": now + DEADLINE}
    return values
