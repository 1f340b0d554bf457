"""`memberships/`: who belongs to a project, and as what."""

from collections.abc import Mapping
from typing import Any

import django_filters
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import serializers

from projects.api.base import READ_RULES, ProjectScopedViewSet
from projects.api.filters import WordsFilter
from projects.api.inside import InsideSerializer, without_project
from projects.api.people import UsernameField
from projects.api.permissions import ADMINS
from projects.api.query import IdFilter, TextFilter
from projects.models import Membership
from projects.models.words import Role
from projects.services import planning

EXAMPLE = OpenApiExample(
    "An official joins",
    value={"project": 1, "user": "official", "role": "official", "unit": "综保区管委会"},
    request_only=True,
)


class MembershipSerializer(InsideSerializer):
    """A member; `user` is the user name."""

    settled = ("project", "user")

    user = UsernameField()
    display_name = serializers.CharField(source="user.display_name", read_only=True)

    class Meta:
        model = Membership
        fields = (
            "id",
            "project",
            "user",
            "display_name",
            "role",
            "unit",
            "created_at",
            "updated_at",
            "version",
        )
        read_only_fields = ("id", "created_at", "updated_at", "version")


class MembershipFilters(django_filters.FilterSet):
    """Filters of `memberships/`; `user` is the user name."""

    project = IdFilter(field_name="project_id")
    user = TextFilter(field_name="user__username")
    role = WordsFilter(words=Role.values)


@extend_schema_view(create=extend_schema(examples=[EXAMPLE]))
class MembershipViewSet(ProjectScopedViewSet):
    """The task force (一项目一专班). The last project administrator stays (409 `last_admin`)."""

    queryset = Membership.objects.select_related("user")
    serializer_class = MembershipSerializer
    roles = {**READ_RULES, "create": ADMINS, "partial_update": ADMINS, "destroy": ADMINS}
    filterset_class = MembershipFilters
    ordering = ("project_id", "id")

    def row_create(self, data: Mapping[str, Any]) -> Membership:
        """Store the membership."""
        rest = {name: data[name] for name in ("role", "unit") if name in data}
        return planning.membership_create(project=data["project"], user=data["user"], data=rest)

    def row_update(self, row: Membership, data: Mapping[str, Any]) -> Membership:
        """Change role or unit."""
        return planning.membership_update(membership=row, data=without_project(data))

    def row_delete(self, row: Membership) -> None:
        """Dismiss the member."""
        planning.membership_delete(membership=row)
