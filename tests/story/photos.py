"""Photos in the story: where they come from, sending them, and whether they stand upright."""

import hashlib
import io
import uuid
from typing import Any

from PIL import Image, ImageChops, ImageOps, ImageStat

from tests.conftest import SHARED, TEST_DATA
from tests.story.person import Person
from tests.story.servers import say, wait_for

# of the tree, for a checkout without the folder of real photos beside it
STAND_INS = {
    "landscape_6.jpg": "orientation_6.jpg",
    "iphone_13_pro_max.HEIC": "whole.heic",
    "DSCN0010.jpg": "whole.jpg",
    "DSCN0012.jpg": "no_offset.jpg",
}


def photo_of(name: str) -> bytes:
    """A photo of a real camera where it is present, else the small one of the tree."""
    real = SHARED / "data" / "photos" / name
    if real.is_file():
        return real.read_bytes()
    say(f"{name} is absent; {STAND_INS[name]} stands in")
    return (TEST_DATA / "photos" / STAND_INS[name]).read_bytes()


def sent(person: Person, milestone: int, name: str, file: bytes) -> Any:
    fields = {
        "client_upload_id": str(uuid.uuid4()),
        "milestone": str(milestone),
        "sha256": hashlib.sha256(file).hexdigest(),
        "caption": "现场",
    }
    answer = person.upload(fields, name, file)
    assert answer.status == 201, answer.body
    return answer.body


def ready(person: Person, photo: int) -> Any:
    def look() -> Any:
        row = person.get(f"photos/{photo}/")
        assert row["state"] != "rejected", row
        return row if row["state"] == "ready" else None

    return wait_for(look, what="the renditions", seconds=60)


def upright(person: Person, photo: Any, original: bytes) -> None:
    """The smallest rendition looks like the original turned as its EXIF says."""
    address = photo["renditions"]["320"]
    shown = Image.open(io.BytesIO(person.ask("GET", _absolute(person, address)).body))
    assert shown.format == "WEBP"
    assert not shown.getexif()
    wanted = ImageOps.exif_transpose(Image.open(io.BytesIO(original))).convert("RGB")
    assert shown.size[0] > shown.size[1]
    upside_down = wanted.rotate(180)
    assert _distance(shown, wanted) < _distance(shown, upside_down) / 2


def _distance(one: Image.Image, other: Image.Image) -> float:
    """Mean difference a channel; a converted colour profile leaves some of it."""
    scaled = other.resize(one.size)
    return sum(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), scaled)).mean)


def _absolute(person: Person, address: str) -> str:
    return address if address.startswith("http") else f"{person.url}{address}"
