"""`projects/{id}/schedule/risk/`: risk analyses, made by a worker while nobody waits."""

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

from projects.api.idempotency import once
from projects.api.permissions import MEMBERS, PLANNERS
from projects.api.schedule.door import SEED_MOST, AnalysisShown, Named, ScheduleDoor
from projects.api.serializers import (
    IdValueField,
    StrictFloatField,
    StrictIntegerField,
    StrictSerializer,
)
from projects.models import Analysis
from projects.models.analysis_words import AnalysisKind, RangeShape, RangeUnit
from projects.models.ranges import PERCENT_MAX
from projects.models.scheduled import DAYS_MAX
from projects.selectors.analyses import analysis_shown, answer_said, repeats_of
from projects.selectors.risk import mark_now
from projects.services.analyses import analysis_ask, analysis_cancel
from scheduling.risk.sampling import FEWEST, MOST
from tasks.analyses import analyse
from tasks.doorbell import ring

LINES_MOST = 10_000
EXAMPLE = OpenApiExample(
    "A tenth faster to a third slower",
    value={
        "iterations": 10000,
        "spread": {"low": 90, "likely": 100, "high": 133},
        "ranges": [{"activity": 3, "counted_in": "days", "low": 40, "likely": 45, "high": 70}],
        "groups": [{"activities": [3, 4], "correlation": 0.7}],
    },
    request_only=True,
)


class SpreadRequest(StrictSerializer):
    """A range in percent of each duration, or of what remains of it."""

    low = StrictFloatField(min_value=0, max_value=PERCENT_MAX)
    likely = StrictFloatField(min_value=0, max_value=PERCENT_MAX)
    high = StrictFloatField(min_value=0, max_value=PERCENT_MAX)
    shape = serializers.ChoiceField(
        choices=RangeShape.choices, required=False, default=RangeShape.PERT
    )

    def validate(self, attrs: Mapping[str, Any]) -> Mapping[str, Any]:
        """Refuse what is in no order."""
        if not attrs["low"] <= attrs["likely"] <= attrs["high"]:
            raise serializers.ValidationError(_("low, likely and high rise."), "invalid_range")
        return attrs


class RangeRequest(SpreadRequest):
    """An activity's own range, in percent or in days of its calendar."""

    activity = IdValueField()
    counted_in = serializers.ChoiceField(
        choices=RangeUnit.choices, required=False, default=RangeUnit.PERCENT
    )

    def validate(self, attrs: Mapping[str, Any]) -> Mapping[str, Any]:
        """Refuse more days than a plan has as well."""
        if attrs["counted_in"] == RangeUnit.DAYS and attrs["high"] > DAYS_MAX:
            raise serializers.ValidationError(_("low, likely and high rise."), "invalid_range")
        return super().validate(attrs)


class GroupRequest(StrictSerializer):
    """Activities that are late together: one crew, one soil."""

    activities = serializers.ListField(child=IdValueField(), max_length=LINES_MOST)
    correlation = StrictFloatField(min_value=0, max_value=1)


class RiskRequest(StrictSerializer):
    """What varies and how often to try; the same seed gives the same answer.

    What is left out of `spread`, `ranges` and `groups` is what the project keeps: its `risk_low`
    and `risk_high`, the `range_*` of its activities, their `risk_group`.
    """

    iterations = StrictIntegerField(
        required=False, default=10_000, min_value=FEWEST, max_value=MOST
    )
    seed = StrictIntegerField(required=False, default=1, min_value=0, max_value=SEED_MOST)
    spread = SpreadRequest(
        required=False, allow_null=True, help_text="Of all that has no own range."
    )
    ranges = RangeRequest(  # type: ignore[call-arg] # of the list, not of a line
        many=True, required=False, max_length=LINES_MOST
    )
    groups = GroupRequest(  # type: ignore[call-arg] # of the list, not of a line
        many=True, required=False, max_length=LINES_MOST
    )

    def validate(self, attrs: Mapping[str, Any]) -> Mapping[str, Any]:
        """Refuse what is named twice."""
        ranges = [line["activity"] for line in attrs.get("ranges", ())]
        members = [pk for line in attrs.get("groups", ()) for pk in line["activities"]]
        for name, ids in (("ranges", ranges), ("groups", members)):
            if len(set(ids)) < len(ids):
                raise serializers.ValidationError({name: [_("Name each activity once.")]})
        return attrs


class Histogram(serializers.Serializer[Any]):
    """Trials by finish: `counts[k]` in the days from `first + k x days_per_bin` on."""

    first = serializers.DateField()
    days_per_bin = serializers.IntegerField()
    counts = serializers.ListField(child=serializers.IntegerField())


