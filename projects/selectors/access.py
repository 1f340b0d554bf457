"""Who may see which projects, and in which role."""

from typing import Any, TypeVar, cast

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, Model, OuterRef, QuerySet, Subquery, Value

from projects.models import Membership, Project, User
from projects.models.words import Role

Row = TypeVar("Row", bound=Model)
EVERY_ROLE = frozenset(Role)
# who says how far the work is, and sends photos
REPORTING = frozenset({Role.SITE_MANAGER, Role.PLANNER, Role.PROJECT_ADMIN})


def projects_of(user: User | AnonymousUser) -> QuerySet[Project]:
    """Return the projects that the user belongs to; an administrator belongs to all."""
    return rows_of(Project.objects.all(), user=user, path="")


def rows_of(rows: QuerySet[Row], *, user: User | AnonymousUser, path: str) -> QuerySet[Row]:
    """Keep the rows of the user's projects; `path` leads from a row to its project.

    A subselect and not a join: one query, no doubled rows, and the index of `rows` still orders.
    """
    if isinstance(user, AnonymousUser):
        return rows.none()
    if user.is_superuser:
        return rows
    own = Membership.objects.filter(user_id=user.pk).values("project_id")
    return rows.filter(**{f"{path or 'pk'}__in": own})


def with_role(rows: QuerySet[Row], *, user: User, path: str) -> QuerySet[Row]:
    """Put the user's role in the row's project on each row as `caller_role`."""
    role = Membership.objects.filter(user_id=user.pk, project_id=OuterRef(path or "pk"))
    found: Any = Subquery(role.values("role")[:1])
    if user.is_superuser:
        found = Value(Role.PROJECT_ADMIN, output_field=CharField())
    marked: Any = rows.annotate(caller_role=found)
    return cast("QuerySet[Row]", marked)


def role_in(user: User, project_id: int) -> Role | None:
    """Return the user's role in one project, None when he has none."""
    if user.is_superuser:
        return Role.PROJECT_ADMIN if Project.objects.filter(pk=project_id).exists() else None
    found = Membership.objects.filter(user_id=user.pk, project_id=project_id).values_list(
        "role", flat=True
    )
    return Role(found[0]) if found else None


def reports_somewhere(user: User) -> bool:
    """May the user report in any project?"""
    return user.is_superuser or Membership.objects.filter(user=user, role__in=REPORTING).exists()


def roles_of(user: User) -> dict[int, Role]:
    """Return the user's role by project id."""
    if user.is_superuser:
        return dict.fromkeys(Project.objects.values_list("pk", flat=True), Role.PROJECT_ADMIN)
    return {
        project_id: Role(role)
        for project_id, role in Membership.objects.filter(user_id=user.pk).values_list(
            "project_id", "role"
        )
    }
