"""What we are measured against, in the same server: other lists of milestones, other charts."""

from typing import Any

import django_filters
import orjson
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import pagination, permissions, serializers, viewsets
from rest_framework.renderers import JSONRenderer
from rest_framework.routers import SimpleRouter

from backend.urls import urlpatterns as house
from bench._chart_page import chart_page
from projects.api.authentication import BearerAuthentication
from projects.models import Building, Milestone, Project, User
from projects.selectors.access import rows_of

COLUMNS = (
    "id",
    "project_id",
    "building_id",
    "code",
    "name",
    "name_en",
    "kind",
    "planned_finish",
    "actual_finish",
    "state",
    "evidence_policy",
    "photos_required",
    "reached_at",
    "percent_complete",
    "overdue_at",
    "due_soon_at",
    "responsible__username",
    "lead_unit",
    "supervising_unit",
    "version",
)


def bare(request: HttpRequest) -> HttpResponse:
    """The least that answers: token, the caller's projects, one query, orjson."""
    user, _token = BearerAuthentication().authenticate(request)  # type: ignore[misc,arg-type] # it reads one header
    rows = rows_of(Milestone.objects.all(), user=user, path="project").filter(
        project_id=int(request.GET["project"]),
        state=request.GET["state"],
        planned_finish__lte=request.GET["planned_finish_before"],
    )
    page = list(rows.order_by("planned_finish", "id").values(*COLUMNS)[:50])
    return HttpResponse(orjson.dumps(page, default=float), content_type="application/json")


class PlainProject(serializers.ModelSerializer[Project]):
    """Nested, as tutorials do it."""

    class Meta:
        model = Project
        fields = ("id", "code", "name")


class PlainBuilding(serializers.ModelSerializer[Building]):
    """Nested, as tutorials do it."""

    class Meta:
        model = Building
        fields = ("id", "code", "name")


class PlainUser(serializers.ModelSerializer[User]):
    """Nested, as tutorials do it."""

    class Meta:
        model = User
        fields = ("id", "username")


class PlainMilestone(serializers.ModelSerializer[Milestone]):
    """Every column of the row and its relations nested."""

    project = PlainProject()
    building = PlainBuilding()
    responsible = PlainUser()

    class Meta:
        model = Milestone
        fields = tuple(name.removesuffix("_id").removesuffix("__username") for name in COLUMNS)


class PlainFilters(django_filters.FilterSet):
    """The same three filters."""

    planned_finish_before = django_filters.DateFilter("planned_finish", lookup_expr="lte")

    class Meta:
        model = Milestone
        fields = ("project", "state")


class PlainPages(pagination.PageNumberPagination):
    """Pages by number, with their COUNT."""

    page_size = 50


class PlainViewSet(viewsets.ModelViewSet[Milestone]):
    """A ModelViewSet with the defaults of the framework and select_related."""

    serializer_class = PlainMilestone
    authentication_classes = (BearerAuthentication,)
    permission_classes = (permissions.IsAuthenticated,)
    renderer_classes = (JSONRenderer,)
    pagination_class = PlainPages
    filter_backends = (DjangoFilterBackend,)
    filterset_class = PlainFilters

    def get_queryset(self) -> Any:
        """Limit the rows to the caller's projects."""
        rows = Milestone.objects.select_related("project", "building", "responsible")
        own = rows_of(rows, user=self.request.user, path="project")
        return own.order_by("planned_finish", "id")


router = SimpleRouter()
router.register("plain", PlainViewSet, "plain")
urlpatterns = [
    path("peers/bare/", bare),
    path("peers/charts/<slug:library>/<int:pk>/", chart_page),
    path("peers/", include(router.urls)),
    *house,
]
