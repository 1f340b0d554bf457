"""A photo as the API shows it, and the form that brings one."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from projects.api.drawings import DrawingField
from projects.api.photo_device import DeviceForm
from projects.api.photo_grades import GradeField, GradeReasonRow, reasons_shown
from projects.api.photo_parts import WithPlace, WithRenditions
from projects.api.serializers import OwnRelatedField, Row, StrictModelSerializer
from projects.models import Activity, Building, Photo, Project
from projects.models.words import MILESTONE_KINDS
from projects.selectors.grade_words import grade_words

DIGITS_MOST = 18
PLACE = (
    "latitude",
    "longitude",
    "altitude_m",
    "position_accuracy_m",
    "direction_deg",
    "device_latitude",
    "device_longitude",
    "device_accuracy_m",
    "site_distance_m",
)


CHANGEABLE = {"caption", "drawing", "building", "activity", "milestone"}


class FormIdField(OwnRelatedField[Row]):
    """An id in a form, where everything is text."""

    def to_internal_value(self, data: Any) -> Row:
        """Return the row."""
        if isinstance(data, str) and data.isascii() and data.isdigit() and len(data) <= DIGITS_MOST:
            return super().to_internal_value(int(data))
        self.fail("incorrect_type", data_type=type(data).__name__)
        raise AssertionError  # fail() raises


def _wrong(name: str, detail: str, code: str) -> ValidationError:
    return ValidationError({name: ErrorDetail(detail, code)})


class PlacedForm(DeviceForm):
    """What comes with a photo, whichever way. Project, milestone or activity: where it belongs.

    `device_*` is what the phone says of the moment of capture.
    """

    client_upload_id = serializers.UUIDField()
    sha256 = serializers.RegexField(r"^[0-9a-fA-F]{64}$", required=False)
    project: FormIdField[Project] = FormIdField(
        queryset=Project.objects.all(), project_path="", required=False
    )
    building: FormIdField[Building] = FormIdField(
        queryset=Building.objects.select_related("project"), required=False
    )
    milestone: FormIdField[Activity] = FormIdField(
        queryset=Activity.objects.select_related("project", "building").filter(
            kind__in=MILESTONE_KINDS
        ),
        required=False,
    )
    activity: FormIdField[Activity] = FormIdField(
        queryset=Activity.objects.select_related("project", "building"), required=False
    )
    caption = serializers.CharField(max_length=500, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Find the project and see that everything named lies in it."""
        attrs = super().validate(attrs)
        milestone = attrs.pop("milestone", None)
        activity = attrs.get("activity") or milestone
        building = attrs.get("building")
        if milestone and activity != milestone:
            raise _wrong("activity", _("Name a milestone or an activity."), "invalid")
        inside = activity or building
        project = attrs.get("project") or (inside.project if inside else None)
        if project is None:
            raise _wrong("project", _("Say which project it belongs to."), "required")
        for name, row in (("activity", activity), ("building", building)):
            if row is not None and row.project_id != project.pk:
                raise _wrong(name, _("There is no such object."), "unknown_relation")
        return {**attrs, "project": project, "building": building, "activity": activity}


class PhotoForm(PlacedForm):
    """An upload in one piece."""

    file = serializers.FileField(max_length=255, allow_empty_file=True)


class PhotoSerializer(WithPlace, WithRenditions, StrictModelSerializer):
    """A photo with where its time comes from; its place for those who may see it.

    Caption, drawing, building and activity can be changed; `milestone` is another name for an
    activity.
    """

    place = PLACE

    milestone: OwnRelatedField[Activity] = OwnRelatedField(
        queryset=Activity.objects.select_related("building").filter(kind__in=MILESTONE_KINDS),
        write_only=True,
        required=False,
        allow_null=True,
    )
    uploaded_by = serializers.CharField(source="uploaded_by.username", read_only=True)
    drawing = DrawingField(required=False)
    flagged = serializers.SerializerMethodField()
    grade = GradeField()
    grade_words = serializers.SerializerMethodField()
    grade_reasons = serializers.SerializerMethodField()

    class Meta:
        model = Photo
        fields = (
            "id",
            "project",
            "building",
            "activity",
            "milestone",
            "viewpoint",
            "client_upload_id",
            "sha256",
            "size_bytes",
            "original_name",
            "mime_type",
            "width",
            "height",
            "orientation",
            "caption",
            "drawing",
            "uploaded_by",
            "stored_at",
            "taken_at",
            "taken_at_source",
            "taken_at_zone",
            "device_taken_at",
            "clock_ahead_s",
            *PLACE,
            "camera_make",
            "camera_model",
            "metadata_stripped",
            "editor",
            "site_place",
            "grade",
            "grade_words",
            "grade_reasons",
            "flagged",
            "state",
            "reject_code",
            "renditions",
            "updated_at",
            "version",
        )
        read_only_fields = tuple(set(fields) - CHANGEABLE)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Understand `milestone` as the activity."""
        if "milestone" not in attrs:
            return attrs
        milestone = attrs.pop("milestone")
        if attrs.setdefault("activity", milestone) != milestone:
            raise _wrong("activity", _("Name a milestone or an activity."), "invalid")
        return attrs

    def get_flagged(self, photo: Photo) -> bool:
        """Is there another use of the picture, unsettled, that the caller may see?"""
        return bool(getattr(photo, "flagged", False))

    def get_grade_words(self, photo: Photo) -> str:
        """The grade in the reader's language; empty until it is given."""
        return grade_words(photo.grade)

    @extend_schema_field(GradeReasonRow(many=True))
    def get_grade_reasons(self, photo: Photo) -> list[dict[str, Any]]:
        """Why it has its grade; how far off it was taken is told to those who may see its place."""
        return reasons_shown(photo.grade_reasons, with_place=self.shows_place(photo))


class PhotoReceipt(PhotoSerializer):
    """The answer to an upload: compare `sha256` with your own before you delete anything."""

    duplicate = serializers.BooleanField(read_only=True)

    class Meta(PhotoSerializer.Meta):
        fields = (*PhotoSerializer.Meta.fields, "duplicate")  # type: ignore[assignment] # one longer
        read_only_fields = fields
