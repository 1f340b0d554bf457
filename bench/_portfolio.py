"""The board of `board`: projects × buildings × milestones, each building with a drawn photo."""

import datetime
import hashlib
import uuid
from collections.abc import Iterator
from typing import Any

STEPS = (
    ("开工", "Start of works"),
    ("基础完成", "Foundations complete"),
    ("主体结构封顶", "Main structure topped out"),
    ("机电安装样板验收", "Acceptance of the M&E sample"),
    ("竣工验收", "Completion acceptance"),
)
PICTURES = 4
SIZES = {"320": (320, 240), "960": (960, 720)}
# so many days lie between two milestones; buildings stand somewhere in the middle of theirs
APART = 20


def seed(*, projects: int, buildings: int, milestones: int, username: str) -> None:
    """Lay the board of one official; Django is set up, and the database empty."""
    from projects.models import Membership, Project, User  # noqa: PLC0415 - after set-up

    user, _new = User.objects.get_or_create(username=username)
    keys = [dict(_renditions(number)) for number in range(PICTURES)]
    for number in range(projects):
        project = Project.objects.create(
            code=f"P{number:02}",
            name=f"智能制造基地 {number} 期",
            name_en=f"Manufacturing base, phase {number}",
            location="潍坊综合保税区",
            investment_cny=1_000_000_000 + number,
            site_area_mu=200,
        )
        Membership.objects.create(project=project, user=user, role="official")
        for place in range(buildings):
            _building(project, place, milestones, user, keys[place % PICTURES])


def _building(project: Any, place: int, milestones: int, user: Any, keys: dict[str, str]) -> None:
    from projects.models import Photo, Rendition  # noqa: PLC0415 - after set-up
    from projects.services import planning  # noqa: PLC0415 - after set-up

    made = planning.building_create(
        project=project,
        data={
            "code": f"{place + 1}#",
            "name": f"{place + 1}# 厂房",
            "name_en": f"Plant building {place + 1}#",
            "floors": 5,
            "order": place,
        },
    )
    now = datetime.datetime.now(datetime.UTC)
    begin = now.date() - datetime.timedelta(days=APART * milestones // 2 + 7 * place)
    rows = [
        {
            "code": f"{place}-M{number:02}",
            "name": f"{STEPS[number % len(STEPS)][0]} {number}",
            "name_en": f"{STEPS[number % len(STEPS)][1]} {number}",
            "kind": "finish_milestone",
            "building": made,
            "planned_finish": begin + datetime.timedelta(days=APART * number),
        }
        for number in range(milestones)
    ]
    done = planning.activities_create_bulk(project=project, rows=rows)[: milestones // 2 - 1]
    for activity in done:
        # the state alone: a report each would take minutes and shows nothing more
        activity.state, activity.reached_at = "accepted", now
        activity.actual_finish = activity.planned_finish
        activity.percent_complete = 100
        activity.save()
    photo = Photo.objects.create(
        project=project,
        building=made,
        uploaded_by=user,
        client_upload_id=uuid.uuid4(),
        sha256=hashlib.sha256(f"{project.pk}-{place}".encode()).hexdigest(),
        size_bytes=1000,
        mime_type="image/jpeg",
        width=1600,
        height=1200,
        state="ready",
        stored_at=now,
        taken_at=now,
        taken_at_source="exif_offset",
    )
    for name, key in keys.items():
        width, height = SIZES[name]
        Rendition.objects.create(
            photo=photo, name=name, width=width, height=height, size_bytes=1, storage_key=key
        )


def _renditions(number: int) -> Iterator[tuple[str, str]]:
    """Draw one of the demo's sites and store the sizes that a board asks for."""
    import io  # noqa: PLC0415 - with the drawing

    from django.core.files.base import ContentFile  # noqa: PLC0415 - after set-up
    from django.core.files.storage import default_storage  # noqa: PLC0415 - after set-up

    from projects.demo.drawing import Scene, Weather, picture  # noqa: PLC0415 - after set-up

    scene = Scene(
        seed=number,
        storeys=5,
        floors=number + 1,
        facade=0.0,
        crane=True,
        delivered=False,
        bays=8,
        storey_height=5.4,
        weather=list(Weather)[number],
        side=1,
        distance=74.0,
        eye_height=28.0,
        lines=("BENCH",),
    )
    drawn = picture(scene)
    for name, size in SIZES.items():
        kept = io.BytesIO()
        drawn.resize(size).save(kept, "WEBP", quality=80)
        content = ContentFile(kept.getvalue())
        yield name, default_storage.save(f"renditions/bench-{number}-{name}.webp", content)
