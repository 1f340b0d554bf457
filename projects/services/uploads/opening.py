"""Opening an upload: everything that can be refused is refused before a byte travels."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.imaging import MIME_TYPES
from projects.models import Activity, Building, Photo, Project, Upload, User
from projects.models.words import UploadState
from projects.services.photos import DeviceFacts
from projects.services.photos.accept import photo_known
from projects.services.photos.original import original_key
from projects.services.uploads.finish import AGAIN, upload_settle
from projects.storage import PartialFile, room_for

KEPT_FOR = datetime.timedelta(days=7)
# a day of pictures of one phone; what is stored does not count
OPEN_MOST = 1000


@dataclass(frozen=True)
class Announced:
    """What a client says of a photo before it sends one; `length` in bytes.

    `mime_type` may be empty, as browsers leave it for HEIC: the content decides in the end.
    """

    project: Project
    building: Building | None
    activity: Activity | None
    client_upload_id: uuid.UUID
    sha256: str
    length: int
    original_name: str
    mime_type: str
    caption: str
    device: DeviceFacts


def upload_open(*, user: User, announced: Announced, now: datetime.datetime) -> Upload:
    """Open an upload, or return the one of the same client id as it stands.

    Bytes that the project has already need not travel: that upload is stored from the start.

    Raises RuleBroken: too_large (413), unsupported_media_type (415), storage_full (507),
    upload_id_reused (409), too_many_uploads (429), and the code of a picture refused before (422).
    """
    known = _again(user, announced, now)
    if known is not None:
        return known
    _limits_check(user, announced)
    photo = _here_already(user, announced)
    try:
        with transaction.atomic():
            return Upload.objects.create(**_columns(user, announced, photo, now))
    except IntegrityError:
        # the same client asked twice at once
        known = _again(user, announced, now)
        if known is None:
            raise
        return known


def _limits_check(user: User, announced: Announced) -> None:
    if announced.length > settings.UPLOAD_MAX_BYTES:
        raise RuleBroken("too_large", _("The file is too large."), status=413)
    if announced.mime_type and announced.mime_type not in MIME_TYPES:
        raise RuleBroken(
            "unsupported_media_type",
            _("Photos are JPEG, PNG, WebP or HEIC."),
            status=415,
            pointer="/filetype",
        )
    room_for(announced.length)
    if Upload.objects.filter(uploader=user, state=UploadState.RECEIVING).count() >= OPEN_MOST:
        raise RuleBroken(
            "too_many_uploads", _("Finish or end your open uploads first."), status=429
        )


def _here_already(user: User, announced: Announced) -> Photo | None:
    """The photo of the same bytes; none where its file is missing, so that sending heals it."""
    photo = photo_known(
        user=user,
        project=announced.project,
        client_upload_id=announced.client_upload_id,
        sha256=announced.sha256,
    )
    here = photo is not None and default_storage.exists(original_key(announced.sha256))
    return photo if here else None


def _again(user: User, announced: Announced, now: datetime.datetime) -> Upload | None:
    """The upload that this one repeats, begun anew where that may help."""
    upload = Upload.objects.filter(
        project=announced.project, uploader=user, client_upload_id=announced.client_upload_id
    ).first()
    if upload is None:
        return None
    if (upload.sha256, upload.length) != (announced.sha256, announced.length):
        raise RuleBroken(
            "upload_id_reused",
            _("This upload id belongs to another photo."),
            status=409,
            pointer="/client_upload_id",
        )
    if upload.state == UploadState.REFUSED:
        return _anew(upload, announced, now)
    return upload_settle(upload=upload, now=now)


def _anew(upload: Upload, announced: Announced, now: datetime.datetime) -> Upload:
    if upload.reject_code not in AGAIN:
        raise RuleBroken(upload.reject_code, _("This picture was refused before."), status=422)
    room_for(announced.length)
    # whoever ended it may not have come to forgetting its bytes
    PartialFile(upload.pk).remove()
    Upload.objects.filter(pk=upload.pk, state=UploadState.REFUSED).update(
        state=UploadState.RECEIVING, reject_code="", offset=0, expires_at=now + KEPT_FOR
    )
    upload.refresh_from_db()
    return upload


def _columns(
    user: User, announced: Announced, photo: Photo | None, now: datetime.datetime
) -> dict[str, Any]:
    device = announced.device
    offset = (device.taken_at.utcoffset() if device.taken_at else None) or datetime.timedelta()
    return {
        "project": announced.project,
        "building": announced.building,
        "activity": announced.activity,
        "photo": photo,
        "uploader": user,
        "client_upload_id": announced.client_upload_id,
        "sha256": announced.sha256,
        "length": announced.length,
        "offset": announced.length if photo else 0,
        "original_name": announced.original_name[:255],
        "mime_type": announced.mime_type,
        "caption": announced.caption,
        "captured_at": device.taken_at,
        "captured_offset_min": offset // datetime.timedelta(minutes=1),
        "latitude": device.latitude,
        "longitude": device.longitude,
        "position_accuracy_m": device.accuracy_m,
        "state": UploadState.STORED if photo else UploadState.RECEIVING,
        "created_at": now,
        "expires_at": now + KEPT_FOR,
    }
