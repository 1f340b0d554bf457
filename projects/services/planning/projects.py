"""A project's life: made by a planner, changed by its planners, removed while it holds no proof."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import (
    Activity,
    Alert,
    Building,
    Membership,
    Photo,
    ProgressEntry,
    Project,
    User,
)
from projects.models.words import Role
from projects.selectors.light_rules import rule_check, version_latest
from projects.services.photos.grade import grades_due_mark
from projects.services.planning.deadlines import deadlines_refresh
from projects.services.planning.ranges import usual_range_check
from projects.services.rows import (
    in_use,
    row_insert,
    row_set,
    row_store,
    same_project_check,
)

MOVES_DEADLINES = frozenset({"time_zone", "calendar", "compare_with"})


@transaction.atomic
def project_create(*, user: User, data: Mapping[str, Any]) -> Project:
    """Store a project and make its creator its first project administrator."""
    project = Project()
    row_set(row=project, data=_rule_versioned(data))
    _project_check(project)
    row_insert(row=project, pointer="/code")
    Membership.objects.create(project=project, user=user, role=Role.PROJECT_ADMIN)
    return project


@transaction.atomic
def project_update(*, project: Project, data: Mapping[str, Any]) -> Project:
    """Change a project; another zone, calendar or compared date moves its deadlines.

    Another boundary makes its photos due for another grade.
    """
    data = _rule_versioned(data)
    moved = any(getattr(project, name) != data[name] for name in MOVES_DEADLINES & data.keys())
    redrawn = data.get("site_boundary", project.site_boundary) != project.site_boundary
    row_set(row=project, data=data)
    _project_check(project)
    row_store(row=project, names=list(data), pointer="/code")
    if moved:
        deadlines_refresh(projects=[project])
    if redrawn:
        grades_due_mark(photos=Photo.objects.filter(project=project))
    return project


@transaction.atomic
def project_delete(*, project: Project) -> None:
    """Remove a project with its plan; one with photos or reports stays (409)."""
    if _project_has_proof(project):
        raise in_use(detail=_("The project has photos or progress entries."))
    Alert.objects.filter(project=project).delete()
    # the two are protected from one another, so the order matters
    Activity.objects.filter(project=project).delete()
    Building.objects.filter(project=project).delete()
    project.delete()


def _project_has_proof(project: Project) -> bool:
    return (
        Photo.objects.filter(project=project).exists()
        or ProgressEntry.objects.filter(project=project).exists()
    )


def _rule_versioned(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Name the newest version of a light rule that is named without one."""
    if "light_rule" not in data or "light_rule_version" in data:
        return data
    return {**data, "light_rule_version": version_latest(data["light_rule"]) or 1}


def _project_check(project: Project) -> None:
    rule_check(name=project.light_rule, version=project.light_rule_version)
    same_project_check(project_id=project.pk or 0, pointer="/calendar", related=project.calendar)
    if (
        project.planned_start
        and project.must_finish_by
        and project.must_finish_by < project.planned_start
    ):
        raise RuleBroken(
            "finish_before_start",
            _("The project must not finish before it starts."),
            pointer="/must_finish_by",
        )
    usual_range_check(project=project)
