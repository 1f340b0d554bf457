"""`light-rules/`: what the colours mean, in the words of whoever published the rule."""

from typing import Any, get_args

from django.core.validators import RegexValidator
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import ApiViewSet
from projects.api.idempotency import once
from projects.api.permissions import ADMINISTRATORS, SIGNED_IN
from projects.api.serializers import (
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)
from projects.models.light_rule import NAME_MOST
from projects.models.words import LightColour, RuleEnd
from projects.selectors.light_rules import rule_made, rule_shown, rules_known
from projects.services.light_rules import light_rule_create
from scheduling.rules.light_check import BANDS_MOST, DAYS_MOST
from scheduling.rules.light_rules import BandMeasure

MEASURES = [(name, name) for name in get_args(BandMeasure)]
VERSION_MOST = 100_000
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
EXAMPLE = OpenApiExample(
    "Red from the eighth day on",
    value={
        "name": "weifang-late",
        "version": 1,
        "titles": {"en": "Days late (Weifang)", "zh-hans": "逾期天数（潍坊）"},
        "text": {
            "en": "Yellow: 1 to 7 calendar days late. Red: 8 or more.",
            "zh-hans": "黄：逾期1至7个日历天。红：逾期8个日历天及以上。",
        },
        "source": "Notice of the zone's office, 2026-11",
        "bands": [
            {"colour": "red", "measure": "calendar_days_late", "threshold": 8},
            {"colour": "yellow", "measure": "calendar_days_late", "threshold": 1},
        ],
    },
    request_only=True,
)


class InBoth(StrictSerializer):
    """A text in both languages."""

    most = 4000

    def get_fields(self) -> dict[str, Any]:
        """Name the languages as everywhere; a hyphen is no part of a Python name."""
        return {name: StrictCharField(max_length=self.most) for name in ("en", "zh-hans")}


class TitleInBoth(InBoth):
    """A title in both languages."""

    most = 200


class LightBandAsked(StrictSerializer):
    """From which threshold on a colour holds; `above`, for points only, excludes it."""

    colour = serializers.ChoiceField(choices=LightColour.choices)
    measure = serializers.ChoiceField(choices=MEASURES)
    threshold = StrictIntegerField(min_value=0, max_value=DAYS_MOST)
    above = StrictBooleanField(default=False)


class LightRuleAsked(StrictSerializer):
    """The next version of a rule; bands are tried in order, the strictest first."""

    name = StrictCharField(max_length=NAME_MOST, validators=[RegexValidator(SLUG)])
    version = StrictIntegerField(min_value=1, max_value=VERSION_MOST)
    titles = TitleInBoth()
    text = InBoth()
    weak_source = StrictBooleanField(default=False)
    closes = serializers.ChoiceField(choices=RuleEnd.choices, default=RuleEnd.FINISH)
    bands: Any = serializers.ListField(
        child=LightBandAsked(), allow_empty=False, max_length=BANDS_MOST
    )

    def get_fields(self) -> dict[str, Any]:
        """Name where the rule is from; a serializer has a `source` of its own."""
        return {**super().get_fields(), "source": StrictCharField(max_length=1000)}


class LightBand(serializers.Serializer[Any]):
    """When a colour holds: a measure that reaches a threshold, or exceeds it where `above`."""

    colour = serializers.ChoiceField(choices=LightColour.choices)
    measure = serializers.ChoiceField(choices=MEASURES)
    threshold = serializers.IntegerField()
    above = serializers.BooleanField()


class LightRuleSaid(serializers.Serializer[Any]):
    """A rule in its own words; bands are tried in order, and none holding means green."""

    name = serializers.CharField()
    title = serializers.CharField(help_text="In the caller's language.")
    titles = serializers.DictField(child=serializers.CharField(), help_text="By language.")
    version = serializers.IntegerField()
    text = serializers.DictField(child=serializers.CharField(), help_text="By language.")
    weak_source = serializers.BooleanField(help_text="The source is no official document.")
    shipped = serializers.BooleanField(help_text="One of those that exist in writing.")
    closes = serializers.ChoiceField(
        choices=RuleEnd.choices, help_text="What ends the rule's interest."
    )
    bands = LightBand(many=True)
    colours = serializers.ListField(
        child=serializers.ChoiceField(choices=LightColour.choices),
        help_text="The colours that it can show, the worst first.",
    )

    def get_fields(self) -> dict[str, Any]:
        """Name where the rule was published; a serializer has a `source` of its own."""
        return {**super().get_fields(), "source": serializers.CharField()}


class LightRulesAnswer(serializers.Serializer[Any]):
    """All of them."""

    rules = LightRuleSaid(many=True)


class LightRuleViewSet(ApiViewSet):
    """The light rules; a project names its own in `light_rule` and `light_rule_version`.

    A rule never changes: what is made here is a new version, and projects keep theirs until
    somebody names another one.
    """

    roles = {"list": SIGNED_IN, "create": ADMINISTRATORS}
    refusals = {"create": (409, 422)}
    pagination_class = None

    @extend_schema(responses=LightRulesAnswer)
    def list(self, request: Request) -> Response:  # noqa: ARG002 - the framework's signature
        """Answer every rule and version with its text, its source and its bands."""
        return Response({"rules": [rule_shown(rule) for rule in rules_known()]})

    @extend_schema(request=LightRuleAsked, responses={201: LightRuleSaid}, examples=[EXAMPLE])
    @once
    def create(self, request: Request) -> Response:  # noqa: ARG002 - the framework's signature
        """Store the next version of a rule of one's own; bands that are no rule are 422."""
        said = self.body(LightRuleAsked)
        titles, text = said.pop("titles"), said.pop("text")
        row = light_rule_create(
            user=self.caller,
            data={
                **said,
                "title": titles["zh-hans"],
                "title_en": titles["en"],
                "text": text["zh-hans"],
                "text_en": text["en"],
                "bands": [dict(band) for band in said["bands"]],
            },
            now=timezone.now(),
        )
        return Response(rule_shown(rule_made(row)), 201)
