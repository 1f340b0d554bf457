"""A network as bytes: what a computation or a baseline was made from, kept for comparison."""

import dataclasses
import datetime
import io
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduling.calendars.worktime import Shifts, WorkTime
from scheduling.columns import Columns
from scheduling.profiles import TOPOUT, Options

# of the bytes; what an older one wrote is not read as if it were this
VERSION = 1
SCALARS = ("start", "data_date", "must_finish_by", "project_calendar")
ARRAYS = tuple(
    each.name for each in dataclasses.fields(Columns) if each.name not in (*SCALARS, "calendars")
)


class UnknownVersion(ValueError):  # noqa: N818 - it names the fact
    """The bytes are of another version of this module."""


@dataclass(frozen=True)
class Packed:
    """Columns, the numbers by which their owner knows activities and links, how to compute.

    pins: which constraints come from an adopted levelling, as `levelling.pins` takes them; None
    where none does
    """

    columns: Columns
    ids: NDArray[np.int64]
    link_ids: NDArray[np.int64]
    options: Options = TOPOUT
    pins: NDArray[np.int64] | None = None


def pack(network: Packed) -> bytes:
    """Write a network; calendars go with it, so that later ones change nothing."""
    given = network.columns
    head = {
        "version": VERSION,
        "calendars": [_calendar(each) for each in given.calendars],
        "options": dataclasses.asdict(network.options),
        **{name: int(getattr(given, name)) for name in SCALARS},
    }
    arrays: dict[str, Any] = {name: _small(getattr(given, name)) for name in ARRAYS}
    arrays |= {"ids": network.ids, "link_ids": network.link_ids}
    if network.pins is not None:
        arrays["pins"] = network.pins
    arrays["head"] = np.frombuffer(json.dumps(head).encode(), np.uint8)
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    # the quickest level: a planner waits for it
    return zlib.compress(buffer.getvalue(), 1)


def unpack(packed: bytes) -> Packed:
    """Read what `pack` wrote; UnknownVersion for what another version wrote, or who knows who."""
    try:
        buffer = io.BytesIO(zlib.decompress(packed))
    except zlib.error as error:
        raise UnknownVersion(str(error)) from error
    with np.load(buffer, allow_pickle=False) as found:
        head = json.loads(found["head"].tobytes())
        if head["version"] != VERSION:
            raise UnknownVersion(head["version"])
        ids, link_ids = found["ids"], found["link_ids"]
        arrays: dict[str, Any] = {
            name: _whole(found[name], len(link_ids if name.startswith("link_") else ids))
            for name in ARRAYS
        }
        pins = found.get("pins")
    calendars = tuple(_worktime(each) for each in head["calendars"])
    scalars = {name: head[name] for name in SCALARS}
    given = Columns(calendars=calendars, **scalars, **arrays)
    return Packed(given, ids, link_ids, _options(head["options"]), pins)


def _options(said: dict[str, Any]) -> Options:
    """Options of plain numbers and truths as what they were."""
    kinds = {name: type(value) for name, value in vars(TOPOUT).items()}
    return Options(**{name: kinds[name](value) for name, value in said.items()})


def _small(column: NDArray[Any]) -> NDArray[Any]:
    """A column in which all values are equal, as one of them."""
    same = len(column) > 1 and bool((column == column[0]).all())
    return column[0] if same else column


def _whole(column: NDArray[Any], length: int) -> NDArray[Any]:
    return np.full(length, column) if column.ndim == 0 else column


def _calendar(calendar: WorkTime) -> dict[str, Any]:
    return {
        "name": calendar.name,
        "weekly": calendar.weekly,
        "exceptions": [[day.toordinal(), each] for day, each in calendar.exceptions.items()],
        "minutes_per_day": calendar.minutes_per_day,
        "provisional_years": sorted(calendar.provisional_years),
    }


def _worktime(said: dict[str, Any]) -> WorkTime:
    return WorkTime(
        weekly=tuple(map(_shifts, said["weekly"])),
        exceptions={
            datetime.date.fromordinal(day): _shifts(each) for day, each in said["exceptions"]
        },
        name=said["name"],
        minutes_per_day=said["minutes_per_day"],
        provisional_years=frozenset(said["provisional_years"]),
    )


def _shifts(said: Sequence[Sequence[int]]) -> Shifts:
    return tuple((start, finish) for start, finish in said)
