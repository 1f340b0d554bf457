"""`light-rules/`: what the colours mean, in the words of whoever published the rule."""

from typing import Any, get_args

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import ApiViewSet
from projects.api.permissions import SIGNED_IN
from projects.api.schedule.reasons import ENDS
from projects.models.words import LightColour, LightRuleName
from projects.selectors.lights import rule_shown
from scheduling.rules.light_rules import PRESETS, BandMeasure


class LightBand(serializers.Serializer[Any]):
    """When a colour holds: a measure that reaches a threshold, or exceeds it where `above`."""

    colour = serializers.ChoiceField(choices=LightColour.choices)
    measure = serializers.ChoiceField(choices=[(name, name) for name in get_args(BandMeasure)])
    threshold = serializers.IntegerField()
    above = serializers.BooleanField()


class LightRuleSaid(serializers.Serializer[Any]):
    """A rule in its own words; bands are tried in order, and none holding means green."""

    name = serializers.ChoiceField(choices=LightRuleName.choices)
    title = serializers.CharField(help_text="In the caller's language.")
    version = serializers.IntegerField()
    text = serializers.DictField(child=serializers.CharField(), help_text="By language.")
    weak_source = serializers.BooleanField(help_text="The source is no official document.")
    closes = serializers.ChoiceField(
        choices=ENDS,
        help_text="What ends the rule's interest.",
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
    """The shipped light rules; a project names its own in `light_rule`."""

    roles = {"list": SIGNED_IN}
    pagination_class = None

    @extend_schema(responses=LightRulesAnswer)
    def list(self, request: Request) -> Response:  # noqa: ARG002 - the framework's signature
        """Answer every rule with its text, its source and its bands."""
        return Response({"rules": [rule_shown(rule) for rule in PRESETS.values()]})
