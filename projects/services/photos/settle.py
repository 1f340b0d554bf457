"""Settling a flag: a person looked at both uses and says why they are right."""

import datetime

from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import PhotoMatch, User


def match_settle(
    *, match: PhotoMatch, user: User, reason: str, now: datetime.datetime
) -> PhotoMatch:
    """Settle an open flag with a reason; it stays in the record and at no photo any more.

    Raises RuleBroken: conflict (409) where it is settled already.
    """
    taken = PhotoMatch.objects.filter(pk=match.pk, settled_at__isnull=True).update(
        settled_at=now, settled_by=user, settled_reason=reason
    )
    if not taken:
        raise RuleBroken("conflict", _("The flag is settled already."), status=409)
    match.refresh_from_db()
    return match
