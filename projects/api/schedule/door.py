"""What every door below a project's schedule stands on."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from projects.api.base import ReadScopedViewSet
from projects.api.filters import asked_of
from projects.models import Project
from projects.models.analysis_words import AnalysisState
from projects.selectors.computations import computation_of, network_now
from projects.selectors.plans import ProjectNetwork
from scheduling.reasons.computation import Computation

# what JSON carries without loss
SEED_MOST = 2**53 - 1


@extend_schema_field(
    {
        "type": "string",
        "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$",
        "description": "Local time of the project, without an offset.",
        "examples": ["2026-11-20T08:00:00"],
    }
)
class LocalTimeField(serializers.CharField):
    """A moment of the engine's clock. `date-time` would promise an offset, which it has not."""


class Named(serializers.Serializer[Any]):
    """An activity by what people call it."""

    activity = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()


class NamedLine(serializers.Serializer[Any]):
    """The same of a frozen plan; `activity` is null when the plan has it no more."""

    activity = serializers.IntegerField(allow_null=True)
    code = serializers.CharField()
    name = serializers.CharField()


class AnalysisShown(serializers.Serializer[Any]):
    """A long computation of a plan: who asked what, and how far it is."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=AnalysisState.choices)
    progress = serializers.IntegerField(help_text="Percent.")
    asked_by = serializers.CharField(allow_null=True)
    asked_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    stale = serializers.BooleanField()
    problem = serializers.CharField(allow_null=True)
    request = serializers.DictField()


class ScheduleDoor(ReadScopedViewSet):
    """A question to a project's plan; `asks` holds the fields of each action's parameters."""

    queryset = Project.objects.all()
    serializer_class: Any = None
    pagination_class = None
    project_path = ""
    asks: ClassVar[Mapping[str, Mapping[str, Callable[[], forms.Field]]]] = {}

    def known_parameters(self) -> list[str]:
        """Return the parameters that the question takes."""
        return list(self.asks.get(self.action or "", {}))

    def asked(self) -> dict[str, Any]:
        """Read the question's parameters."""
        fields = self.asks.get(self.action or "", {})
        return asked_of(self.request.query_params, {name: make() for name, make in fields.items()})

    def computed(self, project: Project) -> tuple[ProjectNetwork, Computation]:
        """Compute the project's plan as it stands; nothing is stored."""
        network = network_now(project, timezone.now())
        return network, computation_of(network)
