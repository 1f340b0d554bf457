"""Pixels become a file as a phone writes it: EXIF time with its offset, and a position."""

import dataclasses
import datetime
import io

from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from projects.demo.drawing.picture import picture
from projects.demo.drawing.scene import Scene

QUALITY = 82
SECONDS_PER_DEGREE = 3600


@dataclasses.dataclass(frozen=True, kw_only=True)
class Capture:
    """When and where: local wall time; `offset` like +08:00 or None; degrees north and east."""

    taken: datetime.datetime
    offset: str | None
    position: tuple[float, float] | None
    altitude_m: float = 18.0


def photo(scene: Scene, capture: Capture) -> bytes:
    """Draw a scene and return it as the file of a phone; takes a fifth of a second."""
    return jpeg(picture(scene), capture)


def jpeg(image: Image.Image, capture: Capture) -> bytes:
    """Return the JPEG of a drawn picture with the metadata of its capture."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Topout"
    exif[ExifTags.Base.Model] = "Sample drawing, no camera"
    exif[ExifTags.Base.Software] = "Topout seed_demo"
    exif[ExifTags.Base.Orientation] = 1
    moment = exif.get_ifd(ExifTags.IFD.Exif)
    moment[ExifTags.Base.DateTimeOriginal] = capture.taken.strftime("%Y:%m:%d %H:%M:%S")
    if capture.offset:
        moment[ExifTags.Base.OffsetTimeOriginal] = capture.offset
    if capture.position:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(_gps(capture.position, capture.altitude_m))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=QUALITY, exif=exif)
    return file.getvalue()


def _gps(position: tuple[float, float], altitude_m: float) -> dict[int, object]:
    north, east = position
    return {
        ExifTags.GPS.GPSVersionID: b"\x02\x03\x00\x00",
        ExifTags.GPS.GPSLatitudeRef: "N" if north >= 0 else "S",
        ExifTags.GPS.GPSLatitude: _sexagesimal(abs(north)),
        ExifTags.GPS.GPSLongitudeRef: "E" if east >= 0 else "W",
        ExifTags.GPS.GPSLongitude: _sexagesimal(abs(east)),
        ExifTags.GPS.GPSAltitudeRef: b"\x00",
        ExifTags.GPS.GPSAltitude: IFDRational(round(altitude_m * 10), 10),
    }


def _sexagesimal(degrees: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    """Degrees, minutes and hundredths of a second, as EXIF wants them."""
    hundredths = round(degrees * SECONDS_PER_DEGREE * 100)
    whole, rest = divmod(hundredths, SECONDS_PER_DEGREE * 100)
    minutes, seconds = divmod(rest, 6000)
    return IFDRational(whole, 1), IFDRational(minutes, 1), IFDRational(seconds, 100)
