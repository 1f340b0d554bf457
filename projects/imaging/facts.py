"""A quick look at an upload: what it is, when and where it says it was taken."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from projects.imaging import editors, exif
from projects.imaging.files import photo_opened


@dataclass(frozen=True)
class PhotoFacts:
    """What the header and the EXIF block say.

    `width` and `height` are pixels as seen upright. `taken_at` is a UTC instant or None;
    `taken_at_source` is exif_offset, exif_project_zone or unknown, `taken_at_zone` the offset
    read ("+03:00"), the zone assumed ("Asia/Shanghai") or empty. Latitude and longitude are
    degrees and come together or not at all; `direction_deg` is where the camera looked, clockwise
    from north. `clock_ahead_s` is by how many seconds the camera's clock was ahead of the upload,
    `editor` the editing program that names itself in the file, else empty.
    """

    format: str
    mime: str
    width: int
    height: int
    orientation: int
    taken_at: datetime.datetime | None
    taken_at_source: str
    taken_at_zone: str
    latitude: float | None
    longitude: float | None
    altitude_m: float | None
    gps_accuracy_m: float | None
    camera_make: str
    camera_model: str
    direction_deg: float | None
    clock_ahead_s: int
    editor: str

    @property
    def metadata_stripped(self) -> bool:
        """Is there nothing that a camera writes: neither maker nor time nor place?"""
        named = self.camera_make or self.camera_model
        return not named and self.taken_at is None and self.latitude is None


def photo_inspect(path: Path, *, site_zone: ZoneInfo, received_at: datetime.datetime) -> PhotoFacts:
    """Read the facts without decoding pixels (milliseconds); PhotoRefused if it is no photo.

    A file cut short may still pass: only rendering decodes it to the end.
    """
    with photo_opened(path) as photo:
        tags = exif.tags_read(photo.image.info.get("exif"))
        # pi_heif turns the picture itself
        orientation = 1 if photo.format == "HEIF" else exif.orientation_of(tags)
        width, height = photo.image.size
        editor = editors.editor_of(tags, photo.image.info)
    if orientation >= 5:
        width, height = height, width
    moment = exif.moment_of(tags, site_zone=site_zone, received_at=received_at)
    place = exif.place_of(tags)
    return PhotoFacts(
        format=photo.format,
        mime=photo.mime,
        width=width,
        height=height,
        orientation=orientation,
        taken_at=moment.taken_at,
        taken_at_source=moment.source,
        taken_at_zone=moment.zone,
        latitude=place.latitude,
        longitude=place.longitude,
        altitude_m=place.altitude_m,
        gps_accuracy_m=place.accuracy_m,
        camera_make=exif.camera_text(tags, exif.MAKE),
        camera_model=exif.camera_text(tags, exif.MODEL),
        direction_deg=exif.direction_of(tags),
        clock_ahead_s=moment.ahead_s,
        editor=editor,
    )
