"""The link in a mail: who may sign for what, in an address that cannot be forged."""

import datetime
from dataclasses import dataclass

from django.core import signing
from django.db.models import F
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Alert, AlertDelivery, User

SALT = "topout.sign"
VALID = datetime.timedelta(days=14)


@dataclass(frozen=True)
class SignRequest:
    """Somebody who may sign for an alert because he was told of it."""

    alert: Alert
    user: User


def sign_token_make(delivery: AlertDelivery) -> str:
    """Make the token of a delivery's link; it names the delivery and no secret."""
    return signing.dumps(delivery.pk, salt=SALT)


def sign_token_read(token: str) -> SignRequest:
    """Return what the token allows.

    Raises RuleBroken `link_expired` (410) after 14 days, `not_found` (404) for a token that is
    not ours, and for a person who left the project or may not sign in any more.
    """
    try:
        delivery_id = signing.loads(token, salt=SALT, max_age=VALID)
    except signing.SignatureExpired as error:
        raise RuleBroken("link_expired", _("This link has expired."), status=410) from error
    except signing.BadSignature as error:
        raise _unknown() from error
    delivery = (
        AlertDelivery.objects.select_related(
            "recipient",
            "alert__project__calendar",
            "alert__milestone__building",
            "alert__acknowledged_by",
        )
        .filter(
            pk=delivery_id,
            recipient__is_active=True,
            recipient__memberships__project_id=F("project_id"),
        )
        .first()
    )
    if delivery is None:
        raise _unknown()
    return SignRequest(alert=delivery.alert, user=delivery.person)


def _unknown() -> RuleBroken:
    return RuleBroken("not_found", _("This link leads nowhere."), status=404)
