"""What people say about an alert, and its life as one list."""

from typing import Any

from rest_framework import serializers

from projects.api.serializers import PlanDateField, StrictCharField, StrictSerializer
from projects.models.alert_words import Channel
from projects.selectors.alert_life import HAPPENINGS

TEXT_MOST = 4000
WHAT = [(name, name) for name in HAPPENINGS]


class AcknowledgeSerializer(StrictSerializer):
    """A signature with what there is to say."""

    comment = StrictCharField(max_length=TEXT_MOST, allow_blank=True, required=False)


class PromiseSerializer(AcknowledgeSerializer):
    """The last day that somebody asks for, with what there is to say."""

    until = PlanDateField(help_text="A local day of the project, from today on.")


class CommentSerializer(StrictSerializer):
    """Something to say."""

    text = StrictCharField(max_length=TEXT_MOST)


class HappeningSerializer(serializers.Serializer[Any]):
    """One line of an alert's life; `by` did it, or was told by `channel`."""

    at = serializers.DateTimeField()
    what = serializers.ChoiceField(choices=WHAT)
    by = serializers.CharField(source="by.display_name", allow_null=True, default=None)
    text = serializers.CharField(help_text="A comment, or the subject of a message.")
    why = serializers.CharField(
        help_text="A code: why it closed, climbed, or why a message was given up; else empty."
    )
    until = serializers.DateField(allow_null=True, help_text="The promised day.")
    channel = serializers.ChoiceField(choices=Channel.choices, allow_null=True)
    step = serializers.IntegerField(allow_null=True, help_text="The level that was told.")
    group = serializers.CharField(help_text="The group or system that was told; else empty.")


class LifeSerializer(serializers.Serializer[Any]):
    """An alert's life; `more` when there are older messages than those named."""

    happenings = HappeningSerializer(many=True)
    more = serializers.BooleanField()
