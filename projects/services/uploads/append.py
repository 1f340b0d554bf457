"""The next bytes of an upload."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Upload
from projects.models.words import UploadState
from projects.services.uploads.finish import alive_check, upload_settle
from projects.services.uploads.opening import KEPT_FOR
from projects.storage import OffsetMoved, PartialFile


def upload_append(
    *, upload: Upload, offset: int, size: int, pieces: Iterable[bytes], now: datetime.datetime
) -> Upload:
    """Add `size` announced bytes from `offset` on; what came counts, however the line broke.

    With the last byte the photo is stored, by the same rules as every other.

    Raises RuleBroken: upload_gone (410), offset_conflict (409, with `offset`), too_large (413),
    storage_full (507), and whatever refuses the photo. What `pieces` raises passes through.
    """
    alive_check(upload)
    if upload.state == UploadState.STORED:
        return _stored(upload, offset)
    if offset + size > upload.length:
        raise RuleBroken("too_large", _("That is more than was announced."), status=413)
    try:
        PartialFile(upload.pk).append(pieces, at=offset)
    except OffsetMoved as moved:
        upload.refresh_from_db()
        alive_check(upload)
        if upload.state == UploadState.STORED:
            return _stored(upload, offset)
        raise _conflict(moved.end) from moved
    if size:
        Upload.objects.filter(pk=upload.pk, state=UploadState.RECEIVING).update(
            expires_at=now + KEPT_FOR
        )
    return upload_settle(upload=upload, now=now)


def _stored(upload: Upload, offset: int) -> Upload:
    """A last piece sent again gets its receipt; it need not be read."""
    if offset > upload.length:
        raise _conflict(upload.length)
    return upload


def _conflict(end: int) -> RuleBroken:
    return RuleBroken(
        "offset_conflict", _("The upload goes on from another byte."), status=409, offset=end
    )
