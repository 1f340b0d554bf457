"""`projects/{id}/schedule/levelling/`: resources levelled or smoothed, proposed and adopted."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.following import ScheduleAnswer
from projects.api.idempotency import once
from projects.api.permissions import MEMBERS, PLANNERS
from projects.api.schedule.door import (
    SEED_MOST,
    AnalysisShown,
    LocalTimeField,
    Named,
    ScheduleDoor,
)
from projects.api.serializers import (
    IdValueField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)
from projects.errors import RuleBroken
from projects.models import Analysis, Project
from projects.models.analysis_words import AnalysisKind, AnalysisState, LevellingMode
from projects.selectors.analyses import analysis_shown, answer_said, request_said
from projects.selectors.levelling import Standing
from projects.services.levelling import levelling_adopt, levelling_ask, levelling_drop
from tasks.analyses import analyse
from tasks.doorbell import ring

SECONDS, SECONDS_MOST = 30, 300
RESOURCES_MOST = 1000
EXAMPLE = OpenApiExample(
    "Whether the cranes suffice, and when it ends if they do not",
    value={"mode": "extend", "time_limit_s": 60, "resources": [2]},
    request_only=True,
)
ADOPTED = OpenApiExample(
    "The proposal that was looked at",
    value={"proposal": "0f6b1d7c9e2a4b5d8c3f1a2e4d6b8c0a"},
    request_only=True,
)


class LevellingRequest(StrictSerializer):
    """How to level: `extend` may move the finish, `smooth` keeps every activity in its float.

    `resources` are all if not said. `time_limit_s` is the search's, after the first answer; 0
    leaves it at that.
    """

    mode = serializers.ChoiceField(choices=LevellingMode.choices)
    time_limit_s = StrictIntegerField(
        required=False, default=SECONDS, min_value=0, max_value=SECONDS_MOST
    )
    resources = serializers.ListField(
        child=IdValueField(),
        required=False,
        allow_null=True,
        allow_empty=False,
        default=None,
        max_length=RESOURCES_MOST,
    )
    seed = StrictIntegerField(required=False, default=1, min_value=0, max_value=SEED_MOST)

    def validate_resources(self, ids: list[int] | None) -> list[int] | None:
        """Refuse a resource that is named twice."""
        if ids is not None and len(set(ids)) < len(ids):
            raise serializers.ValidationError(_("Name each resource once."), "not_unique")
        return ids


class LevellingAdoption(StrictSerializer):
    """What to adopt: the mark of the proposal as it was looked at."""

    proposal = StrictCharField(min_length=32, max_length=32)


class NamedResource(serializers.Serializer[Any]):
    """A resource by what people call it; all but its id are null once it is gone."""

    resource = serializers.IntegerField()
    resource_code = serializers.CharField(allow_null=True)
    resource_name = serializers.CharField(allow_null=True)
    resource_name_en = serializers.CharField(allow_null=True)
    resource_unit = serializers.CharField(allow_null=True)


class LackingUnits(NamedResource):
    """What an activity waits for: just before its new start too few units are left."""

    at = LocalTimeField()
    competing_count = serializers.IntegerField()
    competing = Named(many=True, help_text="Who has them; the first ten.")


class LevelledActivity(Named):
    """An activity that the proposal delays, because it waits for a resource or follows one that
    does; `days_moved` are working days of its own calendar.
    """

    old_start = serializers.DateField()
    old_finish = serializers.DateField()
    new_start = serializers.DateField()
    new_finish = serializers.DateField()
    days_moved = serializers.FloatField()
    waits_for = LackingUnits(allow_null=True)
    follows = Named(many=True)


class LevelledResource(NamedResource):
    """The most units in use at once, what there are then, and unit-hours beyond capacity."""

    peak_before = serializers.IntegerField()
    capacity_before = serializers.IntegerField()
    over_hours_before = serializers.FloatField()
    peak_after = serializers.IntegerField()
    capacity_after = serializers.IntegerField()
    over_hours_after = serializers.FloatField()


class UnlevelledDemand(Named, NamedResource):
    """A level of effort: it takes its dates from its links and gives way to nobody."""

    units = serializers.IntegerField()


class LevellingFound(serializers.Serializer[Any]):
    """A proposal. No plan within capacity can finish before `bound`; `gap` is by which share of
    the time up to there the proposal may be too long. Lists hold the first 10,000.
    """

    proposal = serializers.CharField(help_text="Its mark, for adopting.")
    method = serializers.CharField(
        help_text="A priority rule and its scheme, `genetic`, or `cp-sat`."
    )
    orders = serializers.IntegerField(help_text="How many orders of placing were tried.")
    finish_before = serializers.DateField(help_text="Without regard to resources.")
    finish = serializers.DateField()
    bound = serializers.DateField()
    gap = serializers.FloatField()
    within_capacity = serializers.BooleanField()
    optimal = serializers.BooleanField()
    shifts_count = serializers.IntegerField()
    shifts = LevelledActivity(many=True)
    resources = LevelledResource(many=True)
    left_aside = UnlevelledDemand(many=True)


class Levelling(AnalysisShown):
    """A levelling. `stale`: plan, resources or the project's day are others since."""

    answer = LevellingFound(allow_null=True)


