"""When something was seen on site, by the phone's word; it may arrive days later."""

import datetime

from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.grades.times import CLOCKS_AGREE
from projects.models import Activity, ProgressEntry
from projects.models.progress import SEEN_AT

# no phone keeps a report for longer; what claims to be older is a clock that was reset
KEPT_FOR = datetime.timedelta(days=366)


def seen_checked(
    *, observed_at: datetime.datetime | None, now: datetime.datetime
) -> datetime.datetime | None:
    """Return the instant, never after `now`; refuse one that no clock in order can mean."""
    if observed_at is None:
        return None
    if observed_at - now > CLOCKS_AGREE:
        raise RuleBroken(
            "in_the_future",
            _("What was seen on site must not lie in the future."),
            pointer="/observed_at",
        )
    if now - observed_at > KEPT_FOR:
        raise RuleBroken(
            "too_long_ago",
            _("What was seen on site must not lie more than a year back."),
            pointer="/observed_at",
        )
    return min(observed_at, now)


def is_overtaken(*, activity: Activity, observed_at: datetime.datetime | None) -> bool:
    """Has a percentage been reported that was seen later than this, and came earlier?"""
    if observed_at is None:
        return False
    said = ProgressEntry.objects.filter(activity=activity, percent__isnull=False)
    return said.annotate(seen=SEEN_AT).filter(seen__gt=observed_at).exists()
