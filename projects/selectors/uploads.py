"""Reading uploads, and comparing what a phone has with what is here."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from projects.models import Photo, Project, Upload, User
from projects.models.words import UploadState

STORED, RECEIVING, MISSING = "stored", "receiving", "missing"
MANIFEST_STATES = (STORED, RECEIVING, MISSING)


def uploads_of(user: User) -> QuerySet[Upload]:
    """The user's own uploads with what finishing one needs: nobody continues another's."""
    related = ("project", "uploader", "building", "activity__building", "photo")
    return Upload.objects.filter(uploader=user).select_related(*related)


@dataclass(frozen=True)
class ManifestLine:
    """What is known of one photo of a phone; `offset` and `length` in bytes where it is coming."""

    client_upload_id: uuid.UUID
    sha256: str
    state: str
    photo: int | None = None
    stored_at: datetime.datetime | None = None
    offset: int | None = None
    length: int | None = None


def manifest_compared(
    *, user: User, project: Project, items: Sequence[tuple[uuid.UUID, str]]
) -> list[ManifestLine]:
    """Say of each photo, by its hash, whether it is safe; two queries, whatever their number."""
    hashes = [sha256.lower() for _id, sha256 in items]
    stored = {
        sha256: (pk, stored_at)
        for sha256, pk, stored_at in Photo.objects.filter(
            project=project, sha256__in=hashes
        ).values_list("sha256", "pk", "stored_at")
    }
    coming = {
        (client_id, sha256): (offset, length)
        for client_id, sha256, offset, length in Upload.objects.filter(
            project=project,
            uploader=user,
            state=UploadState.RECEIVING,
            client_upload_id__in=[client_id for client_id, _sha256 in items],
        ).values_list("client_upload_id", "sha256", "offset", "length")
    }
    lines = []
    for (client_id, _sent), sha256 in zip(items, hashes, strict=True):
        if sha256 in stored:
            line = ManifestLine(client_id, sha256, STORED, *stored[sha256])
        elif (client_id, sha256) in coming:
            offset, length = coming[client_id, sha256]
            line = ManifestLine(client_id, sha256, RECEIVING, offset=offset, length=length)
        else:
            line = ManifestLine(client_id, sha256, MISSING)
        lines.append(line)
    return lines
