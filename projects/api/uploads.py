"""`uploads/`: photos in pieces over a line that breaks (tus 1.0)."""

import uuid
from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound, PermissionDenied, UnsupportedMediaType
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api import upload_headers as tus
from projects.api.base import ReadScopedViewSet
from projects.api.permissions import PUBLIC, REPORTERS, SIGNED_IN, allows
from projects.api.upload_body import UploadBody, line_patience
from projects.api.upload_serializers import UploadRow, announced
from projects.errors import RuleBroken
from projects.models import Upload
from projects.models.words import UploadState
from projects.selectors.uploads import uploads_of
from projects.services.uploads import (
    upload_append,
    upload_end,
    upload_open,
    upload_settle,
)
from projects.services.uploads.finish import TERMINATED
from tasks.doorbell import ring
from tasks.photos import render_photo

RESUMABLE = OpenApiParameter(
    "Tus-Resumable", str, OpenApiParameter.HEADER, required=True, enum=[tus.VERSION]
)
LENGTH = OpenApiParameter("Upload-Length", int, OpenApiParameter.HEADER, required=True)
METADATA = OpenApiParameter(
    "Upload-Metadata",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description=(
        "By comma, `name base64`: project, client_upload_id, sha256; filename, filetype, building, "
        "activity, caption, captured_at, latitude, longitude, position_accuracy_m."
    ),
)
OFFSET = OpenApiParameter("Upload-Offset", int, OpenApiParameter.HEADER, required=True)
CHECKSUM = OpenApiParameter(
    "Upload-Checksum", str, OpenApiParameter.HEADER, description="`sha256` and the piece's, base64."
)
RECEIPT = OpenApiResponse(
    description="`Upload-Offset`; once stored also `Topout-Photo`, `-Sha256`, `-Stored-At`."
)


