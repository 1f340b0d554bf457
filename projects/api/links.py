"""`links/`: the logic between activities."""

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import (
    OpenApiExample,
    extend_schema,
    extend_schema_field,
    extend_schema_view,
)

from projects.api.base import READ_RULES, ProjectScopedViewSet
from projects.api.ends import ends_asked
from projects.api.filters import WordsFilter
from projects.api.following import Followed, FollowingViewSet
from projects.api.permissions import PLANNERS
from projects.api.query import IdField, IdFilter
from projects.api.serializers import OwnRelatedField, StrictModelSerializer
from projects.errors import RuleBroken
from projects.models import Activity, Link, Project
from projects.models.words import LinkKind
from projects.services import planning
from projects.services.planning.links import activity_unknown
from projects.services.planning.scheduling import project_hold

ENDS: Mapping[str, type[Model]] = {"predecessor": Activity, "successor": Activity}
EXAMPLE = OpenApiExample(
    "Masonry starts 40 days after the main structure",
    value={"predecessor": 11, "successor": 14, "kind": "SS", "lag_days": 40},
    request_only=True,
)


class LinkSerializer(StrictModelSerializer):
    """A relation between two activities of one project; its ends are given at birth.

    `lag_days` are days of the calendar that `lag_clock` names, negative for a lead;
    `lag_percent` is a share of the predecessor's duration instead.
    """

    project: OwnRelatedField[Project] = OwnRelatedField(
        queryset=Project.objects.all(), project_path="", required=False
    )
    predecessor: OwnRelatedField[Activity] = OwnRelatedField(queryset=Activity.objects.all())
    successor: OwnRelatedField[Activity] = OwnRelatedField(queryset=Activity.objects.all())

    class Meta:
        model = Link
        fields = (
            "id",
            "project",
            "predecessor",
            "successor",
            "kind",
            "lag_days",
            "lag_clock",
            "lag_percent",
            "created_at",
            "updated_at",
            "version",
        )
        read_only_fields = ("id", "created_at", "updated_at", "version")

    def get_fields(self) -> dict[str, Any]:
        """Make what is settled read-only on a change."""
        fields: dict[str, Any] = super().get_fields()
        if self.partial:
            for name in ("project", *ENDS):
                fields[name].read_only = True
        return fields

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """An end in another project than the one named does not exist there."""
        project = attrs.pop("project", None)
        if project is not None and attrs["predecessor"].project_id != project.pk:
            raise activity_unknown(pointer="/predecessor")
        return attrs


class LinkAnswer(Followed, LinkSerializer):
    """A changed link, with what the change moved."""

    class Meta(LinkSerializer.Meta):
        fields = (*LinkSerializer.Meta.fields, "schedule")  # type: ignore[assignment] # one more


@extend_schema_field({"type": "integer"})
class ActivityLinksFilter(django_filters.Filter):
    """The links at either end of an activity."""

    field_class = IdField  # type: ignore[assignment] # a Field like the others

    def filter(self, qs: Any, value: int | None) -> Any:
        """Keep the links of the activity."""
        return qs if value is None else qs.filter(Q(predecessor_id=value) | Q(successor_id=value))


class LinkFilters(django_filters.FilterSet):
    """Filters of `links/`; `activity` finds both its predecessors and its successors."""

    project = IdFilter(field_name="project_id")
    predecessor = IdFilter(field_name="predecessor_id")
    successor = IdFilter(field_name="successor_id")
    activity = ActivityLinksFilter()  # type: ignore[no-untyped-call] # untyped library
    kind = WordsFilter(field_name="kind", words=LinkKind.values)


@extend_schema_view(
    create=extend_schema(examples=[EXAMPLE], responses={201: LinkAnswer}),
    partial_update=extend_schema(responses=LinkAnswer),
)
class LinkViewSet(FollowingViewSet, ProjectScopedViewSet):
    """Links (搭接关系): FS, SS, FF and SF with lag; a list as body stores all rows or none.

    A link that closes a loop is refused with 422 `dependency_cycle`, which names the loop in
    `links`. An end that is missing, of somebody else's or of another project is 404.
    """

    bulk = True
    queryset = Link.objects.all()
    serializer_class = LinkSerializer
    roles = {
        **READ_RULES,
        "create": PLANNERS,
        "partial_update": PLANNERS,
        "destroy": PLANNERS,
    }
    refusals = {"create": (404,)}
    filterset_class = LinkFilters
    ordering = ("project_id", "id")

    def get_serializer_context(self) -> dict[str, Any]:
        """Know the ends of all links in the body beforehand, by one query."""
        context = dict(super().get_serializer_context())
        if self.action == "create" and not getattr(self, "swagger_fake_view", False):
            context["own_related"] = ends_asked(
                self.request.data, ENDS, user=self.caller, unknown=activity_unknown
            )
        return context

    def project_id_of(self, data: Mapping[str, Any]) -> int | None:
        """Return the project of the predecessor, in which the successor must lie too."""
        return int(data["predecessor"].project_id)

    def rows_check(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """A list is of one project."""
        if len({row["predecessor"].project_id for row in rows}) > 1:
            raise RuleBroken("several_projects", _("A list is for one project."))

    def row_create(self, data: Mapping[str, Any]) -> Model:
        """Store the link."""
        made, self.moved = planning.links_create(
            project_id=data["predecessor"].project_id,
            rows=[data],
            now=timezone.now(),
            many=False,
        )
        return made[0]

    def rows_create(self, rows: Sequence[Mapping[str, Any]]) -> Sequence[Model]:
        """Store the links of one project."""
        made, self.moved = planning.links_create(
            project_id=rows[0]["predecessor"].project_id, rows=rows, now=timezone.now()
        )
        return made

    def row_update(self, row: Link, data: Mapping[str, Any]) -> Model:
        """Change kind or lag."""
        link, self.moved = planning.link_update(link=row, data=data, now=timezone.now())
        return link

    def row_hold(self, row: Link) -> None:
        """Hold the project before the link, as every change of a plan does."""
        project_hold(project_id=row.project_id)

    def row_delete(self, row: Link) -> None:
        """Remove the link."""
        planning.link_delete(link=row, now=timezone.now())
