"""The people of a project; one project administrator always stays."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Membership, Project, User
from projects.models.words import Role
from projects.services.rows import row_insert, row_set, row_store


@transaction.atomic
def membership_create(*, project: Project, user: User, data: Mapping[str, Any]) -> Membership:
    """Take a user into the project's task force; `data` holds role and unit."""
    membership = Membership(project=project, user=user)
    row_set(row=membership, data=data)
    row_insert(row=membership, pointer="/user")
    return membership


@transaction.atomic
def membership_update(*, membership: Membership, data: Mapping[str, Any]) -> Membership:
    """Change a member's role or unit."""
    if data.get("role", Role.PROJECT_ADMIN) != Role.PROJECT_ADMIN:
        _another_admin_check(membership)
    row_set(row=membership, data=data)
    row_store(row=membership, names=list(data), pointer="/role")
    return membership


@transaction.atomic
def membership_delete(*, membership: Membership) -> None:
    """Dismiss a member."""
    _another_admin_check(membership)
    membership.delete()


def _another_admin_check(membership: Membership) -> None:
    # the lock on the project keeps two administrators from dismissing one another at once
    Project.objects.select_for_update().get(pk=membership.project_id)
    admins = Membership.objects.filter(
        project_id=membership.project_id, role=Role.PROJECT_ADMIN, user__is_active=True
    )
    if admins.filter(pk=membership.pk).exists() and admins.count() == 1:
        raise RuleBroken(
            "last_admin", _("The project would be left without an administrator."), status=409
        )
