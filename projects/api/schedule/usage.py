"""`projects/{id}/resource-usage/`: what the plan uses of a resource, beside what there is."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.filters import WordsField
from projects.api.permissions import MEMBERS
from projects.api.query import IdField, PlanDayField
from projects.api.refusals import unknown_value
from projects.api.schedule.door import ScheduleDoor
from projects.api.schedule.levelling import NamedResource
from projects.models import Resource
from projects.selectors.usage import STEPS, usage_of


class UsagePeriod(serializers.Serializer[Any]):
    """From the first to the last day: the most units in use at once, what there are then, and
    unit-hours in use, and beyond what there is.
    """

    first = serializers.DateField()
    last = serializers.DateField()
    peak = serializers.IntegerField()
    capacity = serializers.IntegerField()
    used_hours = serializers.FloatField()
    over_hours = serializers.FloatField()


class ResourceUsage(NamedResource):
    """A histogram of at most 1,000 periods; `next` is the day from which to ask for more."""

    step = serializers.ChoiceField(choices=STEPS)
    next = serializers.DateField(allow_null=True)
    periods = UsagePeriod(many=True)


class ResourceUsageViewSet(ScheduleDoor):
    """Planned usage against capacity (资源直方图), of the plan as it stands."""

    roles = {"resource_usage": MEMBERS}
    asks = {
        "resource_usage": {
            "resource": lambda: IdField(required=False),
            "step": lambda: WordsField(words=STEPS, initial=["week"]),
            "since": lambda: PlanDayField(required=False),
            "until": lambda: PlanDayField(required=False),
        }
    }

    @extend_schema(
        responses=ResourceUsage,
        parameters=[
            OpenApiParameter("resource", int, required=True),
            OpenApiParameter("step", str, enum=STEPS, description="A week if not said."),
            OpenApiParameter("since", {"type": "string", "format": "date"}),
            OpenApiParameter("until", {"type": "string", "format": "date"}),
        ],
    )
    def resource_usage(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer the periods in which the resource is needed, or those asked for."""
        project, asked = self.get_object(), self.asked()
        if asked["resource"] is None:
            raise unknown_value("resource", _("Name the resource."))
        if len(asked["step"]) != 1:
            raise unknown_value("step", _("Name one."))
        since, until = asked["since"], asked["until"]
        if since and until and until < since:
            raise unknown_value("until", _("The last day lies before the first."))
        found = Resource.objects.filter(project=project, pk=asked["resource"])
        resource = found.select_related("project__calendar").first()
        if resource is None:
            raise NotFound
        return Response(
            usage_of(resource, timezone.now(), step=asked["step"][0], since=since, until=until)
        )
