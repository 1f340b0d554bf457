"""What a phone says of a photo it sends: its clock and its place at the moment of capture."""

import datetime
from dataclasses import dataclass
from typing import Any

from projects.imaging import PhotoFacts
from projects.imaging.exif import CLOCK_SKEW, offset_name
from projects.models.words import TakenAtSource

# what a column of whole seconds holds; sixty-eight years
SECONDS_MOST = 2**31 - 1


@dataclass(frozen=True)
class DeviceFacts:
    """`taken_at` with the phone's offset from UTC; degrees (WGS 84) together or not at all."""

    taken_at: datetime.datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    accuracy_m: float | None = None


def device_columns(
    device: DeviceFacts, facts: PhotoFacts, now: datetime.datetime
) -> dict[str, Any]:
    """The columns that the phone's word fills; the file's own time goes before the phone's.

    A clock more than a day ahead of ours is no capture time, as with the file's.
    """
    taken = device.taken_at
    ahead = (taken - now).total_seconds() if taken else 0
    columns: dict[str, Any] = {
        "device_taken_at": taken,
        "device_latitude": device.latitude,
        "device_longitude": device.longitude,
        "device_accuracy_m": device.accuracy_m,
        "clock_ahead_s": int(min(max(ahead, facts.clock_ahead_s, 0), SECONDS_MOST)),
    }
    if facts.taken_at is None and taken is not None and taken - now <= CLOCK_SKEW:
        columns |= {
            "taken_at": taken,
            "taken_at_source": TakenAtSource.DEVICE,
            "taken_at_zone": offset_name(taken.utcoffset() or datetime.timedelta()),
        }
    return columns
