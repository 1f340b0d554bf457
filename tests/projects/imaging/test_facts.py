"""What a photo says of itself, and what we believe of it."""

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL.TiffImagePlugin import IFDRational

from projects.imaging import PhotoFacts, photo_inspect
from tests.data import make_photos
from tests.data.make_photos import encoded, exif_block, scene, sexagesimal, site_gps

PHOTOS = make_photos.HERE
SHANGHAI = ZoneInfo("Asia/Shanghai")
RECEIVED = datetime.datetime(2026, 11, 24, 8, tzinfo=datetime.UTC)


def facts(path: Path, zone: ZoneInfo = SHANGHAI) -> PhotoFacts:
    return photo_inspect(path, site_zone=zone, received_at=RECEIVED)


def facts_of(tmp_path: Path, exif: bytes, zone: ZoneInfo = SHANGHAI) -> PhotoFacts:
    path = tmp_path / "upload"
    path.write_bytes(encoded(scene().resize((32, 24)), "JPEG", exif=exif))
    return facts(path, zone)


@pytest.mark.parametrize(
    ("name", "kind", "mime"),
    [
        ("bare.jpg", "JPEG", "image/jpeg"),
        ("progressive.jpg", "JPEG", "image/jpeg"),
        ("cmyk.jpg", "JPEG", "image/jpeg"),
        ("frames.mpo", "MPO", "image/jpeg"),
        ("palette.png", "PNG", "image/png"),
        ("moving.webp", "WEBP", "image/webp"),
        ("whole.heic", "HEIF", "image/heic"),
    ],
)
def test_kind_is_told_by_content(tmp_path: Path, name: str, kind: str, mime: str) -> None:
    misnamed = tmp_path / "picture.txt"
    misnamed.write_bytes((PHOTOS / name).read_bytes())
    seen = facts(misnamed)
    assert (seen.format, seen.mime, seen.width, seen.height)[:2] == (kind, mime)
    assert seen.width > seen.height > 0


@pytest.mark.parametrize("name", ["whole.jpg", "whole.png", "whole.webp", "whole.heic"])
def test_everything_is_read_from_every_format(name: str) -> None:
    seen = facts(PHOTOS / name)
    assert seen.taken_at == datetime.datetime(2026, 3, 2, 1, 30, tzinfo=datetime.UTC)
    assert (seen.taken_at_source, seen.taken_at_zone) == ("exif_offset", "+08:00")
    assert seen.latitude == pytest.approx(36.7, abs=1e-5)
    assert seen.longitude == pytest.approx(119.2, abs=1e-5)
    assert seen.altitude_m == pytest.approx(25.5)
    assert seen.gps_accuracy_m == pytest.approx(4.8)
    assert (seen.camera_make, seen.camera_model) == ("Topout", "Test camera")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_size_is_as_seen_upright(orientation: int) -> None:
    seen = facts(PHOTOS / f"orientation_{orientation}.jpg")
    assert seen.orientation == orientation
    assert (seen.width, seen.height) == make_photos.SIZE


def test_without_exif_nothing_is_made_up() -> None:
    seen = facts(PHOTOS / "bare.jpg")
    assert (seen.taken_at, seen.taken_at_source, seen.taken_at_zone) == (None, "unknown", "")
    assert (seen.latitude, seen.longitude, seen.altitude_m, seen.gps_accuracy_m) == (None,) * 4
    assert (seen.camera_make, seen.camera_model, seen.orientation) == ("", "", 1)


@pytest.mark.parametrize(
    ("offset", "hour", "name"),
    [
        ("+03:00", 6, "+03:00"),
        ("-05:00", 14, "-05:00"),
        ("+0545", 3, "+05:45"),
        ("Z", 9, "+00:00"),
        ("+03:00\x00junk", 6, "+03:00"),
    ],
)
def test_a_clock_with_offset_is_certain(tmp_path: Path, offset: str, hour: int, name: str) -> None:
    seen = facts_of(tmp_path, exif_block(taken="2026:03:02 09:30:00", offset=offset))
    assert seen.taken_at is not None
    assert seen.taken_at.hour == hour
    assert seen.taken_at.tzinfo is datetime.UTC
    assert (seen.taken_at_source, seen.taken_at_zone) == ("exif_offset", name)


@pytest.mark.parametrize(
    "offset", [None, "", "   :  ", "+25:00", "+08:99", "-13:00", "CST", b"\xff"]
)
def test_a_clock_without_usable_offset_shows_site_time(tmp_path: Path, offset: object) -> None:
    seen = facts_of(tmp_path, exif_block(taken="2026:03:02 09:30:00", offset=offset))
    assert seen.taken_at == datetime.datetime(2026, 3, 2, 1, 30, tzinfo=datetime.UTC)
    assert (seen.taken_at_source, seen.taken_at_zone) == ("exif_project_zone", "Asia/Shanghai")


