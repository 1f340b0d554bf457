"""`photos/`: receipts for what a phone sends, and the bytes for whom they concern."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from projects.api.base import READ_RULES, ChangeableViewSet
from projects.api.concurrency import etag_of
from projects.api.filters import TruthFilter, WordsFilter
from projects.api.near import NearFilter
from projects.api.parsers import PhotoFormParser, StrictJsonParser
from projects.api.permissions import MEMBERS, PLANNERS, REPORTERS, TRUSTED
from projects.api.photo_links import SIZES
from projects.api.photo_serializers import PhotoForm, PhotoReceipt, PhotoSerializer
from projects.api.query import IdFilter, InstantFilter, TextFilter
from projects.api.spread import SpreadFilter
from projects.api.stored_bytes import bytes_response
from projects.imaging import MIME_TYPES
from projects.models import Photo
from projects.models.evidence_words import EvidenceGrade
from projects.models.words import PhotoState
from projects.selectors.matches import with_flagged
from projects.selectors.photos import photos_listed, rendition_find
from projects.services.photos import photo_add, photo_update
from projects.services.photos.original import original_key
from tasks.doorbell import ring
from tasks.photos import render_photo

WEBP = "image/webp"
CONDITIONS = [
    OpenApiParameter(name, str, OpenApiParameter.HEADER)
    for name in ("If-None-Match", "Range", "If-Range")
]


def bytes_described(*kinds: str) -> dict[Any, Any]:
    """Describe an answer of bytes: all of them, a part, or the word that the caller has them."""
    return {
        **{(200, kind): OpenApiTypes.BINARY for kind in kinds},
        **{(206, kind): OpenApiTypes.BINARY for kind in kinds},
        304: OpenApiResponse(description="The caller has them: `If-None-Match` names the ETag."),
    }


class PhotoFilters(django_filters.FilterSet):
    """Filters of `photos/`; both ends of the range of capture times are inclusive."""

    project = IdFilter(field_name="project_id")
    building = IdFilter(field_name="building_id")
    milestone = IdFilter(field_name="activity_id")
    activity = IdFilter(field_name="activity_id")
    viewpoint = IdFilter(field_name="viewpoint_id")
    state = WordsFilter(words=PhotoState.values)
    uploaded_by = TextFilter(field_name="uploaded_by__username")
    taken_after = InstantFilter(field_name="taken_at", lookup_expr="gte")
    taken_before = InstantFilter(field_name="taken_at", lookup_expr="lte")
    grade = WordsFilter(words=EvidenceGrade.values)
    near = NearFilter()
    flagged = TruthFilter(lambda: Q(flagged=True))
    # last: it thins out what the others leave
    spread = SpreadFilter()


class PhotoViewSet(ChangeableViewSet):
    """Site photos, newest receipt first. Words and place can be changed, the picture never."""

    queryset = photos_listed()
    serializer_class = PhotoSerializer
    roles = {
        **READ_RULES,
        "create": REPORTERS,
        "partial_update": REPORTERS,
        "original": TRUSTED,
        "rendition": MEMBERS,
    }
    filterset_class = PhotoFilters
    search_columns = ("caption", "original_name")
    ordering_columns = {"stored_at": "stored_at", "taken_at": "taken_at"}
    ordering = ("-stored_at", "-id")

    def get_parsers(self) -> list[Any]:
        """A photo comes as a form, a change of its words as JSON."""
        changes = getattr(self.request, "method", "") == "PATCH"
        return [StrictJsonParser() if changes else PhotoFormParser()]

    def get_queryset(self) -> QuerySet[Any]:
        """Say of each photo whether an open flag stands at it that the caller may see."""
        rows = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows
        return with_flagged(rows, user=self.caller)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Look near a place only where the caller may see where photos were taken."""
        if "near" in self.request.query_params:
            allowed = [pk for pk, role in self.caller_roles().items() if role in TRUSTED]
            queryset = queryset.filter(project_id__in=allowed)
        return super().filter_queryset(queryset)

    def object_allowed(self, row: Photo, role: str) -> bool:
        """Who plans may change every photo of the project, who is on site his own."""
        if not super().object_allowed(row, role):
            return False
        own = row.uploaded_by_id == self.caller.pk
        return self.action != "partial_update" or own or role in PLANNERS

    def row_update(self, row: Photo, data: Mapping[str, Any]) -> Photo:
        """Change words and place; a milestone's evidence moves with the photo."""
        return photo_update(photo=row, data=data, user=self.caller, now=timezone.now())

    @extend_schema(
        request={"multipart/form-data": PhotoForm},
        responses={
            201: PhotoReceipt,
            200: OpenApiResponse(PhotoReceipt, description="The photo was there already."),
        },
    )
    def create(self, request: Request) -> Response:
        """Keep a photo: 201 once it would survive a power cut, 200 with `duplicate` if known.

        What is no photo is 422 (`invalid_image`, `image_truncated`, `checksum_mismatch` …).
        """
        self.role_check(None)
        form = PhotoForm(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        said = form.validated_data
        self.role_check(said["project"].pk)
        photo, duplicate = photo_add(
            user=self.caller,
            project=said["project"],
            building=said["building"],
            activity=said["activity"],
            client_upload_id=said["client_upload_id"],
            sha256=said.get("sha256", ""),
            file=said["file"],
            caption=said.get("caption", ""),
            original_name=said["file"].name or "",
            now=timezone.now(),
            device=said["device"],
        )
        ring(render_photo, photo.pk)
        photo.duplicate = duplicate  # type: ignore[attr-defined] # for the receipt alone
        receipt = PhotoReceipt(photo, context=self.get_serializer_context())
        response = Response(receipt.data, status=200 if duplicate else 201)
        response["ETag"] = etag_of(photo.version)
        response["Location"] = request.build_absolute_uri(f"{request.path}{photo.pk}/")
        return response

    @extend_schema(parameters=CONDITIONS, responses=bytes_described(*MIME_TYPES))
    @action(detail=True)
    def original(self, request: Request, pk: int) -> HttpResponseBase:  # noqa: ARG002 - the router's signature
        """Send the upload byte for byte, with its metadata, as a download."""
        photo: Photo = self.get_object()
        key = original_key(photo.sha256)
        response = bytes_response(request, key=key, mime_type=photo.mime_type)
        name = photo.original_name or f"{photo.sha256[:12]}"
        response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return response

    @extend_schema(
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, enum=list(SIZES)),
            *CONDITIONS,
        ],
        responses=bytes_described(WEBP),
    )
    @action(detail=True, url_path="renditions/<str:name>", url_name="rendition")
    def rendition(self, request: Request, pk: int, name: str) -> HttpResponseBase:  # noqa: ARG002 - the URL's signature
        """Send a size: upright WebP, no metadata, long edge as named; 404 until it is made."""
        rendition = rendition_find(photo=self.get_object(), name=name)
        if rendition is None:
            raise NotFound
        return bytes_response(request, key=rendition.storage_key, mime_type=WEBP)
