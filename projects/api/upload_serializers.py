"""What an upload announces, and how it is shown."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from projects.api.photo_serializers import PlacedForm
from projects.api.serializers import OwnRelatedField, StrictSerializer
from projects.api.upload_headers import header_invalid
from projects.models import Project, Upload
from projects.services.uploads import Announced

# the form of an upload in one piece has the same values under these names
NAMES = {
    "captured_at": "device_taken_at",
    "latitude": "device_latitude",
    "longitude": "device_longitude",
    "position_accuracy_m": "device_accuracy_m",
}
OWN = {theirs: ours for ours, theirs in NAMES.items()}
ITEMS_MOST = 500


class UploadForm(PlacedForm):
    """Upload-Metadata."""

    sha256 = serializers.RegexField(r"^[0-9a-fA-F]{64}\Z")
    filename = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    filetype = serializers.CharField(required=False, allow_blank=True, max_length=100)


def announced(values: Mapping[str, str], *, length: int, context: Mapping[str, Any]) -> Announced:
    """Read the metadata of an upload of `length` bytes."""
    for name in OWN:
        if name in values:
            raise header_invalid("Upload-Metadata", name, "unknown_field")
    data = {NAMES.get(name, name): value for name, value in values.items()}
    form = UploadForm(data=data, context=dict(context))
    try:
        form.is_valid(raise_exception=True)
    except ValidationError as error:
        wrong: Any = error.detail
        raise ValidationError(
            {OWN.get(name, name): said for name, said in wrong.items()}
        ) from error
    said = form.validated_data
    return Announced(
        project=said["project"],
        building=said["building"],
        activity=said["activity"],
        client_upload_id=said["client_upload_id"],
        sha256=said["sha256"].lower(),
        length=length,
        original_name=said.get("filename", ""),
        mime_type=said.get("filetype", "").lower(),
        caption=said.get("caption", ""),
        device=said["device"],
    )


class UploadRow(serializers.ModelSerializer[Upload]):
    """An upload as it stands; `stored_at` is its photo's."""

    photo = serializers.IntegerField(source="photo_id", allow_null=True)
    stored_at = serializers.DateTimeField(source="photo.stored_at", allow_null=True, default=None)

    class Meta:
        model = Upload
        fields = (
            "id",
            "state",
            "offset",
            "length",
            "sha256",
            "client_upload_id",
            "photo",
            "stored_at",
            "reject_code",
            "expires_at",
        )
        read_only_fields = fields


class ManifestItem(StrictSerializer):
    """One photo that a phone has."""

    client_upload_id = serializers.UUIDField()
    sha256 = serializers.RegexField(r"^[0-9a-fA-F]{64}\Z")


class ManifestForm(StrictSerializer):
    """What a phone has, at most 500 photos at once."""

    project: OwnRelatedField[Project] = OwnRelatedField(
        queryset=Project.objects.all(), project_path=""
    )
    items = serializers.ListField(child=ManifestItem(), max_length=ITEMS_MOST)
