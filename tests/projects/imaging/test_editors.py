"""What editing programs leave in a file, and what cameras do not."""

import io
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

from projects.imaging import PhotoFacts, photo_inspect
from tests.conftest import SHARED
from tests.data.make_photos import encoded, exif_block, scene, site_gps
from tests.projects.imaging.test_facts import RECEIVED

ZONE = ZoneInfo("Asia/Shanghai")
XMP = b'<x:xmpmeta><rdf:Description xmp:CreatorTool="%s"/></x:xmpmeta>'


def facts_of(tmp_path: Path, content: bytes) -> PhotoFacts:
    path = tmp_path / "upload"
    path.write_bytes(content)
    return photo_inspect(path, site_zone=ZONE, received_at=RECEIVED)


def with_software(name: str) -> bytes:
    exif = Image.Exif()
    exif[0x0131] = name
    return encoded(scene(), "JPEG", exif=exif.tobytes())


@pytest.mark.parametrize(
    ("software", "editor"),
    [
        ("Adobe Photoshop 25.0 (Windows)", "Adobe Photoshop"),
        ("Adobe Photoshop Lightroom Classic 13.0", "Adobe Lightroom"),
        ("GIMP 2.10.36", "GIMP"),
        ("Meitu 10.2", "美图秀秀 (Meitu)"),
        ("HDR+ 1.0.641377609zd", ""),
        ("17.5.1", ""),
        ("JEF-NX9 10.1.0.123(C432)", ""),
    ],
)
def test_exif_names_its_program(tmp_path: Path, software: str, editor: str) -> None:
    assert facts_of(tmp_path, with_software(software)).editor == editor


def test_xmp_and_png_name_theirs(tmp_path: Path) -> None:
    jpeg = encoded(scene(), "JPEG", xmp=XMP % b"Snapseed 2.0")
    assert facts_of(tmp_path, jpeg).editor == "Snapseed"
    note = PngInfo()
    note.add_text("Software", "Paint.NET 5.0")
    out = io.BytesIO()
    scene().save(out, "PNG", pnginfo=note)
    assert facts_of(tmp_path, out.getvalue()).editor == "Paint.NET"


def test_a_picture_that_no_camera_took_says_so_in_its_xmp(tmp_path: Path) -> None:
    words = b'<x digitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/%s"/>'
    jpeg = encoded(scene(), "JPEG", xmp=words % b"trainedAlgorithmicMedia")
    assert facts_of(tmp_path, jpeg).editor == "AI"


def test_a_word_in_a_caption_makes_nobody_an_editor(tmp_path: Path) -> None:
    jpeg = encoded(scene(), "JPEG", xmp=b"<dc:title>canva adobe gimp</dc:title>")
    assert facts_of(tmp_path, jpeg).editor == ""


@pytest.mark.parametrize(
    ("direction", "degrees"),
    [(IFDRational(905, 10), 90.5), (IFDRational(360, 1), 0), (IFDRational(361, 1), None)],
)
def test_where_the_camera_looked(
    tmp_path: Path, direction: IFDRational, degrees: float | None
) -> None:
    block = exif_block(gps={**site_gps(), 0x10: "T", 0x11: direction})
    assert facts_of(tmp_path, encoded(scene(), "JPEG", exif=block)).direction_deg == degrees


def test_a_file_without_camera_data_is_told_from_one_with_some(tmp_path: Path) -> None:
    assert facts_of(tmp_path, encoded(scene(), "JPEG")).metadata_stripped
    assert not facts_of(
        tmp_path, encoded(scene(), "JPEG", exif=exif_block(make="X"))
    ).metadata_stripped


def test_a_clock_ahead_is_measured_also_where_its_time_is_not_believed(tmp_path: Path) -> None:
    block = exif_block(taken="2027:11:24 16:00:00", offset="+08:00")
    seen = facts_of(tmp_path, encoded(scene(), "JPEG", exif=block))
    assert (seen.taken_at, seen.clock_ahead_s) == (None, 365 * 86400)


@pytest.mark.skipif(not (SHARED / "data/photos").is_dir(), reason="real photos lie elsewhere")
def test_real_cameras_are_not_taken_for_editors() -> None:
    photos = sorted((SHARED / "data/photos").glob("DSCN*.jpg"))
    assert photos
    seen = [photo_inspect(path, site_zone=ZONE, received_at=RECEIVED) for path in photos]
    assert {facts.metadata_stripped for facts in seen} == {False}
