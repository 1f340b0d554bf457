"""Room on the store's volume, and the one word for none."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from projects.errors import RuleBroken

FULL = (errno.ENOSPC, errno.EDQUOT)


def storage_full() -> RuleBroken:
    """Make the answer for a disk without room."""
    return RuleBroken("storage_full", _("There is no room for more photos."), status=507)


@contextmanager
def room_told() -> Iterator[None]:
    """Turn the system's word for a full disk into ours."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise storage_full() from error
        raise


def incoming_folder() -> Path:
    """The folder of uploads in flight, on the volume of the store so that a rename is atomic."""
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    with room_told():
        folder.mkdir(parents=True, exist_ok=True)
    room_check(folder)
    return folder


def room_check(folder: Path, *, wanted: int = 0) -> None:
    """See that bytes that are wanted leave the floor free; RuleBroken `storage_full` (507)."""
    if shutil.disk_usage(folder).free - wanted < settings.MEDIA_FLOOR_BYTES:
        raise storage_full()
