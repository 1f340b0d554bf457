"""The buildings of a project."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.models import Building, Photo, Project
from projects.services.photos.grade import grades_due_mark
from projects.services.rows import in_use, row_insert, row_set, row_store


@transaction.atomic
def building_create(*, project: Project, data: Mapping[str, Any]) -> Building:
    """Store a building of the project."""
    building = Building(project=project)
    row_set(row=building, data=data)
    row_insert(row=building, pointer="/code")
    return building


@transaction.atomic
def building_update(*, building: Building, data: Mapping[str, Any]) -> Building:
    """Change a building; another footprint makes its photos due for another grade.

    It never moves to another project.
    """
    redrawn = data.get("footprint", building.footprint) != building.footprint
    row_set(row=building, data=data)
    row_store(row=building, names=list(data), pointer="/code")
    if redrawn:
        grades_due_mark(photos=Photo.objects.filter(building=building))
    return building


@transaction.atomic
def building_delete(*, building: Building) -> None:
    """Remove a building that nothing is planned for and nothing was photographed of."""
    if building.activities.exists() or building.photos.exists():
        raise in_use(detail=_("The building has activities or photos."))
    building.delete()
