"""`portfolio/`: the board of all projects in one answer."""

from typing import Any

import django_filters
from django import forms
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import ApiViewSet
from projects.api.filters import asked_of
from projects.api.light_rules import LightRuleSaid
from projects.api.milestone_filters import LightFilter
from projects.api.milestone_rows import KIND_CHOICES, Light, RenditionUrls
from projects.api.permissions import SIGNED_IN
from projects.api.photo_grades import GradeField, with_grade
from projects.api.photo_links import with_renditions
from projects.api.query import IdFilter
from projects.models import Project
from projects.models.alert_words import AlertKind
from projects.models.words import (
    ActivityState,
    CompareWith,
    EvidencePolicy,
    LightColour,
    PhotoState,
    Role,
    TakenAtSource,
)
from projects.selectors.access import projects_of, with_role
from projects.selectors.changes import SOURCES
from projects.selectors.light_rules import rules_in_use
from projects.selectors.milestones import Row
from projects.selectors.portfolio import portfolio
from projects.selectors.trends import DAYS_MOST, DIRECTIONS


class LightCounts(serializers.Serializer[Any]):
    """Milestones by colour."""

    green = serializers.IntegerField()
    blue = serializers.IntegerField()
    yellow = serializers.IntegerField()
    orange = serializers.IntegerField()
    red = serializers.IntegerField()
    grey = serializers.IntegerField()


class PortfolioAlert(serializers.Serializer[Any]):
    """The open alert of a milestone; the gravest where it has several."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=AlertKind.choices)
    opened_at = serializers.DateTimeField()
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    acknowledged_by = serializers.CharField(
        allow_null=True, help_text="The signer's full name, or the user name where there is none."
    )
    can_acknowledge = serializers.BooleanField(
        help_text="Would the caller's signature be taken now?"
    )


class PortfolioMilestone(serializers.Serializer[Any]):
    """A milestone on the board."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    planned_finish = serializers.DateField(allow_null=True)
    baseline_finish = serializers.DateField(
        allow_null=True, help_text="The finish frozen in the current baseline."
    )
    compared_date = serializers.ChoiceField(
        choices=CompareWith.choices, help_text="Which date lateness and light are measured from."
    )
    actual_finish = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(choices=ActivityState.choices)
    evidence_policy = serializers.ChoiceField(choices=EvidencePolicy.choices)
    reached = serializers.BooleanField()
    forecast = serializers.DateField(allow_null=True, help_text="The expected finish.")
    total_float = serializers.FloatField(allow_null=True, help_text="Days of its own calendar.")
    critical = serializers.BooleanField()
    days_late = serializers.IntegerField(help_text="Working days; 0 when not late.")
    due_soon = serializers.BooleanField()
    light = Light()
    photo_count = serializers.IntegerField()
    open_alert = PortfolioAlert(allow_null=True)


class PortfolioPhoto(serializers.Serializer[Any]):
    """The last photo of a building, by receipt."""

    id = serializers.IntegerField()
    caption = serializers.CharField()
    taken_at = serializers.DateTimeField(allow_null=True)
    taken_at_source = serializers.ChoiceField(choices=TakenAtSource.choices)
    stored_at = serializers.DateTimeField()
    grade = GradeField()
    grade_words = serializers.CharField()
    state = serializers.ChoiceField(choices=PhotoState.choices)
    renditions = RenditionUrls()


class PortfolioTrend(serializers.Serializer[Any]):
    """How something stands against a past day, as known when that day ended.

    Worse is a worse light or a later forecast, mixed where one is worse and the other better.
    """

    since = serializers.DateField(help_text="The past day.")
    direction = serializers.ChoiceField(choices=[(word, word) for word in DIRECTIONS])
    light_then = serializers.ChoiceField(
        choices=LightColour.choices,
        allow_null=True,
        help_text="The worst; null where no milestone was entered yet.",
    )
    light_now = serializers.ChoiceField(choices=LightColour.choices)
    forecast_then = serializers.DateField(
        allow_null=True,
        help_text="The last milestone's expected day; null where nothing was computed or kept.",
    )
    forecast_now = serializers.DateField(allow_null=True)
    slip_days = serializers.IntegerField(
        allow_null=True, help_text="Calendar days; negative where it got earlier."
    )
    changed_since = serializers.ListField(
        child=serializers.ChoiceField(choices=[(name, name) for name in SOURCES]),
        help_text="What the light then takes as it stands now, because it was written since.",
    )


