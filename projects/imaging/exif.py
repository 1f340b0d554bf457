"""What a camera wrote beside the pixels: time, place, maker. Nothing of it is trusted."""

import datetime
import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PIL import Image

from projects.imaging.files import BROKEN

MAX_EXIF_BYTES = 1024 * 1024
CAMERA_TEXT_MAX = 100
TEXT_READ_MAX = 1000
CLOCK_SKEW = datetime.timedelta(days=1)

MAKE, MODEL, ORIENTATION, SOFTWARE = 0x010F, 0x0110, 0x0112, 0x0131
EXIF_PART, GPS_PART = 0x8769, 0x8825
DATE_TIME_ORIGINAL, OFFSET_TIME, OFFSET_TIME_ORIGINAL = 0x9003, 0x9010, 0x9011
GPS_LAT_REF, GPS_LAT, GPS_LON_REF, GPS_LON, GPS_ALT_REF, GPS_ALT, GPS_ERROR = (
    *range(1, 7),
    0x1F,
)
GPS_DIRECTION = 0x11
LOCAL_TIME = re.compile(
    r"(\d{4})[:/.-](\d{1,2})[:/.-](\d{1,2})[ T]+(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d*)?Z?",
    re.ASCII,
)
OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})", re.ASCII)
# real zones lie between -12:00 and +14:00
OFFSET_MINUTES = (-12 * 60, 14 * 60)

Tags = Mapping[int, object]


@dataclass(frozen=True)
class Place:
    """Where the camera says it was: degrees (WGS 84) and metres, each None when not usable."""

    latitude: float | None = None
    longitude: float | None = None
    altitude_m: float | None = None
    accuracy_m: float | None = None


@dataclass(frozen=True)
class Moment:
    """When the camera says it was: a UTC instant, where it comes from and the zone assumed.

    `ahead_s` is by how many seconds it lay after the upload; one that lies more than a day after
    it is no capture time, and nothing but this is left of it.
    """

    taken_at: datetime.datetime | None = None
    source: str = "unknown"
    zone: str = ""
    ahead_s: int = 0


@dataclass(frozen=True)
class CameraTags:
    """The three directories we read; one that is broken is empty."""

    main: Tags
    exif: Tags
    gps: Tags


def tags_read(raw: object) -> CameraTags:
    """Read the wanted tags from an EXIF block; broken ones are left out, never guessed."""
    if not isinstance(raw, bytes) or len(raw) > MAX_EXIF_BYTES:
        return CameraTags({}, {}, {})
    exif = Image.Exif()
    try:
        exif.load(raw)
    except BROKEN:
        return CameraTags({}, {}, {})
    return CameraTags(_wanted(exif), _part(exif, EXIF_PART), _part(exif, GPS_PART))


def orientation_of(tags: CameraTags) -> int:
    """EXIF orientation 1 to 8; anything else is upright."""
    value = tags.main.get(ORIENTATION)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def camera_text(tags: CameraTags, tag: int) -> str:
    """Maker, model or software as printable text of at most 100 characters."""
    return _text(tags.main.get(tag))[:CAMERA_TEXT_MAX].strip()


def moment_of(tags: CameraTags, *, site_zone: ZoneInfo, received_at: datetime.datetime) -> Moment:
    """When the picture was taken, or unknown; the day of the upload is never a stand-in.

    With an offset the instant is certain. Without one the camera is assumed to show the site's
    local time; a time that exists twice (clocks set back) is the first of the two, one that never
    was (clocks set forward) counts from the offset before the jump (`fold=0`).
    """
    local = _local_time(_text(tags.exif.get(DATE_TIME_ORIGINAL)))
    if local is None:
        return Moment()
    offset = _offset(tags)
    source = "exif_project_zone" if offset is None else "exif_offset"
    zone = site_zone.key if offset is None else offset_name(offset.utcoffset(None))
    try:
        taken_at = local.replace(tzinfo=offset or site_zone).astimezone(datetime.UTC)
    except OverflowError:
        return Moment()
    ahead = taken_at - received_at
    ahead_s = max(0, int(ahead.total_seconds()))
    return (
        Moment(taken_at, source, zone, ahead_s) if ahead <= CLOCK_SKEW else Moment(ahead_s=ahead_s)
    )


