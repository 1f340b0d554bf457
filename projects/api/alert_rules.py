"""`alert-rules/`: when people of a project are told, and who after whom."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext as _
from drf_spectacular.utils import (
    OpenApiExample,
    extend_schema,
    extend_schema_field,
    extend_schema_view,
)
from rest_framework import serializers

from projects.api.alert_preferences import ClockField
from projects.api.base import READ_RULES, ProjectScopedViewSet
from projects.api.filters import TruthFilter, WordsFilter
from projects.api.inside import InsideSerializer, without_project
from projects.api.people import UsernameField
from projects.api.permissions import ADMINS
from projects.api.query import IdFilter
from projects.api.serializers import (
    OwnRelatedField,
    StrictIntegerField,
    StrictModelSerializer,
    WholeSerializer,
    dict_of,
)
from projects.models import AlertRecipient, AlertRule, Contact
from projects.models.alert_rule import LEVELS_MOST, THRESHOLDS, WAIT_MOST
from projects.models.alert_words import AlertKind, Channel
from projects.services.alerts import alert_rules_delete
from projects.services.alerts.reach import levels_reaching
from projects.services.alerts.rule_changes import alert_rule_create, alert_rule_update

RECIPIENTS_MOST = 50
FIELDS = (
    "id",
    "project",
    "kind",
    "enabled",
    "severity",
    *THRESHOLDS.values(),
    "repeat_days",
    "remind_from",
    "quiet_from",
    "quiet_to",
    "channels",
    "levels",
    "warnings",
    "updated_at",
    "version",
)
EXAMPLE = OpenApiExample(
    "Overdue: the contractor, after eight office hours the supervisor, then the official",
    value={
        "project": 1,
        "kind": "overdue",
        "repeat_days": 1,
        "quiet_from": "22:00",
        "quiet_to": "07:00",
        "channels": ["wecom_app", "email"],
        "levels": [
            {"wait_minutes": 0, "recipients": [{"whom": "lead_unit"}]},
            {"wait_minutes": 480, "recipients": [{"whom": "supervising_unit"}]},
            {"wait_minutes": 480, "recipients": [{"whom": "role", "role": "official"}]},
        ],
    },
    request_only=True,
)


class RecipientSerializer(WholeSerializer, StrictModelSerializer):
    """Who is told: by the milestone (`responsible`, `lead_unit`, `supervising_unit`), or named.

    `user` is the user name of a member, `contact` the id of one of the project's own.
    """

    user = UsernameField(required=False, allow_null=True)
    contact: OwnRelatedField[Contact] = OwnRelatedField(
        queryset=Contact.objects.filter(project__isnull=False), required=False, allow_null=True
    )

    class Meta:
        model = AlertRecipient
        fields = ("whom", "role", "unit", "user", "contact")


class LevelSerializer(WholeSerializer):
    """One level of the ladder; its wait counts office minutes since the level before was told."""

    wait_minutes = StrictIntegerField(min_value=0, max_value=WAIT_MOST)
    recipients = RecipientSerializer(many=True, max_length=RECIPIENTS_MOST)  # type: ignore[call-arg] # the list it becomes takes it


class RuleWarning(serializers.Serializer[Any]):
    """Something that the rule does and nobody can want."""

    code = serializers.ChoiceField(choices=[("no_recipient", "no_recipient")])
    level = serializers.IntegerField()
    detail = serializers.CharField()


class AlertRuleSerializer(InsideSerializer):
    """A rule of a project; each threshold is looked at by the kind that it is named after.

    A write that names another kind's is refused (422 `threshold_of_another_kind`).

    `levels` are always the whole ladder, and a write replaces it. `channels` are the only ones
    that people are told by; empty leaves the choice to each of them.
    """

    settled = ("project", "kind")

    channels = serializers.ListField(
        child=serializers.ChoiceField(choices=Channel.choices),
        required=False,
        max_length=len(Channel),
    )
    levels = LevelSerializer(many=True, required=False, min_length=1, max_length=LEVELS_MOST)  # type: ignore[call-arg] # as above
    remind_from = ClockField(required=False)
    quiet_from = ClockField(required=False, allow_null=True)
    quiet_to = ClockField(required=False, allow_null=True)
    warnings = serializers.SerializerMethodField()

    class Meta:
        model = AlertRule
        fields = FIELDS
        read_only_fields = ("id", "updated_at", "version")

    def validate_channels(self, channels: list[str]) -> list[str]:
        """Keep the order and name each once."""
        return list(dict.fromkeys(channels))

    @extend_schema_field(RuleWarning(many=True))
    def get_warnings(self, rule: AlertRule) -> list[dict[str, Any]]:
        """Name the levels that reach nobody in the project."""
        return warnings_of(rule, self._reaching(rule))

    def to_representation(self, instance: AlertRule) -> dict[str, Any]:
        """Show the ladder level by level."""
        instance.levels = levels_of(instance)  # type: ignore[attr-defined] # what the field reads
        shown: dict[str, Any] = super().to_representation(instance)
        return shown

    def _reaching(self, rule: AlertRule) -> set[int]:
        """Ask for all rules of an answer at once."""
        known: dict[int, set[int]] = dict_of(self.context).setdefault("reaching", {})
        if rule.pk not in known:
            rows = getattr(self.parent, "instance", None)
            rules = rows if isinstance(rows, list) else [rule]
            known |= levels_reaching(rules=rules, project_id=self.context.get("project_id"))
        return known[rule.pk]


def levels_of(rule: AlertRule) -> list[dict[str, Any]]:
    """The rule's ladder, level by level; recipients in the order in which they were named."""
    recipients = list(rule.recipients.all())
    return [
        {"wait_minutes": wait, "recipients": [row for row in recipients if row.level == level]}
        for level, wait in enumerate(rule.waits, start=1)
    ]