class PortfolioBuilding(serializers.Serializer[Any]):
    """A building with the worst light of its milestones; id null holds the project's own."""

    id = serializers.IntegerField(allow_null=True)
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    floors = serializers.IntegerField(allow_null=True)
    percent_complete = serializers.FloatField(help_text="Mean of its milestones.")
    light = Light()
    latest_photo = PortfolioPhoto(allow_null=True)
    milestones = PortfolioMilestone(many=True)
    trend = PortfolioTrend(allow_null=True, help_text="Only with `trend_days`.")


class PortfolioProject(serializers.Serializer[Any]):
    """A project on the board."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    location = serializers.CharField()
    notice = serializers.CharField()
    investment_cny = serializers.FloatField(allow_null=True)
    site_area_mu = serializers.FloatField(allow_null=True)
    time_zone = serializers.CharField()
    today = serializers.DateField()
    role = serializers.ChoiceField(choices=Role.choices)
    light_rule = serializers.CharField()
    light_rule_version = serializers.IntegerField()
    open_alerts = serializers.IntegerField()
    light_counts = LightCounts()
    buildings = PortfolioBuilding(many=True)
    trend = PortfolioTrend(allow_null=True, help_text="Only with `trend_days`.")


class Portfolio(serializers.Serializer[Any]):
    """The board."""

    as_of = serializers.DateTimeField()
    rules = LightRuleSaid(many=True)
    projects = PortfolioProject(many=True)


TREND = {"trend_days": forms.IntegerField(min_value=1, max_value=DAYS_MOST)}


class PortfolioFilters(django_filters.FilterSet):
    """Filters of `portfolio/`: one project, one colour of light."""

    project = IdFilter(field_name="id")
    light = LightFilter(words=LightColour.values)


# a large board is a megabyte; Django's gzip varies its length against BREACH
@method_decorator(gzip_page, name="dispatch")
class PortfolioViewSet(ApiViewSet):
    """The board: projects × buildings × milestones with lights, last photos and open alerts."""

    queryset = Project.objects.all()
    serializer_class = None
    filterset_class = PortfolioFilters
    pagination_class = None
    roles = {"list": SIGNED_IN}

    def known_parameters(self) -> list[str]:
        """Return the two filters and the trend; the board has no pages."""
        return [*self.filter_names(), *TREND]

    @extend_schema(
        responses=Portfolio,
        parameters=[
            OpenApiParameter("project", int, description="Only this project."),
            OpenApiParameter("light", str, enum=LightColour.values, description="One colour."),
            OpenApiParameter(
                "trend_days", int, description="Compare with so many days ago, 1 to 366."
            ),
        ],
        filters=False,
    )
    def list(self, request: Request) -> Response:
        """Answer the whole board in at most eight queries, and one for light rules of one's own.

        A trend costs three more, and one where a baseline is compared with.
        """
        now = timezone.now()
        mine = with_role(projects_of(self.caller), user=self.caller, path="")
        projects = self.filter_queryset(mine.select_related("calendar"))
        board = portfolio(
            projects=projects,
            user=self.caller,
            now=now,
            light=request.query_params.get("light") or None,
            trend_days=asked_of(request.query_params, TREND)["trend_days"],
        )
        for project in board:
            _photos_link(project)
        return Response({"as_of": now, "rules": rules_in_use(board), "projects": board})


def _photos_link(project: Row) -> None:
    for building in project["buildings"]:
        building["latest_photo"] = with_grade(with_renditions(building["latest_photo"]))
