"""Makes the small photos in tests/data/photos; run it again after a change.

    python -m tests.data.make_photos

The HEIC needs an encoder (pillow-heif), which is not part of the project's environment; without
it the stored file stays as it is.
"""

import importlib.util
import io
import struct
import zlib
from fractions import Fraction
from pathlib import Path

from PIL import Image, ImageCms, ImageDraw
from PIL.TiffImagePlugin import IFDRational

HERE = Path(__file__).resolve().parent / "photos"
SIZE = (480, 320)

RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 170, 60), (30, 60, 220), (235, 200, 40)
CORNERS = {
    frozenset(("top", "left")): RED,
    frozenset(("top", "right")): GREEN,
    frozenset(("bottom", "left")): BLUE,
    frozenset(("bottom", "right")): YELLOW,
}
# what the EXIF standard says: which side of the scene row 0 and column 0 of the file show
FIRST_ROW_AND_COLUMN = {
    1: ("top", "left"),
    2: ("top", "right"),
    3: ("bottom", "right"),
    4: ("bottom", "left"),
    5: ("left", "top"),
    6: ("right", "top"),
    7: ("right", "bottom"),
    8: ("left", "bottom"),
}
OPPOSITE = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}


def scene(orientation: int = 1) -> Image.Image:
    """Four coloured corners as a camera stores them that was held this way."""
    size = SIZE if orientation < 5 else SIZE[::-1]
    picture = Image.new("RGB", size)
    draw = ImageDraw.Draw(picture)
    row, column = FIRST_ROW_AND_COLUMN[orientation]
    for low, side in enumerate((row, OPPOSITE[row])):
        for right, edge in enumerate((column, OPPOSITE[column])):
            x, y = right * size[0] // 2, low * size[1] // 2
            colour = CORNERS[frozenset((side, edge))]
            draw.rectangle((x, y, x + size[0] // 2, y + size[1] // 2), fill=colour)
    return picture


def sexagesimal(degrees: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    """Degrees, minutes and seconds as EXIF stores them."""
    parts = Fraction(degrees).limit_denominator(360_000)
    minutes = parts % 1 * 60
    seconds = minutes % 1 * 60
    return (
        IFDRational(int(parts), 1),
        IFDRational(int(minutes), 1),
        IFDRational(round(seconds * 100), 100),
    )


def exif_block(
    *,
    orientation: int | None = None,
    taken: object = None,
    offset: object = None,
    gps: dict[int, object] | None = None,
    make: object = None,
    model: object = None,
) -> bytes:
    """An EXIF block with the given tags only."""
    exif = Image.Exif()
    for tag, value in ((0x0112, orientation), (0x010F, make), (0x0110, model)):
        if value is not None:
            exif[tag] = value
    part = exif.get_ifd(0x8769)
    for tag, value in ((0x9003, taken), (0x9011, offset)):
        if value is not None:
            part[tag] = value
    if gps is not None:
        exif.get_ifd(0x8825).update(gps)
    return exif.tobytes()


def site_gps(latitude: float = 36.7, longitude: float = 119.2) -> dict[int, object]:
    """GPS tags of a place in the northern and eastern hemispheres."""
    return {
        1: "N",
        2: sexagesimal(latitude),
        3: "E",
        4: sexagesimal(longitude),
        5: b"\x00",
        6: IFDRational(255, 10),
        0x1F: IFDRational(48, 10),
    }


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The picture as a file of that kind."""
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def png_of(width: int, height: int, *, depth: int, colour: int, rows: bytes = b"") -> bytes:
    """A PNG whose header claims whatever one likes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")
        )

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((depth, colour, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def jpeg_claiming(width: int, height: int, **options: object) -> bytes:
    """A small JPEG whose frame header claims another size."""
    content = bytearray(encoded(scene(), "JPEG", **options))
    marker = b"\xff\xc2" if options.get("progressive") else b"\xff\xc0"
    at = content.index(marker) + 5
    content[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(content)


def jpeg_endless() -> bytes:
    """A progressive JPEG of a few KB whose last pass over 80 megapixels is repeated."""
    content = jpeg_claiming(10_000, 8_000, progressive=True)
    last = content.rindex(b"\xff\xda")
    return content[:last] + content[last:-2] * 3000 + content[-2:]


def heic(picture: Image.Image, exif: bytes) -> bytes | None:
    """The picture as HEIC, where an encoder is installed."""
    if importlib.util.find_spec("pillow_heif") is None:
        return None
    import pillow_heif  # type: ignore[import-not-found] # noqa: PLC0415 - see above

    pillow_heif.register_heif_opener()
    return encoded(picture, "HEIF", exif=exif, quality=50)


def photos() -> dict[str, bytes | None]:
    """File name → content."""
    whole = exif_block(
        orientation=1,
        taken="2026:03:02 09:30:00",
        offset="+08:00",
        gps=site_gps(),
        make="Topout",
        model="Test camera",
    )
    local = exif_block(taken="2026:03:02 09:30:00")
    picture = scene()
    small = picture.resize((120, 80))
    see_through = small.convert("RGBA")
    see_through.paste((0, 0, 0, 0), (0, 0, 60, 40))
    grey16 = Image.linear_gradient("L").convert("I").point(lambda value: value * 257)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made: dict[str, bytes | None] = {
        f"orientation_{number}.jpg": encoded(
            scene(number), "JPEG", quality=85, exif=exif_block(orientation=number)
        )
        for number in FIRST_ROW_AND_COLUMN
    }
    made |= {
        "whole.jpg": encoded(picture, "JPEG", exif=whole, icc_profile=profile, comment=b"secret"),
        "no_offset.jpg": encoded(small, "JPEG", exif=local),
        "bare.jpg": encoded(small, "JPEG"),
        "progressive.jpg": encoded(picture, "JPEG", progressive=True),
        "cmyk.jpg": encoded(small.convert("CMYK"), "JPEG"),
        "grey.jpg": encoded(small.convert("L"), "JPEG"),
        "frames.mpo": encoded(small, "MPO", save_all=True, append_images=[small.rotate(180)]),
        "palette.png": encoded(small.quantize(16), "PNG"),
        "see_through.png": encoded(see_through, "PNG"),
        "grey_alpha.png": encoded(see_through.convert("LA"), "PNG"),
        "grey16.png": encoded(grey16.convert("I;16"), "PNG"),
        "bits.png": encoded(small.convert("1"), "PNG"),
        "whole.png": encoded(small, "PNG", exif=whole),
        "whole.webp": encoded(small, "WEBP", exif=whole, icc_profile=profile),
        "moving.webp": encoded(
            small, "WEBP", save_all=True, append_images=[small.rotate(180)], duration=100
        ),
        "whole.heic": heic(picture, whole),
    }
    return made


def main() -> None:
    """Write the files."""
    HERE.mkdir(exist_ok=True)
    for name, content in photos().items():
        if content is None:
            print(f"{name}: no encoder here, left as it is")
        else:
            (HERE / name).write_bytes(content)
    total = sum(path.stat().st_size for path in HERE.iterdir())
    print(f"{total / 1024:.0f} KB in {HERE}")


if __name__ == "__main__":
    main()
