"""Changing the plan: projects, their people and calendars, buildings, activities, milestones."""

from projects.services.planning.activities import (
    activities_create_bulk,
    activity_create,
    activity_delete,
    activity_update,
)
from projects.services.planning.backward import Adoption, backward_adopt
from projects.services.planning.buildings import building_create, building_delete, building_update
from projects.services.planning.calendars import (
    calendar_create,
    calendar_delete,
    calendar_update,
    followers_of,
)
from projects.services.planning.copies import building_copy
from projects.services.planning.deadlines import deadlines_refresh, deadlines_set
from projects.services.planning.links import link_delete, link_update, links_create
from projects.services.planning.memberships import (
    membership_create,
    membership_delete,
    membership_update,
)
from projects.services.planning.orders import template_lay
from projects.services.planning.projects import project_create, project_delete, project_update
from projects.services.planning.resources import (
    assignment_delete,
    assignment_update,
    assignments_create,
    resource_create,
    resource_delete,
    resource_update,
)
from projects.services.planning.scheduling import followed, schedule_compute, schedule_follow

__all__ = [
    "Adoption",
    "activities_create_bulk",
    "activity_create",
    "activity_delete",
    "activity_update",
    "assignment_delete",
    "assignment_update",
    "assignments_create",
    "backward_adopt",
    "building_copy",
    "building_create",
    "building_delete",
    "building_update",
    "calendar_create",
    "calendar_delete",
    "calendar_update",
    "deadlines_refresh",
    "deadlines_set",
    "followed",
    "followers_of",
    "link_delete",
    "link_update",
    "links_create",
    "membership_create",
    "membership_delete",
    "membership_update",
    "project_create",
    "project_delete",
    "project_update",
    "resource_create",
    "resource_delete",
    "resource_update",
    "schedule_compute",
    "schedule_follow",
    "template_lay",
]
