"""Programs that change pictures and leave their name in the file."""

import re
from collections.abc import Mapping
from typing import Any

from projects.imaging import exif

# how much of a block is searched; a name stands near its beginning
SEARCHED_BYTES = 64 * 1024
# what the programs write, and how we call them, the most precise first; cameras' and phones' own
# software is not here
EDITORS: Mapping[str, str] = {
    "lightroom": "Adobe Lightroom",
    "photoshop": "Adobe Photoshop",
    "adobe": "Adobe",
    "gimp": "GIMP",
    "snapseed": "Snapseed",
    "picsart": "PicsArt",
    "meitu": "美图秀秀 (Meitu)",
    "美图": "美图秀秀 (Meitu)",
    "醒图": "醒图 (Hypic)",
    "hypic": "醒图 (Hypic)",
    "b612": "B612",
    "faceu": "FaceU",
    "vsco": "VSCO",
    "pixelmator": "Pixelmator",
    "affinity": "Affinity Photo",
    "paint.net": "Paint.NET",
    "acdsee": "ACDSee",
    "picasa": "Picasa",
    "photoscape": "PhotoScape",
    "capture one": "Capture One",
    "darktable": "darktable",
    "rawtherapee": "RawTherapee",
    "luminar": "Luminar",
    "photopea": "Photopea",
    "pixlr": "Pixlr",
    "canva": "Canva",
    "krita": "Krita",
    "inshot": "InShot",
    "touchretouch": "TouchRetouch",
    "imagemagick": "ImageMagick",
    "stable diffusion": "Stable Diffusion",
    "midjourney": "Midjourney",
    "dall-e": "DALL·E",
}
# where XMP says what made or changed the file, as an attribute or as an element
XMP_TOOL = re.compile(r"(?:CreatorTool|softwareAgent)\s*(?:=\s*[\"']|>)([^\"'<]{1,200})", re.I)
# made by a model and not by a camera (IPTC's vocabulary)
GENERATED = "trainedalgorithmicmedia"
GENERATOR = "AI"


def editor_of(tags: exif.CameraTags, info: Mapping[Any, Any]) -> str:
    """The known program that says it changed or made the picture; empty when none does.

    Read from EXIF's Software, from XMP's tools and from a PNG's Software text. Silence proves
    nothing: most phones' editors leave no name.
    """
    said = [exif.camera_text(tags, exif.SOFTWARE), _text(info.get("Software"))]
    xmp = _text(info.get("xmp") or info.get("XML:com.adobe.xmp"))
    said += XMP_TOOL.findall(xmp)
    words = " ".join(said).casefold()
    for written, name in EDITORS.items():
        if written in words:
            return name
    return GENERATOR if GENERATED in xmp.casefold() else ""


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value[:SEARCHED_BYTES].decode("utf-8", "replace")
    return value[:SEARCHED_BYTES] if isinstance(value, str) else ""
