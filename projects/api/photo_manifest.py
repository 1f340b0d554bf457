"""`photos/manifest/`: a phone asks which of its photos are safe here."""

from collections import Counter
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import ReadScopedViewSet
from projects.api.permissions import REPORTERS
from projects.api.upload_serializers import ManifestForm
from projects.models import Photo
from projects.selectors.uploads import MANIFEST_STATES, manifest_compared


class ManifestAnswerItem(serializers.Serializer[Any]):
    """What is known of one photo; `offset` and `length` of one that is coming."""

    client_upload_id = serializers.UUIDField()
    sha256 = serializers.CharField()
    state = serializers.ChoiceField(choices=MANIFEST_STATES)
    photo = serializers.IntegerField(allow_null=True)
    stored_at = serializers.DateTimeField(allow_null=True)
    offset = serializers.IntegerField(allow_null=True)
    length = serializers.IntegerField(allow_null=True)


class ManifestAnswer(serializers.Serializer[Any]):
    """Every photo asked for, in that order, and how many are in which state."""

    items = ManifestAnswerItem(many=True)
    stored = serializers.IntegerField()
    receiving = serializers.IntegerField()
    missing = serializers.IntegerField()


class PhotoManifestViewSet(ReadScopedViewSet):
    """Compares a phone's photos with the project's, by hash: what is stored may go there."""

    queryset = Photo.objects.none()
    roles = {"manifest": REPORTERS}
    pagination_class = None

    @extend_schema(request=ManifestForm, responses=ManifestAnswer)
    def manifest(self, request: Request) -> Response:  # noqa: ARG002 - the framework's signature
        """Say of each photo whether it is stored, on its way, or missing; 500 at a time."""
        self.role_check(None)
        said = self.body(ManifestForm)
        project = said["project"]
        self.role_check(project.pk)
        asked = [(item["client_upload_id"], item["sha256"]) for item in said["items"]]
        lines = manifest_compared(user=self.caller, project=project, items=asked)
        counts = Counter(line.state for line in lines)
        answer = {"items": lines, **{state: counts[state] for state in MANIFEST_STATES}}
        return Response(ManifestAnswer(answer).data)
