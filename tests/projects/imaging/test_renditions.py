"""The sizes: upright, in the right colours, small, and bare."""

import io
import random
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from projects.imaging import PhotoRefused, RenderResult, jpeg_thumbnail, photo_render
from projects.imaging.renditions import difference_hash
from tests.data import make_photos
from tests.data.make_photos import BLUE, GREEN, RED, YELLOW, encoded, exif_block, scene

PHOTOS = make_photos.HERE
Colour = tuple[int, ...]


def rendered(content: bytes, tmp_path: Path) -> RenderResult:
    path = tmp_path / "original"
    path.write_bytes(content)
    return photo_render(path, out_dir=tmp_path)


def opened(result: RenderResult, name: str = "2048") -> Image.Image:
    path = next(size.path for size in result.sizes if size.name == name)
    with Image.open(path, formats=["WEBP"]) as image:
        image.load()
    return image


def corners(image: Image.Image) -> list[Colour]:
    """The colours in the middle of the four quarters, row by row."""
    across, down = image.width // 4, image.height // 4
    points = ((across, down), (3 * across, down), (across, 3 * down), (3 * across, 3 * down))
    return [pixel(image, point) for point in points]


def pixel(image: Image.Image, point: tuple[int, int]) -> Colour:
    value = image.getpixel(point)
    assert isinstance(value, tuple)
    return value


def close(seen: Colour, wanted: Colour, tolerance: int = 12) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(seen, wanted, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["320", "960", "2048"])
def test_every_orientation_comes_out_upright(tmp_path: Path, orientation: int, name: str) -> None:
    result = photo_render(PHOTOS / f"orientation_{orientation}.jpg", out_dir=tmp_path)
    image = opened(result, name)
    assert image.width > image.height
    for seen, wanted in zip(corners(image), (RED, GREEN, BLUE, YELLOW), strict=True):
        assert close(seen, wanted), (corners(image), orientation)


@pytest.mark.parametrize(
    ("name", "kind"), [("whole.heic", "HEIF"), ("whole.webp", "WEBP"), ("progressive.jpg", "JPEG")]
)
def test_other_formats_come_out_upright(tmp_path: Path, name: str, kind: str) -> None:
    image = opened(photo_render(PHOTOS / name, out_dir=tmp_path))
    for seen, wanted in zip(corners(image), (RED, GREEN, BLUE, YELLOW), strict=True):
        assert close(seen, wanted, 20), kind


def test_sizes_shrink_and_keep_their_shape(tmp_path: Path) -> None:
    result = rendered(encoded(scene().resize((3000, 2000)), "JPEG"), tmp_path)
    assert [(size.name, size.width, size.height) for size in result.sizes] == [
        ("320", 320, 213),
        ("960", 960, 640),
        ("2048", 2048, 1365),
    ]
    for size in result.sizes:
        assert opened(result, size.name).size == (size.width, size.height)
        assert size.path == tmp_path / f"{size.name}.webp"
        assert size.path.stat().st_size == size.size_bytes
    assert all(a.size_bytes < b.size_bytes for a, b in pairwise(result.sizes))


def test_small_photos_are_never_enlarged(tmp_path: Path) -> None:
    result = rendered(encoded(scene().resize((500, 300)), "PNG"), tmp_path)
    assert [(size.width, size.height) for size in result.sizes] == [
        (320, 192),
        (500, 300),
        (500, 300),
    ]
    dot = rendered(encoded(scene().resize((1, 1)), "PNG"), tmp_path)
    assert {(size.width, size.height) for size in dot.sizes} == {(1, 1)}


def test_a_very_long_photo_keeps_at_least_one_pixel(tmp_path: Path) -> None:
    result = rendered(encoded(Image.new("RGB", (30_000, 2)), "JPEG"), tmp_path)
    assert [(size.width, size.height) for size in result.sizes] == [(320, 1), (960, 1), (2048, 1)]


@pytest.mark.parametrize("name", ["whole.jpg", "whole.png", "whole.webp", "whole.heic"])
def test_nothing_but_pixels_goes_out(tmp_path: Path, name: str) -> None:
    result = photo_render(PHOTOS / name, out_dir=tmp_path)
    for size in result.sizes:
        content = size.path.read_bytes()
        # the simple container: one lossy frame and no room for EXIF, XMP or ICC
        assert content[12:16] == b"VP8 "
        for secret in (b"EXIF", b"XMP ", b"ICCP", b"Topout", b"secret", b"2026"):
            assert secret not in content
        assert not opened(result, size.name).getexif()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("cmyk.jpg", (RED, GREEN, BLUE, YELLOW)),
        ("palette.png", (RED, GREEN, BLUE, YELLOW)),
        ("frames.mpo", (RED, GREEN, BLUE, YELLOW)),
        ("moving.webp", (RED, GREEN, BLUE, YELLOW)),
        ("see_through.png", ((255, 255, 255), GREEN, BLUE, YELLOW)),
    ],
)
def test_odd_colour_modes(tmp_path: Path, name: str, wanted: tuple[Colour, ...]) -> None:
    image = opened(photo_render(PHOTOS / name, out_dir=tmp_path))
    assert image.mode == "RGB"
    for seen, colour in zip(corners(image), wanted, strict=True):
        assert close(seen, colour, 25), (name, corners(image))


