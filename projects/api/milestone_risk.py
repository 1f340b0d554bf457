"""`milestones/?include=risk`: what the last risk analysis says beside each milestone's row."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from projects.api.filters import WordsField, asked_of
from projects.api.milestone_rows import MilestoneRow
from projects.api.refusals import QueryInvalid
from projects.models import Project
from projects.selectors.milestone_risk import risk_dates_of

INCLUDED = ("risk",)
INCLUDE = OpenApiParameter(
    "include",
    str,
    enum=INCLUDED,
    description=(
        "Also the dates of the project's last risk analysis: the plan is read to say whether it "
        "has changed since. A list then names its `project`."
    ),
)


class MilestoneRisk(serializers.Serializer[Any]):
    """Finishes by which half and 80 % of the trials had reached it."""

    analysis = serializers.IntegerField()
    finished_at = serializers.DateTimeField()
    p50 = serializers.DateField()
    p80 = serializers.DateField()
    stale = serializers.BooleanField(
        help_text="Plan, kept ranges or the project's day are others since."
    )


class MilestoneRowRisk(MilestoneRow):
    """A milestone; `risk` only with `include=risk`, and null where no analysis knows it."""

    risk = MilestoneRisk(allow_null=True, required=False)


def risk_asked(parameters: Mapping[str, str]) -> bool:
    """Does the request include it?"""
    asked = asked_of(parameters, {"include": WordsField(words=INCLUDED, required=False)})
    return bool(asked["include"])


def project_missing() -> QueryInvalid:
    """Refuse a list of several projects: each would have its plan read."""
    words = _("With include=risk the list is of one project.")
    return QueryInvalid({"project": [ErrorDetail(words, "required")]})


def risk_put(
    shown: Sequence[dict[str, Any]],
    ids: Sequence[int],
    project: Project | None,
    now: datetime.datetime,
) -> None:
    """Put `risk` on rows of a project; a project that is not the caller's has none."""
    found = risk_dates_of(project, now) if project else {}
    for row, pk in zip(shown, ids, strict=True):
        row["risk"] = found.get(pk)
