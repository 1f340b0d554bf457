"""The end of an upload: a photo by the same way as every other, a refusal, or nothing."""

import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Photo, Upload
from projects.models.words import UploadState
from projects.services.photos import DeviceFacts, photo_add
from projects.services.photos.accept import Received
from projects.storage import PartialFile

EXPIRED, TERMINATED, MISMATCH = "expired", "terminated", "checksum_mismatch"
# what the same bytes, sent again, may cure; anything else is the picture's own fault
AGAIN = frozenset({EXPIRED, TERMINATED, MISMATCH})
# refusals of the picture; everything else may pass
FOR_GOOD = frozenset({409, 413, 422})


def upload_settle(*, upload: Upload, now: datetime.datetime) -> Upload:
    """Return the upload as it stands, finished where all of its bytes are here.

    Whoever asks finishes what a kill left between the last byte and the answer, so a client that
    only asks for the offset is never told "all here" before the photo is safe.

    Raises RuleBroken: upload_gone (410), and whatever refuses the photo.
    """
    alive_check(upload)
    if upload.state != UploadState.RECEIVING:
        return upload
    size = PartialFile(upload.pk).size()
    if size == upload.length:
        return _finished(upload, now)
    if size != upload.offset:
        _receiving(upload).update(offset=size)
    upload.refresh_from_db()
    return upload


def alive_check(upload: Upload) -> None:
    """Refuse what has ended without a photo: 410 `upload_gone`, with why in `reject_code`."""
    if upload.state == UploadState.REFUSED:
        raise RuleBroken(
            "upload_gone",
            _("This upload has ended without a photo."),
            status=410,
            reject_code=upload.reject_code,
        )


def upload_end(*, upload: Upload, code: str) -> bool:
    """End an upload without a photo and forget its bytes; False where it had ended before.

    The row goes first: who still writes finds it ended, and never a file without an upload.
    """
    ended = _receiving(upload).update(state=UploadState.REFUSED, reject_code=code, offset=0)
    if ended:
        PartialFile(upload.pk).remove()
    return bool(ended)


def upload_store(*, upload: Upload, photo: Photo) -> None:
    """Say that the photo is the upload's."""
    values = {"state": UploadState.STORED, "photo": photo, "offset": upload.length}
    _receiving(upload).update(**values)


def _finished(upload: Upload, now: datetime.datetime) -> Upload:
    partial = PartialFile(upload.pk)
    try:
        photo = _photo_of(upload, partial, now)
    except FileNotFoundError:
        # another request finished it between our look and now
        pass
    except RuleBroken as broken:
        if broken.status in FOR_GOOD:
            upload_end(upload=upload, code=broken.code)
        raise
    else:
        upload_store(upload=upload, photo=photo)
        partial.remove()
    upload.refresh_from_db()
    return upload


def _photo_of(upload: Upload, partial: PartialFile, now: datetime.datetime) -> Photo:
    zone = datetime.timezone(datetime.timedelta(minutes=upload.captured_offset_min))
    taken_at = upload.captured_at.astimezone(zone) if upload.captured_at else None
    place = (upload.latitude, upload.longitude, upload.position_accuracy_m)
    photo, _duplicate = photo_add(
        user=upload.uploader,
        project=upload.project,
        building=upload.building,
        activity=upload.activity,
        client_upload_id=upload.client_upload_id,
        sha256=upload.sha256,
        file=Received(partial.path, partial.sha256(), upload.length),
        caption=upload.caption,
        original_name=upload.original_name,
        now=now,
        device=DeviceFacts(taken_at, *place),
    )
    return photo


def _receiving(upload: Upload) -> QuerySet[Upload]:
    return Upload.objects.filter(pk=upload.pk, state=UploadState.RECEIVING)