def test_grey_with_alpha_lies_on_white(tmp_path: Path) -> None:
    image = opened(photo_render(PHOTOS / "grey_alpha.png", out_dir=tmp_path))
    first, *others = corners(image)
    assert close(first, (255, 255, 255))
    assert all(max(colour) - min(colour) <= 6 and max(colour) < 240 for colour in others)


def test_sixteen_bits_keep_their_range(tmp_path: Path) -> None:
    image = opened(photo_render(PHOTOS / "grey16.png", out_dir=tmp_path))
    shades = [pixel(image, (128, row))[0] for row in (2, 128, 253)]
    assert shades[0] < 10
    assert 115 < shades[1] < 140
    assert shades[2] > 245


@pytest.mark.parametrize("name", ["bits.png", "grey.jpg", "bare.jpg"])
def test_plain_modes_become_rgb(tmp_path: Path, name: str) -> None:
    assert opened(photo_render(PHOTOS / name, out_dir=tmp_path)).mode == "RGB"


def strange_profile() -> bytes:
    """sRGB with its red and green primaries exchanged, under another name."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for old, new in ((b"rXYZ", b"tmp!"), (b"gXYZ", b"rXYZ"), (b"tmp!", b"gXYZ")):
        assert profile.count(old) == 1
        profile = profile.replace(old, new)
    return profile.replace(b"\0s\0R\0G\0B", b"\0x\0R\0G\0B").replace(b"sRGB", b"xRGB")


def test_colours_follow_the_profile(tmp_path: Path) -> None:
    content = encoded(scene(), "JPEG", icc_profile=strange_profile())
    seen = corners(opened(rendered(content, tmp_path)))
    assert seen[0][1] > 150 > seen[0][0]
    assert seen[1][0] > 120 > seen[1][1]


@pytest.mark.parametrize("profile", [b"not a profile", b"\0" * 200, strange_profile()[:300]])
def test_a_broken_profile_is_ignored(tmp_path: Path, profile: bytes) -> None:
    seen = corners(opened(rendered(encoded(scene(), "JPEG", icc_profile=profile), tmp_path)))
    assert close(seen[0], RED)


def test_a_profile_of_another_colour_space_is_ignored(tmp_path: Path) -> None:
    content = encoded(scene().convert("L"), "JPEG", icc_profile=strange_profile())
    assert opened(rendered(content, tmp_path)).mode == "RGB"


def blobs(seed: int) -> Image.Image:
    """A smooth random picture."""
    rng = random.Random(seed)
    cells = Image.frombytes("L", (12, 8), rng.randbytes(96))
    return cells.resize((900, 600), Image.Resampling.BICUBIC).convert("RGB")


def test_difference_hash_tells_pictures_apart(tmp_path: Path) -> None:
    slope = Image.linear_gradient("L").rotate(90)
    assert difference_hash(slope) in {0, 2**64 - 1}
    one = rendered(encoded(blobs(1), "JPEG", quality=95), tmp_path).dhash
    again = rendered(encoded(blobs(1), "JPEG", quality=40), tmp_path).dhash
    other = rendered(encoded(blobs(2), "JPEG", quality=95), tmp_path).dhash
    assert (one ^ again).bit_count() <= 2
    assert (one ^ other).bit_count() > 15
    assert 0 <= one < 2**64


def test_difference_hash_ignores_how_the_camera_was_held(tmp_path: Path) -> None:
    hashes = {
        photo_render(PHOTOS / f"orientation_{number}.jpg", out_dir=tmp_path).dhash
        for number in range(1, 9)
    }
    # flat colours sit on the edge of "brighter", so a few bits may differ
    assert max((a ^ b).bit_count() for a in hashes for b in hashes) <= 24


def test_thumbnail_for_mails_is_a_small_bare_jpeg(tmp_path: Path) -> None:
    content = encoded(scene().resize((1600, 1200)), "JPEG", exif=exif_block(make="Topout"))
    result = rendered(content, tmp_path)
    for size in result.sizes:
        thumbnail = jpeg_thumbnail(size.path.read_bytes())
        with Image.open(io.BytesIO(thumbnail)) as image:
            assert (image.format, image.size) == ("JPEG", (320, 240))
            assert not image.getexif()
            assert "icc_profile" not in image.info
            assert close(pixel(image, (80, 60)), RED)


@pytest.mark.parametrize("damage", [b"", b"RIFF", (PHOTOS / "bare.jpg").read_bytes()])
def test_a_damaged_rendition_is_refused(damage: bytes) -> None:
    with pytest.raises(PhotoRefused):
        jpeg_thumbnail(damage)
    with pytest.raises(PhotoRefused):
        jpeg_thumbnail((PHOTOS / "whole.webp").read_bytes()[:300])
