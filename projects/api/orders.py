"""Ready orders of work: `schedule-templates/`, `buildings/{id}/plan/` and `…/copy-plan/`."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import ApiViewSet
from projects.api.following import ScheduleAnswer
from projects.api.idempotency import once
from projects.api.permissions import PLANNERS, SIGNED_IN
from projects.api.schedule.door import ScheduleDoor
from projects.api.serializers import (
    OwnRelatedField,
    PlanDateField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)
from projects.models import Building
from projects.models.words import LinkKind
from projects.selectors.languages import in_language
from projects.services import planning
from scheduling.templates import TEMPLATES, Template

PREFIX_MOST = 20
OFFSET_MOST = 36500
LAID = OpenApiExample(
    "Plant building",
    value={"template": "plant-building", "start": "2026-12-01", "code_prefix": "4-"},
    request_only=True,
)
COPY = OpenApiExample(
    "Half a year later",
    value={"to": 4, "offset_days": 182, "strip_prefix": "3-", "code_prefix": "4-"},
    request_only=True,
)


class TemplateLink(serializers.Serializer[Any]):
    """What a step follows; the lag is calendar days."""

    predecessor = serializers.CharField()
    kind = serializers.ChoiceField(choices=LinkKind.choices)
    lag_days = serializers.IntegerField()


def by_language() -> serializers.DictField:
    """Make the field of a text that exists in every language."""
    return serializers.DictField(child=serializers.CharField(), help_text="By language.")


class TemplateStep(serializers.Serializer[Any]):
    """One line; 0 days make a milestone."""

    code = serializers.CharField()
    name = serializers.CharField(help_text="In the caller's language.")
    names = by_language()
    days = serializers.IntegerField()
    after = TemplateLink(many=True)


class TemplateAnswer(serializers.Serializer[Any]):
    """An order of work; durations are calendar days and illustrative."""

    key = serializers.CharField()
    name = serializers.CharField(help_text="In the caller's language.")
    names = by_language()
    steps = TemplateStep(many=True)


class TemplatesAnswer(serializers.Serializer[Any]):
    """All of them."""

    templates = TemplateAnswer(many=True)


class PrefixField(StrictCharField):
    """What codes begin with."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            allow_blank=True,
            max_length=PREFIX_MOST,
            trim_whitespace=False,
            required=False,
            default="",
            **kwargs,
        )


class LayRequest(StrictSerializer):
    """Which template, from which day on."""

    template = serializers.ChoiceField(choices=sorted(TEMPLATES))
    start = PlanDateField()
    code_prefix = PrefixField()


class CopyRequest(StrictSerializer):
    """Onto which building, how many calendar days later, and under which codes.

    The building may lie in another project in which the caller plans.
    """

    to: OwnRelatedField[Building] = OwnRelatedField(queryset=Building.objects.all())
    offset_days = StrictIntegerField(min_value=-OFFSET_MOST, max_value=OFFSET_MOST)
    strip_prefix = PrefixField()
    code_prefix = PrefixField()


class LaidAnswer(serializers.Serializer[Any]):
    """The ids of what was made, and what that moved."""

    activities = serializers.ListField(child=serializers.IntegerField())
    schedule = ScheduleAnswer()


class CopiedAnswer(LaidAnswer):
    """What was made beside the activities, and what was not copied; all ids.

    `left_behind` are links that lead out of the building, `without_person` activities made whose
    responsible person is no member of the project. `calendars` and `resources` were made because
    the project had none of that name or code.
    """

    left_behind = serializers.ListField(child=serializers.IntegerField())
    without_person = serializers.ListField(child=serializers.IntegerField())
    calendars = serializers.ListField(child=serializers.IntegerField())
    resources = serializers.ListField(child=serializers.IntegerField())


class TemplateViewSet(ApiViewSet):
    """Ready orders of work: a plant building, a road, a pipeline network."""

    roles = {"list": SIGNED_IN}
    pagination_class = None

    @extend_schema(responses=TemplatesAnswer)
    def list(self, request: Request) -> Response:  # noqa: ARG002 - the framework's signature
        """List all of them, in the caller's language."""
        return Response({"templates": [_shown(template) for template in TEMPLATES.values()]})


class BuildingPlanViewSet(ScheduleDoor):
    """Giving a building a plan at once; all of it or nothing."""

    queryset: Any = Building.objects.select_related("project")
    project_path = "project"
    roles = {"plan": PLANNERS, "copy_plan": PLANNERS}

    @extend_schema(request=LayRequest, responses={201: LaidAnswer}, examples=[LAID])
    @once
    def plan(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Lay a template onto the building and compute."""
        building, said = self.get_object(), self.body(LayRequest)
        made, answer = planning.template_lay(
            building=building,
            template=TEMPLATES[said["template"]],
            start=said["start"],
            code_prefix=said["code_prefix"],
            now=timezone.now(),
        )
        return Response({"activities": [each.pk for each in made], "schedule": answer}, 201)

    @extend_schema(request=CopyRequest, responses={201: CopiedAnswer}, examples=[COPY])
    @once
    def copy_plan(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Copy the building's activities and links onto another building and compute.

        Calendars are found by their names and resources by their codes; what another project
        lacks of them is made there. A 409 names the clashing codes in `codes`.
        """
        source, said = self.get_object(), self.body(CopyRequest)
        self.role_check(said["to"].project_id)
        copy = planning.building_copy(
            source=source,
            target=said["to"],
            offset_days=said["offset_days"],
            prefixes=(said["strip_prefix"], said["code_prefix"]),
            now=timezone.now(),
        )
        answer: dict[str, Any] = {
            name: [each.pk for each in getattr(copy, name)]
            for name in ("activities", "without_person", "calendars", "resources")
        }
        answer |= {"left_behind": copy.left_behind, "schedule": copy.answer}
        return Response(answer, 201)


def _shown(template: Template) -> dict[str, Any]:
    return {
        "key": template.key,
        "name": in_language(template.names),
        "names": dict(template.names),
        "steps": [
            {
                "code": step.code,
                "name": in_language(step.names),
                "names": dict(step.names),
                "days": step.days,
                "after": [
                    {"predecessor": code, "kind": kind.name, "lag_days": lag}
                    for code, kind, lag in step.after
                ],
            }
            for step in template.steps
        ],
    }
