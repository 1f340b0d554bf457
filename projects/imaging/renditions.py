"""The sizes made from a photo: upright, sRGB, without any metadata."""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms

from projects.imaging import exif
from projects.imaging.files import BROKEN, Opened, photo_opened, refusing_broken
from projects.imaging.prints import FILE_NAME, print_of

# long edge in pixels, each made from the one before
EDGES = (2048, 960, 320)
QUALITY = 80
METHOD = 4
THUMBNAIL_EDGE = 320

UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class RenderedSize:
    """One size on disk; `name` is the long edge asked for, width and height what became of it."""

    name: str
    path: Path
    width: int
    height: int
    size_bytes: int


@dataclass(frozen=True)
class RenderResult:
    """All sizes, smallest first, a 64-bit difference hash of the picture, and its print."""

    sizes: tuple[RenderedSize, ...]
    dhash: int
    pixels: bytes


def photo_render(path: Path, *, out_dir: Path) -> RenderResult:
    """Write 320.webp, 960.webp, 2048.webp and print.grey to `out_dir`; PhotoRefused if undecodable.

    The pixels are decoded once and each size is made from the next larger one. A photo is never
    enlarged: one that is smaller than a size keeps its own size under that name. Of an animation
    the first frame counts. Untrusted photos go through `guard.photo_render_guarded`.
    """
    with photo_opened(path) as photo:
        picture = _decoded(photo)
    sizes: list[RenderedSize] = []
    encoded = b""
    for edge in EDGES:
        size = _fitted(picture.size, edge)
        if not encoded or size != picture.size:
            picture = _resized(picture, size)
            encoded = _webp(picture)
        target = out_dir / f"{edge}.webp"
        target.write_bytes(encoded)
        sizes.append(RenderedSize(str(edge), target, *size, len(encoded)))
    pixels = print_of(picture)
    (out_dir / FILE_NAME).write_bytes(pixels)
    return RenderResult(tuple(reversed(sizes)), difference_hash(picture), pixels)


def jpeg_thumbnail(webp_bytes: bytes) -> bytes:
    """A rendition as a JPEG of at most 320 px, for mail programs that know no WebP.

    PhotoRefused if the bytes are no WebP picture, as when a stored file was damaged.
    """
    with (
        refusing_broken(),
        Image.open(io.BytesIO(webp_bytes), formats=["WEBP"]) as image,
    ):
        picture = _resized(image.convert("RGB"), _fitted(image.size, THUMBNAIL_EDGE))
    picture.info = {}
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def difference_hash(picture: Image.Image) -> int:
    """64 bits: is each of 9 × 8 grey cells brighter than its right neighbour.

    Survives recompression and scaling; count differing bits to compare two photos.
    """
    cells = picture.convert("L").resize((9, 8), Image.Resampling.BOX, reducing_gap=2).tobytes()
    bits = 0
    for at in range(72):
        if at % 9 != 8:
            bits = bits << 1 | (cells[at] > cells[at + 1])
    return bits


def _decoded(photo: Opened) -> Image.Image:
    """The picture at no more than the largest size, upright, RGB in sRGB, bare of metadata."""
    image = photo.image
    profile = image.info.get("icc_profile")
    turn = 1
    if photo.format != "HEIF":
        turn = exif.orientation_of(exif.tags_read(image.info.get("exif")))
    target = _fitted(image.size, EDGES[0])
    with refusing_broken():
        # lets libjpeg decode at a half, a quarter or an eighth of the size
        image.draft(None, target)
        image.load()
        picture = _resized(_smooth(image), target)
        picture = _srgb(_opaque(picture), profile)
    picture.info = {}
    return picture.transpose(UPRIGHT[turn]) if turn in UPRIGHT else picture


def _fitted(size: tuple[int, int], edge: int) -> tuple[int, int]:
    """`size` scaled down so that its long edge is at most `edge`; never up, never to nothing."""
    long = max(size)
    if long <= edge:
        return size
    width, height = (max(1, round(side * edge / long)) for side in size)
    return width, height


def _resized(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    if picture.size == size:
        return picture
    return picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def _smooth(image: Image.Image) -> Image.Image:
    """The same picture in a mode whose values can be averaged."""
    if image.mode.startswith("I"):
        # 16 bits per pixel, of which a screen shows the upper eight
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in image.info or image.mode in {"P", "PA", "LA", "RGBa", "La"}:
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return image


def _opaque(picture: Image.Image) -> Image.Image:
    """The picture on white where it is see-through."""
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _srgb(picture: Image.Image, profile: object) -> Image.Image:
    """The picture's colours as a screen expects them; an unusable profile is ignored."""
    if isinstance(profile, bytes) and profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(source):
                target = ImageCms.createProfile("sRGB")
                converted = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
                return converted or picture.convert("RGB")
        except (ImageCms.PyCMSError, *BROKEN):
            return picture.convert("RGB")
    return picture.convert("RGB")


def _webp(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=METHOD)
    return out.getvalue()
