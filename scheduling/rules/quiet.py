"""Quiet hours: messages wait, what they are about is looked at all the same."""

import datetime
from zoneinfo import ZoneInfo

from scheduling.rules.delays import ONE_DAY, local_instant


def quiet_until(
    now: datetime.datetime, zone: ZoneInfo, begin: datetime.time, end: datetime.time
) -> datetime.datetime | None:
    """The UTC instant at which the quiet hours end that `now` lies in; None where it does not.

    `begin` and `end` are local wall times; where they run backwards the hours go over midnight.
    """
    local = now.astimezone(zone)
    clock, day = local.time(), local.date()
    over_midnight = end < begin
    if over_midnight and clock >= begin:
        return local_instant(datetime.datetime.combine(day + ONE_DAY, end), zone)
    if clock < end and (over_midnight or clock >= begin):
        return local_instant(datetime.datetime.combine(day, end), zone)
    return None
