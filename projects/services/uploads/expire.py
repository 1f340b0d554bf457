"""Clearing up uploads that nobody finished; the sweep of every hour calls it."""

import contextlib
import datetime
import uuid

from projects.models import Upload
from projects.models.words import UploadState
from projects.services.uploads.finish import EXPIRED, upload_end
from projects.storage import PartialFile, is_older, partial_folder

# how long an ended upload still says that it has ended
REMEMBERED = datetime.timedelta(days=30)
STRAY_AFTER = datetime.timedelta(hours=24)
AT_ONCE = 500


def uploads_expire(*, now: datetime.datetime) -> int:
    """End uploads that got no byte for seven days (410 afterwards); return how many.

    What is complete and was only not answered becomes no photo here: its bytes stay until then,
    and the client's next word finishes it. Rows are forgotten thirty days later, files without
    an open upload after a day.
    """
    late = Upload.objects.filter(state=UploadState.RECEIVING, expires_at__lt=now)
    ended = sum(upload_end(upload=upload, code=EXPIRED) for upload in late[:AT_ONCE])
    Upload.objects.filter(expires_at__lt=now - REMEMBERED).exclude(
        state=UploadState.RECEIVING
    ).delete()
    _strays_remove((now - STRAY_AFTER).timestamp())
    return ended


def _strays_remove(before: float) -> None:
    """Remove files that a kill left between an upload's end and the forgetting of its bytes."""
    old = {path.name: path for path in partial_folder().glob("*") if is_older(path, before)}
    ids = []
    for name in old:
        with contextlib.suppress(ValueError):
            ids.append(uuid.UUID(hex=name))
    rows = Upload.objects.filter(pk__in=ids, state=UploadState.RECEIVING)
    for upload_id in rows.values_list("pk", flat=True):
        old.pop(PartialFile(upload_id).path.name)
    for path in old.values():
        path.unlink(missing_ok=True)
