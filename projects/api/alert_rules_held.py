"""`projects/{id}/alert-rules/`: the rules that hold in a project, and who would be told if."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.alert_rules import FIELDS, AlertRuleSerializer, RuleWarning, warnings_of
from projects.api.deliveries import READERS
from projects.api.filters import asked_of
from projects.api.permissions import MEMBERS
from projects.api.query import IdField
from projects.api.schedule.door import ScheduleDoor
from projects.models import Activity, AlertRule, Project
from projects.models.alert_words import AlertKind, Channel, Severity
from projects.selectors.alert_rules import rule_of, rules_held
from projects.services.alerts.reach import LevelTold, Told, levels_reaching, levels_told

KINDS = [(kind.value, str(kind.value)) for kind in AlertKind]


class HeldRule(AlertRuleSerializer):
    """A rule that holds; `default` where the project has none of its own, and `id` then is null."""

    id = serializers.SerializerMethodField()
    project = serializers.IntegerField(source="project_id", allow_null=True, read_only=True)  # type: ignore[assignment] # a default is of no project
    default = serializers.SerializerMethodField(method_name="is_default")

    class Meta(AlertRuleSerializer.Meta):
        fields = (*FIELDS, "default")

    def get_id(self, rule: AlertRule) -> int | None:
        """Name a rule that can be changed here."""
        return rule.pk if rule.project_id else None

    def is_default(self, rule: AlertRule) -> bool:
        """Is it the one that holds everywhere?"""
        return rule.project_id is None


class HeldRules(serializers.Serializer[Any]):
    """One rule of each kind."""

    rules = HeldRule(many=True)


class PersonTold(serializers.Serializer[Told]):
    """Somebody who would be told; `user` is the user name."""

    user = serializers.CharField(source="user.username")
    display_name = serializers.CharField(source="user.display_name")
    channels = serializers.ListField(
        child=serializers.ChoiceField(choices=Channel.choices),
        help_text="The first one first; each of the others takes over when that one fails.",
    )
    told_from = serializers.DateTimeField(
        allow_null=True,
        help_text="The level's, after his own hours too (UTC); null where they leave no hour.",
    )


class GroupTold(serializers.Serializer[Any]):
    """A contact of the project that would be told."""

    contact = serializers.IntegerField(source="pk")
    label = serializers.CharField()  # type: ignore[assignment] # a field of that name
    channel = serializers.ChoiceField(choices=Channel.choices)


class LevelSaid(serializers.Serializer[LevelTold]):
    """One level; who is told at an earlier one is not named again."""

    level = serializers.IntegerField()
    at = serializers.DateTimeField(help_text="When it is told, if nobody signs before (UTC).")
    told_from = serializers.DateTimeField(help_text="The same, after quiet hours (UTC).")
    people = PersonTold(many=True)
    groups = GroupTold(many=True)


class AlertPreview(serializers.Serializer[Any]):
    """Who would be told of a milestone, were it alerted of now; nobody is."""

    kind = serializers.ChoiceField(choices=AlertKind.choices)
    milestone = serializers.IntegerField()
    enabled = serializers.BooleanField()
    default = serializers.BooleanField()
    severity = serializers.ChoiceField(choices=Severity.choices)
    levels = LevelSaid(many=True)
    warnings = RuleWarning(many=True)


class ProjectAlertRulesViewSet(ScheduleDoor):
    """The alert rules that hold in a project: its own, else the defaults."""

    roles = {"alert_rules": MEMBERS, "preview": READERS}
    asks: ClassVar[Any] = {
        "preview": {
            "kind": lambda: forms.ChoiceField(choices=KINDS),
            "milestone": IdField,
        }
    }

    @extend_schema(responses=HeldRules)
    def alert_rules(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - the URL's signature
        """Answer the rule of each kind that holds; a default has `default: true` and no id."""
        project: Project = self.get_object()
        rules = rules_held(project_id=project.pk)
        context = {
            **self.get_serializer_context(),
            "reaching": levels_reaching(rules=rules, project_id=project.pk),
        }
        return Response({"rules": HeldRule(rules, many=True, context=context).data})

    @extend_schema(
        parameters=[
            OpenApiParameter("kind", enum=AlertKind.values, required=True),
            OpenApiParameter("milestone", int, required=True, description="Or an activity."),
        ],
        responses=AlertPreview,
    )
    def preview(self, request: Request, pk: int) -> Response:  # noqa: ARG002 - as above
        """Answer who would be told at which level, when and by what, if it began now."""
        project: Project = self.get_object()
        fields = {name: make() for name, make in self.asks["preview"].items()}
        # a question without them is refused like one with empty ones
        asked = asked_of({**dict.fromkeys(fields, ""), **request.query_params.dict()}, fields)
        rows = Activity.objects.filter(project=project).select_related("project")
        milestone = rows.filter(pk=asked["milestone"]).first()
        rule = rule_of(project_id=project.pk, kind=asked["kind"])
        if milestone is None or rule is None:
            raise NotFound
        reaching = levels_reaching(rules=[rule], project_id=project.pk)[rule.pk]
        said = {
            "kind": rule.kind,
            "milestone": milestone.pk,
            "enabled": rule.enabled,
            "default": rule.project_id is None,
            "severity": rule.severity,
            "levels": levels_told(rule=rule, milestone=milestone, now=timezone.now()),
            "warnings": warnings_of(rule, reaching),
        }
        return Response(AlertPreview(said).data)
