"""`alerts/`: what somebody must act on, and signing for it."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    extend_schema,
    extend_schema_field,
)
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.alert_life import (
    AcknowledgeSerializer,
    CommentSerializer,
    HappeningSerializer,
    LifeSerializer,
    PromiseSerializer,
)
from projects.api.alert_places import AlertPlaceSerializer
from projects.api.alert_reasons import AlertReason, reason_built
from projects.api.base import READ_RULES, ReadScopedViewSet
from projects.api.deliveries import READERS
from projects.api.filters import TruthFilter, WordsField, WordsFilter, asked_of
from projects.api.idempotency import once
from projects.api.permissions import ANSWERING, MEMBERS, OFFICIALS
from projects.api.query import IdFilter
from projects.api.serializers import StrictModelSerializer
from projects.models import Alert
from projects.models.alert_words import AlertKind
from projects.selectors.access import with_role
from projects.selectors.alert_life import done, life_of
from projects.selectors.alert_words import headline_of
from projects.selectors.calendars import calendar_of, calendars_of, today_of
from projects.selectors.late_words import Expected, expected_of_all
from projects.selectors.signers import can_acknowledge, may_answer, may_sign, with_told
from projects.services.alerts import alert_acknowledge, alert_comment, alert_promise
from scheduling.rules.delays import days_late

INCLUDED = ("reason",)
MAY = {"acknowledge": may_sign, "promise": may_answer, "comment": may_answer}
EXAMPLE = OpenApiExample(
    "签收", value={"comment": "已约谈总包,12 月 4 日前封顶。"}, request_only=True
)

PROMISE = OpenApiExample(
    "承诺日期",
    value={"until": "2026-12-04", "comment": "钢筋已到场，12 月 4 日前封顶。"},
    request_only=True,
)


class AlertSerializer(StrictModelSerializer):
    """An alert with the names a reader needs."""

    milestone_code = serializers.CharField(source="milestone.code", read_only=True)
    milestone_name = serializers.CharField(source="milestone.name", read_only=True)
    milestone_name_en = serializers.CharField(source="milestone.name_en", read_only=True)
    building = serializers.IntegerField(
        source="milestone.building_id", read_only=True, allow_null=True
    )
    place = AlertPlaceSerializer(source="*", read_only=True)
    headline = serializers.SerializerMethodField(
        help_text="How late it is as of now, in a line in the caller's language."
    )
    told = serializers.BooleanField(
        source="caller_told", read_only=True, help_text="Is the caller among those who are told?"
    )
    acknowledged_by = serializers.CharField(
        source="acknowledged_by.display_name",
        read_only=True,
        allow_null=True,
        default=None,
        help_text="The signer's full name, or the user name where there is none.",
    )
    promised_by = serializers.CharField(
        source="promised_by.display_name", read_only=True, allow_null=True, default=None
    )
    can_acknowledge = serializers.SerializerMethodField()
    can_answer = serializers.SerializerMethodField()
    open = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField(
        help_text="Of an open alert; in a list only with `include=reason`, else null."
    )

    class Meta:
        model = Alert
        fields = (
            "id",
            "project",
            "building",
            "milestone",
            "milestone_code",
            "milestone_name",
            "milestone_name_en",
            "place",
            "kind",
            "headline",
            "planned_finish",
            "forecast_days_late",
            "reason",
            "open",
            "opened_at",
            "closed_at",
            "acknowledged_at",
            "acknowledged_by",
            "can_acknowledge",
            "can_answer",
            "told",
            "comment",
            "closed_why",
            "level",
            "climbed_at",
            "climbs_at",
            "promised_until",
            "promised_at",
            "promised_by",
        )
        read_only_fields = fields

    def get_open(self, alert: Alert) -> bool:
        """Is it still true?"""
        return alert.closed_at is None

    @extend_schema_field(AlertReason(allow_null=True))
    def get_reason(self, alert: Alert) -> dict[str, Any] | None:
        """Say why it is late, where that was asked for and is known."""
        found: Expected | None = self.context["expected"].get(alert.milestone_id)
        return None if found is None or alert.closed_at else reason_built(found)

    def get_headline(self, alert: Alert) -> str:
        """Say how late it is, or what kind of alert it was once it is closed."""
        if alert.closed_at:
            return str(alert.get_kind_display())
        project = alert.project
        today = today_of(project, timezone.now())
        late = days_late(alert.planned_finish, today, calendar_of(project))
        return headline_of(alert, late)

    def get_can_answer(self, alert: Alert) -> bool:
        """May the caller promise a date, while it is open, and comment?"""
        role: str | None = getattr(alert, "caller_role", None)
        return may_answer(alert=alert, user=self.context["request"].user, role=role)

    def get_can_acknowledge(self, alert: Alert) -> bool:
        """Would the caller's signature be taken now?"""
        role: str | None = getattr(alert, "caller_role", None)
        return can_acknowledge(alert=alert, user=self.context["request"].user, role=role)