class RiskDates(serializers.Serializer[Any]):
    """When it may finish: the day by which 10, 50, 80, 95 % of the trials had; chances 0 to 1."""

    planned = serializers.DateField(help_text="Without any variation.")
    planned_chance = serializers.FloatField()
    contract = serializers.DateField(
        allow_null=True, required=False, help_text="What was promised; old answers do not have it."
    )
    contract_chance = serializers.FloatField(allow_null=True)
    mean = serializers.DateField()
    p10 = serializers.DateField()
    p50 = serializers.DateField()
    p80 = serializers.DateField()
    p95 = serializers.DateField()
    histogram = Histogram()


class RiskMilestone(Named, RiskDates):
    """The same for a milestone."""


class TornadoBar(Named):
    """What drives the finish: rank correlation, share of trials on the longest path, both."""

    sensitivity = serializers.FloatField()
    criticality = serializers.FloatField()
    cruciality = serializers.FloatField()
    ssi = serializers.FloatField(help_text="Schedule sensitivity index of the PMBOK.")


class RangeSources(serializers.Serializer[Any]):
    """How much of the unfinished work has its range from where."""

    asked = serializers.IntegerField(help_text="From the request.")
    kept = serializers.IntegerField(help_text="From the activity.")
    usual = serializers.IntegerField(help_text="The spread of all others.")
    fixed = serializers.IntegerField(help_text="None: it takes as long as planned.")


class RiskFound(serializers.Serializer[Any]):
    """The answer; `tornado` holds the strongest fifty."""

    iterations = serializers.IntegerField()
    seed = serializers.IntegerField()
    sources = RangeSources()
    finish = RiskDates()
    milestones = RiskMilestone(many=True)
    tornado = TornadoBar(many=True)


class RiskAnalysis(AnalysisShown):
    """An analysis. `stale`: plan, kept ranges or the project's day are others since."""

    same_as = serializers.IntegerField(
        allow_null=True,
        help_text="A finished analysis that was asked the same, seed and all, of the same plan.",
    )
    answer = RiskFound(allow_null=True)


class RiskAnalyses(serializers.Serializer[Any]):
    """The last twenty, the newest first, each without its answer."""

    analyses = RiskAnalysis(many=True)


class RiskViewSet(ScheduleDoor):
    """What ranges of durations make of the dates; a worker computes, the row says how far it is."""

    roles = {"risks": MEMBERS, "ask": PLANNERS}

    @extend_schema(responses=RiskAnalyses)
    def risks(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """List the analyses that are kept."""
        project = self.get_object()
        rows = Analysis.objects.filter(project=project, kind=AnalysisKind.RISK)
        rows = rows.select_related("asked_by").defer("network", "ranges", "answer")
        mark, same = mark_now(project, timezone.now()), repeats_of(rows)
        shown = [{**analysis_shown(row, mark), "same_as": same.get(row.pk)} for row in rows]
        return Response({"analyses": shown})

    @extend_schema(request=RiskRequest, responses={202: RiskAnalysis}, examples=[EXAMPLE])
    @once
    def ask(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Ask for an analysis; look for its answer at `Location`."""
        project, now = self.get_object(), timezone.now()
        made = analysis_ask(
            project=project, user=self.caller, request=self.body(RiskRequest), now=now
        )
        # a worker that came before the commit would find nothing
        transaction.on_commit(lambda: ring(analyse, made.pk))
        response = Response(_answered(made, made.mark), 202)
        response["Location"] = reverse("api:risk", args=[made.pk])
        return response


class RiskAnalysisViewSet(ScheduleDoor):
    """One risk analysis."""

    queryset: Any = (
        Analysis.objects.filter(kind=AnalysisKind.RISK)
        .select_related("asked_by", "project__calendar")
        .defer("network", "ranges")
    )
    project_path = "project"
    roles = {"risk": MEMBERS, "cancel": PLANNERS}

    @extend_schema(responses=RiskAnalysis)
    def risk(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer how far it is, then what it says."""
        analysis = self.get_object()
        return Response(_answered(analysis, mark_now(analysis.project, timezone.now())))

    @extend_schema(responses={204: None})
    def cancel(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """End one that is not done; its row stays, and one that is done stays as it is."""
        analysis_cancel(analysis=self.get_object(), now=timezone.now())
        return Response(status=204)


def _answered(analysis: Analysis, mark: str | None) -> dict[str, Any]:
    return {
        **analysis_shown(analysis, mark),
        "same_as": repeats_of([analysis]).get(analysis.pk),
        "answer": answer_said(analysis),
    }
