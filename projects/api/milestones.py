"""`milestones/`: what has a date, a state and a light."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api import query
from projects.api.activities import PlannedSerializer, PlannedViewSet
from projects.api.base import READ_RULES
from projects.api.concurrency import etag_of
from projects.api.filters import asked_of
from projects.api.following import Followed
from projects.api.idempotency import once
from projects.api.milestone_filters import MilestoneFilters
from projects.api.milestone_risk import (
    INCLUDE,
    MilestoneRowRisk,
    project_missing,
    risk_asked,
    risk_put,
)
from projects.api.milestone_rows import FIELDS, KIND_CHOICES, MilestoneRow, rows_built
from projects.api.permissions import PLANNERS, REPORTERS
from projects.api.photo_device import CaptureInstantField
from projects.api.serializers import PlanDateField, StrictCharField, StrictSerializer
from projects.models import Milestone, Project
from projects.models.words import ActivityKind
from projects.selectors.access import projects_of, rows_of
from projects.selectors.lit import light_rank, milestones_lit
from projects.selectors.milestones import COLUMNS
from projects.services import progress

NOTE_LENGTH = 4000
# what `ordering=light` goes by, 0 for red
LIGHT = "light_rank"
# resolving two dozen columns for every request costs as much as filtering by them
ROWS = Milestone.objects.values(*COLUMNS)
EXAMPLE = OpenApiExample(
    "3# is topped out",
    value={
        "project": 1,
        "building": 3,
        "code": "3-M09",
        "name": "主体结构封顶",
        "name_en": "Topping out",
        "kind": "finish_milestone",
        "planned_finish": "2026-11-20",
        "evidence_policy": "evidenced",
        "photos_required": 2,
        "responsible": "site",
        "lead_unit": "总包单位",
        "supervising_unit": "监理单位",
    },
    request_only=True,
)


class MilestoneSerializer(PlannedSerializer):
    """What a planner says of a milestone; the state moves by its own actions."""

    kind = serializers.ChoiceField(choices=KIND_CHOICES, default=ActivityKind.FINISH_MILESTONE)

    class Meta:
        model = Milestone
        fields = (
            "project",
            "building",
            "code",
            "name",
            "name_en",
            "kind",
            "planned_finish",
            "constraint",
            "constraint_date",
            "finish_by",
            "evidence_policy",
            "photos_required",
            "photos_grade_least",
            "photos_age_most_days",
            "photos_within",
            "statutory_step",
            "responsible",
            "lead_unit",
            "supervising_unit",
        )


class MilestoneAnswer(Followed, MilestoneRow):
    """A changed milestone, with what the change moved."""


class ClaimSerializer(StrictSerializer):
    """A claim; without a date the milestone was reached on the day when that was seen, or today."""

    note = StrictCharField(max_length=NOTE_LENGTH, allow_blank=True, required=False)
    actual_finish = PlanDateField(required=False)
    observed_at = CaptureInstantField(
        required=False, help_text="When it was seen on site, with its offset."
    )


class AcceptSerializer(StrictSerializer):
    """An acceptance."""

    note = StrictCharField(max_length=NOTE_LENGTH, allow_blank=True, required=False)


class ReopenSerializer(StrictSerializer):
    """A step back to planned, with its reason."""

    reason = StrictCharField(max_length=NOTE_LENGTH)


@extend_schema_view(
    list=extend_schema(parameters=[INCLUDE], responses=MilestoneRowRisk(many=True)),
    retrieve=extend_schema(parameters=[INCLUDE], responses=MilestoneRowRisk),
    create=extend_schema(examples=[EXAMPLE], responses={201: MilestoneAnswer}),
    partial_update=extend_schema(responses=MilestoneAnswer),
)
class MilestoneViewSet(PlannedViewSet):
    """Milestones (里程碑 / 节点), soonest first.

    `planned_finish_after` and `planned_finish_before` are inclusive; `state` and `kind` take
    several words separated by commas, and so does `light`, which is judged by each project's own
    rule, calendar and day; `ordering=light` begins with red, and for that reads all of the caller's
    milestones. Lateness is measured from the current plan's date, as each row's `compared_date`
    says; `forecast` is what the project's last computation expects.
    `as_of` comes with the history of plans.
    """

    queryset = Milestone.objects.all()
    serializer_class = MilestoneSerializer
    roles = {
        **READ_RULES,
        "create": PLANNERS,
        "partial_update": PLANNERS,
        "destroy": PLANNERS,
        "claim": REPORTERS,
        "accept": PLANNERS,
        "reopen": PLANNERS,
    }
    filterset_class = MilestoneFilters
    parameters = {"list": ("include",), "retrieve": ("include",)}
    ordering_columns = {**PlannedViewSet.ordering_columns, "light": LIGHT}
    tells = frozenset({*PlannedViewSet.tells, "claim", "reopen"})

    def list(self, request: Request) -> Response:
        """Answer one page of rows: one query for the rows, one for their photos."""
        fields = query.fields_from(request, known=FIELDS)
        ordered_by = [name.removeprefix("-") for name in self.ordering_of(request)]
        now = timezone.now()
        rows = self.filter_queryset(rows_of(ROWS, user=self.caller, path=self.project_path))
        if colours := request.query_params.get("light"):
            lit = milestones_lit(colours.split(","), projects=self._projects(), now=now)
            rows = rows.filter(lit)
        if LIGHT in ordered_by:
            rank = light_rank(projects=self._projects(), now=now)
            rows = rows.annotate(**{LIGHT: rank})
        if extra := set(ordered_by) - {*COLUMNS, "pk"}:
            rows = rows.values(*COLUMNS, *extra)
        project = self._project_included()
        page: list[Any] = self.paginate_queryset(rows) or []
        built = rows_built(page, now=now, fields=fields)
        if project is not None:
            risk_put(built, [row["id"] for row in page], project.first(), now)
        return self.get_paginated_response(built)

    def _projects(self) -> QuerySet[Project]:
        """Whose milestones are asked for."""
        asked = self._project_asked()
        mine = projects_of(self.caller)
        return mine if asked is None else mine.filter(pk=asked)

    def _project_asked(self) -> int | None:
        known = {"project": query.IdField(required=False)}
        asked: int | None = asked_of(self.request.query_params, known)["project"]
        return asked

    def _project_included(self) -> QuerySet[Project] | None:
        """The project whose risk is asked for with a list; None where none is."""
        if not risk_asked(self.request.query_params):
            return None
        if self._project_asked() is None:
            raise project_missing()
        return self._projects().select_related("calendar")

    def answer(self, row: Any, *, status: int = 200) -> Response:
        """Answer one milestone as the list shows it."""
        fields = (
            query.fields_from(self.request, known=FIELDS) if self.action == "retrieve" else None
        )
        shown = self._shown([row.pk], fields)
        if self.action == "retrieve" and risk_asked(self.request.query_params):
            risk_put(shown, [row.pk], row.project, timezone.now())
        response = Response(shown[0], status=status)
        response["ETag"] = etag_of(row.version)
        if status == 201:
            response["Location"] = self.request.build_absolute_uri(f"{self.request.path}{row.pk}/")
        return self.told(response)

    def answer_many(self, rows: Sequence[Model]) -> Response:
        """Answer the rows of a bulk request in its order."""
        return Response(self._shown([row.pk for row in rows], None), status=201)

    @extend_schema(request=ClaimSerializer, responses=MilestoneAnswer)
    @action(detail=True, methods=["post"])
    @once
    def claim(self, request: Request, pk: int) -> Response:
        """Report the milestone as reached. Claimed already: 409 `conflict`."""
        return self._moved(request, pk, ClaimSerializer, progress.milestone_claim)

    @extend_schema(request=AcceptSerializer, responses=MilestoneRow)
    @action(detail=True, methods=["post"])
    @once
    def accept(self, request: Request, pk: int) -> Response:
        """Agree with a claim. Photos that the policy asks for missing: 409 `evidence_missing`."""
        return self._moved(request, pk, AcceptSerializer, progress.milestone_accept)

    @extend_schema(request=ReopenSerializer, responses=MilestoneAnswer)
    @action(detail=True, methods=["post"])
    @once
    def reopen(self, request: Request, pk: int) -> Response:
        """Take claim and acceptance back; the record keeps them."""
        return self._moved(request, pk, ReopenSerializer, progress.milestone_reopen)

    def _moved(
        self, request: Request, _pk: int, body: type[StrictSerializer], move: Any
    ) -> Response:
        milestone = self.get_object()
        said = body(data=request.data, context=self.get_serializer_context())
        said.is_valid(raise_exception=True)

        def change() -> Any:
            return move(
                user=self.caller, milestone=milestone, now=timezone.now(), **said.validated_data
            )

        # what the site says is not refused for a plan in error
        self.follow(change, project_id=milestone.project_id, lenient=True)
        return self.answer(self.fresh(milestone))

    def _shown(self, ids: Sequence[int], fields: set[str] | None) -> Sequence[Any]:
        found = {row["id"]: row for row in self.get_queryset().filter(pk__in=ids).values(*COLUMNS)}
        return rows_built([found[pk] for pk in ids], now=timezone.now(), fields=fields)

    def row_create(self, data: Mapping[str, Any]) -> Model:
        """Store a milestone, a finish milestone unless said otherwise."""
        return super().row_create({"kind": ActivityKind.FINISH_MILESTONE, **data})