class UploadViewSet(ReadScopedViewSet):
    """Uploads that go on where they broke. Everybody continues his own, as long as he may report.

    Only an answer with `Topout-Photo` says that a photo is safe; compare `Topout-Sha256`.
    """

    queryset = Upload.objects.none()
    serializer_class = UploadRow
    pagination_class = None
    lookup_value_converter = "uuid"
    http_method_names = ["get", "head", "options", "post", "patch", "delete"]
    roles = {
        "metadata": PUBLIC,
        "create": REPORTERS,
        "retrieve": SIGNED_IN,
        "offset": SIGNED_IN,
        "append": SIGNED_IN,
        "terminate": SIGNED_IN,
    }
    refusals = {
        "create": (412, 429, 507),
        "append": (410, 411, 412, 422, 460, 507),
        "retrieve": (409, 410, 422, 507),
        "terminate": (412,),
    }

    @property
    def default_response_headers(self) -> dict[str, str]:
        """Every answer names the protocol, refusals too."""
        return {**super().default_response_headers, "Tus-Resumable": tus.VERSION}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """After sign-in and rule, see that the client speaks the protocol."""
        super().initial(request, *args, **kwargs)
        if self.action == "create":
            self.role_check(None)
        if self.action in ("create", "offset", "append", "terminate"):
            self.headers["Tus-Version"] = tus.VERSION
            tus.version_check(request)

    def metadata(self, request: Request, **_pk: Any) -> Response:  # noqa: ARG002 - the framework's signature
        """Say what this server can (tus: OPTIONS)."""
        return Response(status=204, headers=tus.abilities())

    @extend_schema(request=None, parameters=[RESUMABLE, LENGTH, METADATA], responses={201: RECEIPT})
    def create(self, request: Request) -> Response:
        """Announce a photo: 201 with the `Location` that takes its bytes.

        The same `client_upload_id` again is the same upload; bytes that the project has already
        are stored at once. Too large is 413, no photo 415, no room 507, all before any body.
        """
        length = tus.whole_number(request, "Upload-Length")
        if length == 0:
            raise tus.header_invalid("Upload-Length", "> 0", "min_value")
        said = announced(
            tus.metadata(request), length=length, context=self.get_serializer_context()
        )
        self.role_check(said.project.pk)
        upload = upload_open(user=self.caller, announced=said, now=timezone.now())
        response = self._told(upload, 201)
        response["Location"] = request.build_absolute_uri(f"{request.path}{upload.pk}/")
        return response

    @extend_schema(parameters=[], responses=UploadRow)
    def retrieve(self, request: Request, pk: Any) -> Response:  # noqa: ARG002 - the framework's signature
        """Show an upload as it stands, ended ones too."""
        upload = self._own()
        if upload.state == UploadState.RECEIVING:
            upload = upload_settle(upload=upload, now=timezone.now())
        response = self._told(upload, 200)
        response.data = UploadRow(upload).data
        return response

    def offset(self, request: Request, pk: uuid.UUID) -> Response:  # noqa: ARG002 - as above
        """Say from which byte to go on (tus: HEAD)."""
        upload = upload_settle(upload=self._own(), now=timezone.now())
        return self._told(upload, 200)

    @extend_schema(
        request={tus.MEDIA_TYPE: OpenApiTypes.BINARY},
        parameters=[RESUMABLE, OFFSET, CHECKSUM],
        responses={204: RECEIPT},
    )
    def append(self, request: Request, pk: uuid.UUID) -> Response:  # noqa: ARG002 - as above
        """Add bytes from `Upload-Offset` on; what came counts, however the line broke.

        The last piece is answered when the photo would survive a power cut. From another byte is
        409 `offset_conflict` with the right one, a wrong piece 460, an ended upload 410.
        """
        if request.content_type != tus.MEDIA_TYPE:
            raise UnsupportedMediaType(request.content_type or "")
        offset = tus.whole_number(request, "Upload-Offset")
        digest = tus.checksum(request)
        body = UploadBody(request)
        upload = self._own()
        try:
            with line_patience(request, upload.pk):
                upload = upload_append(
                    upload=upload,
                    offset=offset,
                    size=body.size,
                    pieces=body.pieces() if digest is None else body.checked(digest),
                    now=timezone.now(),
                )
        except RuleBroken as broken:
            self._refused(broken)
            raise
        if upload.state == UploadState.STORED:
            ring(render_photo, upload.photo_id)
        return self._told(upload, 204)

    @extend_schema(parameters=[RESUMABLE], responses={204: OpenApiResponse(description="Ended.")})
    def terminate(self, request: Request, pk: uuid.UUID) -> Response:  # noqa: ARG002 - as above
        """End an unfinished upload and forget its bytes; a photo that is stored stays."""
        upload = self._own()
        upload_end(upload=upload, code=TERMINATED)
        return Response(status=204)

    def _own(self) -> Upload:
        """The caller's upload; whoever lost his role in the project lost it with that."""
        upload = uploads_of(self.caller).filter(pk=self.kwargs["pk"]).first()
        role = self.caller_roles().get(upload.project_id) if upload else None
        if upload is None or role is None:
            raise NotFound
        if not allows(REPORTERS, [role]):
            raise PermissionDenied
        return upload

    def _refused(self, broken: RuleBroken) -> None:
        if "offset" in broken.details:
            self.headers["Upload-Offset"] = str(broken.details["offset"])
        if broken.status == 503:
            self.headers["Retry-After"] = "1"

    def _told(self, upload: Upload, status: int) -> Response:
        headers = {"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.length)}
        photo = upload.photo
        if upload.state == UploadState.RECEIVING:
            headers |= tus.expiry(upload.expires_at)
        elif photo is not None:
            headers |= {
                "Topout-Photo": str(photo.pk),
                "Topout-Sha256": photo.sha256,
                "Topout-Stored-At": photo.stored_at.isoformat(),
            }
        return Response(status=status, headers=headers)
