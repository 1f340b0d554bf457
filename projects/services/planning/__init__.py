"""Changing the plan: projects, their people and calendars, buildings, activities, milestones."""

from projects.services.planning.activities import (
    activities_create_bulk,
    activity_create,
    activity_delete,
    activity_update,
)
from projects.services.planning.buildings import building_create, building_delete, building_update
from projects.services.planning.calendars import (
    calendar_create,
    calendar_delete,
    calendar_update,
    followers_of,
)
from projects.services.planning.deadlines import deadlines_refresh, deadlines_set
from projects.services.planning.memberships import (
    membership_create,
    membership_delete,
    membership_update,
)
from projects.services.planning.projects import project_create, project_delete, project_update

__all__ = [
    "activities_create_bulk",
    "activity_create",
    "activity_delete",
    "activity_update",
    "building_create",
    "building_delete",
    "building_update",
    "calendar_create",
    "calendar_delete",
    "calendar_update",
    "deadlines_refresh",
    "deadlines_set",
    "followers_of",
    "membership_create",
    "membership_delete",
    "membership_update",
    "project_create",
    "project_delete",
    "project_update",
]
