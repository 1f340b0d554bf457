"""How much a destination may be sent: over it means later, never dropped.

Providers count any stretch of a minute or an hour, and some drop in silence what is over their
limit. A bucket that fills again while it is emptied lets twice its size through in one stretch;
so the instants of the last sends are kept, and the next one waits until the oldest that counts is
out of the stretch. One row a destination, held while it is looked at and written: dispatchers in
several processes take turns, on SQLite by its one writer.
"""

import datetime
import hashlib
from collections.abc import Sequence

from django.db import transaction

from projects.channels.base import Address, Limit
from projects.models import SendBudget
from projects.models.alert_words import Channel

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MILLISECOND = datetime.timedelta(milliseconds=1)


def destination_key(channel: Channel, address: Address) -> str:
    """Name a destination without telling it."""
    return hashlib.sha256(f"{channel}\n{address.value}".encode()).hexdigest()


@transaction.atomic
def room_take(
    *, destination: str, limits: Sequence[Limit], now: datetime.datetime
) -> datetime.datetime | None:
    """Take one message's room and return None; or take nothing and return when there is room.

    Call it right before the send, outside of any transaction: a send that then fails has taken
    its room too, since the provider may have counted it. `now` is UTC, the same clock for all
    dispatchers.
    """
    if not limits:
        return None
    # made first, so that two that come for the first time find one row to wait for
    SendBudget.objects.get_or_create(destination=destination)
    row = SendBudget.objects.select_for_update().get(destination=destination)
    at = (now - EPOCH) // MILLISECOND
    longest = max(_milliseconds(limit) for limit in limits)
    # what is further ahead than any limit looks was written by a clock that has been set right
    taken = sorted(each for each in row.taken if at - longest < each <= at + longest)
    free_at = max(_free_at(taken, limit, at) for limit in limits)
    if free_at > at:
        return EPOCH + free_at * MILLISECOND
    row.taken = [*taken, at]
    row.save(update_fields=["taken"])
    return None


def _milliseconds(limit: Limit) -> int:
    return limit.within // MILLISECOND


def _free_at(taken: Sequence[int], limit: Limit, at: int) -> int:
    """When one more keeps the limit: once the `most`th last is as old as the stretch is long."""
    if len(taken) < limit.most:
        return at
    return max(at, taken[-limit.most] + _milliseconds(limit))
