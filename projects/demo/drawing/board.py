"""The date board in the corner and the mark that says: this is a sample."""

import functools
import shutil
import subprocess
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from projects.demo.drawing.scene import HEIGHT, WIDTH

KNOWN_CJK = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/wqy-zenhei/wqy-zenhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Medium.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)
BLUE = (24, 78, 140)


@functools.cache
def cjk_font() -> str | None:
    """Path of a font with Chinese characters, or None: then only Latin and digits are drawn."""
    for path in KNOWN_CJK:
        if Path(path).is_file():
            return path
    asked = shutil.which("fc-match")
    if asked is None:
        return None
    answer = subprocess.run(  # noqa: S603 - a fixed command from PATH
        [asked, "-f", "%{lang}\n%{file}", ":lang=zh-cn"],
        capture_output=True,
        text=True,
        check=False,
        timeout=10,
    )
    languages, _, path = answer.stdout.partition("\n")
    return path if "zh-cn" in languages.split("|") and Path(path).is_file() else None


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    path = cjk_font()
    return ImageFont.truetype(path, size) if path else ImageFont.load_default(size)


def drawable(text: str) -> str:
    """Leave out what no font on this machine can draw, and the blanks that remain."""
    if cjk_font():
        return text
    return " ".join("".join(c if c.isascii() else " " for c in text).split())


def board(image: Image.Image, lines: tuple[str, ...], side: int) -> None:
    """Stand a board in the lower corner: a blue head, then a line each."""
    texts = [text for text in map(drawable, lines) if text]
    wide, high = 470, 96 + 46 * max(1, len(texts) - 1)
    left = 44 if side < 0 else WIDTH - wide - 44
    top = HEIGHT - high - 46
    pen = ImageDraw.Draw(image, "RGBA")
    for post in (left + 46, left + wide - 58):
        pen.rectangle((post, top + 20, post + 12, HEIGHT), fill=(92, 94, 98))
    pen.rectangle((left + 7, top + 9, left + wide + 7, top + high + 9), fill=(20, 20, 24, 90))
    pen.rectangle((left, top, left + wide, top + high), fill=(248, 248, 244))
    pen.rectangle((left, top, left + wide, top + 62), fill=BLUE)
    pen.rectangle((left, top, left + wide, top + high), outline=BLUE, width=4)
    for row, text in enumerate(texts):
        place = (left + 22, top + 14 if row == 0 else top + 74 + (row - 1) * 46)
        pen.text(place, text, font=_font(32), fill=(255, 255, 255) if row == 0 else (32, 36, 44))


def sample(image: Image.Image) -> None:
    """Write across the sky that no camera took this."""
    text = drawable("示例 SAMPLE")
    pen = ImageDraw.Draw(image, "RGBA")
    font = _font(40)
    box = pen.textbbox((0, 0), text, font=font)
    left, top = 44, 40
    area = (left - 18, top - 12, left + box[2] + 18, top + box[3] + 14)
    pen.rounded_rectangle(area, radius=10, fill=(12, 22, 36, 130))
    pen.text((left, top), text, font=font, fill=(255, 255, 255, 235))
