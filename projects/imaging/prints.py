"""A photo's print: its grey picture at 64 × 64, by which photos are compared without decoding.

The helper process makes it; it loads no numpy, which is why looking at prints lies in `views`.
"""

from pathlib import Path

from PIL import Image

from projects.imaging.files import photo_opened, refusing_broken

EDGE = 64
PRINT_BYTES = EDGE * EDGE
FILE_NAME = "print.grey"


def print_of(picture: Image.Image) -> bytes:
    """The whole picture squeezed into 64 × 64 grey bytes, row by row."""
    grey = picture.convert("L")
    return grey.resize((EDGE, EDGE), Image.Resampling.BOX, reducing_gap=3.0).tobytes()


def photo_print(path: Path, *, out_dir: Path) -> None:
    """Write the print of one of our own sizes, upright already, as `print.grey`.

    For photos that were rendered before prints were made; PhotoRefused if undecodable.
    """
    with photo_opened(path) as photo, refusing_broken():
        photo.image.load()
        pixels = print_of(photo.image)
    (out_dir / FILE_NAME).write_bytes(pixels)
