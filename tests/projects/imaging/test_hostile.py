"""Hostile files: every one is refused by a code or rendered, never anything else."""

import datetime
import io
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from projects.imaging import (
    PhotoFacts,
    PhotoRefused,
    photo_inspect,
    photo_render,
    photo_render_guarded,
)
from tests.data import make_photos
from tests.data.make_photos import encoded, exif_block, jpeg_claiming, png_of, scene, site_gps

PHOTOS = make_photos.HERE
RECEIVED = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
BROKEN_CODES = {"invalid_image", "image_truncated"}
ALL_CODES = BROKEN_CODES | {"unsupported_media_type", "image_too_large"}


def inspected(path: Path) -> PhotoFacts:
    return photo_inspect(path, site_zone=ZoneInfo("Asia/Shanghai"), received_at=RECEIVED)


def code_of(content: bytes, folder: Path, work: Callable[[Path], object] | None = None) -> str:
    """The code with which the content is refused, or an empty word."""
    path = folder / "upload.jpg"
    path.write_bytes(content)
    try:
        (work or inspected)(path)
    except PhotoRefused as refusal:
        return refusal.code
    return ""


def code_at_render(content: bytes, folder: Path) -> str:
    return code_of(content, folder, lambda path: photo_render(path, out_dir=folder))


OTHERS = {
    "nothing": b"",
    "one byte": b"\xff",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file",
    "tiff": encoded(scene().resize((8, 8)), "TIFF"),
    "gif": encoded(scene().resize((8, 8)), "GIF"),
    "bmp": encoded(scene().resize((8, 8)), "BMP"),
    "psd": b"8BPS\x00\x01" + b"\0" * 64,
    "fits": b"SIMPLE  =                    T" + b" " * 50,
    "ico": encoded(scene().resize((16, 16)), "ICO"),
    "jpeg 2000": b"\x00\x00\x00\x0cjP  \r\n\x87\n" + b"\0" * 64,
    "avif": b"\x00\x00\x00\x20ftypavif\x00\x00\x00\x00avifmif1miafMA1B",
    "avif behind mif1": b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf",
    "mp4": b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2",
    "zip": b"PK\x03\x04" + b"\0" * 64,
    "riff sound": b"RIFF\x24\x00\x00\x00WAVEfmt ",
    "pdf": b"%PDF-1.7\n%\xff\xd8\xff",
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_content_under_a_photos_name(tmp_path: Path, name: str) -> None:
    assert code_of(OTHERS[name], tmp_path) == "unsupported_media_type"
    assert code_at_render(OTHERS[name], tmp_path) == "unsupported_media_type"


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff" + b"\0" * 100,
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 100,
        b"RIFF\xff\xff\xff\xffWEBPVP8 ",
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\xff" * 500,
        png_of(0, 10, depth=8, colour=2),
    ],
)
def test_a_head_without_a_body(tmp_path: Path, content: bytes) -> None:
    assert code_of(content, tmp_path) in BROKEN_CODES


@pytest.mark.parametrize(
    "content",
    [
        png_of(12_000, 10_000, depth=16, colour=6),
        png_of(6_400, 6_300, depth=8, colour=2),
        png_of(2**31 - 1, 2**31 - 1, depth=1, colour=0),
        jpeg_claiming(65_500, 65_500),
        jpeg_claiming(12_000, 10_001),
        jpeg_claiming(12_000, 10_000, progressive=True, subsampling=0),
    ],
    ids=["16-bit", "over 40 MP", "2^62", "4 GP", "over 120 MP", "progressive 120 MP"],
)
def test_pixel_bombs_are_refused_by_their_header(tmp_path: Path, content: bytes) -> None:
    assert code_of(content, tmp_path) == "image_too_large"
    assert code_at_render(content, tmp_path) == "image_too_large"


def test_120_megapixels_of_baseline_jpeg_are_welcome(tmp_path: Path) -> None:
    content = jpeg_claiming(12_000, 10_000)
    assert code_of(content, tmp_path) == ""
    # this one only claims them; libjpeg paints what is missing grey
    result = photo_render_guarded(tmp_path / "upload.jpg", tmp_path, memory_mb=300)
    assert (result.sizes[-1].width, result.sizes[-1].height) == (2048, 1707)


