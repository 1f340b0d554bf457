"""Which photos the demo shows: one shot a chosen day of a building, drawn as it stood then."""

import dataclasses
import datetime
import uuid
import zlib

from projects.demo.drawing import Capture, Scene, Weather
from projects.demo.ground import stand
from projects.demo.plan import BuildingPlan, ProjectPlan

ZONE_OFFSET = datetime.timezone(datetime.timedelta(hours=8))
HOURS = ((9, 20), (10, 45), (14, 10), (15, 35))
EVENING = (17, 5)
WINTER = frozenset({12, 1, 2})
SKIES = (Weather.CLEAR, Weather.CLOUDY, Weather.OVERCAST, Weather.EVENING, Weather.CLEAR)
# what these days of a building show; any other day shows the work in progress
SHOWN = {144: "M07", 224: "M09", 242: "M15", 369: "M23"}
# two shots lack what phones often lack, so that the page shows where a time comes from
WITHOUT_OFFSET = ("GOERTEK-VR", "1#", 144)
WITHOUT_POSITION = ("GOERTEK-VR", "2#", 144)
# this one comes again as if it were new: a flag for a planner to settle
USED_AGAIN = ("GOERTEK-VR", "3#", 205)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Shot:
    """One photo to be drawn: `taken` is wall time on site with its offset, `step` what it shows."""

    upload_id: uuid.UUID
    building: str
    step: str
    taken: datetime.datetime
    caption: str
    name: str
    scene: Scene
    capture: Capture


def album(project: ProjectPlan, today: datetime.date) -> list[Shot]:
    """Return the project's shots, oldest first."""
    shots = [
        _shot(project, building, day, today)
        for building in project.buildings
        for day in building.photo_days
    ]
    shots += [_again(shot, today) for shot in shots if _is_used_again(project, shot, today)]
    return sorted(shots, key=lambda shot: shot.taken)


def _is_used_again(project: ProjectPlan, shot: Shot, today: datetime.date) -> bool:
    code, building, day = USED_AGAIN
    age = next((row.age for row in project.buildings if row.code == building), 0)
    date = today - datetime.timedelta(days=age + 1 - day)
    return (project.code, shot.building, shot.taken.date()) == (code, building, date)


def _again(shot: Shot, today: datetime.date) -> Shot:
    """The same picture under a new file's time, offered for the milestone that is late."""
    date = today - datetime.timedelta(days=1)
    taken = datetime.datetime.combine(date, datetime.time(16, 20), ZONE_OFFSET)
    return dataclasses.replace(
        shot,
        upload_id=uuid.uuid5(uuid.NAMESPACE_URL, f"{shot.upload_id}/again"),
        step="M09",
        taken=taken,
        name=f"IMG_{taken:%Y%m%d_%H%M}.jpg",
        capture=dataclasses.replace(shot.capture, taken=taken),
    )


def step_shown(building: BuildingPlan, day: int) -> str:
    """Code of the step that a photo of that day belongs to."""
    if day in SHOWN:
        return SHOWN[day]
    if day < 94:
        return "A03"
    if day < 144 or building.late == "M07":
        return "A06"
    return "A08" if day < 234 or building.late == "M09" else "A14"


def floors_on(building: BuildingPlan, day: int) -> int:
    """Storeys that stand on a day; a building that is late has its last one still to come."""
    if building.late == "M07":
        return 0
    built = (day - 144) * building.floors // 80
    most = building.floors - 1 if building.late == "M09" else building.floors
    return max(0, min(most, built))


def _shot(project: ProjectPlan, building: BuildingPlan, day: int, today: datetime.date) -> Shot:
    key = f"topout-demo/{project.code}/{building.code}/{day}"
    seed = zlib.crc32(key.encode())
    date = today - datetime.timedelta(days=building.age + 1 - day)
    weather = SKIES[seed % len(SKIES)]
    if date.month in WINTER and seed % 2:
        weather = Weather.SNOW
    hour, minute = EVENING if weather is Weather.EVENING else HOURS[seed % len(HOURS)]
    taken = datetime.datetime.combine(date, datetime.time(hour, minute), ZONE_OFFSET)
    scene = _scene(project, building, day, taken, weather)
    return Shot(
        upload_id=uuid.uuid5(uuid.NAMESPACE_URL, key),
        building=building.code,
        step=step_shown(building, day),
        taken=taken,
        caption=f"示例 · {building.name} · {scene.floors}F/{building.floors}F",
        name=f"IMG_{taken:%Y%m%d_%H%M}.jpg",
        scene=scene,
        capture=_capture(project, building, day, taken),
    )


def _scene(
    project: ProjectPlan,
    building: BuildingPlan,
    day: int,
    taken: datetime.datetime,
    weather: Weather,
) -> Scene:
    seed = zlib.crc32(f"{project.code}{building.code}".encode())
    floors = floors_on(building, day)
    tall = building.floors > 5
    return Scene(
        seed=seed + day,
        storeys=building.floors,
        floors=floors,
        facade=max(0.0, min(1.0, (day - 234) / 60)),
        crane=day < 300,
        delivered=day >= 369,
        bays=building.bays,
        storey_height=4.2 if tall else 5.4,
        weather=weather,
        # always from the same corner, so that the photos of a building compare
        side=1 if seed % 2 else -1,
        distance=58.0 + building.bays * 2 + (8 if tall else 0),
        eye_height=32.0 if tall else 28.0,
        lines=(
            f"{project.code} · {building.code}",
            f"{taken:%Y-%m-%d %H:%M}",
            f"{floors}F / {building.floors}F",
            "示例数据 SAMPLE DATA",
        ),
    )


def _capture(
    project: ProjectPlan, building: BuildingPlan, day: int, taken: datetime.datetime
) -> Capture:
    key = (project.code, building.code, day)
    return Capture(
        taken=taken,
        offset=None if key == WITHOUT_OFFSET else "+08:00",
        position=None if key == WITHOUT_POSITION else stand(project, building, day),
    )
