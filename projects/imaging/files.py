"""Opening what somebody uploaded: by content, from a short list of formats, within limits."""

import struct
import threading
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pi_heif
from PIL import Image, ImageFile

JPEG_MAX_PIXELS = 120_000_000
OTHER_MAX_PIXELS = 40_000_000
# what a decoder may need at once; the guard's child gets about twice as much
MAX_BYTES_NEEDED = 600 * 1024 * 1024
MIME_TYPES = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif")
HEAD_BYTES = 256
HEIC_BRANDS = frozenset((b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis"))
HEIF_BRANDS = HEIC_BRANDS | {b"mif1", b"msf1"}

# what Pillow and pi_heif let through from their parsers when bytes make no sense
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    RuntimeError,
    EOFError,
    struct.error,
    zlib.error,
)
CUT_WORDS = ("truncat", "end of file", "not enough data")

Image.MAX_IMAGE_PIXELS = JPEG_MAX_PIXELS
_one_at_a_time = threading.RLock()


class PhotoRefused(Exception):  # noqa: N818 - it names the fact
    """A photo that cannot be accepted or rendered; `code` is stable, `detail` is for the log.

    Codes of content: invalid_image, image_truncated, unsupported_media_type, image_too_large.
    Codes of the guard: render_failed, render_timeout, storage_full.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class Opened:
    """A photo whose header was read; its pixels are not decoded yet.

    `format` is one of JPEG, MPO, PNG, WEBP, HEIF. Several frames are fine: the first one counts.
    """

    image: ImageFile.ImageFile
    format: str
    mime: str


@contextmanager
def photo_opened(path: Path) -> Iterator[Opened]:
    """Open by content, whatever the name says; PhotoRefused when it is none of ours."""
    with path.open("rb") as stream, _deaf_to_warnings():
        opener, mime = _kind_of(stream)
        if opener == "HEIF":
            # here only, so that no other call of Image.open ever meets this decoder
            pi_heif.register_heif_opener()
        with refusing_broken():
            # "MPO" is never named: "JPEG" opens it too, and naming it needs a prior init
            image = Image.open(stream, formats=[opener])
        with image:
            _limits_check(image)
            yield Opened(image, image.format or opener, mime)


@contextmanager
def refusing_broken() -> Iterator[None]:
    """Turn what decoders raise over broken bytes into PhotoRefused."""
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoRefused("image_too_large", str(error)) from error
    except BROKEN as error:
        words = str(error)
        cut = any(word in words.lower() for word in CUT_WORDS)
        raise PhotoRefused("image_truncated" if cut else "invalid_image", words) from error


@contextmanager
def _deaf_to_warnings() -> Iterator[None]:
    """A bomb warning is an error, other warnings about odd files say nothing to anybody.

    Warning filters belong to the process, hence one photo at a time; opening takes milliseconds
    and rendering has a process of its own.
    """
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def _kind_of(stream: BinaryIO) -> tuple[str, str]:
    """Which opener and media type the first bytes ask for."""
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG", "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG", "image/png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP", "image/webp"
    if head[4:8] == b"ftyp":
        return "HEIF", _heif_mime(head)
    raise PhotoRefused("unsupported_media_type", "the content is none of JPEG, PNG, WebP, HEIC")


def _heif_mime(head: bytes) -> str:
    """The media type from the brands of the file type box; AVIF and videos are not ours."""
    size = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, size - 3, 4))]
    if brands[0] in HEIC_BRANDS or (brands[0] in HEIF_BRANDS and HEIC_BRANDS & set(brands)):
        return "image/heic"
    raise PhotoRefused("unsupported_media_type", f"file type box of brand {brands[0]!r}")


def _limits_check(image: ImageFile.ImageFile) -> None:
    """Refuse by pixels and by the bytes a decoder would need, before anything is decoded."""
    pixels = image.width * image.height
    limit = JPEG_MAX_PIXELS if image.format in {"JPEG", "MPO"} else OTHER_MAX_PIXELS
    if pixels > limit:
        raise PhotoRefused("image_too_large", f"{pixels} pixels, the limit is {limit}")
    needed = _bytes_needed(image, pixels)
    if needed > MAX_BYTES_NEEDED:
        raise PhotoRefused("image_too_large", f"decoding needs {needed} bytes")
    if pixels == 0:
        raise PhotoRefused("invalid_image", "no pixels")


def _bytes_needed(image: ImageFile.ImageFile, pixels: int) -> int:
    """Bytes a decoder holds at once, roughly and from above.

    A progressive JPEG keeps every coefficient, two bytes each, even when drafted to a smaller
    size; a baseline JPEG decodes line by line into at most the drafted picture.
    """
    if image.format not in {"JPEG", "MPO"}:
        return pixels * 8
    if not image.info.get("progressive"):
        return 0
    layers: list[tuple[int, int, int, int]] = getattr(image, "layer", [])
    if not layers:
        return pixels * 8
    cell = max(across for _, across, _, _ in layers) * max(down for _, _, down, _ in layers)
    samples = sum(across * down for _, across, down, _ in layers)
    return pixels * 2 * samples // max(cell, 1)