class Levellings(serializers.Serializer[Any]):
    """The one in force, the open ones and the last twenty, newest first, without their answers."""

    levellings = Levelling(many=True)


class LevellingsViewSet(ScheduleDoor):
    """Levelling (资源平衡) and smoothing: a proposal at once, a worker searches for better ones.

    It begins from the plan as it would be without the levelling that is in force. Started work
    stays where it is, and what meets its date meets it afterwards.
    """

    roles = {"levellings": MEMBERS, "level": PLANNERS}

    @extend_schema(responses=Levellings)
    def levellings(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """List the proposals that are kept."""
        project = self.get_object()
        rows = Analysis.objects.filter(project=project, kind=AnalysisKind.LEVELLING)
        rows = rows.select_related("asked_by").defer("network", "resources", "answer")
        marks = Marks(project)
        return Response({"levellings": [analysis_shown(row, marks.of(row)) for row in rows]})

    @extend_schema(
        request=LevellingRequest, responses={201: Levelling, 202: Levelling}, examples=[EXAMPLE]
    )
    @once
    def level(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Propose by priority rules; 202 while a worker searches on, look again at `Location`.

        422 `demand_above_capacity` names in `demands` what needs more than there ever is.
        """
        made = levelling_ask(
            project=self.get_object(),
            user=self.caller,
            request=self.body(LevellingRequest),
            now=timezone.now(),
        )
        waits = made.state == AnalysisState.WAITING
        if waits:
            # a worker that came before the commit would find nothing
            transaction.on_commit(lambda: ring(analyse, made.pk))
        response = Response(_answered(made, made.mark), 202 if waits else 201)
        response["Location"] = reverse("api:levelling", args=[made.pk])
        return response


class LevellingViewSet(ScheduleDoor):
    """One proposal."""

    queryset: Any = (
        Analysis.objects.filter(kind=AnalysisKind.LEVELLING)
        .select_related("asked_by", "project__calendar")
        .defer("network", "resources")
    )
    project_path = "project"
    roles = {"levelling": MEMBERS, "adopt": PLANNERS, "drop": PLANNERS}

    @extend_schema(responses=Levelling)
    def levelling(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer the best proposal so far."""
        levelling = self.get_object()
        return Response(_answered(levelling, Marks(levelling.project).of(levelling)))

    @extend_schema(request=LevellingAdoption, responses=ScheduleAnswer, examples=[ADOPTED])
    @once
    def adopt(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Hold the delayed activities back in the plan, and compute.

        It takes the place of the levelling in force. 409 `plan_changed` or `proposal_changed`
        where either is another by now.
        """
        levelling, said = self.get_object(), self.body(LevellingAdoption)
        return Response(
            levelling_adopt(levelling=levelling, proposal=said["proposal"], now=timezone.now())
        )

    @extend_schema(responses={204: None})
    def drop(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Drop it; one that is in force is taken out of the plan, which is computed without it."""
        levelling_drop(levelling=self.get_object(), now=timezone.now())
        return Response(status=204)


class Marks:
    """The marks that a project's levellings would have now; None where it cannot be computed."""

    def __init__(self, project: Project) -> None:
        self.standing: Standing | None
        try:
            self.standing = Standing(project, timezone.now())
        except RuleBroken:
            self.standing = None

    def of(self, levelling: Analysis) -> str | None:
        """The mark of one."""
        if self.standing is None:
            return None
        return self.standing.mark(request_said(levelling)["resources"])


def _answered(levelling: Analysis, mark: str | None) -> Mapping[str, Any]:
    found = answer_said(levelling)
    return {**analysis_shown(levelling, mark), "answer": found and found["said"]}