def offset_name(offset: datetime.timedelta) -> str:
    """An offset from UTC as EXIF writes it: `+08:00`."""
    minutes = int(offset.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def direction_of(tags: CameraTags) -> float | None:
    """Where the camera looked: degrees clockwise from north, true or magnetic, or None."""
    degrees = _number(tags.gps.get(GPS_DIRECTION))
    return degrees % 360 if degrees is not None and 0 <= degrees <= 360 else None


def place_of(tags: CameraTags) -> Place:
    """Where the picture was taken; both coordinates or none.

    Exactly 0°, 0° is what cameras without a fix write, so it is no position.
    """
    latitude = _degrees(tags.gps.get(GPS_LAT), tags.gps.get(GPS_LAT_REF), "NS", 90)
    longitude = _degrees(tags.gps.get(GPS_LON), tags.gps.get(GPS_LON_REF), "EW", 180)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return Place()
    accuracy = _number(tags.gps.get(GPS_ERROR))
    if accuracy is not None and not 0 < accuracy <= 100_000:
        accuracy = None
    return Place(latitude, longitude, _altitude(tags.gps), accuracy)


def _wanted(source: Image.Exif | dict[int, object]) -> Tags:
    """The tags of one directory that can be decoded; decoding is lazy and may fail per tag."""
    found: dict[int, object] = {}
    for tag in (
        *(MAKE, MODEL, ORIENTATION, SOFTWARE, DATE_TIME_ORIGINAL, OFFSET_TIME),
        *(
            OFFSET_TIME_ORIGINAL,
            GPS_DIRECTION,
            GPS_LAT_REF,
            GPS_LAT,
            GPS_LON_REF,
            GPS_LON,
            GPS_ALT_REF,
            GPS_ALT,
            GPS_ERROR,
        ),
    ):
        try:
            found[tag] = source.get(tag)
        except BROKEN:
            continue
    return found


def _part(exif: Image.Exif, tag: int) -> Tags:
    try:
        return _wanted(exif.get_ifd(tag))
    except BROKEN:
        return {}


def _text(value: object) -> str:
    """Printable text of a tag: up to its first NUL, without control or formatting characters."""
    if isinstance(value, str):
        # Pillow reads ASCII tags as Latin-1; phones write UTF-8
        value = value[:TEXT_READ_MAX].encode("latin-1", "replace")
    if not isinstance(value, bytes):
        return ""
    text = value[:TEXT_READ_MAX].split(b"\0", 1)[0].decode("utf-8", "replace")
    return "".join(
        letter for letter in text if unicodedata.category(letter)[0] != "C" and letter != "�"
    ).strip()


def _local_time(text: str) -> datetime.datetime | None:
    """The camera's clock without zone; None when blank, of year 0000 or impossible."""
    match = LOCAL_TIME.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part) for part in match.groups())
    try:
        return datetime.datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - no zone is the point
    except ValueError:
        return None


def _offset(tags: CameraTags) -> datetime.timezone | None:
    """The UTC offset of the capture time; one that no zone has is as good as none."""
    for tag in (OFFSET_TIME_ORIGINAL, OFFSET_TIME):
        text = _text(tags.exif.get(tag))
        if text == "Z":
            return datetime.UTC
        match = OFFSET.fullmatch(text)
        if match is None or int(match[3]) > 59:
            continue
        minutes = (int(match[2]) * 60 + int(match[3])) * (-1 if match[1] == "-" else 1)
        if OFFSET_MINUTES[0] <= minutes <= OFFSET_MINUTES[1]:
            return datetime.timezone(datetime.timedelta(minutes=minutes))
    return None


def _number(value: object) -> float | None:
    """A finite number, also from a fraction whose denominator may be zero."""
    if isinstance(value, str | bytes | tuple) or value is None:
        return None
    try:
        number = float(value)  # type: ignore[arg-type] # EXIF may hold anything; TypeError is the answer
    except BROKEN:
        return None
    return number if math.isfinite(number) else None


def _degrees(value: object, reference: object, letters: str, limit: int) -> float | None:
    """Degrees, minutes and seconds as signed degrees; None without a hemisphere."""
    hemisphere = _text(reference)[:1].upper()
    if not isinstance(value, tuple) or not 1 <= len(value) <= 3:
        return None
    if not hemisphere or hemisphere not in letters:
        return None
    parts = [_number(part) for part in value]
    if any(part is None or part < 0 for part in parts):
        return None
    degrees = sum(
        part / scale for part, scale in zip(parts, (1, 60, 3600), strict=False) if part is not None
    )
    if degrees > limit:
        return None
    return -degrees if hemisphere == letters[1] else degrees


def _altitude(gps: Tags) -> float | None:
    """Metres above (or, by its reference, below) sea level, where somebody can build."""
    metres = _number(gps.get(GPS_ALT))
    if metres is None:
        return None
    if gps.get(GPS_ALT_REF) in {b"\x01", b"\x03", 1, 3}:
        metres = -metres
    return metres if -1000 <= metres <= 10_000 else None
