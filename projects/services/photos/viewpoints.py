"""Grouping a building's photos by place, direction and likeness: the same view over the months."""

import datetime

from django.db import transaction

from projects.grades import Position
from projects.grades.ground import direction_between, distance_between
from projects.imaging.likeness import likeness
from projects.imaging.views import WHOLE, Grey, grey_of
from projects.models import Building, Photo, PhotoPrint, Viewpoint
from projects.services.photos.same import aspect_of

# people stand where they stood before to within some steps and what a phone is off by
SAME_PLACE_M = 30.0
# the picture itself may say that a position is off by a street
AROUND_M = 120.0
SAME_DIRECTION_DEG = 45.0
# a building grows and the weather changes, so that place and direction lower what is asked
LIKE_ALONE, LIKE_AT_PLACE, LIKE_AT_PLACE_AND_DIRECTION = 0.65, 0.4, 0.25
# the latest ones of a view are nearest to a new one
COMPARED_MOST = 3


def viewpoint_assign(*, photo_id: int, now: datetime.datetime) -> Viewpoint | None:
    """Put a photo of a building to the viewpoint it was taken from, a new one if there is none.

    A photo without building has none, and one that has a viewpoint keeps it.
    """
    with transaction.atomic():
        photo = Photo.objects.select_related("print", "building").get(pk=photo_id)
        if photo.building is None or photo.viewpoint_id or not photo.print.pixels:
            return photo.viewpoint
        # one after the other, so that two photos of a new view do not make it twice
        building = Building.objects.select_for_update(no_key=True).get(pk=photo.building.pk)
        viewpoint = _nearest(photo, building) or _made(photo, building, now)
        Photo.objects.filter(pk=photo.pk).update(viewpoint=viewpoint)
    return viewpoint


def _nearest(photo: Photo, building: Building) -> Viewpoint | None:
    grey = grey_of(bytes(photo.print.pixels))
    best: tuple[float, Viewpoint] | None = None
    for viewpoint in Viewpoint.objects.filter(building=building).order_by("pk"):
        asked = _likeness_asked(photo, viewpoint)
        found = 0.0 if asked is None else _likeness(grey, aspect_of(photo), viewpoint)
        if asked is not None and found >= asked and (best is None or found > best[0]):
            best = found, viewpoint
    return best[1] if best else None


def _likeness_asked(photo: Photo, viewpoint: Viewpoint) -> float | None:
    """How alike they must be; None where place or direction rule it out."""
    directions = photo.direction_deg, viewpoint.direction_deg
    turn = None if None in directions else direction_between(*directions)  # type: ignore[arg-type] # both there
    if turn is not None and turn > SAME_DIRECTION_DEG:
        return None
    here, there = position_of(photo), Position.of(viewpoint.latitude, viewpoint.longitude)
    if here is None or there is None:
        return LIKE_ALONE
    apart = distance_between(here, there)
    if apart > AROUND_M:
        return None
    if apart > SAME_PLACE_M:
        return LIKE_ALONE
    return LIKE_AT_PLACE if turn is None else LIKE_AT_PLACE_AND_DIRECTION


def _likeness(grey: Grey, aspect: float, viewpoint: Viewpoint) -> float:
    """How alike the photo is to the latest ones of the view."""
    prints = PhotoPrint.objects.filter(photo__viewpoint=viewpoint).select_related("photo")
    return max(
        (
            likeness(
                grey,
                grey_of(bytes(each.pixels)),
                seen=WHOLE,
                view=WHOLE,
                aspect_one=aspect,
                aspect_other=aspect_of(each.photo),
            ).score
            for each in prints.order_by("-photo_id")[:COMPARED_MOST]
        ),
        default=0.0,
    )


def _made(photo: Photo, building: Building, now: datetime.datetime) -> Viewpoint:
    position = position_of(photo)
    return Viewpoint.objects.create(
        project_id=photo.project_id,
        building=building,
        latitude=position.latitude if position else None,
        longitude=position.longitude if position else None,
        direction_deg=photo.direction_deg,
        created_at=now,
    )


def position_of(photo: Photo) -> Position | None:
    """The file's own position, else the phone's."""
    return Position.of(photo.latitude, photo.longitude) or Position.of(
        photo.device_latitude, photo.device_longitude
    )