def warnings_of(rule: AlertRule, reaching: set[int]) -> list[dict[str, Any]]:
    """What is wrong with a rule that may be stored all the same: levels that reach nobody."""
    return [
        {
            "code": "no_recipient",
            "level": level,
            "detail": _("Nobody in the project is told at this level; it is passed over."),
        }
        for level in range(1, len(rule.waits) + 1)
        if level not in reaching
    ]


def written(data: Mapping[str, Any]) -> tuple[dict[str, Any], list[Any] | None]:
    """Take a body apart: the rule's columns, and the recipients by level where it names them."""
    rest = without_project(data)
    levels = rest.pop("levels", None)
    if levels is None:
        return rest, None
    rest["waits"] = [level["wait_minutes"] for level in levels]
    return rest, [level["recipients"] for level in levels]


class AlertRuleFilters(django_filters.FilterSet):
    """Filters of `alert-rules/`."""

    project = IdFilter(field_name="project_id")
    kind = WordsFilter(words=AlertKind.values)
    enabled = TruthFilter(lambda: Q(enabled=True))


@extend_schema_view(create=extend_schema(examples=[EXAMPLE]))
class AlertRuleViewSet(ProjectScopedViewSet):
    """Rules (告警规则) of the caller's projects' own; where there is none, a default holds.

    One of each kind in a project (409 `already_exists`). What holds in a project is at
    `projects/{id}/alert-rules/`. Deleting a rule brings the default back.
    """

    queryset = AlertRule.objects.filter(project__isnull=False).prefetch_related(
        "recipients__user", "recipients__contact"
    )
    serializer_class = AlertRuleSerializer
    roles = {**READ_RULES, "create": ADMINS, "partial_update": ADMINS, "destroy": ADMINS}
    refusals = {"create": (409, 422), "partial_update": (422,)}
    filterset_class = AlertRuleFilters
    ordering = ("project_id", "id")

    def row_create(self, data: Mapping[str, Any]) -> AlertRule:
        """Store the rule."""
        rest, levels = written(data)
        return alert_rule_create(project=data["project"], data=rest, levels=levels)

    def row_update(self, row: AlertRule, data: Mapping[str, Any]) -> AlertRule:
        """Change the rule."""
        rest, levels = written(data)
        return alert_rule_update(rule=row, data=rest, levels=levels)

    def row_delete(self, row: AlertRule) -> None:
        """Remove the rule; the default holds again."""
        alert_rules_delete(rules=[row])