@pytest.mark.parametrize(
    "name",
    ["whole.jpg", "progressive.jpg", "frames.mpo", "whole.png", "whole.webp", "whole.heic"],
)
def test_cut_anywhere(tmp_path: Path, name: str) -> None:
    content = (PHOTOS / name).read_bytes()
    middle = []
    for cut in range(12, len(content), max(1, len(content) // 60)):
        code = code_at_render(content[:cut], tmp_path)
        assert code in ALL_CODES | {""}
        assert code_of(content[:cut], tmp_path) in ALL_CODES | {""}
        if len(content) // 10 < cut < len(content) // 2:
            middle.append(code)
    # the first picture of an MPO ends about half way, a tail of metadata may be missed
    assert set(middle[: len(middle) // 2]) <= BROKEN_CODES


def test_a_cut_jpeg_is_called_truncated(tmp_path: Path) -> None:
    content = (PHOTOS / "whole.jpg").read_bytes()
    assert code_of(content[:-600], tmp_path) == ""
    assert code_at_render(content[:-600], tmp_path) == "image_truncated"
    assert not list(tmp_path.glob("*.webp"))


ORIGINALS = {
    name: (PHOTOS / name).read_bytes()
    for name in ("whole.jpg", "progressive.jpg", "whole.png", "whole.webp", "frames.mpo")
}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_random_damage_is_survived(data: st.DataObject) -> None:
    content = bytearray(ORIGINALS[data.draw(st.sampled_from(sorted(ORIGINALS)))])
    # half of the damage goes where the metadata is
    places = st.one_of(st.integers(0, 700), st.integers(0, len(content) - 1))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(places) % len(content)
        content[at] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        assert code_of(bytes(content), Path(folder)) in ALL_CODES | {""}
        assert code_at_render(bytes(content), Path(folder)) in ALL_CODES | {""}


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_random_exif_is_survived(noise: bytes, lead: bool) -> None:
    head = b"Exif\0\0" + (b"II*\x00\x08\x00\x00\x00" if lead else b"")
    content = encoded(scene().resize((16, 16)), "JPEG", exif=head + noise)
    with tempfile.TemporaryDirectory() as folder:
        assert code_of(content, Path(folder)) == ""
        assert code_at_render(content, Path(folder)) == ""


def directory(*entries: tuple[int, int, int, bytes], following: int = 0) -> bytes:
    """A little-endian EXIF directory at offset 8: (tag, type, count, value or offset)."""
    body = b"".join(
        struct.pack("<HHL", tag, kind, count) + value for tag, kind, count, value in entries
    )
    whole = b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", len(entries)) + body
    return b"Exif\0\0" + whole + struct.pack("<L", following)


BROKEN_EXIF = {
    "follows itself": directory((0x0112, 3, 1, b"\x06\0\0\0"), following=8),
    "points to itself": directory((0x8769, 4, 1, struct.pack("<L", 8))),
    "position points to itself": directory((0x8825, 4, 1, struct.pack("<L", 8))),
    "value beyond the end": directory((0x010F, 2, 5000, struct.pack("<L", 60_000))),
    "4 GB value": directory((0x010F, 2, 2**32 - 1, struct.pack("<L", 8))),
    "65535 entries": b"Exif\0\0II*\x00\x08\x00\x00\x00\xff\xff" + b"\x12\x01\x03\x00" * 50,
    "position as text": directory((0x8825, 4, 1, struct.pack("<L", 26)))
    + struct.pack("<H", 4)
    + struct.pack("<HHL4s", 1, 2, 2, b"N")
    + struct.pack("<HHL4s", 2, 2, 4, b"36.7")
    + struct.pack("<HHL4s", 3, 2, 2, b"E")
    + struct.pack("<HHL4s", 4, 2, 4, b"119.")
    + b"\0" * 4,
    "position as bytes": directory((0x8825, 4, 1, struct.pack("<L", 26)))
    + struct.pack("<H", 4)
    + struct.pack("<HHL4s", 1, 1, 4, b"N")
    + struct.pack("<HHL4s", 2, 7, 4, b"\xff" * 4)
    + struct.pack("<HHL4s", 3, 9, 1, b"\xff" * 4)
    + struct.pack("<HHL4s", 4, 3, 2, b"\x24\0\x10\0")
    + b"\0" * 4,
    "unknown type": directory((0x0112, 99, 1, b"\x06\0\0\0")),
    "orientation as text": directory((0x0112, 2, 4, b"six\0")),
    "not a directory": b"Exif\0\0nonsense",
    "empty": b"",
    "only the head": b"Exif\0\0",
}


@pytest.mark.parametrize("name", BROKEN_EXIF)
def test_broken_exif_costs_the_exif_not_the_photo(tmp_path: Path, name: str) -> None:
    content = encoded(scene().resize((64, 48)), "JPEG", exif=BROKEN_EXIF[name])
    path = tmp_path / "upload.jpg"
    path.write_bytes(content)
    seen = inspected(path)
    assert (seen.taken_at, seen.latitude, seen.camera_make) == (None, None, "")
    assert code_at_render(content, tmp_path) == ""


def test_huge_exif_is_left_unread(tmp_path: Path) -> None:
    huge = exif_block(make="Topout") + b"\0" * (1024 * 1024)
    content = encoded(scene().resize((64, 48)), "PNG", exif=huge)
    path = tmp_path / "upload.png"
    path.write_bytes(content)
    assert inspected(path).camera_make == ""


def test_polyglots_lose_their_other_half(tmp_path: Path) -> None:
    script = b"<script>alert(1)</script>"
    jpeg = encoded(scene(), "JPEG", comment=script, exif=exif_block(make=script, gps=site_gps()))
    archive = b"PK\x03\x04" + script + b"PK\x05\x06" + b"\0" * 18
    path = tmp_path / "upload.jpg"
    path.write_bytes(jpeg + archive)
    result = photo_render(path, out_dir=tmp_path)
    for size in result.sizes:
        content = size.path.read_bytes()
        assert script not in content
        assert b"PK\x03\x04" not in content


def test_other_decoders_are_never_asked(tmp_path: Path) -> None:
    """Every opener that Pillow knows is loaded, and still only the listed ones run."""
    Image.init()
    for name, content in OTHERS.items():
        assert code_of(content, tmp_path) == "unsupported_media_type", name
    with pytest.raises(OSError, match="cannot identify"):
        Image.open(io.BytesIO((PHOTOS / "whole.heic").read_bytes()), formats=["JPEG", "PNG"])
