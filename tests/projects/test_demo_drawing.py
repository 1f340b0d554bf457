"""The demo's order of work and its drawn photos, before anything of it is stored."""

import datetime
import io

import pytest
from PIL import ExifTags, Image

from projects.demo import album, order, plan
from projects.demo.drawing import Capture, Scene, Weather, jpeg, photo, picture

TODAY = datetime.date(2026, 11, 24)


def test_the_order_is_the_369_days_of_the_design() -> None:
    points = {step.code: (step.start, step.finish) for step in order.ORDER}
    assert len(points) == 23
    assert points["M09"] == (224, 224)
    assert points["A15"] == (199, 309)
    assert points["M23"] == (369, 369)
    begin = datetime.date(2026, 1, 1)
    handed_over = next(step for step in order.ORDER if step.code == "M23")
    assert (handed_over.last_day(begin) - begin).days + 1 == 369


def test_the_drawn_file_is_a_phone_photo() -> None:
    scene = Scene(seed=1, floors=3, weather=Weather.SNOW, lines=("GOERTEK-VR", "2026-11-24"))
    taken = datetime.datetime(2026, 11, 24, 9, 20)  # noqa: DTZ001 - wall time, as EXIF has it
    file = photo(scene, Capture(taken=taken, offset="+08:00", position=(36.7895, 119.213)))
    assert 100_000 < len(file) < 400_000
    image = Image.open(io.BytesIO(file))
    assert image.size == (1600, 1200)
    exif = image.getexif()
    moment = exif.get_ifd(ExifTags.IFD.Exif)
    assert moment[ExifTags.Base.DateTimeOriginal] == "2026:11:24 09:20:00"
    assert moment[ExifTags.Base.OffsetTimeOriginal] == "+08:00"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    degrees, minutes, seconds = map(float, gps[ExifTags.GPS.GPSLatitude])
    assert degrees + minutes / 60 + seconds / 3600 == pytest.approx(36.7895, abs=1e-5)
    assert gps[ExifTags.GPS.GPSLongitudeRef] == "E"


def test_a_capture_may_lack_offset_and_position() -> None:
    taken = datetime.datetime(2026, 11, 24, 9, 20)  # noqa: DTZ001 - wall time, as EXIF has it
    file = jpeg(Image.new("RGB", (8, 8)), Capture(taken=taken, offset=None, position=None))
    exif = Image.open(io.BytesIO(file)).getexif()
    assert ExifTags.Base.OffsetTimeOriginal not in exif.get_ifd(ExifTags.IFD.Exif)
    assert not exif.get_ifd(ExifTags.IFD.GPSInfo)


def test_the_building_rises() -> None:
    """More of the sheet above the horizon's foot changes with every storey."""
    low, high = (picture(Scene(seed=7, floors=floors)) for floors in (1, 5))
    middle = (700, 480, 900, 520)
    assert low.crop(middle).tobytes() != high.crop(middle).tobytes()
    floors = [album.floors_on(plan.GOERTEK.buildings[0], day) for day in (0, 144, 184, 224, 369)]
    assert floors == [0, 0, 2, 5, 5]


def test_no_shot_lies_ahead_of_today() -> None:
    for project in plan.PROJECTS:
        for shot in album.album(project, TODAY):
            assert shot.taken.date() < TODAY
