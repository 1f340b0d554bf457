"""`site/`: all that the phone of a site manager keeps for where there is no signal."""

from typing import Any

from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.areas import AreaField
from projects.api.base import ApiViewSet
from projects.api.milestone_rows import Light
from projects.api.permissions import SIGNED_IN
from projects.models import Project
from projects.models.words import ActivityKind, ActivityState, CompareWith, EvidencePolicy
from projects.selectors.site import ACTIVITIES_MOST, site_sheet


class SiteBuilding(serializers.Serializer[Any]):
    """A building to pick."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    centre = serializers.ListField(
        child=serializers.FloatField(),
        min_length=2,
        max_length=2,
        allow_null=True,
        help_text="Longitude and latitude (WGS-84), where its footprint is known.",
    )


class SiteActivity(serializers.Serializer[Any]):
    """A milestone that is open, or a piece of work of this week."""

    id = serializers.IntegerField()
    building_id = serializers.IntegerField(allow_null=True)
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    kind = serializers.ChoiceField(choices=ActivityKind.choices)
    state = serializers.ChoiceField(choices=ActivityState.choices)
    evidence_policy = serializers.ChoiceField(choices=EvidencePolicy.choices)
    percent_complete = serializers.FloatField()
    photo_count = serializers.IntegerField()
    photos_required = serializers.IntegerField()
    planned_finish = serializers.DateField(allow_null=True)
    compared_finish = serializers.DateField(
        allow_null=True, help_text="The date that lateness is measured from."
    )
    compared_date = serializers.ChoiceField(choices=CompareWith.choices)
    actual_start = serializers.DateField(allow_null=True)
    actual_finish = serializers.DateField(allow_null=True)
    forecast = serializers.DateField(allow_null=True, help_text="The expected finish.")
    days_late = serializers.IntegerField(help_text="Working days; 0 when not late.")
    light = Light(allow_null=True, help_text="Null for work with a duration.")


class SiteProject(serializers.Serializer[Any]):
    """A project in which the caller may report."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    time_zone = serializers.CharField()
    today = serializers.DateField()
    site_boundary = AreaField(allow_null=True)
    buildings = SiteBuilding(many=True)
    left_out = serializers.IntegerField(
        help_text=f"How many activities are due later than the {ACTIVITIES_MOST} shown."
    )
    activities = SiteActivity(many=True)


class Site(serializers.Serializer[Any]):
    """The sheet, and whose it is: a phone may pass from hand to hand."""

    as_of = serializers.DateTimeField()
    user = serializers.CharField()
    projects = SiteProject(many=True)


# over a phone's line the sheet is a tenth as long; Django's gzip varies its length against BREACH
@method_decorator(gzip_page, name="dispatch")
class SiteViewSet(ApiViewSet):
    """What is to be reported on site this week, in all projects where the caller may report."""

    queryset = Project.objects.all()
    serializer_class = None
    pagination_class = None
    roles = {"list": SIGNED_IN}

    def known_parameters(self) -> list[str]:
        """No filters: the sheet is made for one look and one download."""
        return []

    @extend_schema(responses=Site, filters=False)
    def list(self, request: Request) -> Response:  # noqa: ARG002 - the router's signature
        """Answer the sheet; who may report nowhere gets no project."""
        now = timezone.now()
        projects = site_sheet(user=self.caller, now=now)
        return Response({"as_of": now, "user": self.caller.username, "projects": projects})