@pytest.mark.parametrize(
    ("taken", "utc_hour"),
    [
        # 02:30 on 8 March never was in New York: it counts from winter time
        ("2026:03:08 02:30:00", 7),
        # 01:30 on 1 November came twice: the first, in summer time
        ("2026:11:01 01:30:00", 5),
    ],
)
def test_times_at_clock_changes(tmp_path: Path, taken: str, utc_hour: int) -> None:
    seen = facts_of(tmp_path, exif_block(taken=taken), ZoneInfo("America/New_York"))
    assert seen.taken_at is not None
    assert seen.taken_at.hour == utc_hour


@pytest.mark.parametrize(
    "taken",
    [
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "",
        "2026:02:30 10:00:00",
        "2026:13:01 10:00:00",
        "2026:03:02 24:00:00",
        "2026:03:02",
        "yesterday",
        "2026:11:26 10:00:00",
        "9999:12:31 23:59:59",
        "２０２６:03:02 09:30:00",
        "2026:03:02 09:30:00 and more",
        b"\x00\x00\x00",
    ],
)
def test_unusable_times_are_unknown(tmp_path: Path, taken: object) -> None:
    seen = facts_of(tmp_path, exif_block(taken=taken, offset="+08:00"))
    assert (seen.taken_at, seen.taken_at_source, seen.taken_at_zone) == (None, "unknown", "")


def test_the_year_one_east_of_greenwich_is_unknown(tmp_path: Path) -> None:
    seen = facts_of(tmp_path, exif_block(taken="0001:01:01 00:00:00", offset="+14:00"))
    assert seen.taken_at is None


def test_a_clock_a_few_hours_ahead_is_believed(tmp_path: Path) -> None:
    seen = facts_of(tmp_path, exif_block(taken="2026:11:25 10:00:00", offset="+08:00"))
    assert seen.taken_at == datetime.datetime(2026, 11, 25, 2, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        (("S", 33.5), ("W", 70.25), (-33.5, -70.25)),
        (("n", 0.0), ("e", 10.5), (0.0, 10.5)),
        (("N", 90.0), ("E", 180.0), (90.0, 180.0)),
        (("N", 0.0), ("E", 0.0), (None, None)),
        (("N", 91.0), ("E", 10.0), (None, None)),
        (("N", 36.7), ("E", 181.0), (None, None)),
        (("X", 36.7), ("E", 119.2), (None, None)),
        (("", 36.7), ("E", 119.2), (None, None)),
    ],
)
def test_position(
    tmp_path: Path,
    latitude: tuple[str, float],
    longitude: tuple[str, float],
    expected: tuple[float | None, float | None],
) -> None:
    gps: dict[int, object] = {
        1: latitude[0],
        2: sexagesimal(latitude[1]),
        3: longitude[0],
        4: sexagesimal(longitude[1]),
    }
    seen = facts_of(tmp_path, exif_block(gps=gps))
    assert (seen.latitude, seen.longitude) == pytest.approx(expected)


@pytest.mark.parametrize(
    "latitude",
    [
        (IFDRational(36, 0), IFDRational(42, 1), IFDRational(0, 1)),
        (IFDRational(36, 1), IFDRational(0, 0), IFDRational(0, 0)),
        (IFDRational(36, 1),) * 5,
        (IFDRational(36, 1), IFDRational(3_700_000, 1), IFDRational(0, 1)),
    ],
)
def test_a_broken_position_is_none(tmp_path: Path, latitude: object) -> None:
    seen = facts_of(tmp_path, exif_block(gps=site_gps() | {2: latitude}))
    assert (seen.latitude, seen.longitude, seen.altitude_m) == (None, None, None)


@pytest.mark.parametrize(
    ("reference", "metres", "expected"),
    [
        (b"\x00", IFDRational(51, 2), 25.5),
        (b"\x01", IFDRational(51, 2), -25.5),
        (b"\x00", IFDRational(1, 0), None),
        (b"\x00", IFDRational(4_000_000_000, 1), None),
    ],
)
def test_altitude(
    tmp_path: Path, reference: bytes, metres: IFDRational, expected: float | None
) -> None:
    seen = facts_of(tmp_path, exif_block(gps=site_gps() | {5: reference, 6: metres}))
    assert seen.altitude_m == expected
    assert seen.latitude is not None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("HUAWEI", "HUAWEI"),
        (b"HUAWEI\x00\x00rest", "HUAWEI"),
        ("小米".encode(), "小米"),
        (b"Bad\xff\xfeutf\r\nline\x1b[31m", "Badutfline[31m"),
        ("Reversed \u202eexe".encode(), "Reversed exe"),
        (b"x" * 5000, "x" * 100),
        (b" padded   ", "padded"),
        (b"\x00", ""),
    ],
)
def test_camera_names_are_cleaned(tmp_path: Path, written: object, read: str) -> None:
    seen = facts_of(tmp_path, exif_block(make=written, model=written))
    assert (seen.camera_make, seen.camera_model) == (read, read)


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_impossible_orientation_is_upright(tmp_path: Path, orientation: int) -> None:
    assert facts_of(tmp_path, exif_block(orientation=orientation)).orientation == 1


def test_a_missing_file_is_not_the_photos_fault(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        facts(tmp_path / "gone.jpg")
