"""Accepting an upload: the answer is given only when the photo would survive a power cut."""

import datetime
import hashlib
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.imaging import PhotoFacts, PhotoRefused, photo_inspect
from projects.models import Activity, Building, Photo, Project, User
from projects.services.photos.device import DeviceFacts, device_columns
from projects.services.photos.grade import grade_set
from projects.services.photos.original import original_key
from projects.services.progress import evidence_refresh
from projects.storage import HashedUpload, incoming_folder, room_told

CHUNK = 1024 * 1024
STATUS = {"image_too_large": 413}


@dataclass(frozen=True)
class Received:
    """The bytes of an upload, in a file that goes when the upload is dealt with."""

    path: Path
    sha256: str
    size: int


def photo_add(  # noqa: PLR0913 - the parts of an upload, each named at the call
    *,
    user: User,
    project: Project,
    building: Building | None,
    activity: Activity | None,
    client_upload_id: uuid.UUID,
    sha256: str,
    file: File | Received,  # type: ignore[type-arg] # uploads and tests pass files of either kind
    caption: str,
    original_name: str,
    now: datetime.datetime,
    device: DeviceFacts | None = None,
) -> tuple[Photo, bool]:
    """Keep a photo and return it with whether it was there already.

    File first, row last: a crash leaves a file without row, which the sweep removes, and never
    a row without file. `sha256` may be empty; a building is taken from the activity. `device` is
    what the phone said of the moment of capture.

    Raises RuleBroken: checksum_mismatch, invalid_image, image_truncated … (422), too_large,
    image_too_large (413), upload_id_reused (409), storage_full (507).
    """
    with _received(file) as upload:
        if sha256 and sha256.lower() != upload.sha256:
            raise RuleBroken(
                "checksum_mismatch",
                _("The bytes that arrived are not the ones announced."),
                status=422,
                pointer="/sha256",
            )
        known = photo_known(
            user=user, project=project, client_upload_id=client_upload_id, sha256=upload.sha256
        )
        if known is not None:
            _file_keep(upload)
            return known, True
        facts = _inspected(upload.path, project, now)
        photo = Photo(
            project=project,
            building=building or (activity.building if activity else None),
            activity=activity,
            uploaded_by=user,
            client_upload_id=client_upload_id,
            sha256=upload.sha256,
            size_bytes=upload.size,
            original_name=original_name[:255],
            caption=caption,
            stored_at=now,
            render_next_at=now,
            **{**_columns(facts), **device_columns(device or DeviceFacts(), facts, now)},
        )
        grade_set(photo=photo)
        default_storage.put(original_key(upload.sha256), upload.path)  # type: ignore[attr-defined] # ours
        kept = _row_add(photo=photo, now=now)
        _file_keep(upload)
        return kept


def photo_known(
    *, user: User, project: Project, client_upload_id: uuid.UUID, sha256: str
) -> Photo | None:
    """The photo this upload repeats: the same bytes in the project, or the same upload.

    Raises RuleBroken `upload_id_reused` (409).
    """
    photos = Photo.objects.filter(project=project).filter(
        Q(sha256=sha256) | Q(uploaded_by=user, client_upload_id=client_upload_id)
    )
    found = sorted(photos, key=lambda photo: photo.sha256 != sha256)
    if not found:
        return None
    if found[0].sha256 != sha256:
        raise RuleBroken(
            "upload_id_reused",
            _("This upload id belongs to another photo."),
            status=409,
            pointer="/client_upload_id",
        )
    return found[0]


@contextmanager
def _received(file: File | Received) -> Iterator[Received]:  # type: ignore[type-arg] # as above
    """The upload as a file on the store's volume, hashed and counted; gone afterwards."""
    with room_told(), _landed(file) as upload:
        if upload.size > settings.UPLOAD_MAX_BYTES:
            raise RuleBroken("too_large", _("The file is too large."), status=413, pointer="/file")
        yield upload


@contextmanager
def _landed(file: File | Received) -> Iterator[Received]:  # type: ignore[type-arg] # as above
    if isinstance(file, Received):
        # it came in pieces and lies on the store's volume already
        yield file
        return
    if isinstance(file, HashedUpload):
        # it came in on the store's volume, and goes after the request
        path = Path(file.temporary_file_path())
        yield Received(path, file.sha256, path.stat().st_size)
        return
    with tempfile.NamedTemporaryFile(dir=incoming_folder(), prefix="photo-") as target:
        digest = hashlib.sha256()
        for chunk in file.chunks(CHUNK):
            target.write(chunk)
            digest.update(chunk)
        target.flush()
        yield Received(Path(target.name), digest.hexdigest(), target.tell())


def _file_keep(upload: Received) -> None:
    """Before the answer: have the file there, though a sweep took it for nobody's just now."""
    key = original_key(upload.sha256)
    if not default_storage.exists(key):
        default_storage.put(key, upload.path)  # type: ignore[attr-defined] # ours


def _inspected(path: Path, project: Project, now: datetime.datetime) -> PhotoFacts:
    try:
        return photo_inspect(path, site_zone=project.zone, received_at=now)
    except PhotoRefused as refused:
        raise RuleBroken(
            refused.code, refused.detail, status=STATUS.get(refused.code, 422), pointer="/file"
        ) from refused


def _columns(facts: PhotoFacts) -> dict[str, object]:
    return {
        "mime_type": facts.mime,
        "width": facts.width,
        "height": facts.height,
        "orientation": facts.orientation,
        "taken_at": facts.taken_at,
        "taken_at_source": facts.taken_at_source,
        "taken_at_zone": facts.taken_at_zone,
        "latitude": facts.latitude,
        "longitude": facts.longitude,
        "altitude_m": facts.altitude_m,
        "camera_make": facts.camera_make,
        "camera_model": facts.camera_model,
        "position_accuracy_m": facts.gps_accuracy_m,
        "direction_deg": facts.direction_deg,
        "metadata_stripped": facts.metadata_stripped,
        "editor": facts.editor,
    }


def _row_add(*, photo: Photo, now: datetime.datetime) -> tuple[Photo, bool]:
    try:
        with transaction.atomic():
            photo.save(force_insert=True)
            if photo.activity is not None:
                evidence_refresh(milestone=photo.activity, user=photo.uploaded_by, now=now)
    except IntegrityError:
        # somebody stored the same bytes between our look and our row
        known = photo_known(
            user=photo.uploaded_by,
            project=photo.project,
            client_upload_id=photo.client_upload_id,
            sha256=photo.sha256,
        )
        if known is None:
            raise
        return known, True
    return photo, False