class AlertFilters(django_filters.FilterSet):
    """Filters of `alerts/`."""

    project = IdFilter(field_name="project_id")
    milestone = IdFilter(field_name="milestone_id")
    kind = WordsFilter(words=AlertKind.values)
    open = TruthFilter(lambda: Q(closed_at__isnull=True))
    acknowledged = TruthFilter(lambda: Q(acknowledged_at__isnull=False))
    # `get_queryset` puts it on the rows
    told = TruthFilter(lambda: Q(caller_told=True))


class AlertViewSet(ReadScopedViewSet):
    """Alerts (预警), newest first."""

    queryset = Alert.objects.select_related(
        "project__calendar", "milestone__building", "acknowledged_by", "promised_by"
    )
    serializer_class = AlertSerializer
    roles = {
        **READ_RULES,
        "acknowledge": OFFICIALS,
        "promise": ANSWERING,
        "comment": ANSWERING,
        "history": MEMBERS,
    }
    refusals = {"promise": (409, 422)}
    filterset_class = AlertFilters
    ordering_columns = {"opened_at": "opened_at"}
    ordering = ("-opened_at", "-id")
    parameters = {"list": ("include",)}
    # what is expected of the milestones of the alerts to be answered, by their id
    expected: Mapping[int, Expected] = {}

    def get_queryset(self) -> QuerySet[Any]:
        """Put the caller's role on each row, within the same query."""
        rows = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows
        rows = with_told(rows, user=self.caller)
        return with_role(rows, user=self.caller, path=self.project_path)

    def get_serializer_context(self) -> dict[str, Any]:
        """Hand on what is expected."""
        return {**super().get_serializer_context(), "expected": self.expected}

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "include",
                str,
                enum=INCLUDED,
                description="Also why each is late: plans are compared for it.",
            )
        ]
    )
    def list(self, request: Request) -> Response:
        """Answer one page of alerts."""
        return super().list(request)

    def paginate_queryset(self, queryset: Any) -> Any:
        """Look into the plans behind a page only for those who ask."""
        asked = asked_of(
            self.request.query_params, {"include": WordsField(words=INCLUDED, required=False)}
        )
        page = super().paginate_queryset(queryset)
        # in one go what `get_headline` needs of each
        calendars_of(row.project for row in page or ())
        if asked["include"]:
            self.expected = expected_of_all(
                row.milestone for row in page or () if not row.closed_at
            )
        return page

    def retrieve(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the router's signature
        """Answer one alert with its reason."""
        alert = self.get_object()
        if not alert.closed_at:
            self.expected = expected_of_all([alert.milestone])
        return self.answer(alert)

    def object_allowed(self, row: Any, role: str) -> bool:
        """Let the milestone's responsible member sign too."""
        may = MAY.get(self.action or "")
        if may is not None:
            return may(alert=row, user=self.caller, role=role)
        return super().object_allowed(row, role)

    @extend_schema(request=AcknowledgeSerializer, responses=AlertSerializer, examples=[EXAMPLE])
    @action(detail=True, methods=["post"])
    @once
    def acknowledge(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the router's signature
        """Sign for the alert (签收); the daily reminder stops. Signed already: 409 `conflict`."""
        alert = self.get_object()
        said = self.body(AcknowledgeSerializer)
        alert_acknowledge(alert=alert, user=self.caller, **said, now=timezone.now())
        return self.answer(self.fresh(alert))

    @extend_schema(request=PromiseSerializer, responses=AlertSerializer, examples=[PROMISE])
    @action(detail=True, methods=["post"])
    @once
    def promise(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the router's signature
        """Promise a date (承诺日期): until that local day is over nobody is reminded.

        A promise may be made anew. Signed for or closed: 409 `conflict`; a day before today, or
        more than 90 ahead: 422 `promise_out_of_range`.
        """
        alert = self.get_object()
        said = self.body(PromiseSerializer)
        alert_promise(alert=alert, user=self.caller, **said, now=timezone.now())
        return self.answer(self.fresh(alert))

    @extend_schema(request=CommentSerializer, responses={201: HappeningSerializer})
    @action(detail=True, methods=["post"])
    @once
    def comment(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the router's signature
        """Say something about the alert; it stays in its life, also when it is closed."""
        alert = self.get_object()
        said = self.body(CommentSerializer)
        event = alert_comment(alert=alert, user=self.caller, **said, now=timezone.now())
        return Response(HappeningSerializer(done(event)).data, status=201)

    @extend_schema(responses=LifeSerializer)
    @action(detail=True, methods=["get"])
    def history(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the router's signature
        """Answer the alert's life, the oldest first: who did what, who was told, by which channel.

        Messages are named to those who may see `deliveries/`; at most the latest thousand.
        """
        alert = self.get_object()
        role: str = alert.caller_role
        life = life_of(alert, with_deliveries=role in READERS)
        return Response(LifeSerializer(life).data)
