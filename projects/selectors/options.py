"""A project's schedule options as the engine's."""

import dataclasses
from typing import Any

from projects.models import Project
from projects.models.words import CriticalBy, ProgressMode
from scheduling import profiles

PROGRESS = {
    ProgressMode.RETAINED_LOGIC: profiles.Progress.RETAINED_LOGIC,
    ProgressMode.OVERRIDE: profiles.Progress.OVERRIDE,
    ProgressMode.ACTUAL_DATES: profiles.Progress.ACTUAL_DATES,
}
CRITICAL = {
    CriticalBy.FLOAT: profiles.CriticalBy.FLOAT,
    CriticalBy.LONGEST_PATH: profiles.CriticalBy.LONGEST_PATH,
}


def options_of(project: Project) -> profiles.Options:
    """Return the profile's options with the project's own over them."""
    own: dict[str, Any] = {}
    if project.progress_mode:
        own["progress"] = PROGRESS[ProgressMode(project.progress_mode)]
    if project.critical_by:
        own["critical_by"] = CRITICAL[CriticalBy(project.critical_by)]
    if project.critical_float_days is not None:
        own["critical_days"] = project.critical_float_days
    if project.near_critical_float_days is not None:
        own["near_critical_days"] = project.near_critical_float_days
    return dataclasses.replace(profiles.PROFILES[project.schedule_profile], **own)


def options_shown(project: Project) -> dict[str, Any]:
    """Return what a computation goes by, the profile's own choices among it, in words."""
    found = options_of(project)
    return {
        "profile": project.schedule_profile,
        "progress": next(word for word, each in PROGRESS.items() if each == found.progress),
        "critical_by": next(word for word, each in CRITICAL.items() if each == found.critical_by),
        "critical_float_days": found.critical_days,
        "near_critical_float_days": found.near_critical_days,
    }
