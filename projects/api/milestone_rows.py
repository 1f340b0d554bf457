"""A milestone as the API shows it: the contract for the schema, the builder for the speed.

A list of 50 through nested serializers costs several times its query. So rows come from
`.values()`, and `MilestoneRow` declares what they hold; a test keeps the two the same.
"""

import datetime
from typing import Any

from rest_framework import serializers

from projects.api.photo_grades import GradeField
from projects.api.photo_links import rendition_urls
from projects.models.words import (
    MILESTONE_KINDS,
    ActivityState,
    CompareWith,
    EvidencePolicy,
    LightColour,
    PhotoState,
    StatutoryStep,
    TakenAtSource,
)
from projects.selectors.grade_words import grade_words
from projects.selectors.lights import Judgement
from projects.selectors.milestones import Row, is_due_soon, rows_judged
from projects.selectors.schedules import finish_shown

KIND_CHOICES = [(kind.value, kind.label) for kind in MILESTONE_KINDS]


class RenditionUrls(serializers.Serializer[Any]):
    """Path of each size (long edge in pixels); null until the photo is ready."""

    def get_fields(self) -> dict[str, Any]:
        """Name the sizes, which are no Python names."""
        return {size: serializers.CharField(allow_null=True) for size in ("320", "960", "2048")}


class LightReason(serializers.Serializer[Any]):
    """What was measured and against what."""

    measure = serializers.CharField()
    value = serializers.FloatField(allow_null=True, help_text="Days, months or percentage points.")
    threshold = serializers.IntegerField(allow_null=True)


class Light(serializers.Serializer[Any]):
    """A colour under a named, versioned rule, with its reason."""

    colour = serializers.ChoiceField(choices=LightColour.choices)
    rule = serializers.CharField()
    version = serializers.IntegerField()
    reason = LightReason()
    since = serializers.DateField(allow_null=True)


class LatestPhoto(serializers.Serializer[Any]):
    """The last photo by receipt."""

    id = serializers.IntegerField()
    taken_at = serializers.DateTimeField(allow_null=True)
    taken_at_source = serializers.ChoiceField(choices=TakenAtSource.choices)
    stored_at = serializers.DateTimeField()
    grade = GradeField()
    grade_words = serializers.CharField()
    state = serializers.ChoiceField(choices=PhotoState.choices)
    renditions = RenditionUrls()


class MilestoneRow(serializers.Serializer[Any]):
    """A milestone on its project's day; lateness counts working days of the project's calendar."""

    id = serializers.IntegerField()
    project = serializers.IntegerField()
    building = serializers.IntegerField(allow_null=True)
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    planned_finish = serializers.DateField(allow_null=True)
    baseline_finish = serializers.DateField(
        allow_null=True, help_text="The finish frozen in the current baseline."
    )
    compared_date = serializers.ChoiceField(
        choices=CompareWith.choices, help_text="Which date lateness and light are measured from."
    )
    forecast = serializers.DateField(
        allow_null=True, help_text="What the project's last computation expects."
    )
    actual_finish = serializers.DateField(allow_null=True)
    total_float = serializers.FloatField(
        allow_null=True, help_text="Days of the milestone's own calendar."
    )
    free_float = serializers.FloatField(allow_null=True)
    critical = serializers.BooleanField()
    near_critical = serializers.BooleanField()
    provisional = serializers.BooleanField(
        help_text="Its date lies in a year whose holidays are not announced yet."
    )
    state = serializers.ChoiceField(choices=ActivityState.choices)
    evidence_policy = serializers.ChoiceField(choices=EvidencePolicy.choices)
    photos_required = serializers.IntegerField()
    photos_grade_least = serializers.CharField(help_text="Empty: any.")
    photos_age_most_days = serializers.IntegerField(
        allow_null=True, help_text="From the capture to the claimed day."
    )
    photos_within = serializers.CharField(help_text="site, building, or empty: anywhere.")
    statutory_step = serializers.ChoiceField(choices=StatutoryStep.choices)
    reached = serializers.BooleanField()
    reached_at = serializers.DateTimeField(allow_null=True)
    percent_complete = serializers.FloatField()
    days_late = serializers.IntegerField(help_text="Working days; 0 when not late.")
    overdue = serializers.BooleanField()
    due_soon = serializers.BooleanField()
    will_be_late = serializers.BooleanField(
        help_text="Expected after the compared date, and neither reached nor overdue."
    )
    light = Light()
    photo_count = serializers.IntegerField()
    latest_photo = LatestPhoto(allow_null=True)
    responsible = serializers.CharField(allow_null=True)
    lead_unit = serializers.CharField()
    supervising_unit = serializers.CharField()
    version = serializers.IntegerField()


FIELDS = frozenset(MilestoneRow._declared_fields)


def rows_built(
    rows: list[Row], *, now: datetime.datetime, fields: set[str] | None = None
) -> list[Row]:
    """Return the rows as `MilestoneRow` says, slimmed to `fields`."""
    built = [
        _row_built(row, judgement, now)
        for row, judgement in zip(rows, rows_judged(rows, now), strict=True)
    ]
    if fields is None:
        return built
    names = [name for name in MilestoneRow._declared_fields if name in fields]
    return [{name: row[name] for name in names} for row in built]


def _row_built(row: Row, judged: Judgement, now: datetime.datetime) -> Row:
    return {
        "id": row["id"],
        "project": row["project_id"],
        "building": row["building_id"],
        "code": row["code"],
        "name": row["name"],
        "name_en": row["name_en"],
        "kind": row["kind"],
        "planned_finish": row["planned_finish"],
        "baseline_finish": row["baseline_finish"],
        "compared_date": row["compared_date"],
        "forecast": finish_shown(row["kind"], row["forecast_finish"]),
        "actual_finish": row["actual_finish"],
        "total_float": row["total_float_days"],
        "free_float": row["free_float_days"],
        "critical": row["is_critical"],
        "near_critical": row["is_near_critical"],
        "provisional": row["is_provisional"],
        "state": row["state"],
        "evidence_policy": row["evidence_policy"],
        "photos_required": row["photos_required"],
        "photos_grade_least": row["photos_grade_least"],
        "photos_age_most_days": row["photos_age_most_days"],
        "photos_within": row["photos_within"],
        "statutory_step": row["statutory_step"],
        "reached": row["reached_at"] is not None,
        "reached_at": row["reached_at"],
        "percent_complete": float(row["percent_complete"]),
        "days_late": judged.days_late,
        "overdue": judged.overdue,
        "due_soon": not judged.overdue and is_due_soon(row, now),
        "will_be_late": bool(
            row["reached_at"] is None and not judged.overdue and row["forecast_days_late"]
        ),
        "light": judged.light,
        "photo_count": row["photo_count"],
        "latest_photo": _photo_built(row) if row["latest_photo_id"] else None,
        "responsible": row["responsible__username"],
        "lead_unit": row["lead_unit"],
        "supervising_unit": row["supervising_unit"],
        "version": row["version"],
    }


def _photo_built(row: Row) -> Row:
    state = row["latest_photo__state"]
    return {
        "id": row["latest_photo_id"],
        "taken_at": row["latest_photo__taken_at"],
        "taken_at_source": row["latest_photo__taken_at_source"],
        "stored_at": row["latest_photo__stored_at"],
        "grade": row["latest_photo__grade"] or None,
        "grade_words": grade_words(row["latest_photo__grade"]),
        "state": state,
        "renditions": rendition_urls(photo_id=row["latest_photo_id"], state=state),
    }
